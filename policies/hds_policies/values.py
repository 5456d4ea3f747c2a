# SPDX-License-Identifier: Apache-2.0
"""A property of a resource as a plan shows it: known, unknown, absent, or secret.

The sentinels are those of the engine's wire format
(https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

__all__ = [
    "ABSENT",
    "SECRET",
    "SECRET_SIGNATURE",
    "SIGNATURE",
    "UNKNOWN_SENTINEL",
    "Absent",
    "Known",
    "Secret",
    "Unknown",
    "Value",
    "is_list",
    "is_map",
    "is_secret",
    "is_unknown",
    "reach",
    "steps",
    "walk",
]

UNKNOWN_SENTINEL: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"
_OUTPUT_SIGNATURE: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_SENTINELS: Final = frozenset({
    UNKNOWN_SENTINEL,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
})


@dataclass(slots=True, unsafe_hash=True)
class Known:
    """A value the plan holds: a JSON value, never None.

    Nobody changes one; it is not ``frozen`` because that makes it three times as slow to make, and a judgement makes thousands.
    """

    value: Any


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that exists only after ``up``; ``depends_on`` holds the URNs of the resources it is computed from."""

    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """A property the program did not set: the provider's default applies."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that is set and may not be read: it has no content here, so nothing can print it."""


Value = Known | Unknown | Absent | Secret
ABSENT: Final = Absent()
SECRET: Final = Secret()


def is_map(raw: object) -> TypeGuard[dict[str, Any]]:
    """True for a JSON object."""
    return isinstance(raw, dict)


def is_list(raw: object) -> TypeGuard[list[Any]]:
    """True for a JSON array."""
    return isinstance(raw, list)


def is_unknown(raw: object) -> bool:
    """True when a raw wire value is one of the engine's sentinels."""
    return isinstance(raw, str) and raw in _SENTINELS


def is_secret(raw: object) -> bool:
    """True when a raw wire value is wrapped as a secret."""
    if not is_map(raw):
        return False
    signature = raw.get(SIGNATURE)
    return signature == SECRET_SIGNATURE or (signature == _OUTPUT_SIGNATURE and raw.get("secret") is True)


@functools.lru_cache(maxsize=4096)
def steps(path: str) -> tuple[str | int, ...]:
    """A property path in steps: ``rules[*].destination.bucket`` is ``("rules", "*", "destination", "bucket")``; ``[0]`` is an index."""
    parts = path.replace("]", "").replace("[", ".").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def reach(raw: Any, path: str) -> Value:
    """The value at a path without ``*``, without what it depends on; ``ABSENT`` where a step is missing."""
    for step in steps(path):
        plain = raw.__class__ is dict and SIGNATURE not in raw
        raw = raw.get(step) if plain else _inside(_unwrap(raw), step)
        if raw is None:
            return ABSENT
    if raw.__class__ is dict and SIGNATURE in raw:
        raw = _unwrap(raw)
    if raw.__class__ is str and raw in _SENTINELS:
        return Unknown()
    return SECRET if raw is SECRET else Known(raw)


def walk(raw: Any, path: str, depends_on: tuple[str, ...]) -> list[tuple[str, Value]]:
    """Every value a path reaches, with its concrete path; a ``*`` step visits each element of a list or map.

    A missing step gives one ``ABSENT`` at the place where it is missing, an empty list at a ``*`` gives nothing.
    """
    found: list[tuple[str, Value]] = []
    _walk(raw, "", steps(path), depends_on, found)
    return found


def _walk(raw: Any, at: str, rest: tuple[str | int, ...], depends_on: tuple[str, ...], found: list[tuple[str, Value]]) -> None:
    if raw.__class__ is dict and SIGNATURE in raw:
        raw = _unwrap(raw)
    while rest and raw.__class__ is dict and type(step := rest[0]) is str and step != "*":
        at, raw, rest = f"{at}.{step}" if at else step, raw.get(step), rest[1:]
        if raw.__class__ is dict and SIGNATURE in raw:
            raw = _unwrap(raw)
    if raw is None:
        found.append((_spell(at, rest), ABSENT))
    elif raw is SECRET:
        found.append((_spell(at, rest), SECRET))
    elif type(raw) is str and raw in _SENTINELS:
        found.append((_spell(at, rest), Unknown(depends_on)))
    elif not rest:
        found.append((at, Known(raw)))
    else:
        tail = rest[1:]
        for spelled, child in _children(raw, at, rest[0]):
            _walk(child, spelled, tail, depends_on, found)


def _children(raw: Any, at: str, step: str | int) -> list[tuple[str, Any]]:
    if step == "*":
        if is_list(raw):
            return [(f"{at}[{index}]", child) for index, child in enumerate(raw)]
        if is_map(raw):
            return [(f"{at}.{key}" if at else key, child) for key, child in raw.items() if key != "__defaults"]
        return [(at, raw)]
    return [(_spell(at, (step,)), _inside(raw, step))]


def _inside(raw: Any, step: str | int) -> Any:
    """What a map or a list has at a step; below a secret or an unknown value there is that value itself."""
    if isinstance(step, int):
        if is_list(raw):
            return raw[step] if step < len(raw) else None
    elif is_map(raw):
        return raw.get(step)
    return raw if isinstance(raw, Secret) or is_unknown(raw) else None


def _unwrap(raw: Any) -> Any:
    if is_map(raw) and SIGNATURE in raw:
        if is_secret(raw):
            return SECRET
        if raw.get(SIGNATURE) == _OUTPUT_SIGNATURE:
            return raw.get("value", UNKNOWN_SENTINEL)
    return raw


def _spell(at: str, rest: tuple[str | int, ...]) -> str:
    for step in rest:
        at = f"{at}[{step}]" if step == "*" or isinstance(step, int) else f"{at}.{step}" if at else step
    return at
