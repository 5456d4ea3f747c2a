# SPDX-License-Identifier: Apache-2.0
"""A second evaluator, written from the documentation alone: one concrete request at a time, nothing clever."""

from __future__ import annotations

import fnmatch
import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING: tuple[str, ...] = ()


def listed(raw: Any) -> list[Any]:
    """One or many, as a list."""
    return [] if raw is None else raw if isinstance(raw, list) else [raw]


def like(pattern: str, text: str) -> bool:
    """The shell's idea of a pattern, without its brackets."""
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))


def arn_like(pattern: str, text: str) -> bool:
    """Six parts, each on its own."""
    left, right = pattern.split(":", 5), text.split(":", 5)
    return pattern == "*" or (len(left) == len(right) == 6 and all(map(like, left, right)))


def number(text: str) -> float:
    """A number; anything else compares with nothing."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


COMPARE: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda given, wanted: given == wanted,
    "StringEqualsIgnoreCase": lambda given, wanted: given.lower() == wanted.lower(),
    "StringLike": lambda given, wanted: like(wanted, given),
    "ArnLike": lambda given, wanted: arn_like(wanted, given),
    "Bool": lambda given, wanted: given.lower() == wanted.lower(),
    "NumericEquals": lambda given, wanted: number(given) == float(wanted),
    "NumericLessThan": lambda given, wanted: number(given) < float(wanted),
    "NumericLessThanEquals": lambda given, wanted: number(given) <= float(wanted),
    "NumericGreaterThan": lambda given, wanted: number(given) > float(wanted),
    "NumericGreaterThanEquals": lambda given, wanted: number(given) >= float(wanted),
}
"""One value of the request against one of the policy, without the negation."""


def condition_holds(operator: str, wanted: list[str], given: tuple[str, ...]) -> bool:
    """One key of a condition block."""
    if operator == "Null":
        return any((value == "true") == (not given) for value in wanted)
    over, _, base = operator.rpartition(":")
    lenient = base.endswith("IfExists")
    base = base.removesuffix("IfExists")
    negated = "Not" in base
    base = base.replace("Not", "")
    if not given:
        if over == "ForAllValues" or lenient:
            return True
        return negated and not over
    each = [any(COMPARE[base](value, other) for other in wanted) for value in given]
    if over == "ForAllValues":
        return all(hit != negated for hit in each)
    if over == "ForAnyValue":
        return any(hit != negated for hit in each)
    return any(each) != negated


def matches(statement: dict[str, Any], request: dict[str, Any]) -> bool:
    """Whether a statement is about a request."""
    who = statement.get("Principal", statement.get("NotPrincipal"))
    named = who == "*" or any(name in ("*", *request["names"]) for name in listed(who and who["AWS"]))
    if who is not None and named == ("NotPrincipal" in statement):
        return False
    for element, text, fold in (("Action", request["action"].lower(), str.lower), ("Resource", request["resource"], str)):
        taken = any(like(fold(pattern), text) for pattern in listed(statement.get(element, statement.get(f"Not{element}"))))
        if taken == (f"Not{element}" in statement):
            return False
    return all(
        condition_holds(operator, [str(value) for value in listed(values)], request["keys"].get(key.lower(), MISSING))
        for operator, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    )


def allowed(statements: list[dict[str, Any]], request: dict[str, Any]) -> bool:
    """An Allow and no Deny."""
    effects = {statement["Effect"] for statement in statements if matches(statement, request)}
    return effects == {"Allow"}


def denied(statements: list[dict[str, Any]], request: dict[str, Any]) -> bool:
    """A Deny."""
    return any(statement["Effect"] == "Deny" and matches(statement, request) for statement in statements)


def requests(names: list[str], actions: list[str], resources: list[str], keys: dict[str, list[tuple[str, ...]]]):
    """Every request of a small universe."""
    for action, resource, *values in itertools.product(actions, resources, *keys.values()):
        yield {"names": names, "action": action, "resource": resource, "keys": dict(zip(keys, values, strict=True))}
