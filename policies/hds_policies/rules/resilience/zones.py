# SPDX-License-Identifier: Apache-2.0
"""Data and compute span two zones (HDS-RES-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.buckets import BUCKET, life_cycles
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, at_least, decide, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "SPREAD",
    "SWITCHES",
    "bucket_spans_zones",
    "cluster_has_two_instances",
    "file_system_spans_zones",
    "spans_two_subnets",
    "store_has_a_standby",
]

_INSTANCE = "aws:rds/instance:Instance"
SWITCHES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    _INSTANCE: (("multiAz", ()),),
    "aws:elasticache/replicationGroup:ReplicationGroup": (("multiAzEnabled", ()), ("automaticFailoverEnabled", ())),
    "aws:opensearch/domain:Domain": (("clusterConfig.zoneAwarenessEnabled", ()),),
    "aws:elasticsearch/domain:Domain": (("clusterConfig.zoneAwarenessEnabled", ()),),
    "aws:mq/broker:Broker": (("deploymentMode", ("ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ")),),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": (("deploymentType", ("MULTI_AZ_1",)),),
    "aws:fsx/ontapFileSystem:OntapFileSystem": (("deploymentType", ("MULTI_AZ_1", "MULTI_AZ_2")),),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": (("deploymentType", ("MULTI_AZ_1",)),),
}
"""Where each kind says that it stands by in another zone, and the values that do; a switch where there are none."""
_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
_NODES = "aws:eks/nodeGroup:NodeGroup"
_COPIES = {"aws:memorydb/cluster:Cluster": ("numReplicasPerShard", 1), "aws:dax/cluster:Cluster": ("replicationFactor", 2)}
"""Where each kind says how many copies it has, and how many it takes."""
SPREAD = {
    "aws:autoscaling/group:Group": ("vpcZoneIdentifiers",),
    "aws:eks/cluster:Cluster": ("vpcConfig.subnetIds",),
    _NODES: ("subnetIds",),
    "aws:eks/fargateProfile:FargateProfile": ("subnetIds",),
    "aws:lb/loadBalancer:LoadBalancer": ("subnets", "subnetMappings[*].subnetId"),
    "aws:elb/loadBalancer:LoadBalancer": ("subnets",),
    _ENDPOINT: ("subnetIds",),
    "aws:networkfirewall/firewall:Firewall": ("subnetMappings[*].subnetId",),
}
"""Where each kind names its subnets."""
_MEMBERS = {
    "aws:rds/cluster:Cluster": "aws:rds/clusterInstance:ClusterInstance",
    "aws:docdb/cluster:Cluster": "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/cluster:Cluster": "aws:neptune/clusterInstance:ClusterInstance",
}
_SUBNET = "aws:ec2/subnet:Subnet"
_MOVES = ("transitions", "noncurrentVersionTransitions")
_ONE_ZONE = "ONEZONE_IA"
_TWO = 2


@resource_rule("HDS-RES-01", *SWITCHES, *_COPIES)
def store_has_a_standby(store: Resource, _: Graph) -> Verdict:
    """A store or a broker stands by in another zone; a replica is itself a standby."""
    if store.kind == _INSTANCE and not isinstance(store.get("replicateSourceDb"), Absent):
        return NOT_APPLICABLE
    if store.kind in _COPIES:
        path, least = _COPIES[store.kind]
        return at_least(store, path, least, absent=PASS if least < _TWO else None)
    return all_of(one_of(store, path, *values) if values else is_true(store, path) for path, values in SWITCHES[store.kind])


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


@graph_rule("HDS-RES-01", BUCKET, "aws:s3/directoryBucket:DirectoryBucket")
def bucket_spans_zones(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket is not one of a single zone, and moves nothing to a class that keeps it in one."""
    if bucket.kind != BUCKET:
        return fail("", ABSENT, "not_used", bucket.kind)
    places = [rule.place for rule in life_cycles(bucket, graph) if rule.on is not False]
    moves = [(place, path) for place in places for path in _MOVES if not isinstance(place.get(path), Absent)]
    several = [(place.holder, f"{place.path(path)}[*].storageClass") for place, path in moves]
    return all_of(
        decide(holder, path, lambda given: given != _ONE_ZONE, "several_zones", absent=NOT_APPLICABLE) for holder, path in several
    )


@graph_rule("HDS-RES-01", *SPREAD)
def spans_two_subnets(resource: Resource, graph: Graph) -> Verdict:
    """What serves stands in subnets of two zones: machines, nodes, load balancers, endpoints and firewalls."""
    values = [value for item in _together(resource, graph) for path in SPREAD[resource.kind] for value in _named(item, path)]
    if not values or (resource.kind == _ENDPOINT and resource.get("vpcEndpointType") == Known("GatewayLoadBalancer")):
        return NOT_APPLICABLE
    found = dict.fromkeys(target for value in values for target in graph.targets_of(value, _SUBNET))
    zones = {zone.value for subnet in found if isinstance(zone := subnet.get("availabilityZone"), Known)}
    if len(values) >= _TWO and len(zones) >= _TWO:
        return PASS
    path = SPREAD[resource.kind][0]
    placed = len(found) >= len(values) and all(isinstance(subnet.get("availabilityZone"), Known) for subnet in found)
    settled = all(_is_one(resource, path) for path in SPREAD[resource.kind]) and (len(values) < _TWO or placed)
    return (fail if settled else unknown)(path, resource.get(path.partition("[")[0]), "two_zones")


def _together(resource: Resource, graph: Graph) -> list[Resource]:
    """What stands for one another: the groups of nodes of one cluster may each keep to a zone."""
    if resource.kind != _NODES:
        return [resource]
    return [peer for peer in graph.of(_NODES) if peer.get("clusterName") == resource.get("clusterName")]


def _named(resource: Resource, path: str) -> list[Value]:
    return [value for _, value in resource.all(path if "[" in path else f"{path}[*]") if not isinstance(value, Absent)]


def _is_one(resource: Resource, path: str) -> bool:
    """Whether a list is known as such, so that each of its values is one subnet."""
    return isinstance(resource.get(path.partition("[")[0]), (Known, Absent))
