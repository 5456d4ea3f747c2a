# SPDX-License-Identifier: Apache-2.0
"""Verdicts and how they join."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.graph import Resource
from hds_policies.values import ABSENT, SECRET, SIGNATURE, UNKNOWN_SENTINEL, Known, Unknown
from hds_policies.verdict import (
    NOT_APPLICABLE,
    PASS,
    Evidence,
    Expectation,
    Outcome,
    absent,
    all_of,
    any_of,
    at_least,
    at_most,
    fail,
    is_false,
    is_true,
    one_of,
    present,
    unknown,
)

FAIL = fail("p", ABSENT, "present")
UNKNOWN = unknown("p", ABSENT, "present")
VERDICTS = st.lists(st.sampled_from([PASS, FAIL, UNKNOWN, NOT_APPLICABLE]), max_size=6)
SEALED = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}


def resource(**inputs):
    """A resource with inputs, written by hand: these tests are about reading, not about a kind."""
    return Resource(urn="urn:pulumi:s::p::aws:x/y:Z::r", type="aws:x/y:Z", name="r", inputs=inputs)


@given(VERDICTS)
def test_all_of_fails_if_one_fails_and_is_never_pass_with_an_unknown(verdicts):
    """Fail wins, then unknown, then pass; what is not applicable counts for nothing."""
    outcomes = {verdict.outcome for verdict in verdicts}
    joined = all_of(verdicts).outcome
    expected = next((one for one in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS) if one in outcomes), Outcome.NOT_APPLICABLE)
    assert joined is expected


@given(VERDICTS)
def test_any_of_passes_if_one_passes_and_is_never_fail_with_an_unknown(verdicts):
    """Pass wins, then unknown, then fail."""
    outcomes = {verdict.outcome for verdict in verdicts}
    expected = next((one for one in (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL) if one in outcomes), Outcome.NOT_APPLICABLE)
    assert any_of(verdicts).outcome is expected


def test_all_of_keeps_the_evidence_of_every_failure():
    """All problems of a resource are told in one run."""
    joined = all_of([fail("a", ABSENT, "present"), PASS, fail("b", Known(1), "present")])
    assert [item.property for item in joined.evidence] == ["a", "b"]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (lambda: is_true(resource(p=True), "p"), "pass"),
        (lambda: is_true(resource(p="true"), "p"), "pass"),
        (lambda: is_true(resource(p=False), "p"), "fail"),
        (lambda: is_true(resource(), "p"), "fail"),
        (lambda: is_true(resource(), "p", absent=PASS), "pass"),
        (lambda: is_true(resource(p=UNKNOWN_SENTINEL), "p"), "unknown"),
        (lambda: is_true(resource(p=SEALED), "p"), "unknown"),
        (lambda: is_false(resource(p=False), "p"), "pass"),
        (lambda: is_false(resource(p=0), "p"), "fail"),
        (lambda: is_false(resource(p=True), "p"), "fail"),
        (lambda: one_of(resource(p="a"), "p", "a", "b"), "pass"),
        (lambda: one_of(resource(p="c"), "p", "a", "b"), "fail"),
        (lambda: at_most(resource(p=365), "p", 365), "pass"),
        (lambda: at_most(resource(p="366"), "p", 365), "fail"),
        (lambda: at_most(resource(p="many"), "p", 365), "fail"),
        (lambda: at_least(resource(p=30), "p", 30), "pass"),
        (lambda: at_least(resource(p=29), "p", 30), "fail"),
        (lambda: present(resource(p="x"), "p"), "pass"),
        (lambda: present(resource(p=SEALED), "p"), "pass"),
        (lambda: present(resource(p=UNKNOWN_SENTINEL), "p"), "pass"),
        (lambda: present(resource(p=""), "p"), "fail"),
        (lambda: present(resource(), "p"), "fail"),
        (lambda: absent(resource(), "p"), "pass"),
        (lambda: absent(resource(p=[]), "p"), "pass"),
        (lambda: absent(resource(p="x"), "p"), "fail"),
        (lambda: absent(resource(p=SEALED), "p"), "fail"),
        (lambda: absent(resource(p=UNKNOWN_SENTINEL), "p"), "unknown"),
        (lambda: is_true(resource(list=[{"p": True}, {"p": False}]), "list[*].p"), "fail"),
        (lambda: is_true(resource(list=[]), "list[*].p"), "fail"),
        (lambda: is_true(resource(list=[]), "list[*].p", absent=PASS), "pass"),
        (lambda: is_true(resource(p="false"), "p"), "fail"),
        (lambda: is_true(resource(p=1), "p"), "fail"),
        (lambda: is_false(resource(p="false"), "p"), "pass"),
        (lambda: is_false(resource(p="true"), "p"), "fail"),
        (lambda: is_false(resource(), "p"), "fail"),
        (lambda: is_false(resource(), "p", absent=PASS), "pass"),
        (lambda: one_of(resource(), "p", "a"), "fail"),
        (lambda: one_of(resource(), "p", "a", absent=PASS), "pass"),
        (lambda: at_most(resource(p="365"), "p", 365), "pass"),
        (lambda: at_most(resource(p=[1]), "p", 365), "fail"),
        (lambda: at_most(resource(), "p", 365), "fail"),
        (lambda: at_most(resource(), "p", 365, absent=PASS), "pass"),
        (lambda: at_least(resource(p="31"), "p", 30), "pass"),
        (lambda: at_least(resource(p="many"), "p", 30), "fail"),
        (lambda: at_least(resource(), "p", 30), "fail"),
        (lambda: at_least(resource(), "p", 30, absent=PASS), "pass"),
        (lambda: present(resource(p=False), "p"), "pass"),
        (lambda: present(resource(p=[]), "p"), "fail"),
        (lambda: present(resource(p={}), "p"), "fail"),
        (lambda: present(resource(list=[{"p": "x"}, {}]), "list[*].p"), "fail"),
        (lambda: present(resource(list=[]), "list[*].p"), "fail"),
        (lambda: absent(resource(p=""), "p"), "pass"),
        (lambda: absent(resource(p={}), "p"), "pass"),
        (lambda: absent(resource(p=False), "p"), "fail"),
        (lambda: absent(resource(list=[]), "list[*].p"), "pass"),
        (lambda: absent(resource(list=[{}, {"p": "x"}]), "list[*].p"), "fail"),
    ],
)
def test_a_check_judges_known_absent_unknown_and_secret_values(check, expected):
    """Each check has a stated answer for each kind of value; absent fails unless said otherwise."""
    assert check().outcome == expected


@pytest.mark.parametrize(
    ("check", "given", "expected"),
    [
        (lambda: is_true(resource(p=False), "p"), Known(False), Expectation("equals", (True,))),
        (lambda: is_false(resource(p=True), "p"), Known(True), Expectation("equals", (False,))),
        (lambda: one_of(resource(p="c"), "p", "a", "b"), Known("c"), Expectation("one_of", ("a", "b"))),
        (lambda: at_most(resource(p=2), "p", 1), Known(2), Expectation("at_most", (1,))),
        (lambda: at_least(resource(p=1), "p", 2), Known(1), Expectation("at_least", (2,))),
        (lambda: at_least(resource(), "p", 2), ABSENT, Expectation("at_least", (2,))),
        (lambda: at_least(resource(p=UNKNOWN_SENTINEL), "p", 2), Unknown(), Expectation("at_least", (2,))),
        (lambda: at_least(resource(p=[]), "p[*]", 2), ABSENT, Expectation("at_least", (2,))),
        (lambda: present(resource(p=""), "p"), Known(""), Expectation("present")),
        (lambda: present(resource(p=[]), "p[*]"), ABSENT, Expectation("present")),
        (lambda: absent(resource(p="x"), "p"), Known("x"), Expectation("absent")),
        (lambda: absent(resource(p=SEALED), "p"), SECRET, Expectation("absent")),
        (lambda: absent(resource(p=UNKNOWN_SENTINEL), "p"), Unknown(), Expectation("absent")),
    ],
)
def test_a_check_says_what_it_found_and_what_it_expected(check, given, expected):
    """The evidence has the property, its value and what would have passed."""
    (evidence,) = check().evidence
    assert (evidence.property.removesuffix("[*]"), evidence.given, evidence.expected) == ("p", given, expected)


def test_only_the_deciding_evidence_is_kept():
    """Beside a failure nothing of an unknown is told, and a list of unknowns tells all of them."""
    first, second = unknown("a", ABSENT, "one_of", 1), unknown("b", Known(2), "present")
    assert all_of([first, fail("c", Known(3), "present"), second]) == fail("c", Known(3), "present")
    assert all_of([first, second]).evidence == (
        Evidence("a", ABSENT, Expectation("one_of", (1,))),
        Evidence("b", Known(2), Expectation("present")),
    )
