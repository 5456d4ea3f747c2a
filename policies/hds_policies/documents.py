# SPDX-License-Identifier: Apache-2.0
"""Policy documents of AWS as typed statements.

Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hds_policies.json_text import decoded
from hds_policies.values import Known, is_list, is_map, is_secret, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_policies.values import Value

__all__ = ["UNKNOWN", "Condition", "Principal", "Statement", "covers", "partial_statements", "statements"]

UNKNOWN = "${unknown}"
"""What stands in partial statements for a part that is not known: it reads like a policy variable, so nothing is sure to match it."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who a statement is about: its kind (``AWS``, ``Service``, ``Federated``, ``CanonicalUser``, ``*``) and its name."""

    kind: str
    name: str

    @property
    def everyone(self) -> bool:
        """Every caller, also an anonymous one: ``"*"`` and ``{"AWS": "*"}`` mean the same."""
        return self.name == "*" and self.kind in {"*", "AWS"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One key of a condition block; all conditions of a statement hold together, one of the values is enough."""

    operator: str
    key: str
    """In lower case: AWS compares condition keys without it."""
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; ``actions`` and ``resources`` are patterns, and a ``not_`` list, when it is not empty, is everything else."""

    effect: str
    principals: tuple[Principal, ...]
    not_principals: tuple[Principal, ...]
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    conditions: tuple[Condition, ...]
    sid: str = ""
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: policies are the keys of caches."""
        parts = (self.effect, self.principals, self.not_principals, self.actions, self.not_actions, self.resources, self.conditions)
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        return self._hash

    @property
    def allows(self) -> bool:
        """An Allow statement; every other one denies."""
        return self.effect == "Allow"

    def acts(self, *actions: str) -> bool:
        """Whether the statement is about one of some actions, ``kms:Decrypt``; case does not count."""
        return _acts(self.actions, self.not_actions, actions)


def statements(value: Value) -> tuple[Statement, ...] | None:
    """The statements of a policy, as JSON text or as a map; None when it is absent, unknown, secret, partly so, or no policy at all."""
    if not isinstance(value, Known):
        return None
    return _parsed(value.value) if isinstance(value.value, str) else _statements(value.value)


def partial_statements(value: Value) -> tuple[Statement, ...] | None:
    """The same where parts inside a statement may be unknown or secret: each is ``UNKNOWN``. None where not even statements can be told."""
    if isinstance(value, Known) and is_map(value.value):
        return _statements(_marked(value.value))
    return statements(value)


@functools.lru_cache(maxsize=16384)
def covers(pattern: str, text: str) -> bool:
    """Whether a pattern with ``*`` and ``?`` takes a text, or every text a narrower pattern takes; case does not count."""
    return _pattern(pattern).fullmatch(text) is not None


@functools.lru_cache(maxsize=16384)
def _acts(patterns: tuple[str, ...], others: tuple[str, ...], actions: tuple[str, ...]) -> bool:
    if others:
        return any(not any(covers(pattern, action) for pattern in others) for action in actions)
    return any(covers(pattern, action) for pattern in patterns for action in actions)


@functools.lru_cache(maxsize=4096)
def _pattern(pattern: str) -> re.Pattern[str]:
    spelled = "".join(".*" if char == "*" else "." if char == "?" else re.escape(char) for char in pattern)
    return re.compile(spelled, re.IGNORECASE | re.DOTALL)


@functools.lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Statement, ...] | None:
    return _statements(decoded(Known(text)))


def _statements(raw: Any) -> tuple[Statement, ...] | None:
    if not is_map(raw) or not _settled(raw):
        return None
    listed = raw.get("Statement")
    found = [_statement(item) for item in (listed if is_list(listed) else [listed])]
    kept = tuple(statement for statement in found if statement is not None)
    return kept if len(kept) == len(found) else None


def _settled(raw: Any) -> bool:
    """False when anything inside is unknown or secret."""
    if is_secret(raw) or is_unknown(raw):
        return False
    if is_map(raw):
        return all(map(_settled, raw.values()))
    return all(map(_settled, raw)) if is_list(raw) else True


def _marked(raw: Any) -> Any:
    """A document with ``UNKNOWN`` in place of what is unknown or secret."""
    if is_secret(raw) or is_unknown(raw):
        return UNKNOWN
    if is_map(raw):
        return {key: _marked(item) for key, item in raw.items()}
    return [_marked(item) for item in raw] if is_list(raw) else raw


def _statement(raw: Any) -> Statement | None:
    if not is_map(raw) or raw.get("Effect") not in ("Allow", "Deny"):
        return None
    return Statement(
        raw["Effect"],
        tuple(_principals(raw.get("Principal"))),
        tuple(_principals(raw.get("NotPrincipal"))),
        _texts(raw.get("Action")),
        _texts(raw.get("NotAction")),
        _texts(raw.get("Resource")),
        _texts(raw.get("NotResource")),
        tuple(_conditions(raw.get("Condition"))),
        str(raw.get("Sid") or ""),
    )


def _principals(raw: Any) -> Iterable[Principal]:
    if isinstance(raw, str):
        yield Principal(raw, raw)
    elif is_map(raw):
        for kind, names in raw.items():
            yield from (Principal(kind, name) for name in _texts(names))


def _conditions(raw: Any) -> Iterable[Condition]:
    if raw == UNKNOWN:
        yield Condition(UNKNOWN, "", ())
    elif is_map(raw):
        for operator, keys in raw.items():
            if keys == UNKNOWN:
                yield Condition(UNKNOWN, "", ())
            elif is_map(keys):
                yield from (Condition(operator, key.lower(), _texts(values)) for key, values in keys.items())


def _texts(raw: Any) -> tuple[str, ...]:
    """One value or a list of them, as text: booleans as JSON writes them, since policies quote them or not."""
    if raw is None:
        return ()
    return tuple(item if isinstance(item, str) else json.dumps(item) for item in (raw if is_list(raw) else [raw]))
