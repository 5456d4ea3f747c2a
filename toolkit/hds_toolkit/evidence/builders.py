# SPDX-License-Identifier: Apache-2.0
"""Which source files build what a control asks, read from a judged zone, and what its rules expect, read from their code."""

from __future__ import annotations

import ast
import re
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

from hds_policies.messages import EXPECTATIONS
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hds_policies.graph import Graph
    from hds_policies.judge import Judgement
    from hds_policies.rule import Rule

__all__ = ["builders", "expected"]

_COMPONENTS = "components"
_CITED = re.compile(r"HDS-([A-Z]{3})-(\d\d)((?:(?:, | and | to )\d\d)*)")


def builders(graph: Graph, judgement: Judgement, root: Path) -> dict[str, tuple[str, ...]]:
    """For each control, the files of components that build what it asks, sorted; paths from the root of the project.

    They are those whose resources pass it; where it judges the program as a whole only, those that say they build it.

    Args:
        graph: a recorded zone.
        judgement: its judgement.
        root: the project, for the sources of its components.
    """
    found: dict[str, set[str]] = {}
    for control, tally in judgement.tallies.items():
        for urn, outcome in tally.worst.items():
            position = graph.by_urn[urn].position
            if outcome is Outcome.PASS and position and position.file.startswith(f"{_COMPONENTS}/"):
                found.setdefault(control, set()).add(position.file)
    said: dict[str, set[str]] = {}
    for path in (root / _COMPONENTS).rglob("aws/**/*.py"):
        for control in _cited(path.read_text("utf-8")):
            said.setdefault(control, set()).add(str(path.relative_to(root)))
    return {control: tuple(sorted(files)) for control, files in (said | found).items()}


def expected(rule: Rule) -> tuple[str, ...]:
    """What findings of a rule expect, in English, in the order of its code; those that depend on a value are left out.

    Only what the rule and the helpers of its own module word themselves: what a shared check words is in the rule's own sentence.
    """
    keys = dict.fromkeys(_keys(rule.check))
    return tuple(text for key in keys if "{" not in (text := EXPECTATIONS[key]["en"]))


def _cited(source: str) -> Iterator[str]:
    """The controls that the docstrings of a module name: ``HDS-BCK-01 to 03, 07`` are four."""
    documented = (node for node in ast.walk(ast.parse(source)) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)))
    for match in _CITED.finditer("\n".join(ast.get_docstring(node) or "" for node in documented)):
        family, first, more = match.groups()
        last = int(first)
        yield f"HDS-{family}-{first}"
        for word, number in re.findall(r"(, | and | to )(\d\d)", more):
            start = last + 1 if word == " to " else int(number)
            last = int(number)
            yield from (f"HDS-{family}-{item:02d}" for item in range(start, last + 1))


def _keys(check: object) -> Iterator[str]:
    todo, seen = [check], set[object]()
    while todo:
        function = todo.pop(0)
        if not isinstance(function, FunctionType) or function in seen:
            continue
        seen.add(function)
        for code in _codes(function.__code__):
            yield from (constant for constant in code.co_consts if isinstance(constant, str) and constant in EXPECTATIONS)
            near = (function.__globals__.get(name) for name in code.co_names)
            todo += [item for item in near if isinstance(item, FunctionType) and item.__module__ == function.__module__]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
