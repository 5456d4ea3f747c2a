# SPDX-License-Identifier: Apache-2.0
"""What is proved about condition blocks."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.conditions import bounds, disjoint
from hds_policies.documents import Condition

ROLE = "arn:aws:iam::123456789012:role/administrator"
OTHER = "arn:aws:iam::123456789012:role/application"
KEYS = frozenset({"aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:sourcearn", "kms:calleraccount"})


def block(operator: str, *values: str, key: str = "aws:principalarn") -> tuple[Condition, ...]:
    """A block of one key."""
    return (Condition(operator, key, values),)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (block("ArnLike", ROLE), block("ArnNotLike", ROLE), True),
        (block("ArnLike", ROLE), block("ArnNotLike", ROLE, OTHER), True),
        (block("ArnEquals", ROLE), block("ArnNotLike", "arn:aws:iam::123456789012:role/*"), True),
        (block("ArnLike", ROLE), block("ArnNotLikeIfExists", ROLE), True),
        (block("StringLike", "a*"), block("StringNotLike", "*"), True),
        (block("StringEquals", "a"), block("StringNotEquals", "a"), True),
        (block("Bool", "true"), block("Bool", "false"), True),
        (block("StringEquals", "a"), block("StringEquals", "b"), True),
        (block("ArnLike", ROLE), block("ArnEquals", OTHER), True),
        (block("ArnLike", ROLE, OTHER), block("ArnNotLike", ROLE), False),
        (block("ArnLike", "arn:aws:iam::123456789012:role/*"), block("ArnNotLike", ROLE), False),
        (block("ArnLike", "arn:aws:iam::1:role/x"), block("ArnNotLike", "arn:*:role/x"), False),
        (block("ArnLikeIfExists", ROLE), block("ArnNotLike", ROLE), False),
        (block("StringEquals", "a"), block("StringEqualsIfExists", "b"), False),
        (block("StringEquals", "a"), block("StringEquals", "a", "b"), False),
        (block("StringLike", "a*"), block("StringNotEquals", "a*"), False),
        (block("StringLike", "a*"), block("StringEquals", "b"), False),
        (block("ForAnyValue:StringEquals", "a"), block("StringNotEquals", "a"), False),
        (block("StringEquals", "a"), block("ForAllValues:StringNotEquals", "a"), False),
        (block("ArnLike", ROLE), block("StringNotLike", ROLE), False),
        (block("ArnLike", ROLE), block("ArnNotLike", ROLE, key="aws:sourcearn"), False),
        (block("StringEquals"), block("StringNotEquals", "a"), False),
        (block("NumericLessThan", "1"), block("NumericGreaterThan", "2"), False),
        ((), block("StringEquals", "a"), False),
    ],
)
def test_two_blocks_are_apart_only_when_it_is_proved(
    first: tuple[Condition, ...],
    second: tuple[Condition, ...],
    expected: bool,  # noqa: FBT001
):
    """A positive test against its negation, or against other exact values; anything looser is not proved. The order does not count."""
    assert disjoint(first, second) is expected
    assert disjoint(second, first) is expected


PATTERNS = st.lists(st.text("ab*", min_size=1, max_size=3), min_size=1, max_size=2).map(tuple)
POSITIVE = st.sampled_from(["StringEquals", "StringLike"])
NEGATIVE = st.sampled_from(["StringNotEquals", "StringNotLike"])


def holds(condition: Condition, value: str) -> bool:
    """What IAM would answer for a request with that value."""
    like = "Like" in condition.operator
    found = any(fnmatch.fnmatchcase(value, pattern) if like else value == pattern for pattern in condition.values)
    return found != ("Not" in condition.operator)


@given(POSITIVE | NEGATIVE, PATTERNS, POSITIVE | NEGATIVE, PATTERNS, st.text("ab", max_size=4))
def test_no_request_meets_two_blocks_that_are_apart(one: str, first: tuple[str, ...], other: str, second: tuple[str, ...], value: str):
    """The proof is sound: a value that meets both blocks refutes it."""
    left, right = Condition(one, "aws:x", first), Condition(other, "aws:x", second)
    assert not (disjoint((left,), (right,)) and holds(left, value) and holds(right, value))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (block("StringEquals", "o-1", key="aws:principalorgid"), True),
        (block("StringEquals", "123456789012", key="kms:calleraccount"), True),
        (block("StringLike", "o-1/*", key="aws:principalorgpaths"), True),
        (block("ArnLike", "arn:aws:iam::123456789012:role/*"), True),
        (block("ArnLike", "arn:aws:s3:::bucket", key="aws:sourcearn"), True),
        (block("ArnLike", "arn:aws:iam::*:role/application"), False),
        (block("ArnLike", "arn:aws:s3:::*", key="aws:sourcearn"), False),
        (block("ArnLike", "*"), False),
        (block("StringLike", "*", key="aws:principalorgid"), False),
        (block("StringEquals", "o-1", "*", key="aws:principalorgid"), False),
        (block("StringEqualsIfExists", "o-1", key="aws:principalorgid"), False),
        (block("StringNotEquals", "o-1", key="aws:principalorgid"), False),
        (block("StringEquals", "s3.eu-west-3.amazonaws.com", key="kms:viaservice"), False),
        (block("StringEquals", key="aws:principalorgid"), False),
        ((), False),
    ],
)
def test_conditions_bound_by_a_key_whose_values_leave_no_room(
    conditions: tuple[Condition, ...],
    expected: bool,  # noqa: FBT001
):
    """Only a key that was asked for, with a value that leaves no room, bounds; an ARN by its account, or its bucket."""
    assert bounds(conditions, KEYS) is expected
