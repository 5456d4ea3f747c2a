# SPDX-License-Identifier: Apache-2.0
"""Condition operators: whether a condition holds for a value of its key, and the values worth trying.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from __future__ import annotations

import functools
import ipaddress
import itertools
import operator
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from hds_policies.access.globs import Glob, Mode, Truth, classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hds_policies.documents import Condition

__all__ = ["Values", "holds", "samples"]

Values: TypeAlias = tuple[str, ...]
"""The values of one key in one request; none when the request does not carry the key."""

_OPERATOR = re.compile(r"(?:(?P<over>ForAllValues|ForAnyValue):)?(?P<name>[A-Za-z]+?)(?P<lenient>IfExists)?", re.IGNORECASE)
_SETS = 4
"""Up to how many values are combined to sets, for the operators over sets."""
_ANY_ARN = "*"


class _Test(NamedTuple):
    family: str
    negated: bool
    compare: Callable[[str, str], Truth]
    """The value of the request, then the value of the policy."""


class _Parsed(NamedTuple):
    over: str
    test: _Test
    lenient: bool


def holds(condition: Condition, given: Values) -> Truth:
    """Whether a condition holds for the values of its key; perhaps, for an operator or a value that nobody can read here."""
    parsed = _parse(condition.operator)
    if condition.operator.lower() == "null":
        return _null(condition.values, given)
    if parsed is None:
        return Truth.MAYBE
    if not given:
        return Truth.YES if parsed.lenient or parsed.over == "forallvalues" or (parsed.test.negated and not parsed.over) else Truth.NO
    each = [_matches(parsed.test, value, condition.values) for value in given]
    if not parsed.over:
        return max(each).negated() if parsed.test.negated else max(each)
    each = [truth.negated() for truth in each] if parsed.test.negated else each
    return min(each) if parsed.over == "forallvalues" else max(each)


def samples(conditions: Sequence[Condition], scope: Sequence[Glob] = ()) -> tuple[Values, ...] | None:
    """Values of one key that make conditions on it hold and fail in every way they can; None when there are too many ways.

    Args:
        conditions: all on the same key.
        scope: patterns of which a value has to match one; any value when there is none.
    """
    tests = [(parsed, condition.values) for condition in conditions if (parsed := _parse(condition.operator))]
    if any(parsed.test.family == "bool" for parsed, _ in tests):
        return (), ("true",), ("false",)
    named = [glob for parsed, values in tests for value in values if (glob := _glob(parsed.test, value))]
    texts = classes(tuple(dict.fromkeys(named)), tuple(scope))
    if texts is None:
        return None
    numbers = [point for family, read in _LINES.items() for point in _points(family, read, tests)]
    addresses = _addresses(value for parsed, values in tests if parsed.test.family == "ip" for value in values)
    return ((), *_sets(tests, (*texts, *numbers, *addresses)))


def _sets(tests: Sequence[tuple[_Parsed, Values]], single: Iterable[str]) -> Iterable[Values]:
    """Each value on its own and, for operators over sets, together: as many as there are conditions to meet or to miss."""
    told_apart: dict[tuple[Truth, ...], str] = {}
    for value in single:
        told_apart.setdefault(tuple(_matches(parsed.test, value, wanted) for parsed, wanted in tests), value)
    largest = min(len(tests), _SETS) if any(parsed.over for parsed, _ in tests) else 1
    return itertools.chain.from_iterable(itertools.combinations(told_apart.values(), size) for size in range(1, largest + 1))


def _matches(test: _Test, value: str, wanted: Iterable[str]) -> Truth:
    return max((test.compare(value, other) for other in wanted), default=Truth.NO)


def _null(wanted: Values, given: Values) -> Truth:
    absent = "false" if given else "true"
    return max((Glob(value, Mode.EXACT, fold=True).matches(absent) for value in wanted), default=Truth.NO)


@functools.lru_cache(maxsize=512)
def _parse(name: str) -> _Parsed | None:
    match = _OPERATOR.fullmatch(name)
    test = _TESTS.get(match["name"].lower()) if match else None
    return _Parsed((match["over"] or "").lower(), test, bool(match["lenient"])) if match and test else None


def _texts(mode: Mode, *, fold: bool = False) -> Callable[[str, str], Truth]:
    return lambda value, pattern: Glob(pattern, mode, fold).matches(value)


def _arn(value: str, pattern: str) -> Truth:
    """ARNs part by part; what is no ARN pattern is refused by AWS or matches as it pleases."""
    if pattern != _ANY_ARN and pattern.count(":") < 5:  # noqa: PLR2004 - the colons of an ARN
        return Truth.MAYBE
    return Glob(pattern, Mode.ARN).matches(value)


def _order(compare: Callable[[float, float], bool], read: Callable[[str], float | None]) -> Callable[[str, str], Truth]:
    def test(value: str, wanted: str) -> Truth:
        left, right = read(value), read(wanted)
        if right is None:
            return Truth.MAYBE
        return Truth.YES if left is not None and compare(left, right) else Truth.NO

    return test


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _date(text: str) -> float | None:
    """Seconds since 1970 of an ISO 8601 date or of that number itself."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return _number(text)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def _inside(value: str, block: str) -> Truth:
    network = _network(block)
    if network is None:
        return Truth.MAYBE
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return Truth.NO
    return Truth.YES if address in network else Truth.NO


@functools.lru_cache(maxsize=1024)
def _network(block: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(block, strict=False)
    except ValueError:
        return None


def _glob(test: _Test, value: str) -> Glob | None:
    mode, fold = {
        "exact": (Mode.EXACT, False),
        "folded": (Mode.EXACT, True),
        "glob": (Mode.GLOB, False),
        "arn": (Mode.ARN, False),
    }.get(test.family, (None, False))
    return Glob(value, mode, fold) if mode else None


def _points(family: str, read: Callable[[str], float | None], tests: Iterable[tuple[_Parsed, Values]]) -> list[str]:
    """Numbers below, on, between and above those that conditions name."""
    named = sorted({
        point for parsed, values in tests if parsed.test.family == family for value in values if (point := read(value)) is not None
    })
    between = [(low + high) / 2 for low, high in itertools.pairwise(named)]
    return [repr(point) for point in (*(number - 1 for number in named[:1]), *named, *between, *(number + 1 for number in named[-1:]))]


def _addresses(blocks: Iterable[str]) -> list[str]:
    """The ends of each block, and their neighbours outside."""
    found: dict[str, None] = {}
    for block in blocks:
        network = _network(block)
        if network is not None:
            first, last = int(network.network_address), int(network.broadcast_address)
            top = 2**network.max_prefixlen - 1
            make = type(network.network_address)
            found |= {str(make(number)): None for number in (first, last, first - 1, last + 1) if 0 <= number <= top}
    return list(found)


_LINES: dict[str, Callable[[str], float | None]] = {"numeric": _number, "date": _date}
_ORDERS: dict[str, tuple[Callable[[float, float], bool], bool]] = {
    "equals": (operator.eq, False),
    "notequals": (operator.eq, True),
    "lessthan": (operator.lt, False),
    "lessthanequals": (operator.le, False),
    "greaterthan": (operator.gt, False),
    "greaterthanequals": (operator.ge, False),
}
_TESTS: dict[str, _Test] = {
    "stringequals": _Test("exact", False, _texts(Mode.EXACT)),
    "stringnotequals": _Test("exact", True, _texts(Mode.EXACT)),
    "stringequalsignorecase": _Test("folded", False, _texts(Mode.EXACT, fold=True)),
    "stringnotequalsignorecase": _Test("folded", True, _texts(Mode.EXACT, fold=True)),
    "stringlike": _Test("glob", False, _texts(Mode.GLOB)),
    "stringnotlike": _Test("glob", True, _texts(Mode.GLOB)),
    "arnequals": _Test("arn", False, _arn),
    "arnlike": _Test("arn", False, _arn),
    "arnnotequals": _Test("arn", True, _arn),
    "arnnotlike": _Test("arn", True, _arn),
    "binaryequals": _Test("exact", False, _texts(Mode.EXACT)),
    "bool": _Test("bool", False, _texts(Mode.EXACT, fold=True)),
    "ipaddress": _Test("ip", False, _inside),
    "notipaddress": _Test("ip", True, _inside),
    **{
        f"{family}{name}": _Test(family, negated, _order(compare, read))
        for family, read in _LINES.items()
        for name, (compare, negated) in _ORDERS.items()
    },
}
