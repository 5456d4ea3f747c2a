# SPDX-License-Identifier: Apache-2.0
"""Where the CLI of the engine tests comes from, and what is said when there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools.pulumi import find

ROOT = Path(__file__).parents[2]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without pulumi and without go; returns how to put a program on its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def put(name, script, folder=tmp_path / "bin"):
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    return put


def test_the_one_on_path_comes_first(machine):
    """A recent CLI of the user's is taken."""
    own = machine("pulumi", "echo v3.300.1")
    assert find.locate() == own


def test_one_that_is_too_old_is_passed_over(machine, tmp_path):
    """A CLI from before executable packs gives way to the one built before."""
    machine("pulumi", "echo v3.254.0")
    built = machine("pulumi", "", tmp_path / "cache" / "hds" / f"pulumi-{find.version()}")
    assert find.locate() == built


@pytest.mark.usefixtures("machine")
def test_without_anything_the_reason_and_the_cure_are_named(tmp_path):
    """No CLI, no cache, no go: the message says so and what to install."""
    with pytest.raises(find.Unavailable) as problem:
        find.locate()
    assert "no pulumi >= 3.255 on PATH" in str(problem.value)
    assert str(tmp_path / "cache") in str(problem.value)
    assert "cure: install" in str(problem.value)


def test_go_builds_it_once_into_the_cache(machine, tmp_path, capfd):
    """With go, the pinned version is built, said on standard error, and found the next time."""
    machine("go", f'echo "$@" >> {tmp_path}/calls; while [ "$1" != -o ]; do shift; done; echo built > "$2"')
    built = find.locate()
    assert (built.parent.name, built.read_text()) == (f"pulumi-{find.version()}", "built\n")
    assert find.locate() == built
    assert f"version.Version=v{find.version()}" in (tmp_path / "calls").read_text()
    assert len((tmp_path / "calls").read_text().splitlines()) == 1
    assert f"building pulumi {find.version()}" in capfd.readouterr().err


def test_a_failed_build_says_why(machine):
    """The last line of go's complaint is in the message, and nothing half built is left."""
    machine("go", 'echo "dial tcp: no route to host" >&2; exit 1')
    with pytest.raises(find.Unavailable, match="no route to host"):
        find.locate()
    assert find.find() is None


@pytest.mark.parametrize(("required", "code", "outcome"), [("0", 0, "1 skipped"), ("1", 1, "the engine is required here")])
def test_engine_tests_skip_with_the_reason_or_fail_where_they_must_run(machine, required, code, outcome):
    """Without a CLI the engine tests are skipped with the cure; ``HDS_REQUIRE_ENGINE=1`` makes that a failure."""
    machine("true", "")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "tests/engine/test_pack.py", "-k", "bad_resource"],
        cwd=ROOT,
        env=os.environ | {"HDS_REQUIRE_ENGINE": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert outcome in done.stdout
    assert "cure: install the Pulumi CLI" in done.stdout
