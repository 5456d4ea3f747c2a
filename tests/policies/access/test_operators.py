# SPDX-License-Identifier: Apache-2.0
"""Condition operators, on values and over samples."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.access.globs import Glob, Truth
from hds_policies.access.operators import holds, samples
from hds_policies.documents import Condition

ROLE = "arn:aws:iam::111122223333:role/r"


def test(operator: str, *wanted: str) -> Condition:
    """A condition on some key."""
    return Condition(operator, "k:key", wanted)


test.__test__ = False


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        (test("StringEquals", "a", "b"), ("b",), Truth.YES),
        (test("StringEquals", "a*"), ("ab",), Truth.NO),
        (test("StringEquals"), ("a",), Truth.NO),
        (test("StringNotEquals"), ("a",), Truth.YES),
        (test("StringEquals", "a"), (), Truth.NO),
        (test("StringNotEquals", "a"), (), Truth.YES),
        (test("StringNotEquals", "a", "b"), ("b",), Truth.NO),
        (test("StringEqualsIfExists", "a"), (), Truth.YES),
        (test("StringEqualsIfExists", "a"), ("b",), Truth.NO),
        (test("stringequalsignorecase", "A"), ("a",), Truth.YES),
        (test("BinaryEquals", "QQ=="), ("QQ==",), Truth.YES),
        (test("ArnLike", "arn:aws:iam::*:role/*"), (ROLE,), Truth.YES),
        (test("ArnEquals", "arn:aws:iam::*:role/*"), (ROLE,), Truth.YES),
        (test("ArnNotLike", "arn:aws:iam::1*:role/*"), (ROLE,), Truth.NO),
        (test("ArnNotEquals", "arn:aws:iam::2*:role/*"), (ROLE,), Truth.YES),
        (test("ArnLike", "*"), (ROLE,), Truth.YES),
        (test("ArnLike", "arn:*"), (ROLE,), Truth.MAYBE),
        (test("ArnLike", "arn:aws:*::1:role/a"), ("arn:aws:x:y::1:role/a",), Truth.NO),
        (test("Bool", "false"), ("False",), Truth.YES),
        (test("Bool", "true"), (), Truth.NO),
        (test("BoolIfExists", "true"), (), Truth.YES),
        (test("NumericLessThan", "1.2"), ("1.1",), Truth.YES),
        (test("NumericLessThan", "1.2"), ("1.2",), Truth.NO),
        (test("NumericLessThanEquals", "1.2"), ("1.2",), Truth.YES),
        (test("NumericGreaterThan", "900000"), ("900000",), Truth.NO),
        (test("NumericNotEquals", "1"), ("2",), Truth.YES),
        (test("NumericEquals", "one"), ("1",), Truth.MAYBE),
        (test("NumericEquals", "1"), ("one",), Truth.NO),
        (test("DateGreaterThan", "2026-01-01T00:00:00Z"), ("2026-06-01T00:00:00+02:00",), Truth.YES),
        (test("DateLessThan", "2026-01-01"), ("1767225599",), Truth.YES),
        (test("DateEquals", "2026-01-01T00:00:00Z"), ("1767225600",), Truth.YES),
        (test("DateEquals", "2026-01-01T00:00:00Z"), ("2026-01-01T02:00:00+02:00",), Truth.YES),
        (test("DateLessThan", "soon"), ("2026-01-01",), Truth.MAYBE),
        (test("IpAddress", "10.0.0.0/8", "2001:db8::/32"), ("2001:db8::1",), Truth.YES),
        (test("IpAddress", "10.0.0.1"), ("10.0.0.2",), Truth.NO),
        (test("IpAddress", "10.0.0.1/8"), ("10.0.0.2",), Truth.YES),
        (test("NotIpAddress", "10.0.0.0/8"), ("11.0.0.1",), Truth.YES),
        (test("IpAddress", "home"), ("10.0.0.1",), Truth.MAYBE),
        (test("IpAddress", "10.0.0.0/8"), ("home",), Truth.NO),
        (test("Null", "true"), (), Truth.YES),
        (test("Null", "true"), ("a",), Truth.NO),
        (test("Null", "False"), ("a",), Truth.YES),
        (test("Null"), ("a",), Truth.NO),
        (test("Null", "*"), ("a",), Truth.NO),
        (test("ForAllValues:StringEquals", "a", "b"), ("a", "b"), Truth.YES),
        (test("ForAllValues:StringEquals", "a"), ("a", "b"), Truth.NO),
        (test("ForAllValues:StringEquals", "a"), (), Truth.YES),
        (test("ForAllValues:StringNotEquals", "a"), ("b", "a"), Truth.NO),
        (test("ForAllValues:StringNotEquals", "a"), ("b", "c"), Truth.YES),
        (test("ForAllValues:StringNotEquals", "a"), ("a",), Truth.NO),
        (test("ForAnyValue:StringNotEquals", "a"), ("a",), Truth.NO),
        (test("ForAnyValue:StringEquals", "a"), ("b", "a"), Truth.YES),
        (test("ForAnyValue:StringEquals", "a"), (), Truth.NO),
        (test("ForAnyValue:StringNotEquals", "a"), (), Truth.NO),
        (test("ForAnyValue:StringNotLike", "a*"), ("ab", "b"), Truth.YES),
        (test("ForAnyValue:StringEqualsIfExists", "a"), (), Truth.YES),
        (test("StringEquals", "${aws:PrincipalTag/team}"), ("a",), Truth.MAYBE),
        (test("StringEquals", "${aws:PrincipalTag/team}", "a"), ("a",), Truth.YES),
        (test("StringNotEquals", "${aws:PrincipalTag/team}"), ("a",), Truth.MAYBE),
        (test("Resembles", "a"), ("a",), Truth.MAYBE),
        (test("${unknown}"), (), Truth.MAYBE),
    ],
)
def test_a_condition_holds_as_iam_says(condition: Condition, given: tuple[str, ...], expected: Truth):
    """Absent keys, negations, sets, wildcards and variables; what cannot be read is perhaps."""
    assert holds(condition, given) is expected


@pytest.mark.parametrize(
    "conditions",
    [
        [test("DateGreaterThan", "2026-01-01T00:00:00Z"), test("DateLessThan", "2026-02-01T00:00:00Z")],
        [test("NumericGreaterThan", "1"), test("NumericLessThan", "2")],
        [test("IpAddress", "10.0.0.0/8"), test("NotIpAddress", "10.1.0.0/16")],
        [test("IpAddress", "10.0.0.0/8"), test("IpAddress", "2001:db8::/32")],
        [test("StringLike", "a*"), test("StringNotLike", "*b"), test("Null", "true")],
        [test("ForAllValues:StringEquals", "a", "b"), test("ForAnyValue:StringEquals", "b"), test("ForAnyValue:StringEquals", "a")],
        [test("ArnLike", "arn:aws:iam::*:role/*"), test("StringEquals", ROLE)],
        [test("BoolIfExists", "true"), test("Null", "false")],
        [test("Bool", "false"), test("Null", "false")],
    ],
)
def test_samples_meet_conditions_in_every_way_that_two_of_them_allow(conditions: list[Condition]):
    """Each condition holds for one sample and fails for another, and so do two together unless they exclude each other."""
    found = samples(conditions)
    assert found is not None
    ways = {tuple(holds(condition, values) for condition in conditions) for values in found}
    for index in range(len(conditions)):
        assert {way[index] for way in ways} == {Truth.YES, Truth.NO}
    assert () in found


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([test("StringEquals", "a"), test("StringEquals", "b")], {"NN", "YN", "NY"}),
        ([test("StringEquals", "a"), test("StringEqualsIgnoreCase", "A")], {"NN", "NY", "YY"}),
        ([test("StringEquals", "a*"), test("StringLike", "a*")], {"NN", "NY", "YY"}),
        ([test("StringLike", "A"), test("StringLike", "a")], {"NN", "YN", "NY"}),
        ([test("StringEqualsIgnoreCase", "A"), test("StringEqualsIgnoreCase", "b")], {"NN", "YN", "NY"}),
        ([test("ArnLike", "arn:aws:s3:::A"), test("ArnLike", "arn:aws:s3:::a")], {"NN", "YN", "NY"}),
        ([test("NumericGreaterThan", "1")], {"N", "Y"}),
        ([test("IpAddress", "255.255.255.255")], {"N", "Y"}),
        ([test("ForAnyValue:StringEquals", "a"), test("ForAnyValue:StringEquals", "b")], {"NN", "YN", "NY", "YY"}),
        ([test("ForAllValues:StringEquals", "a"), test("ForAnyValue:StringEquals", "b")], {"YN", "NN", "NY"}),
        ([test("ForAnyValue:StringEquals", letter) for letter in "abc"], {"".join(way) for way in itertools.product("YN", repeat=3)}),
        ([test("NumericLessThan", "1"), test("NumericGreaterThan", "2")], {"NN", "YN", "NY"}),
        ([test("NumericLessThanEquals", "1"), test("NumericGreaterThanEquals", "1")], {"NN", "YN", "NY", "YY"}),
        ([test("NumericGreaterThan", "1"), test("NumericLessThan", "1.5")], {"NN", "YY", "NY", "YN"}),
        ([test("NumericEquals", "1"), test("DateEquals", "1970-01-01T00:00:02Z")], {"NN", "YN", "NY"}),
        ([test("DateGreaterThan", "2026-01-01"), test("NumericLessThan", "5")], {"NN", "YN", "NY"}),
        ([test("IpAddress", "10.0.0.0/8"), test("IpAddress", "10.0.0.0/31")], {"NN", "YN", "YY"}),
        ([test("IpAddress", "0.0.0.0/1"), test("IpAddress", "128.0.0.0/1")], {"NN", "YN", "NY"}),
        ([test("ArnLike", "arn:aws:*::1:role/a"), test("StringLike", "arn:aws:*::1:role/a")], {"NN", "NY", "YY"}),
    ],
)
def test_samples_meet_conditions_in_exactly_the_ways_there_are(conditions: list[Condition], expected: set[str]):
    """A single value is never two, sets are combined, case and wildcards are told apart, and lines and ranges have both their sides."""
    found = samples(conditions)
    assert found is not None
    assert {"".join(holds(condition, values).name[0] for condition in conditions) for values in found} == expected


def test_a_date_without_a_zone_is_universal_time(monkeypatch: pytest.MonkeyPatch):
    """Wherever the rules run."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert holds(test("DateEquals", "2026-01-01T00:00:00Z"), ("2026-01-01T00:00:00",)) is Truth.YES
    finally:
        monkeypatch.undo()
        time.tzset()


def test_samples_stay_in_their_scope():
    """A key that is free within patterns takes no value outside them, and may still be missing."""
    found = samples([test("ArnLike", ROLE)], (Glob("arn:*:iam::000000000000:*"),))
    assert found is not None
    assert all(not values or ":000000000000:" in values[0] for values in found)


@given(
    st.lists(st.sampled_from(["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "0.0.0.0/0", "2001:db8::/32"]), min_size=1, max_size=3, unique=True)
)
def test_samples_of_addresses_are_complete(blocks: list[str]):
    """Any address lies in the same blocks as one of the samples."""
    conditions = [test("IpAddress", block) for block in blocks]
    found = samples(conditions)
    assert found is not None
    ways = {tuple(holds(condition, values) for condition in conditions) for values in found}
    tried = ("9.255.255.255", "10.0.0.5", "10.1.0.1", "10.1.2.3", "10.1.2.4", "10.2.0.0", "192.0.2.1", "2001:db8::1", "2001:db9::1")
    assert {tuple(holds(condition, (address,)) for condition in conditions) for address in tried} <= ways


def test_samples_give_up_where_patterns_are_too_many():
    """No list of samples, so no certain answer."""
    assert samples([test("StringLike", "*a" + "?" * 14)]) is None
