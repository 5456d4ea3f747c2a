# SPDX-License-Identifier: Apache-2.0
"""Patterns, and the texts that tell them apart."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_policies.access.globs import Glob, Mode, Truth, classes
from tests.policies.access import naive

ARN = "arn:aws:kms:eu-west-3:111122223333:key/1"
PATTERNS = st.text("ab:*?", min_size=1, max_size=3)
TEXTS = ["".join(text) for size in range(1, 6) for text in itertools.product("ab:z", repeat=size)]


@pytest.mark.parametrize(
    ("glob", "text", "expected"),
    [
        (Glob("a*"), "a:b/c", Truth.YES),
        (Glob("a?"), "a", Truth.NO),
        (Glob("a?", Mode.EXACT), "a?", Truth.YES),
        (Glob("a?", Mode.EXACT), "ab", Truth.NO),
        (Glob("A*", fold=True), "ab", Truth.YES),
        (Glob("A*"), "ab", Truth.NO),
        (Glob("a${*}"), "a*", Truth.YES),
        (Glob("a${*}"), "ab", Truth.NO),
        (Glob("home/${aws:username}/*"), "home/x/y", Truth.MAYBE),
        (Glob("home/${aws:username}/*"), "house/x/y", Truth.NO),
        (Glob("${aws:username}", Mode.EXACT), "x", Truth.MAYBE),
        (Glob("arn:aws:kms:*:111122223333:key/*", Mode.ARN), ARN, Truth.YES),
        (Glob("arn:aws:kms:*:key/*", Mode.ARN), ARN, Truth.YES),
        (Glob("arn:*:key/1", Mode.ARN), ARN, Truth.YES),
        (Glob("arn:aws:*:*:*:key/1", Mode.ARN), "arn:aws:iam::1:role:key/1", Truth.NO),
        (Glob("arn:aws:*::1:key/1", Mode.ARN), "arn:aws:a:b::1:key/1", Truth.NO),
        (Glob("arn:aws:s3:::a*", Mode.ARN), "arn:aws:s3:::a:b", Truth.YES),
        (Glob("arn:aws:${unknown}::1:key", Mode.ARN), "arn:aws:a:b::1:key", Truth.NO),
        (Glob("arn:aws:s3:::${unknown}", Mode.ARN), "arn:aws:s3:::a:b", Truth.MAYBE),
        (Glob("aXb"), "aXb", Truth.YES),
        (Glob("X"), "Y", Truth.NO),
        (Glob("a\nb*", fold=True), "A\nB\n", Truth.YES),
    ],
)
def test_a_pattern_takes_a_text(glob: Glob, text: str, expected: Truth):
    """Stars, question marks, case, escapes, variables and the parts of an ARN; with fewer than six parts it is a plain pattern."""
    assert glob.matches(text) is expected


@settings(max_examples=60, deadline=None)
@given(st.lists(PATTERNS, min_size=1, max_size=3), st.lists(PATTERNS, max_size=2))
def test_the_texts_of_patterns_match_them_in_every_way(patterns: list[str], scope: list[str]):
    """Every way in which a text of the world matches is the way of one of the texts found, and each of those is in scope."""
    found = classes(tuple(map(Glob, patterns)), tuple(map(Glob, scope)))
    assert found is not None
    ways = {ways_of(text, patterns) for text in found}
    assert not [text for text in found if scope and not any(naive.like(pattern, text) for pattern in scope)]
    inside = [text for text in TEXTS if not scope or any(naive.like(pattern, text) for pattern in scope)]
    assert {ways_of(text, patterns) for text in inside} <= ways


def ways_of(text: str, patterns: list[str]) -> tuple[bool, ...]:
    """Which patterns a text matches."""
    return tuple(naive.like(pattern, text) for pattern in patterns)


def test_the_texts_of_arns_keep_their_parts():
    """A text that matches one ARN pattern by a star over a colon is no way to match."""
    patterns = (Glob("arn:aws:*:*:1:*", Mode.ARN), Glob("arn:aws:s3:*:2:*", Mode.ARN))
    found = classes(patterns)
    assert found is not None
    ways = {tuple(bool(glob.matches(text)) for glob in patterns) for text in found}
    assert ways == {(False, False), (True, False), (False, True)}


def test_case_counts_where_it_is_asked():
    """A folded and an exact pattern of the same text are told apart."""
    patterns = (Glob("ab", Mode.EXACT, fold=True), Glob("aB", Mode.EXACT))
    ways = {tuple(bool(glob.matches(text)) for glob in patterns) for text in classes(patterns) or ()}
    assert ways == {(False, False), (True, False), (True, True)}


@pytest.mark.parametrize(
    ("globs", "scope", "expected"),
    [
        ([Glob("ab", fold=True), Glob("a*")], [Glob("AB")], {(True, False)}),
        ([Glob("ab"), Glob("AB")], [Glob("ab", fold=True)], {(True, False), (False, True), (False, False)}),
        ([Glob("a*", fold=True)], [Glob("AB", fold=True), Glob("c", fold=True)], {(True,), (False,)}),
        ([Glob("a"), Glob("*")], [Glob("")], set()),
        ([Glob("a")], [Glob(""), Glob("a")], {(True,)}),
        ([Glob("aba"), Glob("*a")], [], {(True, True), (False, True), (False, False)}),
        ([Glob("?")], [], {(True,), (False,)}),
        ([Glob("a", fold=True), Glob("a")], [], {(True, True), (True, False), (False, False)}),
        ([Glob("arn:aws:?:::b", Mode.ARN), Glob("arn:aws:?:::b")], [], {(True, True), (False, True), (False, False)}),
        ([Glob("*")], [], {(True,)}),
        ([Glob("${unknown}a")], [Glob("b*")], {(True,), (False,)}),
        ([Glob("arn:aws:*:::b", Mode.ARN), Glob("arn:aws:*:::b")], [], {(True, True), (False, True), (False, False)}),
    ],
)
def test_the_texts_of_patterns_are_of_exactly_the_ways_there_are(globs: list[Glob], scope: list[Glob], expected: set[tuple[bool, ...]]):
    """Within a scope of single texts or of patterns, in the case that counts; no text is empty, and a variable is any text."""
    found = classes(tuple(globs), tuple(scope))
    assert found is not None
    assert {tuple(bool(glob.matches(text)) for glob in globs) for text in found} == expected
    assert not [text for text in found if not text or (scope and not any(pattern.matches(text) for pattern in scope))]


def test_too_many_ways_are_not_looked_at():
    """A policy that is built to be slow gets no list, so no certain answer."""
    assert classes((Glob("*a" + "?" * 14),)) is None
