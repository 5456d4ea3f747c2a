# SPDX-License-Identifier: Apache-2.0
"""Which rule proves which control, on which cloud, at which level: computed from the rules, never written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_controls.model import Catalogue, LevelState, ProofLevel
    from hds_policies.rule import Rule

__all__ = ["LEVELS", "Cell", "matrix"]

LEVELS: tuple[ProofLevel, ...] = ("plan", "state", "host", "drill", "document")


@dataclass(frozen=True, slots=True)
class Cell:
    """One control, cloud and proof level: what the control says of itself, and the rules that decide it.

    Rules read a graph of inputs, so they prove the level ``plan``.
    """

    control: str
    cloud: str
    level: ProofLevel
    stated: LevelState
    rules: tuple[str, ...]


def matrix(catalogue: Catalogue, rules: Iterable[Rule]) -> tuple[Cell, ...]:
    """Every control, cloud and level the catalogue speaks of."""
    by_control: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for cloud in rule.clouds:
            by_control.setdefault((rule.control, cloud), []).append(rule.name)
    return tuple(
        Cell(control.id, cloud, level, stated, tuple(by_control.get((control.id, cloud), ())) if level == "plan" else ())
        for control in catalogue.controls.values()
        for cloud, state in control.clouds.items()
        for level in LEVELS
        if (stated := getattr(state, level)) is not None
    )
