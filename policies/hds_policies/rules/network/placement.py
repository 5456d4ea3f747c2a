# SPDX-License-Identifier: Apache-2.0
"""Databases stand in subnets that a program names (HDS-NET-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import TESTED, overridden
from hds_policies.rule import graph_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, decide, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["GROUPED", "database_is_in_named_subnets", "restored_database_is_in_named_subnets"]

GROUPED = {
    "aws:dax/cluster:Cluster": "subnetGroupName",
    "aws:docdb/cluster:Cluster": "dbSubnetGroupName",
    "aws:elasticache/cluster:Cluster": "subnetGroupName",
    "aws:elasticache/replicationGroup:ReplicationGroup": "subnetGroupName",
    "aws:memorydb/cluster:Cluster": "subnetGroupName",
    "aws:neptune/cluster:Cluster": "neptuneSubnetGroupName",
    "aws:rds/cluster:Cluster": "dbSubnetGroupName",
    "aws:rds/instance:Instance": "dbSubnetGroupName",
    "aws:redshift/cluster:Cluster": "clusterSubnetGroupName",
}
"""Where each kind names its group of subnets."""
_GROUPS = tuple(
    f"aws:{module}/subnetGroup:SubnetGroup" for module in ("dax", "docdb", "elasticache", "memorydb", "neptune", "rds", "redshift")
)
_DATABASES = ("Aurora", "DocumentDB", "Neptune", "RDS")
_FOLLOWS = {"aws:elasticache/cluster:Cluster": "replicationGroupId", "aws:rds/instance:Instance": "replicateSourceDb"}


@graph_rule("HDS-NET-04", *GROUPED)
def database_is_in_named_subnets(store: Resource, graph: Graph) -> Verdict:
    """A database names its group of subnets, as the default ones lead outside; a replica may be where its source is."""
    follows = _FOLLOWS.get(store.kind)
    if follows and not isinstance(store.get(follows), Absent):
        return NOT_APPLICABLE
    path = GROUPED[store.kind]
    group = graph.targets(store, path, *_GROUPS)
    return PASS if group else decide(store, path, lambda name: name not in ("", "default"), "subnet_group")


@graph_rule("HDS-NET-04", TESTED)
def restored_database_is_in_named_subnets(tests: Resource, graph: Graph) -> Verdict:
    """A restore test of databases names their group of subnets too: AWS Backup takes the default ones by itself."""
    kind, path = tests.get("protectedResourceType"), overridden(tests, "dbSubnetGroupName")
    if not isinstance(kind, Known):
        return unknown("protectedResourceType", kind, "subnet_group")
    if kind.value not in _DATABASES:
        return NOT_APPLICABLE
    return PASS if graph.targets(tests, path, *_GROUPS) else decide(tests, path, lambda name: name not in ("", "default"), "subnet_group")
