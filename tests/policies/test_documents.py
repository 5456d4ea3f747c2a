# SPDX-License-Identifier: Apache-2.0
"""Policy documents as statements."""

from __future__ import annotations

import fnmatch
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.documents import Condition, Principal, covers, statements
from hds_policies.values import ABSENT, SECRET, SIGNATURE, UNKNOWN_SENTINEL, Known, Unknown

ONE = {"Effect": "Allow", "Principal": {"AWS": ["a", "b"], "Service": "s"}, "Action": "kms:*", "Resource": "*"}
WORDS = ["Statement", "Effect", "Principal", "Action", "Condition", "Resource"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["Allow", "Deny", "*"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Statement", "Effect", "Principal", "Action", "Condition", "Resource"]) | st.text(max_size=3), inner
        )
    ),
)


def read(*listed: Any, **document: Any):
    """The statements of a document."""
    return statements(Known(json.dumps({"Statement": list(listed), **document})))


def test_one_value_and_a_list_read_alike():
    """Principals, actions and resources are tuples whether the document gives one or many."""
    found = read(ONE)
    assert found is not None
    assert found[0].principals == (Principal("AWS", "a"), Principal("AWS", "b"), Principal("Service", "s"))
    assert found[0].actions == ("kms:*",)
    assert found[0].resources == ("*",)
    assert found[0].allows


def test_a_single_statement_needs_no_list():
    """AWS takes one statement in place of a list of one."""
    assert statements(Known(json.dumps({"Statement": ONE}))) == read(ONE)


def test_a_map_reads_like_its_text():
    """The SDK also takes a document as a map."""
    assert statements(Known({"Statement": [ONE]})) == read(ONE)


def test_conditions_are_one_per_key():
    """Operators and keys are flattened; keys lose their case and values become text."""
    found = read({**ONE, "Condition": {"Bool": {"aws:SecureTransport": False}, "StringEquals": {"aws:x": ["1", "2"]}}})
    assert found is not None
    assert found[0].conditions == (
        Condition("Bool", "aws:securetransport", ("false",)),
        Condition("StringEquals", "aws:x", ("1", "2")),
    )


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}, {"AWS": ["a", "*"]}])
def test_everyone_is_seen(principal: Any):
    """Both spellings of everyone are everyone."""
    found = read({**ONE, "Principal": principal})
    assert found is not None
    assert any(item.everyone for item in found[0].principals)


def test_a_service_named_star_is_not_everyone():
    """Only ``*`` and ``AWS: *`` open a policy to all callers."""
    found = read({**ONE, "Principal": {"Service": "*"}})
    assert found is not None
    assert not any(item.everyone for item in found[0].principals)


@pytest.mark.parametrize(
    "value",
    [
        ABSENT,
        SECRET,
        Unknown(),
        Known("{"),
        Known("[]"),
        Known("7"),
        Known({}),
        Known({"Statement": [{"Effect": "Maybe"}]}),
        Known({"Statement": [{"Effect": ["Allow"]}]}),
        Known({"Statement": [{**ONE, "Resource": UNKNOWN_SENTINEL}]}),
        Known({"Statement": [{**ONE, "Action": {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}}]}),
    ],
)
def test_what_cannot_be_read_is_no_policy(value: Any):
    """A policy that is not wholly known, or not one, is None and never empty."""
    assert statements(value) is None


def test_an_empty_policy_is_a_policy():
    """No statement is not the same as no policy."""
    assert read() == ()


@pytest.mark.parametrize(
    ("changes", "action", "expected"),
    [
        ({"Action": "kms:Decrypt"}, "kms:Decrypt", True),
        ({"Action": "KMS:decrypt"}, "kms:Decrypt", True),
        ({"Action": ["kms:Generate*"]}, "kms:GenerateDataKey", True),
        ({"Action": "kms:Describe?ey"}, "kms:DescribeKey", True),
        ({"Action": "kms:Encrypt"}, "kms:Decrypt", False),
        ({"Action": None, "NotAction": "kms:Decrypt"}, "kms:Decrypt", False),
        ({"Action": None, "NotAction": "kms:Decrypt"}, "kms:PutKeyPolicy", True),
        ({"Action": None}, "kms:Decrypt", False),
    ],
)
def test_an_action_is_matched_as_iam_does(changes: dict[str, Any], action: str, expected: bool):  # noqa: FBT001
    """Wildcards match, case does not count, and NotAction is everything else."""
    found = read({**ONE, **changes})
    assert found is not None
    assert found[0].acts(action) is expected


def test_one_of_several_actions_is_enough():
    """A statement acts on a set of actions when it acts on one, also by leaving only the others out."""
    found = read(ONE, {**ONE, "Action": None, "NotAction": ["kms:Decrypt", "kms:Encrypt"]})
    assert found is not None
    assert found[0].acts("s3:GetObject", "kms:Decrypt")
    assert not found[0].acts("s3:GetObject", "s3:PutObject")
    assert found[1].acts("kms:Decrypt", "kms:Sign")
    assert not found[1].acts("kms:Decrypt", "kms:Encrypt")


@given(st.text("ab*?:", max_size=6), st.text("ab:", max_size=6))
def test_patterns_match_as_globs(pattern: str, text: str):
    """``*`` and ``?`` mean what they mean in a shell."""
    assert covers(pattern, text) == fnmatch.fnmatchcase(text, pattern)


@given(JSON)
def test_any_document_can_be_read(raw: Any):
    """Whatever is in a document, reading it answers statements or None."""
    assert statements(Known(json.dumps(raw))) == statements(Known(raw)) or not isinstance(raw, dict)
