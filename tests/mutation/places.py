# SPDX-License-Identifier: Apache-2.0
"""Places inside the properties of a resource: visiting them, changing one, taking one away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hds_policies.values import is_list, is_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Steps = tuple[str | int, ...]
GONE = object()
"""In place of a value: the place itself is taken away."""


def visited(raw: Any, at: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every place below a value, blocks before what is in them."""
    children: Any = raw.items() if is_map(raw) else enumerate(raw) if is_list(raw) else ()
    for step, child in children:
        if step != "__defaults":
            yield (*at, step), child
            yield from visited(child, (*at, step))


def leaves(raw: Any) -> Iterator[tuple[Steps, Any]]:
    """The places that hold a value of their own."""
    return ((at, value) for at, value in visited(raw) if not is_map(value) and not is_list(value))


def changed(raw: Any, at: Steps, value: Any) -> Any:
    """A copy with another value at one place; a list closes up when one of its elements goes."""
    if not at:
        return value
    step, rest = at[0], at[1:]
    if is_list(raw):
        assert isinstance(step, int)
        inner = changed(raw[step], rest, value)
        return [*raw[:step], *([] if inner is GONE else [inner]), *raw[step + 1 :]]
    copy: dict[Any, Any] = dict(raw)
    inner = changed(raw.get(step), rest, value)
    if inner is GONE:
        copy.pop(step, None)
    else:
        copy[step] = inner
    return copy


def pattern(at: Steps) -> str:
    """A place as rules spell it, with every element of a list alike: ``rules[*].status``."""
    spelled = ""
    for step in at:
        spelled += "[*]" if isinstance(step, int) else f".{step}" if spelled else str(step)
    return spelled


def documents(inputs: Mapping[str, Any]) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """The policy documents of a resource, given as a map or as JSON text."""
    for at, value in visited(inputs):
        found = decoded(value) if isinstance(value, str) and "Statement" in value else value
        if is_map(found) and is_list(found.get("Statement")):
            yield at, found


def decoded(text: str) -> Any:
    """JSON text as a value, anything else as nothing."""
    try:
        return json.loads(text)
    except ValueError:
        return None
