# SPDX-License-Identifier: Apache-2.0
"""What a store is restored, copied, imported or replicated from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.arn import bucket_name
from hds_policies.buckets import BUCKET, copies, targets
from hds_policies.memo import once_per_graph
from hds_policies.values import ABSENT, Absent, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["TAGGED", "Origin", "origins"]

_FILES = "aws:efs/fileSystem:FileSystem"
_FILES_COPY = "aws:efs/replicationConfiguration:ReplicationConfiguration"
_TABLE = "aws:dynamodb/table:Table"
_DATABASES = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
_SNAPSHOTS = (
    "aws:rds/snapshot:Snapshot",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
)
_DOCUMENTS = ("aws:docdb/cluster:Cluster", "aws:docdb/clusterSnapshot:ClusterSnapshot")
_NEPTUNE = ("aws:neptune/cluster:Cluster", "aws:neptune/clusterSnapshot:ClusterSnapshot")
_MEMORY = ("aws:memorydb/cluster:Cluster", "aws:memorydb/snapshot:Snapshot")
_CACHES = ("aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster")
_DISKS = ("aws:ebs/volume:Volume", "aws:ebs/snapshot:Snapshot", "aws:ebs/snapshotCopy:SnapshotCopy")
_MACHINES = ("aws:ec2/instance:Instance", "aws:ec2/ami:Ami", "aws:ec2/amiCopy:AmiCopy", "aws:ec2/amiFromInstance:AmiFromInstance")
_ORIGINS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "aws:rds/instance:Instance": (
        (
            "snapshotIdentifier",
            "replicateSourceDb",
            "restoreToPointInTime.sourceDbInstanceIdentifier",
            "restoreToPointInTime.sourceDbiResourceId",
            "restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn",
            "s3Import.bucketName",
        ),
        (*_DATABASES, *_SNAPSHOTS, BUCKET),
    ),
    "aws:rds/cluster:Cluster": (
        (
            "snapshotIdentifier",
            "replicationSourceIdentifier",
            "restoreToPointInTime.sourceClusterIdentifier",
            "restoreToPointInTime.sourceClusterResourceId",
            "s3Import.bucketName",
        ),
        (*_DATABASES, *_SNAPSHOTS, BUCKET),
    ),
    "aws:rds/snapshot:Snapshot": (("dbInstanceIdentifier",), _DATABASES),
    "aws:rds/clusterSnapshot:ClusterSnapshot": (("dbClusterIdentifier",), _DATABASES),
    "aws:rds/snapshotCopy:SnapshotCopy": (("sourceDbSnapshotIdentifier",), _SNAPSHOTS),
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": (("sourceDbClusterSnapshotIdentifier",), _SNAPSHOTS),
    "aws:docdb/cluster:Cluster": (("snapshotIdentifier", "restoreToPointInTime.sourceClusterIdentifier"), _DOCUMENTS),
    "aws:docdb/clusterSnapshot:ClusterSnapshot": (("dbClusterIdentifier",), _DOCUMENTS),
    "aws:neptune/cluster:Cluster": (("snapshotIdentifier", "replicationSourceIdentifier"), _NEPTUNE),
    "aws:neptune/clusterSnapshot:ClusterSnapshot": (("dbClusterIdentifier",), _NEPTUNE),
    "aws:redshift/cluster:Cluster": (("snapshotIdentifier", "snapshotArn", "snapshotClusterIdentifier"), ("aws:redshift/cluster:Cluster",)),
    "aws:elasticache/replicationGroup:ReplicationGroup": (("snapshotName", "snapshotArns[*]"), _CACHES),
    "aws:elasticache/cluster:Cluster": (("snapshotName", "snapshotArns[*]"), _CACHES),
    "aws:elasticache/serverlessCache:ServerlessCache": (("snapshotArnsToRestores[*]",), _CACHES),
    "aws:memorydb/cluster:Cluster": (("snapshotName", "snapshotArns[*]"), _MEMORY),
    "aws:memorydb/snapshot:Snapshot": (("clusterName",), _MEMORY),
    "aws:fsx/lustreFileSystem:LustreFileSystem": (("backupId", "importPath"), ("aws:fsx/backup:Backup", BUCKET)),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (("backupId",), ("aws:fsx/backup:Backup",)),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (("backupId",), ("aws:fsx/backup:Backup",)),
    "aws:ebs/volume:Volume": (("snapshotId",), _DISKS),
    "aws:ebs/snapshot:Snapshot": (("volumeId",), _DISKS),
    "aws:ebs/snapshotCopy:SnapshotCopy": (("sourceSnapshotId",), _DISKS),
    "aws:ec2/amiCopy:AmiCopy": (("sourceAmiId",), _MACHINES),
    "aws:ec2/amiFromInstance:AmiFromInstance": (("sourceInstanceId",), _MACHINES),
    "aws:ec2/instance:Instance": (("ebsBlockDevices[*].snapshotId",), _DISKS),
    _TABLE: (("restoreSourceTableArn", "restoreSourceName", "restoreBackupArn", "importTable.s3BucketSource.bucket"), (_TABLE, BUCKET)),
}
"""Where each kind says what it is restored or copied from, and the kinds that may be."""
_UNTAGGED = frozenset({"aws:docdb/clusterSnapshot:ClusterSnapshot", "aws:neptune/clusterSnapshot:ClusterSnapshot"})
TAGGED = (*(kind for kind in _ORIGINS if kind not in _UNTAGGED), BUCKET, _FILES)
"""Kinds that say their stage and may come from somewhere, buckets and file systems by the replication of others."""


class Origin(NamedTuple):
    """A source: where it is named, the value there, and what of the program that is; nothing where it is elsewhere."""

    path: str
    value: Value
    found: list[Resource]


def origins(store: Resource, graph: Graph) -> Iterator[Origin]:
    """What a store comes from, by its own properties or by the replications of the program."""
    paths, kinds = _ORIGINS.get(store.kind, ((), ()))
    for path in paths:
        for at, value in store.all(path):
            if not isinstance(value, Absent):
                found = [item for item in graph.targets_of(_named(value), *kinds) if item is not store]
                yield Origin(at, value, found)
    for source in _replicated(graph).get(store.urn, ()):
        yield Origin("", ABSENT, [source])


@once_per_graph
def _replicated(graph: Graph) -> dict[str, list[Resource]]:
    """The sources of each bucket and file system that replications of the program write to, by URN."""
    pairs = [(target, bucket) for bucket in graph.of(BUCKET) for copy in copies(bucket, graph) for target in targets(copy, graph)]
    for copy in graph.of(_FILES_COPY):
        sources = graph.targets(copy, "sourceFileSystemId", _FILES)
        pairs += [(target, source) for target in graph.targets(copy, "destination.fileSystemId", _FILES) for source in sources]
    found: dict[str, list[Resource]] = {}
    for target, source in pairs:
        if source is not target:
            found.setdefault(target.urn, []).append(source)
    return found


def _named(value: Value) -> Value:
    """A bucket is named by name, ARN or address; other texts are taken as they are."""
    is_address = isinstance(value, Known) and isinstance(value.value, str) and value.value.startswith(("s3://", "arn:aws:s3:::"))
    return Known(bucket_name(value.value)) if isinstance(value, Known) and is_address else value
