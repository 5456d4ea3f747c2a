# SPDX-License-Identifier: Apache-2.0
"""Data stores have no way out, and tenants and stages no way to each other (HDS-NET-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.routing import SUBNET, VPC, routes_of, tables_of
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.tags import tags
from hds_policies.values import ABSENT, Absent, Known, is_unknown
from hds_policies.verdict import PASS, Verdict, all_of, fail, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.routing import Route
    from hds_policies.values import Value

__all__ = [
    "JOINS",
    "STORES",
    "joined_networks_have_one_tenant_and_stage",
    "store_has_no_way_out",
    "transit_gateway_joins_nothing_by_itself",
]

_TRANSIT = "aws:ec2transitgateway/transitGateway:TransitGateway"
_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment"
_TRANSIT_TABLE = "aws:ec2transitgateway/routeTable:RouteTable"
_SIDES = {"hds:tenant": "one_tenant", "hds:stage": "one_stage"}
STORES = {
    "aws:dax/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:docdb/elasticCluster:ElasticCluster": "subnetIds[*]",
    "aws:docdb/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:efs/mountTarget:MountTarget": "subnetId",
    "aws:elasticache/serverlessCache:ServerlessCache": "subnetIds[*]",
    "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:elasticsearch/domain:Domain": "vpcOptions.subnetIds[*]",
    "aws:fsx/fileCache:FileCache": "subnetIds[*]",
    "aws:fsx/lustreFileSystem:LustreFileSystem": "subnetIds",
    "aws:fsx/ontapFileSystem:OntapFileSystem": "subnetIds[*]",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": "subnetIds[*]",
    "aws:fsx/windowsFileSystem:WindowsFileSystem": "subnetIds[*]",
    "aws:memorydb/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:mq/broker:Broker": "subnetIds[*]",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo.clientSubnets[*]",
    "aws:msk/serverlessCluster:ServerlessCluster": "vpcConfigs[*].subnetIds[*]",
    "aws:neptune/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:opensearch/domain:Domain": "vpcOptions.subnetIds[*]",
    "aws:rds/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:redshift/subnetGroup:SubnetGroup": "subnetIds[*]",
    "aws:redshiftserverless/workgroup:Workgroup": "subnetIds[*]",
    "aws:timestreaminfluxdb/dbCluster:DbCluster": "vpcSubnetIds[*]",
    "aws:timestreaminfluxdb/dbInstance:DbInstance": "vpcSubnetIds[*]",
}
"""Where each kind of store, or of subnets for stores, names its subnets."""
JOINS = {
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": (("vpcId", VPC), ("peerVpcId", VPC)),
    _ATTACHMENT: (("vpcId", VPC), ("transitGatewayId", _TRANSIT)),
    "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": (
        ("transitGatewayAttachmentId", _ATTACHMENT),
        ("transitGatewayRouteTableId", _TRANSIT_TABLE),
    ),
    "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": (
        ("transitGatewayAttachmentId", _ATTACHMENT),
        ("transitGatewayRouteTableId", _TRANSIT_TABLE),
    ),
}
"""What joins two sides, and where it names each."""


@graph_rule("HDS-NET-04", *STORES)
def store_has_no_way_out(store: Resource, graph: Graph) -> Verdict:
    """No route table of the subnets of a store leads to the Internet or to a NAT gateway."""
    path = STORES[store.kind]
    return all_of(_shut(store, at, value, graph) for at, value in store.all(path) if not isinstance(value, Absent))


@resource_rule("HDS-NET-04", _TRANSIT)
def transit_gateway_joins_nothing_by_itself(gateway: Resource, _: Graph) -> Verdict:
    """A new attachment reaches nothing until somebody says what; left out, it reaches everything."""
    return all_of(one_of(gateway, path, "disable") for path in ("defaultRouteTableAssociation", "defaultRouteTablePropagation"))


@graph_rule("HDS-NET-04", *JOINS)
def joined_networks_have_one_tenant_and_stage(join: Resource, graph: Graph) -> Verdict:
    """Both sides of a peering, an attachment or a propagation carry the same tags ``hds:tenant`` and ``hds:stage``."""
    (path, kind), (other_path, other_kind) = JOINS[join.kind]
    sides, others = graph.targets(join, path, kind), graph.targets(join, other_path, other_kind)
    if not sides or not others:
        missing = other_path if sides else path
        return unknown(missing, join.get(missing), "tag_on_both_sides", ", ".join(_SIDES))
    return all_of(_same(one, other, other_path, graph, name) for one in sides for other in others for name in _SIDES)


def _shut(store: Resource, at: str, value: Value, graph: Graph) -> Verdict:
    subnets = graph.targets_of(value, SUBNET)
    tables = [tables_of(subnet, graph) for subnet in subnets]
    if not tables or None in tables:
        return unknown(at, value, "no_way_out", store.name)
    routes = [route for found in tables for table in found or () for route in routes_of(table, graph)]
    return all_of((PASS, *(_stays(at, value, route) for route in routes)))


def _stays(at: str, value: Value, route: Route) -> Verdict:
    """A route of the store's subnets, told at the property of the store that names them."""
    if route.target is None or route.target.leads in {"private", "relay", "machine"}:
        return PASS
    return (unknown if route.target.leads == "unknown" else fail)(at, value, "no_way_out", route.resource.name)


def _same(one: Resource, other: Resource, path: str, graph: Graph, name: str) -> Verdict:
    first, second = _tag(one, graph, name), _tag(other, graph, name)
    if first is None or second is None:
        return unknown("", ABSENT, "tag_on_both_sides", name)
    return PASS if first == second else fail(path, Known(second), _SIDES[name], first)


def _tag(resource: Resource, graph: Graph, name: str) -> str | None:
    found = (tags(resource, graph) or {}).get(name)
    return found if isinstance(found, str) and not is_unknown(found) else None
