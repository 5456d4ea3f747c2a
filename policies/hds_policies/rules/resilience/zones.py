# SPDX-License-Identifier: Apache-2.0
"""Data and compute span two zones (HDS-RES-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, fail, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["SPREAD", "SWITCHES", "cluster_has_two_instances", "file_system_spans_zones", "spans_two_subnets", "store_has_a_standby"]

_INSTANCE = "aws:rds/instance:Instance"
SWITCHES = {
    _INSTANCE: ("multiAz",),
    "aws:elasticache/replicationGroup:ReplicationGroup": ("multiAzEnabled", "automaticFailoverEnabled"),
    "aws:opensearch/domain:Domain": ("clusterConfig.zoneAwarenessEnabled",),
    "aws:elasticsearch/domain:Domain": ("clusterConfig.zoneAwarenessEnabled",),
}
"""Where each kind says that it stands by in another zone."""
SPREAD = {
    "aws:autoscaling/group:Group": "vpcZoneIdentifiers",
    "aws:eks/cluster:Cluster": "vpcConfig.subnetIds",
    "aws:lb/loadBalancer:LoadBalancer": "subnets",
}
"""Where each kind names its subnets."""
_MEMBERS = {
    "aws:rds/cluster:Cluster": "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/cluster:Cluster": "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/cluster:Cluster": "aws:neptune/clusterInstance:ClusterInstance",
}
_TWO = 2


@resource_rule("HDS-RES-01", *SWITCHES)
def store_has_a_standby(store: Resource, _: Graph) -> Verdict:
    """A database, a cache or a search domain stands by in another zone; a replica is itself a standby."""
    if store.kind == _INSTANCE and not isinstance(store.get("replicateSourceDb"), Absent):
        return NOT_APPLICABLE
    return all_of(is_true(store, path) for path in SWITCHES[store.kind])


@graph_rule("HDS-RES-01", *_MEMBERS)
def cluster_has_two_instances(cluster: Resource, graph: Graph) -> Verdict:
    """A cluster has two instances in the program, unless its class spreads it by itself."""
    if cluster.kind == "aws:rds/cluster:Cluster" and not isinstance(cluster.get("dbClusterInstanceClass"), Absent):
        return PASS
    found = graph.companions(cluster, _MEMBERS[cluster.kind], "clusterIdentifier")
    return PASS if len(found) >= _TWO else fail("", ABSENT, "two_instances")


@resource_rule("HDS-RES-01", "aws:efs/fileSystem:FileSystem")
def file_system_spans_zones(files: Resource, _: Graph) -> Verdict:
    """A file system is not bound to one zone."""
    return absent(files, "availabilityZoneName")


@graph_rule("HDS-RES-01", *SPREAD)
def spans_two_subnets(resource: Resource, graph: Graph) -> Verdict:
    """A group of machines, a cluster or a load balancer stands in subnets of two zones."""
    path = SPREAD[resource.kind]
    listed = resource.get(path)
    if isinstance(listed, Absent):
        return NOT_APPLICABLE
    subnets = [value for _, value in resource.all(f"{path}[*]")]
    if len(subnets) < _TWO:
        answer = unknown if isinstance(listed, Unknown) else fail
        return answer(path, listed, "two_zones")
    found = dict.fromkeys(target for value in subnets for target in graph.targets_of(value, "aws:ec2/subnet:Subnet"))
    zones = {zone.value for subnet in found if isinstance(zone := subnet.get("availabilityZone"), Known)}
    if len(zones) >= _TWO:
        return PASS
    known = len(found) >= len(subnets) and all(isinstance(subnet.get("availabilityZone"), Known) for subnet in found)
    return (fail if known else unknown)(path, listed, "two_zones")
