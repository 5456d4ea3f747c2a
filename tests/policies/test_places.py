# SPDX-License-Identifier: Apache-2.0
"""Where values point."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hds_controls import residency
from hds_policies import places
from hds_policies.graph import Graph
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome
from tests.policies.reads import bare

REGIONS = st.one_of(st.sampled_from([*residency.eea_regions("aws"), "eu-west-2", "eu-central-2", "us-east-1"]), st.text(max_size=12))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)
QUEUE = "aws:sqs/queue:Queue"
VAULT = "aws:backup/vault:Vault"


@given(REGIONS)
def test_a_region_passes_exactly_when_the_facts_place_it_in_the_eea(name: str):
    """Own region, named region and region of an ARN follow the facts and nothing else; names of another cloud are no region of AWS."""
    expected = Outcome.PASS if residency.is_eea(name) else Outcome.FAIL
    subject = bare(QUEUE, {"region": name, "peer": name})
    graph = Graph([subject])
    assert places.region(subject, graph).outcome is expected
    assert places.named_region(subject, "peer").outcome is expected


@given(st.sampled_from(["eu-west-3", "eu-west-2", "us-east-1"]), st.sampled_from(["eu-west-3", "eu-west-2"]))
def test_a_region_in_an_arn_wins_over_the_region_of_its_owner(there: str, here: str):
    """The fourth field of an ARN is where its thing is, wherever the resource that names it is."""
    subject = bare(QUEUE, {"region": here, "target": f"arn:aws:backup:{there}:111122223333:backup-vault:v"})
    verdict = places.target(subject, Graph([subject]), places.by_name("target", VAULT))
    assert verdict.outcome is (Outcome.PASS if there == "eu-west-3" else Outcome.FAIL)


@given(JSON)
def test_no_value_counts_as_a_place_by_accident(value: Any):
    """A value that is no region name never passes as one, and a target that is no text is never placed."""
    subject = bare(QUEUE, {"peer": value, "target": value, "zone": value})
    graph = Graph([subject])
    assert places.named_region(subject, "peer").outcome is not Outcome.PASS
    assert places.target(subject, graph, places.by_arn("target", VAULT)).outcome is not Outcome.PASS
    assert places.zone(subject, graph, "zone").outcome is not Outcome.PASS


def test_a_target_of_another_kind_proves_nothing():
    """A name that only another kind of resource has leads nowhere: a queue called like the vault is not the vault."""
    other = bare(QUEUE, {"name": "copies", "region": "eu-west-3"})
    subject = bare("aws:sns/topic:Topic", {"target": "copies"})
    assert places.target(subject, Graph([subject, other]), places.by_arn("target", VAULT)).outcome is Outcome.UNKNOWN


def test_one_of_two_possible_targets_outside_fails():
    """While a value is unknown, each resource of the right kind it is computed from has to be in the EEA."""
    inside, outside = bare(VAULT, {"region": "eu-west-3"}), bare(VAULT, {"region": "eu-west-2"})
    outside.urn += "-outside"
    subject = bare(QUEUE, {"target": UNKNOWN_SENTINEL})
    subject.property_dependencies = {"target": (inside.urn, outside.urn)}
    assert places.target(subject, Graph([subject, inside, outside]), places.by_arn("target", VAULT)).outcome is Outcome.FAIL
    assert places.target(subject, Graph([subject, inside]), places.by_arn("target", VAULT)).outcome is Outcome.PASS


def test_a_program_without_aws_is_not_on_aws():
    """The absence of something on AWS proves nothing about a program that makes nothing there."""
    assert places.is_aws(Graph([bare(QUEUE)]))
    assert not places.is_aws(Graph([bare("pulumi:pulumi:Stack")]))
