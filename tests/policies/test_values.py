# SPDX-License-Identifier: Apache-2.0
"""Known, unknown, absent and secret values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.values import ABSENT, SECRET, SIGNATURE, UNKNOWN_SENTINEL, Known, Unknown, is_secret, is_unknown, reach, steps, walk

SEALED = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "value": "hunter2"}
NAMES = st.from_regex(r"[a-z][A-Za-z]{0,8}", fullmatch=True)
LEAVES = st.one_of(st.booleans(), st.integers(), st.text(max_size=8), st.just(UNKNOWN_SENTINEL), st.just(SEALED))
TREES = st.recursive(LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)), max_leaves=12)


def test_a_path_is_read_in_steps():
    """Dots, indexes and stars are the three steps of a path."""
    assert steps("rules[*].destination.bucket") == ("rules", "*", "destination", "bucket")
    assert steps("rules[0]") == ("rules", 0)


def test_a_star_visits_each_element():
    """Each element is found under its own path; an empty list gives nothing."""
    assert walk({"a": [{"b": 1}, {"b": 2}]}, "a[*].b", ()) == [("a[0].b", Known(1)), ("a[1].b", Known(2))]
    assert walk({"a": []}, "a[*].b", ()) == []


def test_a_star_visits_the_values_of_a_map_and_a_lone_scalar():
    """Maps such as tags are visited value by value, and a property that may be one text or a list of texts is read by one path."""
    assert walk({"tags": {"x": 1, "y": 2}}, "tags[*]", ()) == [("tags.x", Known(1)), ("tags.y", Known(2))]
    assert walk({"a": "text"}, "a[*]", ()) == [("a", Known("text"))]


def test_a_missing_step_is_absent_where_it_is_missing():
    """The path says which property to set."""
    assert walk({"a": {}}, "a.b.c", ()) == [("a.b.c", ABSENT)]
    assert walk({}, "rules[*].status", ()) == [("rules[*].status", ABSENT)]


def test_an_unknown_parent_makes_its_children_unknown():
    """What a value is computed from goes with it, whatever the depth asked for."""
    assert walk({"a": UNKNOWN_SENTINEL}, "a.b[0].c", ("urn:k",)) == [("a.b[0].c", Unknown(("urn:k",)))]


def test_a_secret_has_no_content():
    """Nothing under a secret can be read, and its own value is gone."""
    assert walk({"a": SEALED}, "a.b", ()) == [("a.b", SECRET)]
    assert "hunter2" not in repr(walk({"a": SEALED}, "a", ()))


OUTPUT = {SIGNATURE: "d0e6a833031e9bbcd3f4e8bde6ca49a4"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({**OUTPUT, "value": 1}, Known(1)),
        (OUTPUT, Unknown()),
        ({**OUTPUT, "value": "hunter2", "secret": True}, SECRET),
        ({**OUTPUT, "value": 1, "secret": False}, Known(1)),
        (SEALED, SECRET),
        ({SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "hash": "x"}, Known({SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "hash": "x"})),
        (None, ABSENT),
        (UNKNOWN_SENTINEL, Unknown()),
    ],
)
def test_a_wrapped_value_is_what_is_inside(raw, expected):
    """Outputs of the wire are their value, unknown without one, and secret when they say so; at every depth of a path."""
    assert is_secret(raw) is (expected == SECRET)
    for path, tree in (
        ("a", {"a": raw}),
        ("a.b", {"a": {"b": raw}}),
        ("a[1]", {"a": [0, raw]}),
        ("a.b", {"a": {**OUTPUT, "value": {"b": raw}}}),
    ):
        assert reach(tree, path) == expected
        assert walk(tree, path, ()) == [(path, expected)]


@pytest.mark.parametrize("path", ["a.b", "a[0]", "a[0].b", "a.b[0].c"])
def test_what_is_below_a_hidden_value_is_hidden(path):
    """Below an unknown value all is unknown, below a secret all is secret; below a plain one nothing is."""
    assert reach({"a": UNKNOWN_SENTINEL}, path) == Unknown()
    assert reach({"a": SEALED}, path) == SECRET
    assert reach({"a": "text"}, path) == ABSENT
    assert walk({"a": SEALED}, path, ()) == [(path, SECRET)]
    assert walk({"a": "text"}, path, ()) == [(path, ABSENT)]


def test_a_path_is_spelled_as_a_program_would():
    """An index, a missing index, a key below a star and the defaults of the engine, which are no key."""
    tree = {"a": [{"b": 1}], "tags": {"x": {"y": 1}, "__defaults": []}}
    assert walk(tree, "a[0].b", ()) == [("a[0].b", Known(1))]
    assert walk(tree, "a[1].b", ()) == [("a[1].b", ABSENT)]
    assert walk(tree, "a[1]", ()) == [("a[1]", ABSENT)]
    assert walk(tree, "a.b", ()) == [("a.b", ABSENT)]
    assert walk(tree, "tags[*].y", ()) == [("tags.x.y", Known(1))]
    assert walk(tree, "*.x", ()) == [("a.x", ABSENT), ("tags.x", Known({"y": 1}))]
    assert walk({"a": [UNKNOWN_SENTINEL]}, "a[*].b[*].c", ("urn:k",)) == [("a[0].b[*].c", Unknown(("urn:k",)))]


@given(TREES, st.lists(st.one_of(NAMES, st.integers(0, 3), st.just("*")), min_size=1, max_size=4))
def test_walking_never_fails_and_never_shows_a_sentinel_as_known(tree, path):
    """Any JSON and any path give values of the four kinds; a sentinel is never a known value, a secret never readable."""
    spelled = _spelled(path)
    for at, value in walk({"root": tree}, spelled, ()):
        assert at.startswith("root")
        if isinstance(value, Known):
            assert value.value is not None
            assert not is_unknown(value.value)
            assert not is_secret(value.value)


@given(TREES, st.lists(st.one_of(NAMES, st.integers(0, 3)), min_size=1, max_size=4))
def test_reaching_one_value_gives_what_walking_gives(tree, path):
    """The short way to a value without a star is no second opinion."""
    assert [reach({"root": tree}, _spelled(path))] == [value for _, value in walk({"root": tree}, _spelled(path), ())]


def _spelled(path: list[str | int]) -> str:
    return "root" + "".join(f"[{step}]" if step == "*" or isinstance(step, int) else f".{step}" for step in path)
