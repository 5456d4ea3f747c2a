# SPDX-License-Identifier: Apache-2.0
"""What a stack is refused for, where a service is missing, is what its recorded zone is made of there: no more and no less."""

from __future__ import annotations

import pytest

from hds_controls import services
from hds_policies.services import service
from hds_policies.values import Known
from hds_stacks.errors import SettingsError
from hds_stacks.load import load as settings
from tests.whole.zones import ROOT, zone

FEATURES = {
    "aws:backup/restoreTestingPlan:RestoreTestingPlan": "backup-restore-testing",
    "aws:backup/restoreTestingSelection:RestoreTestingSelection": "backup-restore-testing",
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": "ec2-vpc-block-public-access",
    "aws:ec2/vpcEncryptionControl:VpcEncryptionControl": "ec2-vpc-encryption-control",
    "aws:macie/customDataIdentifier:CustomDataIdentifier": "macie-custom-identifiers",
    "aws:securityhub/findingAggregator:FindingAggregator": "securityhub-finding-aggregator",
}
"""Kinds that the facts know apart from their service."""
WITHIN = {"aws:dynamodb/table:Table": "dynamodb", "aws:efs/replicationConfiguration:ReplicationConfiguration": "efs"}
"""Kinds whose replica is made by the resource of the primary region."""
CODES = ({"service_missing"}, {"service_required"}, {"service_missing", "service_required"})
EVERYWHERE = "account"
"""A service of the account itself, which no region lacks and the facts do not list."""


def made_of(stack):
    """Pairs of a service and a region: what the recorded zone is made of, where."""
    graph, replica = zone(stack), settings(file(stack)).replica_region
    found = set()
    for resource in graph.resources:
        region = graph.region(resource)
        if resource.custom and resource.kind.startswith("aws:") and isinstance(region, Known):
            found.add((FEATURES.get(resource.kind) or service(resource.kind), region.value))
            found |= {(WITHIN[resource.kind], replica)} if replica and resource.kind in WITHIN else set()
    return {pair for pair in found if pair[0] != EVERYWHERE}


def file(stack):
    """A shipped stack file."""
    return ROOT / "stacks" / f"Pulumi.{stack}.yaml"


def refusals(stack):
    """Why the settings are refused, by the codes of their problems."""
    try:
        settings(file(stack))
    except SettingsError as error:
        return {problem.code for problem in error.problems}
    return set()


@pytest.mark.parametrize("stack", ["aws-prod", "aws-minimal", "aws-dev"])
def test_a_stack_is_refused_where_a_service_of_its_zone_is_missing(stack, monkeypatch):
    """Each service of the zone is taken away in turn, then all that it is not made of at once."""
    made = made_of(stack)
    for gone in made:
        monkeypatch.setattr(services, "available", lambda service, region, gone=gone: (service, region) != gone)
        assert refusals(stack) in CODES, gone
    monkeypatch.setattr(services, "available", lambda service, region: (service, region) in made)
    assert refusals(stack) == set()
