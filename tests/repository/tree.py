# SPDX-License-Identifier: Apache-2.0
"""The files of this repository, and what their syntax says."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

__all__ = ["PACKAGES", "ROOT", "imports", "modules", "parsed", "python_files"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    name: ROOT / folder / name
    for folder, name in (
        ("controls", "hds_controls"),
        ("components", "hds_components"),
        ("policies", "hds_policies"),
        ("stacks", "hds_stacks"),
        ("toolkit", "hds_toolkit"),
    )
}


def modules(package: str) -> dict[str, Path]:
    """The modules of a package by dotted name; the entry file beside it counts as ``<package>.entry``."""
    folder = PACKAGES[package]
    found = {".".join((package, *path.relative_to(folder).with_suffix("").parts)): path for path in sorted(folder.rglob("*.py"))}
    entry = folder.parent / "__main__.py"
    return found | ({f"{package}.entry": entry} if entry.exists() else {})


def python_files() -> list[Path]:
    """Every Python file of the repository."""
    folders = (*(folder.parent for folder in PACKAGES.values()), ROOT / "tests", ROOT / "tools", ROOT / "bench")
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """Dotted names that a file imports, wherever in the file: at the top, inside a function, or for types only."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
