# SPDX-License-Identifier: Apache-2.0
"""Subnets, the route tables they follow and the routes in them, inline or separate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.values import ABSENT, Absent, Known

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["DEFAULT_TABLE", "INTERNET_GATEWAYS", "ROUTE", "SUBNET", "TABLE", "VPC", "Route", "Target", "route_at", "routes_of", "tables_of"]

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"
DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable"
ROUTE = "aws:ec2/route:Route"
INTERNET_GATEWAYS = (
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
)
_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
_MAIN = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
_VPN_GATEWAYS = ("aws:ec2/vpnGateway:VpnGateway", "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment")
_KINDS_OF_GATEWAY = {"igw-": "internet", "eigw-": "internet", "vgw-": "private", "vpce-": "relay", "local": "private"}
_TARGETS = {
    "natGatewayId": "nat",
    "egressOnlyGatewayId": "internet",
    "carrierGatewayId": "internet",
    "localGatewayId": "private",
    "vpcEndpointId": "relay",
    "transitGatewayId": "relay",
    "coreNetworkArn": "relay",
    "networkInterfaceId": "machine",
    "vpcPeeringConnectionId": "private",
    "odbNetworkArn": "private",
    "instanceId": "machine",
}
_NOT_THERE = {
    ROUTE: ("instanceId",),
    TABLE: ("instanceId",),
    DEFAULT_TABLE: ("carrierGatewayId", "localGatewayId", "odbNetworkArn"),
}
_DESTINATIONS = {
    ROUTE: ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"),
    TABLE: ("cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"),
    DEFAULT_TABLE: ("cidrBlock", "ipv6CidrBlock", "destinationPrefixListId"),
}


class Target(NamedTuple):
    """Where a route leads.

    ``leads`` is ``internet`` (a gateway to it), ``nat``, ``relay`` (firewall or load balancer endpoint, transit gateway, core network),
    ``machine`` (an interface), ``private`` (this network, a peer, an establishment) or ``unknown``.
    """

    at: str
    value: Value
    leads: str


class Route(NamedTuple):
    """One route: the resource that states it, its target and its destinations, by path; the last destination is a prefix list."""

    resource: Resource
    target: Target | None
    destinations: tuple[tuple[str, Value], ...]


def tables_of(subnet: Resource, graph: Graph) -> list[Resource] | None:
    """What holds the routes of a subnet: its table, else the main table of its network, which is the VPC itself when nothing names it.

    None when an association or the network lies outside the program.
    """
    associations = graph.companions(subnet, _ASSOCIATION, "subnetId")
    if associations:
        return [table for item in associations for table in graph.targets(item, "routeTableId", TABLE, DEFAULT_TABLE)] or None
    networks = graph.targets(subnet, "vpcId", VPC)
    if not networks:
        return None
    main = [item for network in networks for item in graph.companions(network, _MAIN, "vpcId")]
    if main:
        return [table for item in main for table in graph.targets(item, "routeTableId", TABLE, DEFAULT_TABLE)] or None
    return [*networks, *(table for network in networks for table in graph.companions(network, DEFAULT_TABLE, "defaultRouteTableId"))]


def routes_of(table: Resource, graph: Graph) -> list[Route]:
    """The routes of a table, or of the main table of a VPC; the local route is none of them."""
    inline = [] if table.kind == VPC else [f"{at}." for at, value in table.all("routes[*]") if not isinstance(value, Absent)]
    return [
        *(route_at(table, at, graph) for at in inline),
        *(route_at(route, "", graph) for route in graph.companions(table, ROUTE, "routeTableId")),
    ]


def route_at(resource: Resource, at: str, graph: Graph) -> Route:
    """The route that a resource states at a prefix; ``""`` is the resource itself."""
    paths = [at + name for name in _DESTINATIONS[resource.kind]]
    return Route(resource, _target(resource, at, graph), tuple((path, resource.get(path)) for path in paths))


def _target(resource: Resource, at: str, graph: Graph) -> Target | None:
    gateway = resource.get(f"{at}gatewayId")
    if not isinstance(gateway, Absent) and gateway != Known(""):
        return Target(f"{at}gatewayId", gateway, _gateway(gateway, graph))
    for name, leads in _TARGETS.items():
        value = ABSENT if name in _NOT_THERE[resource.kind] else resource.get(at + name)
        if not isinstance(value, Absent) and value != Known(""):
            return Target(at + name, value, leads)
    return None


def _gateway(value: Value, graph: Graph) -> str:
    """What a gateway id means: by its prefix, or by the gateway of the program that it is."""
    if graph.targets_of(value, *INTERNET_GATEWAYS):
        return "internet"
    if graph.targets_of(value, *_VPN_GATEWAYS):
        return "private"
    text = value.value if isinstance(value, Known) and isinstance(value.value, str) else ""
    return next((leads for prefix, leads in _KINDS_OF_GATEWAY.items() if text.startswith(prefix)), "unknown")
