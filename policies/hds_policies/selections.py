# SPDX-License-Identifier: Apache-2.0
"""Selections of backup plans, read once for a graph, and which of them take a store.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hds_policies import arn
from hds_policies.documents import covers
from hds_policies.memo import once_per_graph
from hds_policies.tags import tag
from hds_policies.values import UNKNOWN_SENTINEL, Absent, Known, Unknown, is_unknown
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["Selections", "Store", "selections"]

_SELECTION = "aws:backup/selection:Selection"
_CONDITIONS = {
    "stringEquals": (False, False),
    "stringLikes": (True, False),
    "stringNotEquals": (False, True),
    "stringNotLikes": (True, True),
}
"""Operators on tags: whether they take patterns, and whether they are negated."""
_TAG = "aws:ResourceTag/"
_Held = tuple[str | None, ...]


class Store(NamedTuple):
    """What a selection can tell a store by: its URN, the service, the prefix and the name of its ARN, and its region."""

    urn: str
    service: str
    prefix: str
    name: Value
    region: Value


class _Condition(NamedTuple):
    """A condition on a tag; key or value are none while they are not known."""

    key: str | None
    wanted: str | None
    patterned: bool
    negated: bool


class _Selection(NamedTuple):
    resource: Resource
    named: tuple[Value, ...]
    left_out: tuple[Value, ...]
    tagged: tuple[_Condition, ...]
    asked: tuple[_Condition, ...]

    def admits(self, held: Mapping[str, str | None]) -> Outcome:
        """Whether its conditions and one of its tags are met by tags."""
        if not self.named and not self.tagged:
            return Outcome.FAIL
        tagged = [_one(_holds(item, held) for item in self.tagged)] if self.tagged else []
        return _both(Outcome.PASS, *tagged, *(_holds(item, held) for item in self.asked))

    def names(self, store: Store) -> Outcome:
        """Whether one of its ARNs is that of a store, and none of its exclusions."""
        left_out = _either(self.left_out, store)
        if left_out is Outcome.PASS:
            return Outcome.FAIL
        named = _either(self.named, store) if self.named else Outcome.PASS
        return named if left_out is Outcome.FAIL else _both(named, left_out)


class Selections:
    """The selections of a program; their conditions are asked once for all stores with the same tags."""

    def __init__(self, given: Iterable[_Selection]) -> None:
        """Gather the tags that conditions are about."""
        self._all = tuple(given)
        conditions = [condition for item in self._all for condition in (*item.tagged, *item.asked)]
        self._keys = tuple(dict.fromkeys(condition.key for condition in conditions if condition.key is not None))
        self._admitting: dict[_Held, list[tuple[_Selection, Outcome]]] = {}

    def taking(self, resource: Resource, store: Store, graph: Graph) -> list[tuple[Resource, Outcome]]:
        """The selections that take a store, or may."""
        if not self._all:
            return []
        held = tuple(_text(tag(resource, graph, key)) for key in self._keys)
        if held not in self._admitting:
            by_key = dict(zip(self._keys, held, strict=True))
            self._admitting[held] = [(item, found) for item in self._all if (found := item.admits(by_key)) is not Outcome.FAIL]
        found = [(item.resource, _both(admitted, item.names(store))) for item, admitted in self._admitting[held]]
        return [(selection, outcome) for selection, outcome in found if outcome is not Outcome.FAIL]


@once_per_graph
def selections(graph: Graph) -> Selections:
    """The selections of a graph."""
    return Selections(map(_read, graph.of(_SELECTION)))


def _read(selection: Resource) -> _Selection:
    asked = [
        _condition(selection, at, _TAG, how)
        for block, _ in _given(selection, "conditions")
        for operator, how in _CONDITIONS.items()
        for at, _ in _given(selection, f"{block}.{operator}")
    ]
    return _Selection(
        selection,
        tuple(value for _, value in _given(selection, "resources")),
        tuple(value for _, value in _given(selection, "notResources")),
        tuple(_condition(selection, at, "", (False, False)) for at, _ in _given(selection, "selectionTags")),
        tuple(asked),
    )


def _given(selection: Resource, path: str) -> list[tuple[str, Value]]:
    return [(at, value) for at, value in selection.all(f"{path}[*]") if not isinstance(value, Absent)]


def _condition(selection: Resource, at: str, prefix: str, how: tuple[bool, bool]) -> _Condition:
    key, wanted = selection.get(f"{at}.key"), selection.get(f"{at}.value")
    return _Condition(
        str(key.value).removeprefix(prefix) if isinstance(key, Known) else None,
        str(wanted.value) if isinstance(wanted, Known) else None,
        *how,
    )


def _text(raw: object) -> str | None:
    """The value of a tag as conditions see it; whatever cannot be read is not known."""
    return raw if raw is None or isinstance(raw, str) else UNKNOWN_SENTINEL


def _holds(condition: _Condition, held: Mapping[str, str | None]) -> Outcome:
    """Whether tags satisfy a condition."""
    if condition.key is None or condition.wanted is None or is_unknown(value := held.get(condition.key)):
        return Outcome.UNKNOWN
    same = value is not None and (covers(condition.wanted, value) if condition.patterned else value == condition.wanted)
    return Outcome.PASS if same is not condition.negated else Outcome.FAIL


def _either(values: Iterable[Value], store: Store) -> Outcome:
    return _one(_points(value, store) for value in values)


def _one(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    return next((outcome for outcome in (Outcome.PASS, Outcome.UNKNOWN) if outcome in found), Outcome.FAIL)


def _both(*outcomes: Outcome) -> Outcome:
    return next(outcome for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS) if outcome in outcomes)


def _points(value: Value, store: Store) -> Outcome:
    """Whether an ARN, which may have wildcards, is that of a store."""
    if not isinstance(value, Known):
        proved = isinstance(value, Unknown) and store.urn in value.depends_on
        return Outcome.PASS if proved else Outcome.UNKNOWN
    parsed = arn.parse(value.value)
    if value.value == "*" or parsed is None:
        return Outcome.PASS if value.value == "*" else Outcome.FAIL
    away = isinstance(store.region, Known) and parsed.region not in ("", "*", store.region.value)
    if away or not covers(parsed.service, store.service):
        return Outcome.FAIL
    if parsed.resource in ("*", f"{store.prefix}*"):
        return Outcome.PASS
    sure = re.split(r"[*?]", parsed.resource, maxsplit=1)[0][: len(store.prefix)]
    alike = store.prefix.startswith(sure)
    if alike and not isinstance(store.name, Known):
        return Outcome.UNKNOWN
    same = alike and isinstance(store.name, Known) and covers(parsed.resource, f"{store.prefix}{store.name.value}")
    return Outcome.PASS if same else Outcome.FAIL
