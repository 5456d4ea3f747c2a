# SPDX-License-Identifier: Apache-2.0
"""The longest wait between two runs of a schedule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.schedules import hours_between

DAY = 24
NEVER = float("inf")


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [
        ("rate(30 minutes)", 0.5),
        ("rate(2 days)", 2 * DAY),
        ("cron(0 * * * ? *)", 1),
        ("cron(0 */4 * * ? *)", 4),
        ("cron(0 5,17 * * ? *)", 12),
        ("cron(0 8-10 * * ? *)", 22),
        ("cron(0 5 * * ? *)", DAY),
        ("cron(0 9 ? * SUN *)", 7 * DAY),
        ("cron(0 9 ? * MON-FRI *)", 3 * DAY),
        ("cron(0 9 ? * FRI-MON *)", 4 * DAY),
        ("cron(0 9 ? * 2-6 *)", 3 * DAY),
        ("cron(0 9 ? * 6L *)", 35 * DAY),
        ("cron(0 9 ? * 2#1 *)", 35 * DAY),
        ("cron(0 5 1 * ? *)", 31 * DAY),
        ("cron(0 5 L * ? *)", 31 * DAY),
        ("cron(0 5 1 JAN,APR,JUL,OCT ? *)", 92 * DAY),
        ("cron(0 5 1 1/3 ? *)", 92 * DAY),
        ("cron(0 5 1 1 ? *)", 366 * DAY),
        ("cron(0 5 * * ? 2030)", NEVER),
        ("cron(0 5 31 2 ? *)", NEVER),
        ("cron(0 5 ZZ * ? *)", NEVER),
        ("cron(0 5 1/0 * ? *)", NEVER),
        ("every day", NEVER),
        (True, NEVER),
    ],
)
def test_the_longest_wait_is_told(schedule: object, hours: float):
    """Rates, and every form of a cron field; what ends or cannot be read leaves a wait without end."""
    assert hours_between(schedule) == hours


@given(st.from_regex(r"cron\(0 [0-9*/,-]{1,5} [0-9LW*?/,-]{1,4} [0-9A-Z*/,-]{1,4} [0-9A-Z#L*?/,-]{1,4} [*?]\)", fullmatch=True))
def test_no_schedule_breaks_it(schedule: str):
    """Whatever a program writes has a wait, which is never nothing."""
    assert hours_between(schedule) > 0
