# SPDX-License-Identifier: Apache-2.0
"""How long a schedule leaves between two runs.

Grammar: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import itertools
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["hours_between"]

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0}
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_EVERY = ("*", "?")
_DAY_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_FIRST, _DAYS = dt.date(2023, 1, 1), 1462
"""Four years with a leap year among them."""
_DAY_HOURS = 24
_PERIODIC = re.compile(r"(\w+)(?:-(\w+))?(?:/(\d+))?|\*/(\d+)")


def hours_between(schedule: Any) -> float:
    """The longest time between two runs, in hours; without end for what is no schedule, or ends with a year."""
    if not isinstance(schedule, str):
        return float("inf")
    if rate := _RATE.fullmatch(schedule):
        return int(rate[1]) * _HOURS[rate[2]]
    cron = _CRON.fullmatch(schedule)
    return _gap(*cron.groups()[1:]) if cron and cron[6] in _EVERY else float("inf")


@functools.lru_cache(maxsize=256)
def _gap(hour: str, day: str, month: str, weekday: str, _: str) -> float:
    try:
        days = None if {day, month, weekday} <= set(_EVERY) else _days(day, month, weekday)
        hours = sorted(_listed(hour, 0, _DAY_HOURS - 1))
    except ValueError:
        return float("inf")
    if days is not None and len(days) < _DAYS:
        return max((later - sooner for sooner, later in itertools.pairwise(days)), default=float("inf")) * _DAY_HOURS
    return max(later - sooner for sooner, later in zip(hours, [*hours[1:], hours[0] + _DAY_HOURS], strict=True))


def _days(day: str, month: str, weekday: str) -> list[int]:
    """Days of the four years on which a cron expression runs, counted from the first."""
    months = frozenset(_listed(month, 1, 12, _MONTH_NAMES))
    falls, meets = _day_of_month(day), _day_of_week(weekday)
    every = (_FIRST + dt.timedelta(number) for number in range(_DAYS))
    return [number for number, date in enumerate(every) if date.month in months and falls(date) and meets(date)]


def _day_of_month(text: str) -> Callable[[dt.date], bool]:
    if text in _EVERY:
        return lambda _: True
    if text in {"L", "LW"}:
        return lambda date: date.day == calendar.monthrange(date.year, date.month)[1]
    wanted = frozenset(_listed(text.removesuffix("W"), 1, 31))
    return lambda date: date.day in wanted


def _day_of_week(text: str) -> Callable[[dt.date], bool]:
    """``MON-FRI`` by name or number from Sunday, ``6L`` for the last of a month, ``2#1`` for the first."""
    if text in _EVERY:
        return lambda _: True
    name, _, turn = text.partition("#")
    last = not turn and len(name) > 1 and name.endswith("L")
    wanted = frozenset(_listed(name.removesuffix("L") if last else name, 1, 7, _DAY_NAMES))

    def meets(date: dt.date) -> bool:
        if last and (date + dt.timedelta(7)).month == date.month:
            return False
        return date.isoweekday() % 7 + 1 in wanted and (not turn or (date.day - 1) // 7 + 1 == int(turn))

    return meets


def _listed(text: str, low: int, high: int, names: tuple[str, ...] = ()) -> Iterator[int]:
    """The numbers that a field names: ``*``, ``1,3``, ``1-5``, ``*/2``, ``JAN``.

    Raises:
        ValueError: it is none of those.
    """
    for part in text.split(","):
        found = _PERIODIC.fullmatch("1" if part in _EVERY else part)
        if found is None:
            raise ValueError(text)
        if part in _EVERY or found[4]:
            yield from range(low, high + 1, int(found[4] or 1))
            continue
        first = _number(found[1], low, names)
        last = _number(found[2], low, names) if found[2] else high if found[3] else first
        over = range(low, last + 1) if last < first else ()
        yield from (*range(first, (high if over else last) + 1, int(found[3] or 1)), *over)


def _number(text: str, low: int, names: tuple[str, ...]) -> int:
    return names.index(text.upper()) + low if text.upper() in names else int(text)
