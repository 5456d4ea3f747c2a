# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hds_policies.values import ABSENT
from tests.components.aws.database.builds import CLIENTS, built
from tests.components.aws.samples import DEVELOPMENT, one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

SYSTEM = "aws:efs/fileSystem:FileSystem"
MOUNT = "aws:efs/mountTarget:MountTarget"
POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy"
BACKUP = "aws:efs/backupPolicy:BackupPolicy"
REPLICATION = "aws:efs/replicationConfiguration:ReplicationConfiguration"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"


@pytest.fixture(scope="module")
def production() -> Graph:
    """A replicated file system in production."""
    return built("files")


@pytest.fixture(scope="module")
def system(production: Graph) -> Resource:
    """The file system itself."""
    return one(production, SYSTEM)


def test_the_file_system_is_encrypted_by_its_own_key(production: Graph, system: Resource):
    """Encryption is on, by the store's key."""
    assert value(system, "encrypted") is True
    assert [t.name for t in production.targets(system, "kmsKeyId", "aws:kms/key:Key")] == ["files"]


def test_it_spans_zones_with_a_mount_target_in_each_data_subnet(production: Graph, system: Resource):
    """The file system is regional and reachable in every zone through its own security group."""
    assert system.get("availabilityZoneName") == ABSENT
    mounts = production.companions(system, MOUNT, "fileSystemId")
    subnets = {t.name for mount in mounts for t in production.targets(mount, "subnetId", "aws:ec2/subnet:Subnet")}
    assert subnets == {"data-0", "data-1", "data-2"}
    assert all(production.targets(mount, "securityGroups[0]", "aws:ec2/securityGroup:SecurityGroup") for mount in mounts)
    rules = {(value(r, "cidrIpv4"), value(r, "fromPort"), value(r, "toPort")) for r in production.of(INGRESS)}
    assert rules == {(clients, 2049, 2049) for clients in CLIENTS}


def test_the_policy_refuses_plain_text_and_anonymous_clients(production: Graph, system: Resource):
    """Plain NFS is refused; only principals of the account are admitted, and root access is not given to any."""
    (policy,) = production.companions(system, POLICY, "fileSystemId")
    found = statements(policy)
    assert found["DenyPlainText"]["Effect"] == "Deny"
    assert found["DenyPlainText"]["Principal"] == "*"
    assert found["DenyPlainText"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    allowed = [statement for statement in found.values() if statement["Effect"] == "Allow"]
    assert [statement["Principal"] for statement in allowed] == [{"AWS": "arn:aws:iam::123456789012:root"}]
    assert [statement["Action"] for statement in allowed] == [["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]]


def test_it_is_backed_up_and_replicated_under_the_replica_key(production: Graph, system: Resource):
    """Daily backups are on, and a copy is kept in the replica region under the replica of the key."""
    (backup,) = production.companions(system, BACKUP, "fileSystemId")
    assert value(backup, "backupPolicy.status") == "ENABLED"
    (replication,) = production.companions(system, REPLICATION, "sourceFileSystemId")
    assert value(replication, "destination.region") == "eu-central-1"
    replica = production.targets(replication, "destination.kmsKeyId", "aws:kms/replicaKey:ReplicaKey")
    assert [target.name for target in replica] == ["files-replica"]


def test_what_holds_data_and_guards_it_is_protected(production: Graph):
    """File system, policy, backup and replication refuse deletion in a protected environment only."""
    kinds = (SYSTEM, POLICY, BACKUP, REPLICATION)
    assert len(production.of(*kinds)) == 4
    assert all(resource.protect for resource in production.of(*kinds))
    assert not any(resource.protect for resource in built("files", perimeter=DEVELOPMENT).of(*kinds))


def test_without_a_replica_region_nothing_is_copied():
    """A file system of a development environment is alone, and still encrypted, guarded and backed up."""
    graph = built("files", perimeter=DEVELOPMENT)
    assert not graph.of(REPLICATION)
    assert value(one(graph, SYSTEM), "encrypted") is True
    assert graph.of(POLICY)
    assert graph.of(BACKUP)


def test_files_age_into_cheaper_classes_and_come_back(system: Resource):
    """EFS takes one transition per policy; archive needs elastic throughput and a step through infrequent access."""
    assert value(system, "lifecyclePolicies") == [
        {"transitionToIa": "AFTER_30_DAYS"},
        {"transitionToArchive": "AFTER_90_DAYS"},
        {"transitionToPrimaryStorageClass": "AFTER_1_ACCESS"},
    ]
    assert value(system, "throughputMode") == "elastic"


def test_the_tags_say_what_it_holds(system: Resource):
    """The file system carries a name people read, the data class and whether it holds health data."""
    assert value(system, "tags")["hds:dscp"] == "yes"
    assert value(system, "tags")["hds:data-class"] == "medical-record"
    assert value(system, "creationToken") == value(system, "tags")["Name"] == "chu-lyon-production-care-files"
