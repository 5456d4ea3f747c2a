# SPDX-License-Identifier: Apache-2.0
"""The evaluator against a naive one, on small worlds that can be looked at whole."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_policies.access.evaluate import admission, refused
from hds_policies.access.globs import Truth
from hds_policies.access.requests import Caller, Request
from hds_policies.documents import statements
from hds_policies.values import Known
from tests.policies.access import naive

ROLE, ROOT, OTHER = "arn:aws:iam::111122223333:role/r", "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:role/o"
NAMES = [ROLE, ROOT, "111122223333"]
CALLER = Caller(account="111122223333", arn=ROLE)
_SPELLED = (("abA*?z", 1), ("abA*?z", 2), ("abz", 3))
TEXTS = [(), *(("".join(text),) for alphabet, size in _SPELLED for text in itertools.product(alphabet, repeat=size))]
NUMBERS = [(), *((str(number / 2),) for number in range(-2, 9))]
MEMBERS = ("a", "b", "ab", "ba", "aa", "bb", "z")
SETS = [(), *(chosen for size in (1, 2, 3) for chosen in itertools.combinations(MEMBERS, size))]
TEXT_OPERATORS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"]
NUMBER_OPERATORS = [f"Numeric{name}" for name in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")]
SET_OPERATORS = [f"{over}:{name}" for over in ("ForAllValues", "ForAnyValue") for name in ("StringLike", "StringNotLike")]
LENIENT = st.sampled_from(["", "IfExists"])
PATTERN = st.text("ab*?", min_size=1, max_size=2)


def conditions(keys: tuple[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """Condition blocks on two of these: a text, a number, a boolean and a set."""
    values = st.lists(PATTERN, min_size=1, max_size=2)
    numbers = st.lists(st.integers(0, 3).map(str), min_size=1, max_size=2)
    members = st.lists(st.sampled_from(["a", "b", "ab", "a*", "*b", "*"]), min_size=1, max_size=2)
    tests = {
        "k:Text": st.tuples(st.builds(str.__add__, st.sampled_from(TEXT_OPERATORS), LENIENT), st.just("k:Text"), values),
        "k:Number": st.tuples(st.builds(str.__add__, st.sampled_from(NUMBER_OPERATORS), LENIENT), st.just("k:Number"), numbers),
        "k:Bool": st.tuples(st.sampled_from(["Bool", "BoolIfExists"]), st.just("k:Bool"), st.sampled_from(["true", "false", True, False])),
        "k:Set": st.tuples(st.sampled_from(SET_OPERATORS), st.just("k:Set"), members),
    }
    null = st.tuples(st.just("Null"), st.sampled_from(keys), st.sampled_from(["true", "false"]))
    return st.lists(tests[keys[0]] | tests[keys[1]] | null, max_size=2).map(_block)


def _block(listed: list[tuple[str, str, Any]]) -> dict[str, Any]:
    block: dict[str, Any] = {}
    for operator, key, values in listed:
        block.setdefault(operator, {})[key] = values
    return block


def element(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An element or its negation."""
    return st.builds(lambda key, value: {key: value}, st.sampled_from([name, name, f"Not{name}"]), values)


PRINCIPALS = st.sampled_from(["*", {"AWS": "*"}, {"AWS": ROLE}, {"AWS": [ROOT, OTHER]}, {"AWS": OTHER}, {"AWS": "111122223333"}])
ACTIONS = ["s3:get", "s3:put", "kms:get"]
RESOURCES = ["b", "b/a", "b/b"]


def _statements(keys: tuple[str, str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(
        st.builds(
            lambda effect, who, action, resource, condition: {"Effect": effect, **who, **action, **resource, "Condition": condition},
            st.sampled_from(["Allow", "Allow", "Deny"]),
            element("Principal", PRINCIPALS),
            element("Action", st.lists(st.sampled_from(["s3:get", "s3:*", "S3:P?t", "*", "*:get", "kms:*"]), min_size=1, max_size=2)),
            element("Resource", st.sampled_from(["*", "b", "b/*", "?/a", ["b", "b/a"]])),
            conditions(keys),
        ),
        max_size=4,
    )


STATEMENTS = st.sampled_from(list(itertools.combinations(("k:Text", "k:Number", "k:Bool", "k:Set"), 2))).flatmap(_statements)
UNIVERSE = {
    "k:text": TEXTS,
    "k:number": NUMBERS,
    "k:bool": [(), ("true",), ("false",)],
    "k:set": SETS,
}


def world(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every request of the universe, over the keys that a policy speaks of."""
    text = json.dumps(listed).lower()
    return list(naive.requests(NAMES, ACTIONS, RESOURCES, {key: values for key, values in UNIVERSE.items() if key in text}))


def read(listed: list[dict[str, Any]]):
    """The policy as the evaluator takes it."""
    found = statements(Known(json.dumps({"Statement": listed})))
    assert found is not None
    return found


@settings(max_examples=60, deadline=None)
@given(STATEMENTS)
def test_a_request_is_allowed_exactly_when_the_naive_evaluator_finds_one(listed: list[dict[str, Any]]):
    """With every key free, the answer is yes when some request of the universe is allowed, and no when none is; never perhaps."""
    found = any(naive.allowed(listed, request) for request in world(listed))
    answer = admission(read(listed), Request(CALLER, tuple(ACTIONS), tuple(RESOURCES)))
    assert answer.truth is (Truth.YES if found else Truth.NO)
    assert (answer.statement is not None and answer.statement.allows) == found


@settings(max_examples=100, deadline=None)
@given(STATEMENTS)
def test_all_is_refused_exactly_when_the_naive_evaluator_finds_nothing_else(listed: list[dict[str, Any]]):
    """The answer is yes when every request of the universe is denied."""
    found = all(naive.denied(listed, request) for request in world(listed))
    assert refused(read(listed), Request(CALLER, tuple(ACTIONS), tuple(RESOURCES))) is (Truth.YES if found else Truth.NO)


@settings(max_examples=100, deadline=None)
@given(STATEMENTS, st.fixed_dictionaries({key: st.sampled_from(values) for key, values in UNIVERSE.items()}))
def test_a_fixed_request_is_answered_like_the_naive_one(listed: list[dict[str, Any]], keys: dict[str, tuple[str, ...]]):
    """With every key, the action and the resource given, both evaluators say the same of that one request."""
    concrete = {"names": NAMES, "action": "s3:get", "resource": "b/a", "keys": keys}
    request = Request(CALLER, ("s3:get",), ("b/a",), tuple((key, (values,)) for key, values in keys.items()))
    assert admission(read(listed), request).truth is (Truth.YES if naive.allowed(listed, concrete) else Truth.NO)
    assert refused(read(listed), request) is (Truth.YES if naive.denied(listed, concrete) else Truth.NO)


@settings(max_examples=100, deadline=None)
@given(STATEMENTS, st.data())
def test_what_is_hidden_never_turns_an_answer_round(listed: list[dict[str, Any]], data: st.DataObject):
    """Put a variable in place of one part: an answer that is still certain was the answer before."""
    if not listed:
        return
    request = Request(CALLER, tuple(ACTIONS), tuple(RESOURCES))
    before = admission(read(listed), request).truth
    hidden = json.loads(json.dumps(listed))
    statement = data.draw(st.sampled_from(hidden))
    place = data.draw(st.sampled_from(sorted(set(statement) - {"Effect", "Condition"})))
    statement[place] = {"AWS": "${unknown}"} if "Principal" in place else "${unknown}"
    after = admission(read(hidden), request).truth
    assert after in (before, Truth.MAYBE)


def test_an_unknown_operator_is_perhaps():
    """A condition nobody can read neither admits nor refuses for certain."""
    own = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Resembles": {"k:a": "b"}}}
    assert admission(read([own]), Request(CALLER)).truth is Truth.MAYBE
    assert refused(read([{**own, "Effect": "Deny"}]), Request(CALLER)) is Truth.MAYBE


def test_a_policy_of_an_identity_is_about_its_holder():
    """Without a principal every statement counts."""
    own = {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}
    assert admission(read([own]), Request(None, ("iam:PassRole",))).truth is Truth.YES
    assert admission(read([own]), Request(None, ("kms:Decrypt",))).truth is Truth.NO
    assert admission(read([own]), Request(CALLER, ("iam:PassRole",))).truth is Truth.YES
    assert admission(read([{**own, "Principal": {"AWS": OTHER}}]), Request(None, ("iam:PassRole",))).truth is Truth.YES


def test_a_certain_answer_is_looked_for_behind_one_that_is_perhaps():
    """The statement that admits for certain is named, wherever it stands; of two that may, the first is."""
    unsure = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Resembles": {"k:a": "b"}}}
    sure = {"Sid": "Sure", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    for listed in ([unsure, sure], [sure, unsure], [unsure, unsure, sure]):
        answer = admission(read(listed), Request(CALLER))
        assert (answer.truth, answer.statement and answer.statement.sid) == (Truth.YES, "Sure")
    first = admission(read([{**unsure, "Sid": "First"}, unsure]), Request(CALLER))
    assert (first.truth, first.statement and first.statement.sid) == (Truth.MAYBE, "First")


def test_of_no_request_nothing_is_said():
    """Where no action is asked at all, none is allowed and none is refused."""
    own = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    assert admission(read([own]), Request(CALLER, ("",))).truth is Truth.NO
    assert refused(read([{**own, "Effect": "Deny"}]), Request(CALLER, ("",))) is Truth.NO


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"Action": "S3:GET"}, Truth.YES),
        ({"Action": "${unknown}"}, Truth.MAYBE),
        ({"NotAction": "${unknown}"}, Truth.MAYBE),
        ({"NotAction": "s3:get"}, Truth.NO),
        ({"NotAction": ["s3:put", "${unknown}"]}, Truth.MAYBE),
        ({"Action": "s3:get", "Resource": "B/A"}, Truth.NO),
        ({"Action": "s3:get", "NotResource": "b/*"}, Truth.NO),
        ({"Action": "s3:get", "NotResource": ["b", "b/b"]}, Truth.YES),
        ({"Action": "s3:get", "Resource": []}, Truth.YES),
    ],
)
def test_one_action_on_one_resource_is_matched_by_its_lists(statement: dict[str, Any], expected: Truth):
    """Case counts for resources and not for actions, negated lists take the rest, and what is hidden stays perhaps."""
    own = {"Effect": "Allow", "Principal": "*", **({} if "NotResource" in statement else {"Resource": "*"}), **statement}
    request = Request(CALLER, ("s3:get",), ("b/a",))
    assert admission(read([own]), request).truth is expected
    assert refused(read([{**own, "Effect": "Deny"}]), request) is expected


def test_the_case_of_what_is_asked_does_not_count_either():
    """An action is the same in any spelling; a list of none matches none."""
    own = {"Effect": "Allow", "Principal": "*", "Action": "s3:get", "Resource": "*"}
    for asked in ("S3:Get", "S3:G*"):
        assert admission(read([own]), Request(CALLER, (asked,))).truth is Truth.YES
    assert admission(read([{**own, "Action": []}]), Request(CALLER, ("s3:*",))).truth is Truth.NO


@pytest.mark.parametrize("key", ["aws:SecureTransport", "aws:CurrentTime", "aws:EpochTime"])
def test_every_request_carries_some_keys(key: str):
    """Nobody leaves out the transport or the time, so a condition that asks whether they are missing never holds."""
    own = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    assert admission(read([{**own, "Condition": {"Null": {key: "true"}}}]), Request(CALLER)).truth is Truth.NO
    assert admission(read([{**own, "Condition": {"Null": {"k:other": "true"}}}]), Request(CALLER)).truth is Truth.YES


def test_a_policy_that_is_built_to_be_slow_is_perhaps():
    """Neither its actions nor its conditions are looked at one by one."""
    slow = "*a" + "?" * 14
    own = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    for changes in ({"Action": slow}, {"Resource": slow}, {"Condition": {"StringLike": {"k:a": slow}}}):
        assert admission(read([{**own, **changes}]), Request(CALLER)).truth is Truth.MAYBE
        assert refused(read([{**own, **changes, "Effect": "Deny"}]), Request(CALLER)) is Truth.MAYBE
    hidden = {**own, "Effect": "Deny", "Condition": {"StringLike": {"k:a": slow}}}
    assert refused(read([hidden, {**own, "Effect": "Deny"}]), Request(CALLER)) is Truth.YES
