# SPDX-License-Identifier: Apache-2.0
"""Copies, replicas, peerings and exports: where data go although the region of the resource is right (HDS-LOC-02, HDS-LOC-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import places
from hds_policies.checks import unused
from hds_policies.graph import STACK
from hds_policies.rule import resource_rule
from hds_policies.rules.localisation.copy_targets import COPIES, REGIONS, TARGETS
from hds_policies.values import Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "copy_is_in_eea",
    "copy_target_is_in_eea",
    "named_region_is_in_eea",
    "no_multi_region_access_point_is_used",
    "subscription_target_is_in_eea",
]

_ACCESS_POINTS = (
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy",
    "aws:s3control/multiRegionAccessPointRoutes:MultiRegionAccessPointRoutes",
)
_SUBSCRIPTION = places.by_arn(
    "endpoint", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "aws:lambda/function:Function", "aws:sqs/queue:Queue"
)
_TO_A_PERSON = (Known("application"), Known("email"), Known("email-json"), Known("http"), Known("https"), Known("sms"))


@resource_rule("HDS-LOC-02", *REGIONS)
def named_region_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Each region that a property names is in the EEA."""
    del graph
    return places.named_region(resource, *REGIONS[resource.kind])


@resource_rule("HDS-LOC-02", *TARGETS)
def copy_target_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Each source or target of a copy lies in the EEA, read from its ARN or found in the program."""
    return places.target(resource, graph, *TARGETS[resource.kind])


@resource_rule("HDS-LOC-02", *COPIES)
def copy_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """A resource that is itself a copy is placed in the EEA."""
    return places.region(resource, graph)


@resource_rule("HDS-LOC-02", "aws:sns/topicSubscription:TopicSubscription")
def subscription_target_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Messages are pushed to queues, functions and streams in the EEA; addresses outside AWS have no region."""
    return NOT_APPLICABLE if resource.get("protocol") in _TO_A_PERSON else places.target(resource, graph, _SUBSCRIPTION)


@resource_rule("HDS-LOC-03", STACK, *_ACCESS_POINTS)
def no_multi_region_access_point_is_used(resource: Resource, graph: Graph) -> Verdict:
    """One global address over several regions is redundancy that nobody placed; the stack answers when there is none."""
    return unused(resource, graph, *_ACCESS_POINTS)
