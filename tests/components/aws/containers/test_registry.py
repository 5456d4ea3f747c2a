# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hds_policies.values import ABSENT
from tests.components.aws.containers.builds import built
from tests.components.aws.samples import DEVELOPMENT, one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

REPOSITORY, LIFECYCLE = "aws:ecr/repository:Repository", "aws:ecr/lifecyclePolicy:LifecyclePolicy"
SCAN = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"
REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Two repositories in a replicated environment."""
    return built()


def test_images_are_never_rewritten_and_scanned_when_they_come(graph: Graph):
    """In both regions."""
    assert len(graph.of(REPOSITORY)) == 4
    for repository in graph.of(REPOSITORY):
        assert value(repository, "imageTagMutability") == "IMMUTABLE"
        assert value(repository, "imageScanningConfiguration.scanOnPush") is True
        assert value(repository, "forceDelete") is False
        assert repository.protect


def test_images_are_encrypted_with_the_key_of_their_region(graph: Graph):
    """The replica region has the replica of the key."""
    for name, kind, key in (
        ("containers-images-records", "aws:kms/key:Key", "images"),
        ("containers-images-records-replica", "aws:kms/replicaKey:ReplicaKey", "images-replica"),
    ):
        repository = one(graph, REPOSITORY, name)
        assert value(repository, "encryptionConfigurations[0].encryptionType") == "KMS"
        assert [target.name for target in graph.targets(repository, "encryptionConfigurations[0].kmsKey", kind)] == [key]


def test_copies_are_in_the_replica_region_under_the_same_name(graph: Graph):
    """The repository is there before replication, which would make one with mutable tags and the provider's key."""
    first, copy = (one(graph, REPOSITORY, f"containers-images-records{end}") for end in ("", "-replica"))
    assert first.get("region") == ABSENT
    assert value(copy, "region") == "eu-central-1"
    assert value(first, "name") == value(copy, "name") == "chu-lyon-production/records"
    assert {repository.urn for repository in graph.of(REPOSITORY)} <= set(one(graph, REPLICATION).dependencies)


def test_replication_goes_to_the_replica_region_of_the_account_only(graph: Graph):
    """One destination, and of this environment's repositories alone."""
    (rule,) = value(one(graph, REPLICATION), "replicationConfiguration.rules")
    assert rule["destinations"] == [{"region": "eu-central-1", "registryId": "123456789012"}]
    assert rule["repositoryFilters"] == [{"filter": "chu-lyon-production/", "filterType": "PREFIX_MATCH"}]


def test_every_image_is_scanned_for_as_long_as_it_is_kept(graph: Graph):
    """Enhanced scanning, continuous, of everything, once in each region."""
    scans = graph.of(SCAN)
    assert {None if scan.get("region") == ABSENT else value(scan, "region") for scan in scans} == {None, "eu-central-1"}
    for scan in scans:
        assert value(scan, "scanType") == "ENHANCED"
        assert value(scan, "rules") == [
            {"scanFrequency": "CONTINUOUS_SCAN", "repositoryFilters": [{"filter": "*", "filterType": "WILDCARD"}]}
        ]


def test_only_untagged_images_expire(graph: Graph):
    """An image that a tag names stays, because a node may still have to start it."""
    assert len(graph.of(LIFECYCLE)) == 4
    for policy in graph.of(LIFECYCLE):
        (rule,) = json.loads(value(policy, "policy"))["rules"]
        assert rule["selection"] == {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 30}
        assert rule["action"] == {"type": "expire"}


def test_without_a_replica_region_nothing_is_copied():
    """One repository each, one scan, no replication, and nothing protected in development."""
    graph = built(perimeter=DEVELOPMENT)
    assert len(graph.of(REPOSITORY)) == 2
    assert not graph.of(REPLICATION)
    assert one(graph, SCAN).get("region") == ABSENT
    assert not any(repository.protect for repository in graph.of(REPOSITORY))
