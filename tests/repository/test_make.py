# SPDX-License-Identifier: Apache-2.0
"""The targets of make, and what continuous integration runs."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from tests.repository.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()


def make(*arguments):
    """What make prints, from another folder and without the user's flags."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    ran = subprocess.run(
        ["make", "-C", ROOT, "--no-print-directory", *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return ran.stdout


def test_help_lists_each_target_with_its_purpose():
    """`make` alone and `make help` say the same, and nothing is hidden."""
    lines = make("help").splitlines()
    assert [line.split()[0] for line in lines] == TARGETS
    assert all(len(line.split()) > 2 for line in lines)
    assert make().splitlines() == lines


@pytest.mark.parametrize("target", ["preview", "test", "truth", "check", "bench", "docs", "clean"])
def test_the_promised_targets_exist(target):
    """Each can be made, and no target calls a tool that a fresh clone lacks."""
    steps = make("--dry-run", target)
    assert steps
    assert not re.search(r"^\s*(uv|poetry|pulumi|go) ", steps, re.MULTILINE)


def test_set_up_checks_hashes():
    """Only locked files are installed, and the project itself asks no index."""
    assert "--require-hashes -r $(1)" in MAKEFILE
    assert "--no-deps --no-build-isolation --no-index -e ." in MAKEFILE
    assert "compileall" in MAKEFILE


def test_continuous_integration_requires_the_engine():
    """It runs the README's test command, then lint and types, and a skipped engine test is a failure there."""
    script = ROOT / ".ci" / "run"
    text = script.read_text("utf-8")
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert "set -euo pipefail" in text
    assert text.index("HDS_REQUIRE_ENGINE=1") < text.index("make test") < text.index("make check")
