# SPDX-License-Identifier: Apache-2.0
"""Rules of the house on every file."""

from __future__ import annotations

import ast
import re

import pytest

from tests.repository.tree import PACKAGES, ROOT, parsed, python_files

LONGEST, LONGEST_TEST = 400, 500
SPDX = "# SPDX-License-Identifier: Apache-2.0\n"
REGISTRY = re.compile(
    r"--(extra-)?index-url|--find-links|--trusted-host|https?://\S+/simple\b|\bname @ |artifactory|codeartifact|devpi", re.IGNORECASE
)


def ids(path):
    """A path as tests name it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in python_files() if path.stat().st_size], ids=ids)
def test_a_file_says_its_licence_and_stays_readable(path):
    """One SPDX line first (after an interpreter line); no file that nobody reads to its end."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    first = lines[1] if lines[0].startswith("#!") else lines[0]
    assert first == SPDX
    assert len(lines) <= (LONGEST_TEST if ROOT / "tests" in path.parents else LONGEST)


def test_packages_stay_near_three_hundred_lines():
    """A file above 300 lines is an exception, not a habit."""
    lengths = [len(path.read_text("utf-8").splitlines()) for package in PACKAGES.values() for path in package.rglob("*.py")]
    assert sum(length > 300 for length in lengths) <= len(lengths) // 20


@pytest.mark.parametrize("path", [path for path in python_files() if path.name.startswith("test_")], ids=ids)
def test_each_test_says_its_behaviour(path):
    """A test has one sentence; a name alone does not say why it must hold."""
    silent = [
        f"{path.name}:{node.lineno} {node.name}"
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_there_is_one_kind_of_lock_file():
    """Hashed requirements; another tool's lock would change how the engine's host makes the environment."""
    assert [name for name in ("uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock") if (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.lock")), ids=ids)
def test_each_locked_version_has_hashes(path):
    """Pip then refuses any other file than the one that was locked."""
    pins = re.split(r"^(?=[\w.-]+==)", path.read_text("utf-8"), flags=re.MULTILINE)
    assert [pin.partition("\n")[0] for pin in pins if "==" in pin and "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize(
    "path",
    sorted([
        *(ROOT / "requirements").iterdir(),
        *(ROOT / name for name in ("requirements.txt", "pyproject.toml", "Makefile", "Pulumi.yaml")),
        *(ROOT / ".ci").iterdir(),
    ]),
    ids=ids,
)
def test_no_package_index_is_named(path):
    """Where packages come from is the choice of the machine."""
    assert not REGISTRY.search(path.read_text("utf-8"))
