# SPDX-License-Identifier: Apache-2.0
"""What becomes of every mutant, and why those that no rule finds are let live."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from hds_policies.verdict import Outcome
from tests.mutation.mutants import OPERATORS, hide
from tests.mutation.verdicts import Bench, sample
from tests.whole.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.mutation.mutants import Mutant

HERE = Path(__file__).parent
SURVIVORS, OPEN = HERE / "survivors", HERE / "open.yaml"
AIM = 0.97
"""Share of the mutants of security that a rule must find."""
Kin = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why some survivors may live: they touch no security, or what they make is as safe as before."""

    meaning: Literal["no_security", "as_safe"]
    reason: str
    patterns: tuple[str, ...]
    """``operator kind path change``, each with ``*`` for anything; a pattern may stop early."""


@dataclass(slots=True)
class Family:
    """One operator: kins by what was found on them; a kin survives when one of its mutants does."""

    tried: int = 0
    found: int = 0
    errors: list[Kin] = field(default_factory=list[Kin])
    survivors: dict[Kin, int] = field(default_factory=lambda: defaultdict(int))


@functools.cache
def bench() -> Bench:
    """The full zone, judged and watched."""
    return Bench(zone("aws-prod"))


@functools.cache
def families(kinds: tuple[str, ...] = ()) -> dict[str, Family]:
    """Every mutant of the sample, tried; of all kinds, or of those that begin so."""
    found: dict[str, Family] = {}
    for operator in OPERATORS:
        family = found[operator.__name__] = Family()
        for mutant in sample(_of(kinds, operator(bench().graph))):
            outcome = bench().found(mutant)
            family.tried += 1
            if outcome is None:
                family.survivors[mutant.kin] += 1
            elif outcome is Outcome.ERROR:
                family.errors.append(mutant.kin)
            else:
                family.found += 1
    return found


def shifts(kinds: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str, str]]:
    """Verdicts that change to anything but unknown when a known value is hidden: rule, kind, path, and from what to what."""
    for mutant in sample(_of(kinds, hide(bench().graph))):
        for pair, verdict in bench().after(mutant).items():
            before = bench().before[pair].outcome
            if verdict.outcome not in (before, Outcome.UNKNOWN):
                yield bench().rules[pair[0]].name, mutant.resource.kind, mutant.path, f"{before} -> {verdict.outcome}"


def explanations() -> list[Explanation]:
    """The checked-in reasons."""
    listed: list[dict[str, Any]] = [item for file in sorted(SURVIVORS.glob("*.yaml")) for item in yaml.safe_load(file.read_text("utf-8"))]
    return [Explanation(item["meaning"], item["reason"], tuple(item["survivors"])) for item in listed]


def _of(kinds: tuple[str, ...], mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    return (mutant for mutant in mutants if not kinds or mutant.resource.kind.startswith(kinds))


def still_open() -> set[str]:
    """Survivors that a rule has yet to kill, each as ``operator kind path change``."""
    listed: dict[str, list[str]] = yaml.safe_load(OPEN.read_text("utf-8")) or {}
    return {f"{head} {tail}" for head, tails in listed.items() for tail in tails}


def spelled(kin: Kin) -> str:
    """A kin in one line; a resource as a whole has ``-`` for a path."""
    operator, kind, path, change = kin
    return f"{operator} {kind} {path or '-'} {change}"


def matches(pattern: str, kin: Kin) -> bool:
    """Whether a pattern is about a survivor."""
    return _regular(pattern).match(spelled(kin)) is not None


def explained(kin: Kin, known: Iterable[Explanation]) -> Explanation | None:
    """The first reason that is about a survivor."""
    return next((item for item in known if any(matches(pattern, kin) for pattern in item.patterns)), None)


@functools.cache
def _regular(pattern: str) -> re.Pattern[str]:
    """``*`` takes anything within a word, and the last word may be left out."""
    return re.compile(" ".join(re.escape(word).replace(r"\*", r"\S*") for word in pattern.split(" ")) + r"(?: |$)")
