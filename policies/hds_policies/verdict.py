# SPDX-License-Identifier: Apache-2.0
"""What a rule answers: an outcome with the property, the value given and the value expected.

A verdict holds facts, not sentences: ``messages`` turns them into English or French.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hds_policies.values import ABSENT, Absent, Known, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hds_policies.graph import Resource

__all__ = [
    "NOT_APPLICABLE",
    "PASS",
    "Evidence",
    "Expectation",
    "Outcome",
    "Verdict",
    "absent",
    "all_of",
    "any_of",
    "at_least",
    "at_most",
    "best",
    "decide",
    "fail",
    "is_false",
    "is_true",
    "number",
    "one_of",
    "present",
    "unknown",
    "worst",
]


class Outcome(StrEnum):
    """The three values of a judgement, and the case a rule has nothing to say about. ``error``: the rule itself broke."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What would have passed: a key of ``messages`` with its values (``Expectation("at_most", (365,))``)."""

    key: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One property that decided: its path, the value given and what was expected. An empty path speaks of the resource itself."""

    property: str
    given: Value
    expected: Expectation


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome with the evidence behind it; a pass carries none."""

    outcome: Outcome
    evidence: tuple[Evidence, ...] = ()


PASS = Verdict(Outcome.PASS)
NOT_APPLICABLE = Verdict(Outcome.NOT_APPLICABLE)
_ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of some outcomes, a pass when there is none."""
    return _ORDER[min(map(_ORDER.index, outcomes), default=2)]


def best(outcomes: Iterable[Outcome]) -> Outcome:
    """The best of some outcomes, a failure when there is none."""
    return _ORDER[max(map(_ORDER.index, outcomes), default=0)]


def fail(path: str, given: Value, key: str, *values: Any) -> Verdict:
    """A failure at one property."""
    return Verdict(Outcome.FAIL, (Evidence(path, given, Expectation(key, values)),))


def unknown(path: str, given: Value, key: str, *values: Any) -> Verdict:
    """A property that cannot be judged yet, or not from this source."""
    return Verdict(Outcome.UNKNOWN, (Evidence(path, given, Expectation(key, values)),))


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Fails if one fails, else unknown if one is unknown, else passes; gathers the evidence of the deciding outcome.

    Nothing to judge at all is ``NOT_APPLICABLE``.
    """
    judged = list(verdicts)
    if len(judged) == 1:
        return judged[0]
    return _deciding(judged, (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS))


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Passes if one passes, else unknown if one is unknown, else fails. Nothing to judge is ``NOT_APPLICABLE``."""
    judged: list[Verdict] = []
    for verdict in verdicts:
        if verdict is PASS:
            return PASS
        judged.append(verdict)
    return _deciding(judged, (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL))


def _deciding(judged: list[Verdict], order: tuple[Outcome, ...]) -> Verdict:
    for outcome in order:
        deciding = [verdict for verdict in judged if verdict.outcome is outcome]
        if len(deciding) == 1 or (deciding and outcome is Outcome.PASS):
            return deciding[0]
        if deciding:
            return Verdict(outcome, tuple(evidence for verdict in deciding for evidence in verdict.evidence))
    return NOT_APPLICABLE


def decide(resource: Resource, path: str, accepts: Callable[[Any], bool], key: str, *values: Any, absent: Verdict | None = None) -> Verdict:
    """Judge every value a path reaches with a predicate on known values.

    Args:
        resource: the resource judged.
        path: property path; ``*`` visits each element.
        accepts: true for a compliant known value.
        key: what was expected, a key of ``messages``; ``values`` complete it.
        values: see ``key``.
        absent: the verdict when the property is not set; a failure unless said otherwise.
    """
    found: list[Verdict] = []
    for at, value in resource.all(path):
        if isinstance(value, Known):
            found.append(PASS if accepts(value.value) else fail(at, value, key, *values))
        elif isinstance(value, Absent):
            found.append(absent or fail(at, value, key, *values))
        else:
            found.append(unknown(at, value, key, *values))
    return all_of(found) if found else absent or fail(path, ABSENT, key, *values)


def is_true(resource: Resource, path: str, *, absent: Verdict | None = None) -> Verdict:
    """The property is true; the engine may carry booleans as text."""
    return decide(resource, path, lambda value: value is True or value == "true", "equals", True, absent=absent)


def is_false(resource: Resource, path: str, *, absent: Verdict | None = None) -> Verdict:
    """The property is false."""
    return decide(resource, path, lambda value: value is False or value == "false", "equals", False, absent=absent)


def one_of(resource: Resource, path: str, *allowed: Any, absent: Verdict | None = None) -> Verdict:
    """The property is one of the allowed values."""
    return decide(resource, path, lambda value: value in allowed, "one_of", *allowed, absent=absent)


def at_most(resource: Resource, path: str, limit: float, *, absent: Verdict | None = None) -> Verdict:
    """The property is a number not above the limit."""
    return decide(resource, path, lambda value: number(value) <= limit, "at_most", limit, absent=absent)


def at_least(resource: Resource, path: str, limit: float, *, absent: Verdict | None = None) -> Verdict:
    """The property is a number not below the limit."""
    return decide(resource, path, lambda value: number(value) >= limit, "at_least", limit, absent=absent)


def present(resource: Resource, path: str) -> Verdict:
    """The property is set: an unknown or a secret value is set too, an empty text or list is not."""
    return all_of(
        fail(at, value, "present") if isinstance(value, Absent) or (isinstance(value, Known) and value.value in ("", [], {})) else PASS
        for at, value in resource.all(path) or [(path, ABSENT)]
    )


def absent(resource: Resource, path: str) -> Verdict:
    """The property is not set; an unknown value may yet turn out to be nothing, so it is unknown."""
    return all_of(_not_set(at, value) for at, value in resource.all(path) or [(path, ABSENT)])


def number(value: Any) -> float:
    """A number, also when the engine carries it as text; anything else is none, and compares with nothing."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def _not_set(at: str, value: Value) -> Verdict:
    if isinstance(value, Absent) or (isinstance(value, Known) and value.value in ("", [], {})):
        return PASS
    return unknown(at, value, "absent") if isinstance(value, Unknown) else fail(at, value, "absent")
