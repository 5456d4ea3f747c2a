# SPDX-License-Identifier: Apache-2.0
"""What makes a protection due, and where."""

from __future__ import annotations

import pytest

from hds_policies.due import due_in_each_region, due_once, due_regions, holds_health_data
from hds_policies.graph import Graph, Resource
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

VPC, BUCKET, KEY = "aws:ec2/vpc:Vpc", "aws:s3/bucket:Bucket", "aws:kms/key:Key"
DETECTOR, ACCOUNT = "aws:guardduty/detector:Detector", "aws:macie2/account:Account"


def made(kind: str, name: str, region: str, **tags: str) -> Resource:
    """A resource in a region."""
    return Resource(urn=f"urn:pulumi:t::p::{kind}::{name}", type=kind, name=name, inputs={"region": region, "tags": tags})


@pytest.mark.parametrize(
    ("kind", "stated", "expected"), [(BUCKET, "yes", True), (BUCKET, "no", False), (BUCKET, "", False), (KEY, "yes", False)]
)
def test_health_data_are_where_the_tag_of_a_store_says_so(kind: str, stated: str, expected: bool):  # noqa: FBT001 - a table
    """A key that serves health data is no store of them."""
    subject = made(kind, "subject", "eu-west-3", **({"hds:dscp": stated} if stated else {}))
    assert holds_health_data(subject, Graph([subject])) is expected


def test_a_region_owes_for_the_first_thing_that_is_there():
    """Networks and machines owe, stores only with health data; a region that is not known owes nothing yet."""
    graph = Graph([
        made(VPC, "network", "eu-west-3"),
        made(BUCKET, "records", "eu-west-3", **{"hds:dscp": "yes"}),
        made(BUCKET, "copies", "eu-central-1", **{"hds:dscp": "yes"}),
        made(BUCKET, "pictures", "eu-north-1"),
        made(VPC, "somewhere", UNKNOWN_SENTINEL),
    ])
    assert due_regions(graph) == {"eu-west-3": "network", "eu-central-1": "copies"}


@pytest.mark.parametrize(
    ("regions", "outcome"),
    [(["eu-west-3"], Outcome.PASS), (["eu-north-1"], Outcome.FAIL), ([], Outcome.FAIL), ([UNKNOWN_SENTINEL], Outcome.UNKNOWN)],
)
def test_each_region_needs_its_own(regions: list[str], outcome: Outcome):
    """One in another region does not count, one in an unknown region may."""
    graph = Graph([made(VPC, "network", "eu-west-3"), *(made(DETECTOR, f"d{number}", region) for number, region in enumerate(regions))])
    assert due_in_each_region(graph, DETECTOR, "detector_due").outcome is outcome


def test_what_perhaps_serves_is_perhaps_there():
    """A resource of which nobody knows yet whether it serves leaves its own region open, and no other."""
    graph = Graph([made(VPC, "a", "eu-west-3"), made(VPC, "b", "eu-central-1"), made(DETECTOR, "d", "eu-west-3")])
    verdict = due_in_each_region(graph, DETECTOR, "detector_due", counts=lambda _: None)
    assert [item.expected.values[0] for item in verdict.evidence] == ["eu-central-1"]
    assert verdict.outcome is Outcome.FAIL
    west = Graph([made(VPC, "a", "eu-west-3"), made(DETECTOR, "d", "eu-west-3")])
    assert due_in_each_region(west, DETECTOR, "detector_due", counts=lambda _: None).outcome is Outcome.UNKNOWN


def test_a_service_that_does_not_exist_there_is_not_owed():
    """Spain has no Macie, by the dated facts; France has."""
    for region, outcome in {"eu-south-2": Outcome.NOT_APPLICABLE, "eu-west-3": Outcome.FAIL}.items():
        assert due_in_each_region(Graph([made(VPC, "network", region)]), ACCOUNT, "search_due", service="macie").outcome is outcome


def test_what_is_due_once_may_not_be_known_yet():
    """Perhaps met is unknown."""
    assert due_once(Graph([made(VPC, "network", "eu-west-3")]), met=None, key="trail_due").outcome is Outcome.UNKNOWN


def test_what_is_due_once_is_due_because_of_something():
    """Nothing to protect, nothing due, whether it is there or not."""
    empty, network = Graph([]), Graph([made(VPC, "network", "eu-west-3")])
    assert due_once(empty, met=False, key="alarm_due").outcome is Outcome.NOT_APPLICABLE
    assert due_once(empty, met=True, key="alarm_due").outcome is Outcome.NOT_APPLICABLE
    assert due_once(network, met=True, key="alarm_due").outcome is Outcome.PASS
    assert due_once(network, met=False, key="alarm_due").evidence[0].expected.values == ("network",)
