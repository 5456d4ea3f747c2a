# SPDX-License-Identifier: Apache-2.0
"""Mistakes of form in our own words: nothing of the validator's messages is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_controls.model import Text
from hds_controls.problems import Problem, nearest, spell
from hds_stacks.messages import EXPECTED
from hds_stacks.patterns import RANGE, SHAPES
from hds_stacks.problems import problem
from hds_stacks.schema import full_path, known_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_controls.positions import Positions
    from hds_stacks.partial import Fault

__all__ = ["translate"]

_TYPES = {
    "string_type": "text",
    "int_type": "number",
    "int_from_float": "number",
    "bool_type": "boolean",
    "tuple_type": "list",
    "dict_type": "map",
    "model_type": "map",
    "model_attributes_type": "map",
}
_FUTURE_CLOUDS = ("azure",)
"""Clouds that the project has facts on and does not build on yet."""


def translate(fault: Fault, values: Any, where: Positions) -> Problem:
    """The problem of one mistake of form."""
    kind = fault.error["type"]
    return _WORDINGS.get(kind, _wrong_type if kind in _TYPES else _other)(fault, values, where)


def _given(fault: Fault) -> str:
    return spell(fault.path[-1] if fault.in_key else fault.error["input"])


def _context(fault: Fault, key: str) -> Any:
    return fault.error.get("ctx", {}).get(key)


def _missing(fault: Fault, _: Any, where: Positions) -> Problem:
    path = fault.path if fault.error["type"] == "missing" else (*fault.path, "kind")
    return problem("missing", full_path(path), where)


def _unknown_key(fault: Fault, values: Any, where: Positions) -> Problem:
    known = known_keys(fault.path[:-1], values)
    near = nearest(str(fault.path[-1]), known)
    code = "unknown_key" if near else "foreign_key"
    return problem(code, full_path(fault.path), where, allowed=", ".join(known), nearest=near or "")


def _wrong_type(fault: Fault, _: Any, where: Positions) -> Problem:
    given, expected = _given(fault), _TYPES[fault.error["type"]]
    if expected == "text" and isinstance(fault.error["input"], int) and not isinstance(fault.error["input"], bool):
        return problem("quote_it", full_path(fault.path), where, given=given)
    return problem("wrong_type", full_path(fault.path), where, given=given, expected=EXPECTED[expected])


def _not_allowed(fault: Fault, _: Any, where: Positions) -> Problem:
    allowed = (_context(fault, "expected") or _context(fault, "expected_tags")).replace("'", "").replace(" or ", ", ")
    value = fault.error["input"]
    if fault.path == ("cloud",) and value in _FUTURE_CLOUDS:
        return problem("cloud_not_available", full_path(fault.path), where, given=spell(value), allowed=allowed)
    if fault.error["type"] == "union_tag_invalid":
        value = value.get("kind")
    return problem("not_allowed", full_path(fault.path), where, given=spell(value), allowed=allowed)


def _malformed(fault: Fault, _: Any, where: Positions) -> Problem:
    shape = SHAPES[_context(fault, "pattern") or _context(fault, "max_length")]
    return problem("malformed", full_path(fault.path), where, given=_given(fault), allowed=shape)


def _bounds(fault: Fault, _: Any, where: Positions) -> Problem:
    least, most = _context(fault, "ge"), _context(fault, "le")
    allowed = Text(en=f"{least} or more", fr=f"{least} ou plus") if least is not None else Text(en=f"{most} or less", fr=f"{most} ou moins")
    return problem("out_of_bounds", full_path(fault.path), where, given=_given(fault), allowed=allowed)


def _count(fault: Fault, _: Any, where: Positions) -> Problem:
    least, most = _context(fault, "min_length"), _context(fault, "max_length")
    allowed = Text(en=f"{least} or more", fr=f"{least} ou plus") if least is not None else Text(en=f"{most} or less", fr=f"{most} ou moins")
    return problem("too_few_or_many", full_path(fault.path), where, count=_context(fault, "actual_length"), allowed=allowed)


def _range_malformed(fault: Fault, _: Any, where: Positions) -> Problem:
    return problem("range_malformed", full_path(fault.path), where, given=_given(fault), allowed=SHAPES[RANGE])


def _range_host_bits(fault: Fault, _: Any, where: Positions) -> Problem:
    network = str(_context(fault, "network"))
    return problem("range_host_bits", full_path(fault.path), where, given=_given(fault), allowed=network, network=network)


def _range_public(fault: Fault, _: Any, where: Positions) -> Problem:
    return problem("range_public", full_path(fault.path), where, given=_given(fault), allowed=str(_context(fault, "blocks")))


def _other(fault: Fault, _: Any, where: Positions) -> Problem:
    return problem("not_allowed", full_path(fault.path), where, given=_given(fault))


_WORDINGS: dict[str, Callable[[Fault, Any, Positions], Problem]] = {
    "missing": _missing,
    "union_tag_not_found": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _not_allowed,
    "union_tag_invalid": _not_allowed,
    "string_pattern_mismatch": _malformed,
    "string_too_long": _malformed,
    "greater_than_equal": _bounds,
    "less_than_equal": _bounds,
    "too_short": _count,
    "too_long": _count,
    "range_malformed": _range_malformed,
    "range_host_bits": _range_host_bits,
    "range_public": _range_public,
}
