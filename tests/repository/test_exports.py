# SPDX-License-Identifier: Apache-2.0
"""What each module gives away."""

from __future__ import annotations

import ast

import pytest

from tests.repository.tree import PACKAGES, ROOT, modules, parsed

FILES = [path for package in PACKAGES for name, path in modules(package).items() if not name.endswith(".entry")]


def exported(tree):
    """The names in ``__all__``; none when the module has no such list."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
            return ast.literal_eval(node.value)
    return []


def defined(tree):
    """The public names that a module makes itself at its top."""
    found = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {
                item.id for target in targets for item in ast.walk(target) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)
            }
    return {name for name in found if not name.startswith("_")}


def imported(tree):
    """The names that a module imports at its top."""
    return {
        alias.asname or alias.name.partition(".")[0]
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_all_is_what_is_public(path):
    """``__all__`` lists each public name once and no other; only the face of a package lists what it imports."""
    tree = parsed(path)
    listed = exported(tree)
    assert len(listed) == len(set(listed))
    passed_on = imported(tree) if path.name == "__init__.py" else set()
    assert defined(tree) <= set(listed)
    assert set(listed) <= defined(tree) | passed_on


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a = 1\n_b = 2\nc: int = 3\n", {"a", "c"}),
        ("def f(): ...\nclass G: ...\nasync def _h(): ...\n", {"f", "G"}),
        ("if True:\n    x = 1\n", set()),
        ("import os\nfrom json import loads\n", set()),
        ("A, (B, _c) = 1, (2, 3)\n", {"A", "B"}),
    ],
)
def test_public_names_are_those_made_at_the_top(text, names):
    """The scan sees assignments and definitions, not imports."""
    assert defined(ast.parse(text)) == names
