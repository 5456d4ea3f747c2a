# SPDX-License-Identifier: Apache-2.0
"""Stores resist deletion and keep earlier versions (HDS-BCK-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.buckets import BUCKET, is_versioned
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, is_false, is_true, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "PROTECTED",
    "bucket_keeps_earlier_versions",
    "database_leaves_a_last_backup",
    "file_system_is_not_overwritten",
    "filter_resists_change",
    "repository_is_not_emptied",
    "store_resists_deletion",
]

_INSTANCE = "aws:rds/instance:Instance"
_FIREWALL = "aws:networkfirewall/firewall:Firewall"
_TABLE = "aws:dynamodb/table:Table"
_FILES = "aws:efs/fileSystem:FileSystem"
_FILE_COPY = "aws:efs/replicationConfiguration:ReplicationConfiguration"
_NAMES = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"
_POOL = "aws:cognito/userPool:UserPool"
PROTECTED = {
    _INSTANCE: "deletionProtection",
    "aws:rds/cluster:Cluster": "deletionProtection",
    "aws:docdb/cluster:Cluster": "deletionProtection",
    "aws:neptune/cluster:Cluster": "deletionProtection",
    _TABLE: "deletionProtectionEnabled",
    "aws:lb/loadBalancer:LoadBalancer": "enableDeletionProtection",
    _FIREWALL: "deleteProtection",
    "aws:eks/cluster:Cluster": "deletionProtection",
    _POOL: "deletionProtection",
}
"""Where each kind says that it cannot be deleted."""
_LAST = (_INSTANCE, "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster")


@graph_rule("HDS-BCK-06", BUCKET)
def bucket_keeps_earlier_versions(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket has versioning, and is not emptied when it is destroyed."""
    return all_of((is_versioned(bucket, graph), is_false(bucket, "forceDestroy", absent=PASS)))


@resource_rule("HDS-BCK-06", *PROTECTED)
def store_resists_deletion(store: Resource, _: Graph) -> Verdict:
    """What holds or lets in data cannot be deleted by one call; the protection is off when nothing is said."""
    path = PROTECTED[store.kind]
    if store.kind == _POOL:
        return one_of(store, path, "ACTIVE")
    replicas = store.all("replicas[*]") if store.kind == _TABLE else ()
    inner = (is_true(store, f"{at}.{path}") for at, value in replicas if not isinstance(value, Absent))
    return all_of((is_true(store, path), *inner))


@graph_rule("HDS-BCK-06", _FILES)
def file_system_is_not_overwritten(files: Resource, graph: Graph) -> Verdict:
    """A file system cannot be made the target of a replication, which overwrites it, unless a replication of the program needs that."""
    verdict = one_of(files, "protection.replicationOverwrite", "ENABLED", "REPLICATING", absent=PASS)
    return PASS if graph.companions(files, _FILE_COPY, "destination.fileSystemId") else verdict


@resource_rule("HDS-BCK-06", _FIREWALL, _NAMES)
def filter_resists_change(filter_: Resource, _: Graph) -> Verdict:
    """What filters the way out cannot be swapped or unplugged by one call; nothing prevents it unless it is said."""
    if filter_.kind == _NAMES:
        return one_of(filter_, "mutationProtection", "ENABLED")
    return all_of(is_true(filter_, path) for path in ("firewallPolicyChangeProtection", "subnetChangeProtection"))


@resource_rule("HDS-BCK-06", "aws:ecr/repository:Repository")
def repository_is_not_emptied(repository: Resource, _: Graph) -> Verdict:
    """A repository that holds images is not destroyed with them."""
    return is_false(repository, "forceDelete", absent=PASS)


@resource_rule("HDS-BCK-06", *_LAST)
def database_leaves_a_last_backup(database: Resource, _: Graph) -> Verdict:
    """A database that is deleted leaves a snapshot and, for an instance, its automated backups; a replica leaves its source."""
    if database.kind == _INSTANCE and not isinstance(database.get("replicateSourceDb"), Absent):
        return NOT_APPLICABLE
    last = is_false(database, "skipFinalSnapshot", absent=PASS)
    return all_of((last, is_false(database, "deleteAutomatedBackups"))) if database.kind == _INSTANCE else last
