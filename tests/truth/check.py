# SPDX-License-Identifier: Apache-2.0
"""The arguments of a resource against a published schema: values that are listed, patterned, bounded, required."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hds_policies.values import is_list, is_map, is_secret, is_unknown
from tests.truth.provider import KINDS, resolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_policies.graph import Resource
    from tests.truth.provider import Model


_PAIR = {"key", "value"}


@dataclass(slots=True)
class Checked:
    """What the model refuses, what it does not know by that name, and how many values it was asked about."""

    refused: list[str] = field(default_factory=list[str])
    nameless: list[str] = field(default_factory=list[str])
    values: int = 0


def check(resource: Resource, model: Model) -> Checked:
    """Compare one resource with its model."""
    comparison = _Comparison(resource.kind, model.root)
    comparison.block(resource.inputs, model.schema, "")
    return comparison.found


@dataclass(slots=True)
class _Comparison:
    """A resource beside its model; ``at`` is the path of what is compared."""

    kind: str
    root: dict[str, Any]
    found: Checked = field(default_factory=Checked)

    def block(self, given: Mapping[str, Any], schema: dict[str, Any], at: str) -> None:
        by_name = {name.lower(): name for name in schema.get("properties", {})}
        names = KINDS["names"].get(self.kind, {})
        met: set[str] = set()
        for key, value in given.items():
            path = f"{at}.{key}" if at else key
            spelled = names.get(re.sub(r"\[\d+\]", "[*]", path), key)
            if spelled is None or path == "region":
                continue
            if name := _member(spelled, by_name):
                met.add(name)
                self.value(value, schema["properties"][name], path)
            else:
                self.found.nameless.append(path)
        missing = set(schema.get("required", ())) - met - set(KINDS["elsewhere"].get(self.kind, ()))
        self.found.refused += (f"{at or 'resource'} needs {name}" for name in sorted(missing))

    def value(self, value: Any, schema: dict[str, Any], at: str) -> None:
        schema = resolved(schema, self.root)
        if is_unknown(value) or is_secret(value):
            return
        if is_list(value):
            for index, item in enumerate(value):
                self.value(item, schema.get("items", schema), f"{at}[{index}]")
        elif is_map(value):
            inner = resolved(schema.get("items", schema), self.root)
            if "items" in schema and {name.lower() for name in inner.get("properties", ())} == _PAIR:
                self.pairs(value, inner["properties"], at)
            elif "properties" in inner:
                self.block(value, inner, at)
        elif "properties" not in schema and "items" not in schema:
            self.single(value, schema, at)

    def pairs(self, given: dict[str, Any], members: dict[str, Any], at: str) -> None:
        """A map, which the model writes as a list of keys with values."""
        key, value = (members[name] for name in sorted(members))
        for name, item in given.items():
            self.single(name, resolved(key, self.root), f"{at}.{name}")
            if not is_unknown(item):
                self.single(item, resolved(value, self.root), f"{at}.{name}")

    def single(self, value: Any, schema: dict[str, Any], at: str) -> None:
        self.found.values += 1
        self.found.refused += (f"{at} = {value!r}: {problem}" for problem in _problems(value, schema))


def _member(name: str, by_name: dict[str, str]) -> str | None:
    """The member of a model that an argument is: in the same words, or the only one that begins or ends with them."""
    for word in _spellings(name):
        if word in by_name:
            return by_name[word]
    near = {by_name[known] for word in _spellings(name) for known in by_name if known.endswith(word) or known.startswith(word)}
    return near.pop() if len(near) == 1 else None


def _spellings(name: str) -> tuple[str, ...]:
    """How the model may write a name: the provider writes lists in the plural and single blocks in the singular."""
    word = name.lower()
    return word, f"{word}s", word.removesuffix("s"), f"{word}list", re.sub("ies$", "y", word), f"{word.removesuffix('s')}set"


def _problems(value: Any, schema: dict[str, Any]) -> list[str]:
    """Why a schema refuses a value."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    problems: list[str] = []
    allowed = [str(choice).lower() if isinstance(choice, bool) else str(choice) for choice in schema.get("enum", ())]
    if allowed and text not in allowed:
        problems.append(f"allowed are {', '.join(allowed)}")
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(text, value, kind) for kind in kinds):
        problems.append(f"a value of type {' or '.join(kinds)}")
    if isinstance(value, str) and (pattern := schema.get("pattern")) and not _matches(pattern, value):
        problems.append(f"pattern {pattern}")
    number = _number(text)
    for size, low, high in ((number, "minimum", "maximum"), (len(text) if isinstance(value, str) else None, "minLength", "maxLength")):
        if size is not None and not schema.get(low, size) <= size <= schema.get(high, size):
            problems.append(f"between {schema.get(low)} and {schema.get(high)}")
    return problems


def _is_a(text: str, value: Any, kind: str) -> bool:
    if kind == "boolean":
        return text in ("true", "false")
    if kind in ("integer", "number"):
        return not isinstance(value, bool) and _number(text) is not None
    return kind == "string" or (kind == "object" and isinstance(value, str))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _matches(pattern: str, text: str) -> bool:
    """Whether a pattern takes a text; one that Python cannot read decides nothing."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True
