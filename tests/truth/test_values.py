# SPDX-License-Identifier: Apache-2.0
"""The values of the zone against the models that the provider publishes."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from hds_policies.values import Known
from tests.mutation.places import changed
from tests.truth.check import check
from tests.truth.provider import KINDS, answers, model, type_of
from tests.whole.zones import zone

MAPPED, VALUES = 0.95, 3000
"""What may not shrink: the share of resources with a model (80 % is the aim), and the values that are compared."""


@functools.cache
def made():
    """The resources of the zone that the provider makes."""
    return [resource for resource in zone("aws-prod").resources if resource.custom and resource.type.startswith("aws:")]


@functools.cache
def checked():
    """Each resource that has a model, with what the model says."""
    return [(resource, check(resource, found)) for resource in made() if (found := model(resource))]


def one(kind):
    """A resource of a kind."""
    return next(resource for resource in made() if resource.kind == kind)


def refused(resource, at, value):
    """What the model refuses once a value is another one."""
    broken = replace(resource, inputs=changed(resource.inputs, at, value))
    return check(broken, model(broken)).refused


def test_most_of_the_zone_has_a_published_model():
    """What is not compared says nothing, so the share is held."""
    share = len(checked()) / len(made())
    unmapped = sorted({resource.kind for resource in made() if not model(resource)})
    assert share >= MAPPED, f"{share:.1%}; without a model: {unmapped}"
    assert sum(found.values for _, found in checked()) >= VALUES


def test_the_provider_would_accept_every_value():
    """Listed, patterned, bounded and required values of each resource are what the published model allows."""
    assert [f"{resource.kind} {resource.name}: {problem}" for resource, found in checked() for problem in found.refused] == []


def test_each_type_exists_in_its_region():
    """A resource is not placed where CloudFormation does not know its type."""
    graph = zone("aws-prod")
    missing = []
    for resource in made():
        region, name = graph.region(resource), type_of(resource.kind)
        if name and isinstance(region, Known) and name not in answers()["types"][region.value]:
            missing.append(f"{name} in {region.value}: {resource.name}")
    assert missing == []


@pytest.mark.parametrize(
    ("kind", "at", "value"),
    [
        ("aws:kms/key:Key", ("deletionWindowInDays",), 3),
        ("aws:s3/bucketVersioning:BucketVersioning", ("versioningConfiguration", "status"), "On"),
        ("aws:lb/loadBalancer:LoadBalancer", ("ipAddressType",), "ipv5"),
        ("aws:cloudwatch/logGroup:LogGroup", ("retentionInDays",), 300),
        ("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", ("state",), "block"),
        ("aws:guardduty/detectorFeature:DetectorFeature", ("name",), "S3_LOGS"),
        ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", ("fromPort",), "https"),
    ],
)
def test_a_wrong_value_is_refused(kind, at, value):
    """An enumeration, a bound and a type are each seen, in registry schemas and in API models."""
    assert refused(one(kind), at, value)


def test_a_missing_value_is_refused():
    """What the model requires must be given by the program."""
    policy = one("aws:s3/bucketPolicy:BucketPolicy")
    bare = replace(policy, inputs={"bucket": "bucket"})
    assert check(bare, model(bare)).refused == ["resource needs PolicyDocument"]


def test_no_exception_is_left_over():
    """Every entry of the table is about a kind of the zone."""
    kinds = set(zone("aws-prod").kinds)
    assert {kind for table in ("types", "operations", "names", "elsewhere") for kind in KINDS[table]} - kinds == set()
