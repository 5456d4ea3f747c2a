# SPDX-License-Identifier: Apache-2.0
"""The data events that the selectors of a trail take, read once for each trail.

Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hds_policies.memo import once_per_resource
from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import Outcome, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["OBJECTS", "READS", "TABLES", "WRITES", "Selector", "selectors"]

OBJECTS, TABLES = "AWS::S3::Object", "AWS::DynamoDB::Table"
READS, WRITES = "true", "false"
"""What the field ``readOnly`` of a selector is for each half of the calls."""
_ONLY = {"ReadOnly": (Known(READS),), "WriteOnly": (Known(WRITES),)}
_BOTH = (Known(READS), Known(WRITES))
_TAKING, _REFUSING = ("equals", "startsWiths"), ("endsWiths", "notEquals", "notStartsWiths", "notEndsWiths")
_PARTITION = re.compile(r"^arn:aws-[\w-]+:")
_PARTS, _REGION = 6, 3


class _Names(NamedTuple):
    """The resources that a selector names: beginnings and whole names, the stores that others are computed from, or not known at all."""

    beginnings: tuple[str, ...]
    wholes: frozenset[str]
    stores: frozenset[str]
    open: bool

    def take(self, name: str | None, urn: str) -> Outcome:
        """Whether everything in a store is named; its name may not be known."""
        if urn in self.stores or "" in self.beginnings:
            return Outcome.PASS
        if name is None:
            return Outcome.UNKNOWN
        if name in self.wholes or name.startswith(self.beginnings):
            return Outcome.PASS
        return Outcome.UNKNOWN if self.open else Outcome.FAIL


class Selector(NamedTuple):
    """One selector: all of its parts hold together, and each of them is satisfied by one of its values."""

    settled: Outcome
    """What it says whatever is asked about: a pass, or unknown where a field is not known."""
    types: tuple[tuple[Value, ...], ...]
    modes: tuple[tuple[Value, ...], ...]
    objects: tuple[_Names, ...]
    tables: tuple[_Names, ...]

    def of(self, kind: str) -> Outcome:
        """Whether it is about a type of resources."""
        return worst((self.settled, *(_among(values, kind) for values in self.types)))

    def at(self, mode: str) -> Outcome:
        """Whether it takes reads, or writes."""
        return worst(_among(values, mode) for values in self.modes)

    def takes(self, kind: str, name: str | None, urn: str) -> Outcome:
        """Whether it takes everything in a store of a type, by its name as in ``trails`` and its URN."""
        named = self.objects if kind == OBJECTS else self.tables
        return worst((self.of(kind), *(names.take(name, urn) for names in named)))


@once_per_resource
def selectors(trail: Resource, _: Graph) -> tuple[Selector, ...]:
    """The selectors of data events of a trail; those that can take nothing are left out."""
    found = _basic(trail) if isinstance(trail.get("advancedEventSelectors"), Absent) else _advanced(trail)
    return tuple(selector for selector in found if selector.settled is not Outcome.FAIL)


def _basic(trail: Resource) -> Iterator[Selector]:
    for at, value in trail.all("eventSelectors[*].dataResources[*]"):
        if not isinstance(value, Absent):
            half = trail.get(f"{at.partition('.')[0]}.readWriteType")
            modes = _ONLY.get(str(half.value), _BOTH) if isinstance(half, Known) else _BOTH if isinstance(half, Absent) else (half,)
            values = [value for _, value in trail.all(f"{at}.values[*]") if not isinstance(value, Absent)]
            objects = _named((text, True) for text in values)
            tables = _named_tables((text, not _is_whole(text)) for text in values)
            yield Selector(Outcome.PASS, ((trail.get(f"{at}.type"),),), (modes,), (objects,), (tables,))


def _advanced(trail: Resource) -> Iterator[Selector]:
    for at, _ in trail.all("advancedEventSelectors[*]"):
        fields = [_Field(trail, place) for place, value in trail.all(f"{at}.fieldSelectors[*]") if not isinstance(value, Absent)]
        names = {field.name for field in fields}
        told = {"eventCategory", "resources.type"} <= names or None in names
        category = (_among(field.equal, "Data") for field in fields if field.name == "eventCategory")
        named = [list(field.named) for field in fields if field.name == "resources.ARN"]
        yield Selector(
            worst((Outcome.PASS if told else Outcome.FAIL, *(field.settled for field in fields), *category)),
            tuple(field.equal for field in fields if field.name == "resources.type"),
            tuple(field.equal for field in fields if field.name == "readOnly"),
            tuple(map(_named, named)),
            tuple(map(_named_tables, named)),
        )


class _Field:
    """A field of an advanced selector; one that is not asked about narrows it."""

    def __init__(self, trail: Resource, at: str) -> None:
        field = trail.get(f"{at}.field")
        self.name = str(field.value) if isinstance(field, Known) else None
        given = {operator: _given(trail, f"{at}.{operator}") for operator in (*_TAKING, *_REFUSING)}
        self.equal = given["equals"]
        self.named = tuple((value, operator != "equals") for operator in _TAKING for value in given[operator])
        self.settled = Outcome.UNKNOWN if self.name is None else Outcome.PASS
        asked = (None, "eventCategory", "resources.type", "readOnly", "resources.ARN")
        if self.name not in asked or (self.name and (any(given[operator] for operator in _REFUSING) or not self.named)):
            self.settled = Outcome.FAIL


def _given(trail: Resource, path: str) -> tuple[Value, ...]:
    return () if isinstance(trail.get(path), Absent) else tuple(value for _, value in trail.all(f"{path}[*]"))


def _among(values: tuple[Value, ...], wanted: str) -> Outcome:
    if any(isinstance(value, Known) and value.value == wanted for value in values):
        return Outcome.PASS
    return Outcome.FAIL if all(isinstance(value, (Known, Absent)) for value in values) else Outcome.UNKNOWN


def _named(given: Iterable[tuple[Value, bool]]) -> _Names:
    """Objects are named by how their ARN begins; an ARN as a whole is one object, and no store."""
    values = list(given)
    texts = [_plain(value) for value, begins in values if isinstance(value, Known) and begins]
    return _names(values, ("" if "arn:aws:s3:::".startswith(text) else text for text in texts), ())


def _named_tables(given: Iterable[tuple[Value, bool]]) -> _Names:
    """Tables are named by region and name, since a program does not always know its account."""
    values = list(given)
    texts = [(_plain(value), begins) for value, begins in values if isinstance(value, Known)]
    found = [(_table(text), begins) for text, begins in texts if text.startswith("arn:aws:dynamodb") or "arn:aws:dynamodb".startswith(text)]
    return _names(values, (name for name, begins in found if begins), (name for name, begins in found if not begins))


def _names(values: list[tuple[Value, bool]], beginnings: Iterable[str], wholes: Iterable[str]) -> _Names:
    unknown = [value for value, _ in values if not isinstance(value, Known)]
    stores = frozenset(urn for value in unknown if isinstance(value, Unknown) for urn in value.depends_on)
    return _Names(tuple(beginnings), frozenset(wholes), stores, bool(unknown))


def _table(text: str) -> str:
    """``region/name`` of the ARN of a table, or as much of it as there is."""
    parts = text.split(":", _PARTS - 1)
    region = parts[_REGION] if len(parts) > _REGION else ""
    name = parts[-1] if len(parts) == _PARTS else ""
    return f"{region}/{name.removeprefix('table/')}" if name not in ("", "table/") else region


def _is_whole(value: Value) -> bool:
    return isinstance(value, Known) and str(value.value).count(":") >= _PARTS - 1


def _plain(value: Known) -> str:
    """The text of an ARN, of whichever partition."""
    return _PARTITION.sub("arn:aws:", str(value.value))
