# SPDX-License-Identifier: Apache-2.0
"""What proves a customer key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.checks import KEY_ALIAS, KEYS, customer_key, is_alias
from hds_policies.graph import Graph, Resource
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL, Known
from hds_policies.verdict import NOT_APPLICABLE, Outcome

ARN = "arn:aws:kms:eu-west-3:123456789012:key/1234"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}


def resource(kind: str, name: str = "target", **inputs: Any) -> Resource:
    """A resource of a kind."""
    return Resource(urn=f"urn:pulumi:test::hds::{kind}::{name}", type=kind, name=name, inputs=inputs)


def judged(value: Any, *others: Resource, depends_on: tuple[str, ...] = (), **options: Any) -> Outcome:
    """The outcome for one value of a key property."""
    subject = resource("aws:sqs/queue:Queue", kmsMasterKeyId=value)
    subject.property_dependencies = {"kmsMasterKeyId": depends_on}
    graph = Graph([subject, *others], config={"aws:region": "eu-west-3"})
    return customer_key(subject, "kmsMasterKeyId", graph, **options).outcome


@pytest.mark.parametrize("kind", [*KEYS, KEY_ALIAS])
def test_an_unknown_value_computed_from_a_key_is_proved(kind: str):
    """Each kind of key, and an alias, proves a reference that is not known yet."""
    key = resource(kind)
    assert judged(UNKNOWN_SENTINEL, key, depends_on=(key.urn,)) is Outcome.PASS
    assert judged(UNKNOWN_SENTINEL, key) is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", ["aws:s3/bucket:Bucket", "aws:kms/grant:Grant", "aws:kms/ciphertext:Ciphertext"])
def test_nothing_else_proves_a_key(kind: str):
    """A dependency on something that is no key proves nothing."""
    other = resource(kind)
    assert judged(UNKNOWN_SENTINEL, other, depends_on=(other.urn,)) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Outcome.FAIL),
        ("", Outcome.FAIL),
        ("alias/aws/sqs", Outcome.FAIL),
        ("arn:aws:kms:eu-west-3:123456789012:alias/aws/sqs", Outcome.FAIL),
        ("alias/health", Outcome.PASS),
        ("arn:aws:kms:eu-west-3:123456789012:alias/health", Outcome.PASS),
        (ARN, Outcome.UNKNOWN),
        ("1234abcd-12ab-34cd-56ef-1234567890ab", Outcome.UNKNOWN),
        (SECRET, Outcome.UNKNOWN),
        ([], Outcome.FAIL),
        (7, Outcome.FAIL),
    ],
)
def test_a_value_says_what_it_can(value: Any, expected: Outcome):
    """Absent and AWS's own fail, an alias of the customer passes, an ARN outside the program proves nothing."""
    assert judged(value) is expected


def test_a_known_value_is_looked_up():
    """The ARN, the id or the alias of a key that the program describes passes."""
    key = resource("aws:kms/key:Key")
    key.outputs = {"arn": ARN, "keyId": "1234"}
    assert judged(ARN, key) is Outcome.PASS
    assert judged("1234", key) is Outcome.PASS


def test_absence_can_be_said_to_be_no_matter():
    """A caller that has a default to state for absence gets it."""
    assert judged(None, absent=NOT_APPLICABLE) is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("wanted", "expected"), [("eu-west-3", Outcome.PASS), ("eu-central-1", Outcome.FAIL)])
def test_a_key_serves_its_own_region(wanted: str, expected: Outcome):
    """Where a region is asked, a key of the program in another one fails."""
    key = resource("aws:kms/key:Key")
    assert judged(UNKNOWN_SENTINEL, key, depends_on=(key.urn,), region=Known(wanted)) is expected


def test_one_key_in_place_is_enough():
    """A value that depends on a key and on its replica is the one that is in place."""
    here, there = resource("aws:kms/key:Key"), resource("aws:kms/replicaKey:ReplicaKey", region="eu-central-1")
    both = (here.urn, there.urn)
    assert judged(UNKNOWN_SENTINEL, here, there, depends_on=both, region=Known("eu-central-1")) is Outcome.PASS


def test_a_key_in_an_unknown_region_stays_open():
    """A key whose own region is not known is not known to be in place."""
    key = resource("aws:kms/key:Key", region=UNKNOWN_SENTINEL)
    assert judged(UNKNOWN_SENTINEL, key, depends_on=(key.urn,), region=Known("eu-west-3")) is Outcome.UNKNOWN


@given(st.text())
def test_only_an_alias_or_a_key_of_the_program_passes(text: str):
    """No text passes by chance."""
    assert judged(text) is not Outcome.PASS or (is_alias(text) and "alias/aws/" not in text)
