# SPDX-License-Identifier: Apache-2.0
"""What can be proved about condition blocks without evaluating a request.

Operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.documents import Condition, covers

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["bounds", "disjoint"]

_OPERATOR = re.compile(
    r"(?P<family>String|Arn|Bool)(?P<negated>Not)?(?P<match>Equals|Like)?(IgnoreCase)?(?P<lenient>IfExists)?", re.IGNORECASE
)


def disjoint(first: Iterable[Condition], second: Iterable[Condition]) -> bool:
    """Whether no request can meet both blocks, proved by one key: one asks values that the other excludes or leaves no room for."""
    others = list(second)
    return any(_apart(one, other) or _apart(other, one) for one in first for other in others)


def bounds(conditions: Iterable[Condition], keys: frozenset[str]) -> bool:
    """Whether conditions ask one of those keys, in lower case, for values that leave no room."""
    return any(
        condition.key in keys
        and _asks(condition)
        and condition.values
        and all(_bounded(condition.key, value) for value in condition.values)
        for condition in conditions
    )


def _bounded(key: str, value: str) -> bool:
    """Whether a value bounds: anyone can make a role of any name, so an ARN bounds by its account."""
    if not key.endswith("arn"):
        return not value.startswith(("*", "?"))
    parsed = arn.parse(value)
    return parsed is not None and (not _wild(parsed.account) if parsed.account else not _wild(parsed.resource))


def _apart(one: Condition, other: Condition) -> bool:
    """The first asks values; the second excludes all of them, or asks others."""
    if one.key != other.key or not _asks(one) or not one.values:
        return False
    test = _operator(other.operator)
    if test is None or test["family"].lower() != _family(one):
        return False
    if test["negated"]:
        return all(any(_within(other, pattern, value) for pattern in other.values) for value in one.values)
    return not test["lenient"] and _exact(one) and _exact(other) and not _folded(one) & _folded(other)


@functools.lru_cache(maxsize=256)
def _operator(name: str) -> re.Match[str] | None:
    """The parts of an operator that compares texts, ARNs or booleans; none for the others and for set operators."""
    return _OPERATOR.fullmatch(name)


def _asks(condition: Condition) -> bool:
    """A positive operator that the request has to meet: set operators and ``IfExists`` hold without the key."""
    test = _operator(condition.operator)
    return test is not None and not test["negated"] and not test["lenient"]


def _within(excluding: Condition, pattern: str, value: str) -> bool:
    """Whether a pattern that is excluded takes everything a value asks; ``StringNotEquals`` has no patterns."""
    if excluding.operator.lower().startswith("stringnotequals"):
        return pattern == value and not _wild(value)
    return (
        covers(pattern, value)
        if excluding.operator.lower().startswith("stringnotlike")
        else pattern == value or _arn_covers(pattern, value)
    )


def _arn_covers(pattern: str, value: str) -> bool:
    """ARN operators match part by part: a star does not reach over a colon."""
    parts, others = pattern.split(":", 5), value.split(":", 5)
    return len(parts) == len(others) and all(map(covers, parts, others))


def _exact(condition: Condition) -> bool:
    return _family(condition) == "bool" or not any(map(_wild, condition.values))


def _wild(value: str) -> bool:
    return "*" in value or "?" in value


def _folded(condition: Condition) -> set[str]:
    return {value.lower() for value in condition.values}


def _family(condition: Condition) -> str:
    test = _operator(condition.operator)
    return test["family"].lower() if test else ""
