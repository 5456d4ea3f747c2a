# SPDX-License-Identifier: Apache-2.0
"""Backups, snapshots, copies, trails and logs are encrypted with a customer key (HDS-ENC-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.at_rest import AtRest, encrypted
from hds_policies.backups import TESTED, overridden
from hds_policies.checks import customer_key
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, Unknown, is_map
from hds_policies.verdict import NOT_APPLICABLE, Verdict, all_of, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.at_rest import Demands
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "COPIES",
    "FILE_COPIES",
    "bucket_replica_uses_a_customer_key",
    "copy_uses_a_customer_key",
    "delivery_stream_uses_a_customer_key",
    "file_system_copy_uses_a_customer_key",
    "restore_test_uses_a_customer_key",
]

_BUCKET = "aws:s3/bucket:Bucket"
_REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
_DESTINATIONS = {
    _REPLICATION: (("rules[*].destination", "encryptionConfiguration.replicaKmsKeyId"),),
    _BUCKET: (
        ("replicationConfiguration.rules[*].destination", "replicaKmsKeyId"),
        ("replicationConfigurations[*].rules[*].destinations[*]", "replicaKmsKeyId"),
    ),
}
_RESTORED = {
    "DynamoDB": ("kmsMasterKeyArn", "KMS"),
    "EBS": ("kmsKeyId", ""),
    "EFS": ("kmsKeyId", ""),
    "S3": ("kmsKey", "SSE-KMS"),
}
"""Types that a restore test encrypts anew: the override that names the key, and the form of encryption to ask for.

https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
"""
_SOURCES = ("kinesisSourceConfiguration", "mskSourceConfiguration")

_STREAM = (
    AtRest("serverSideEncryption.keyArn", switch="serverSideEncryption.enabled"),
    AtRest("serverSideEncryption.keyArn", switch="serverSideEncryption.keyType", on=("CUSTOMER_MANAGED_CMK",)),
)

COPIES: Demands = {
    "aws:backup/vault:Vault": (AtRest("kmsKeyArn"),),
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": (AtRest("encryptionKeyArn"),),
    "aws:cloudtrail/trail:Trail": (AtRest("kmsKeyId"),),
    "aws:cloudtrail/eventDataStore:EventDataStore": (AtRest("kmsKeyId"),),
    "aws:cloudwatch/logGroup:LogGroup": (AtRest("kmsKeyId"),),
    "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector": (AtRest("kmsKeyId"),),
    "aws:ebs/snapshotCopy:SnapshotCopy": (AtRest("kmsKeyId", switch="encrypted"),),
    "aws:ebs/snapshotImport:SnapshotImport": (AtRest("kmsKeyId", switch="encrypted"),),
    "aws:rds/snapshotCopy:SnapshotCopy": (AtRest("kmsKeyId"),),
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (AtRest("kmsKeyId"),),
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (AtRest("kmsKeyId"),),
    "aws:rds/exportTask:ExportTask": (AtRest("kmsKeyId"),),
    "aws:rds/clusterActivityStream:ClusterActivityStream": (AtRest("kmsKeyId"),),
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": (AtRest("kmsKeyId"),),
    "aws:memorydb/snapshot:Snapshot": (AtRest("kmsKeyArn"),),
    "aws:dynamodb/tableExport:TableExport": (AtRest("s3SseKmsKeyId", switch="s3SseAlgorithm", on=("KMS",)),),
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": (
        AtRest("cmkArn", switch="encrypted", block="policyDetails.schedules[*].crossRegionCopyRules[*]"),
        AtRest(
            "encryptionConfiguration.cmkArn",
            switch="encryptionConfiguration.encrypted",
            block="policyDetails.action.crossRegionCopies[*]",
        ),
    ),
    "aws:xray/encryptionConfig:EncryptionConfig": (AtRest("keyId", switch="type", on=("KMS",)),),
    "aws:amp/workspace:Workspace": (AtRest("kmsKeyArn"),),
    "aws:guardduty/publishingDestination:PublishingDestination": (AtRest("kmsKeyArn"),),
    "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration": (AtRest("s3Destination.kmsKeyArn"),),
    "aws:securitylake/dataLake:DataLake": (AtRest("configuration.encryptionConfigurations[*].kmsKeyId"),),
    "aws:ssmincidents/replicationSet:ReplicationSet": (AtRest("kmsKeyArn", block="regions[*]"),),
    "aws:cfg/deliveryChannel:DeliveryChannel": (AtRest("s3KmsKeyArn"),),
    "aws:auditmanager/accountRegistration:AccountRegistration": (AtRest("kmsKey"),),
}
FILE_COPIES: Demands = {"aws:efs/replicationConfiguration:ReplicationConfiguration": (AtRest("destination.kmsKeyId"),)}


@resource_rule("HDS-ENC-04", *COPIES)
def copy_uses_a_customer_key(copy: Resource, graph: Graph) -> Verdict:
    """A backup, a snapshot, a copy, a trail or a log is encrypted with a customer key."""
    return encrypted(copy, graph, COPIES[copy.kind])


@resource_rule("HDS-ENC-04", *FILE_COPIES)
def file_system_copy_uses_a_customer_key(copy: Resource, graph: Graph) -> Verdict:
    """The copy of a file system is encrypted with a customer key of its region; one into an existing system takes that one's."""
    existing = copy.get("destination.fileSystemId")
    if isinstance(copy.get("destination"), Unknown):
        return unknown("destination", existing, "customer_key")
    if not isinstance(existing, Absent):
        return NOT_APPLICABLE
    return customer_key(copy, "destination.kmsKeyId", graph, region=copy.get("destination.region"))


@resource_rule("HDS-ENC-04", TESTED)
def restore_test_uses_a_customer_key(tests: Resource, graph: Graph) -> Verdict:
    """What a restore test brings back is under a customer key, where AWS Backup would take one of its own."""
    kind = tests.get("protectedResourceType")
    if not isinstance(kind, Known):
        return unknown("protectedResourceType", kind, "customer_key")
    key, form = _RESTORED.get(str(kind.value), ("", ""))
    if not key:
        return NOT_APPLICABLE
    given = customer_key(tests, overridden(tests, key), graph)
    return all_of((given, one_of(tests, overridden(tests, "encryptionType"), form))) if form else given


@resource_rule("HDS-ENC-04", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream")
def delivery_stream_uses_a_customer_key(stream: Resource, graph: Graph) -> Verdict:
    """A delivery stream is encrypted with a customer key; one that reads a stream takes that one's and can have none of its own."""
    if any(not isinstance(stream.get(source), Absent) for source in _SOURCES):
        return NOT_APPLICABLE
    return encrypted(stream, graph, _STREAM)


@resource_rule("HDS-ENC-04", *_DESTINATIONS)
def bucket_replica_uses_a_customer_key(source: Resource, graph: Graph) -> Verdict:
    """Each copy of a bucket names a customer key, in the region of its destination where that is known."""
    return all_of(_replica(source, at, value, key, graph) for block, key in _DESTINATIONS[source.kind] for at, value in source.all(block))


def _replica(source: Resource, at: str, destination: Value, key: str, graph: Graph) -> Verdict:
    if isinstance(destination, Absent) or (isinstance(destination, Known) and not is_map(destination.value)):
        return NOT_APPLICABLE
    if not isinstance(destination, Known):
        return unknown(at, destination, "customer_key")
    return customer_key(source, f"{at}.{key}", graph, region=_region_of(source, source.get(f"{at}.bucket"), graph))


def _region_of(source: Resource, bucket: Value, graph: Graph) -> Value | None:
    """Where a destination is, when it is one bucket of the program; its ARN carries no region."""
    named = Known(arn.bucket_name(bucket.value)) if isinstance(bucket, Known) and isinstance(bucket.value, str) else bucket
    found = [target for target in graph.targets_of(named, _BUCKET) if target is not source]
    return graph.region(found[0]) if len(found) == 1 else None
