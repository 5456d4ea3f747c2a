# SPDX-License-Identifier: Apache-2.0
"""A small judge of policies: would this request pass? It knows the operators our policies use and refuses any other."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request: who (ARN of the account or name of a service), what, on what if it matters, and the condition keys it carries."""

    principal: str
    action: str
    resource: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)


def allowed(statements: Iterable[Mapping[str, Any]], request: Request) -> bool:
    """Whether a policy lets a request pass: some statement allows it and none refuses it."""
    effects = {statement["Effect"] for statement in statements if _matches(statement, request)}
    return effects == {"Allow"}


def _matches(statement: Mapping[str, Any], request: Request) -> bool:
    return (
        _names(statement.get("Principal", "*"), request.principal)
        and _acts(statement, request.action)
        and (request.resource is None or any(fnmatchcase(request.resource, pattern) for pattern in statement["Resource"]))
        and all(_holds(operator, key, wanted, request.keys) for operator, key, wanted in _conditions(statement))
    )


def _acts(statement: Mapping[str, Any], action: str) -> bool:
    spared = statement.get("NotAction")
    return any(fnmatchcase(action, pattern) for pattern in spared or statement["Action"]) is (spared is None)


def _names(principal: Any, asked: str) -> bool:
    named = [] if principal == "*" else [one for value in principal.values() for one in (value if isinstance(value, list) else [value])]
    return principal == "*" or "*" in named or asked in named


def _conditions(statement: Mapping[str, Any]) -> Iterable[tuple[str, str, list[str]]]:
    for operator, keys in statement.get("Condition", {}).items():
        for key, wanted in keys.items():
            yield operator, key, [wanted] if isinstance(wanted, str) else wanted


def _holds(operator: str, key: str, wanted: list[str], keys: Mapping[str, str]) -> bool:
    value = keys.get(key)
    like = value is not None and any(fnmatchcase(value, pattern) for pattern in wanted)
    number = float(value) if operator.startswith("Numeric") and value is not None else None
    return {
        "StringEquals": value in wanted,
        "Bool": value in wanted,
        "BoolIfExists": value is None or value in wanted,
        "StringNotEquals": value not in wanted,
        "StringLike": like,
        "ArnLike": like,
        "ArnEquals": like,
        "ArnNotLike": not like,
        "ArnNotEquals": not like,
        "NumericLessThan": number is not None and number < float(wanted[0]),
        "NumericGreaterThan": number is not None and number > float(wanted[0]),
    }[operator]
