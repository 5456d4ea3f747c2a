# SPDX-License-Identifier: Apache-2.0
"""The network itself: subnets by tier, none of them public, and defaults that admit nothing (HDS-NET-01, HDS-NET-02, HDS-NET-04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulumi_aws import ec2

if TYPE_CHECKING:
    from hds_components.aws.network.scope import Scope
    from hds_components.contracts.addresses import Tier

__all__ = ["Subnets", "build"]

_ANYWHERE = "0.0.0.0/0"
_TLS_AND_REPLIES = ((443, 443), (1024, 3388), (3390, 65535))
"""Port ranges that leave out 22 (SSH) and 3389 (RDP)."""


@dataclass(frozen=True, kw_only=True)
class Subnets:
    """One subnet per zone in each tier, in the order of the zones; firewall subnets only where there is egress.

    ``private_tables`` holds one route table per zone, because each zone leaves by its own firewall endpoint.
    """

    vpc: ec2.Vpc
    encryption: ec2.VpcEncryptionControl
    private: tuple[ec2.Subnet, ...]
    data: tuple[ec2.Subnet, ...]
    endpoint: tuple[ec2.Subnet, ...]
    firewall: tuple[ec2.Subnet, ...]
    private_tables: tuple[ec2.RouteTable, ...]


def build(scope: Scope) -> Subnets:
    """The VPC, its subnets and route tables; the data tier has no route but inside the network."""
    vpc = ec2.Vpc(
        scope.name,
        cidr_block=scope.args.address_range,
        enable_dns_support=True,
        enable_dns_hostnames=True,
        tags=scope.tags("vpc"),
        opts=scope.options(guarded=True),
    )
    encryption = _encryption(scope, vpc)
    _empty_defaults(scope, vpc)
    tiers = {
        tier: _tier(scope, vpc, tier, blocks)
        for tier, blocks in {"private": scope.plan.private, "data": scope.plan.data, "endpoint": scope.plan.endpoint}.items()
    }
    firewall = _tier(scope, vpc, "firewall", scope.plan.firewall) if scope.egress else ()
    _data_acl(scope, vpc, tiers["data"])
    _transit_acl(scope, vpc, (*tiers["private"], *tiers["endpoint"], *firewall))
    data_table = ec2.RouteTable(
        f"{scope.name}-data", vpc_id=vpc.id, routes=[], tags=scope.tags("data", tier="data"), opts=scope.options(guarded=True)
    )
    endpoint_table = _table(scope, vpc, "endpoint", "endpoint")
    private_tables = tuple(_table(scope, vpc, f"private-{zone}", "private") for zone in scope.args.zones)
    for tier, tables in (
        ("data", (data_table,) * len(scope.args.zones)),
        ("endpoint", (endpoint_table,) * len(scope.args.zones)),
        ("private", private_tables),
    ):
        for zone, subnet, table in zip(scope.args.zones, tiers[tier], tables, strict=True):
            what = f"{scope.name}-{tier}-{zone}"
            ec2.RouteTableAssociation(what, subnet_id=subnet.id, route_table_id=table.id, opts=scope.options())
    return Subnets(vpc=vpc, encryption=encryption, firewall=firewall, private_tables=private_tables, **tiers)


def _encryption(scope: Scope, vpc: ec2.Vpc) -> ec2.VpcEncryptionControl:
    """Encryption in transit inside the VPC (HDS-ENC-07): enforced, or only watched where a network firewall stands, or in development.

    AWS refuses enforcement in a VPC that holds a Network Firewall, and knows no exclusion for it; it also refuses the cheap instance types
    that development runs on. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
    """
    watched = scope.egress or scope.args.perimeter.stage == "development"
    return ec2.VpcEncryptionControl(
        f"{scope.name}-encryption",
        vpc_id=vpc.id,
        mode="monitor" if watched else "enforce",
        elastic_file_system_exclusion="enable" if scope.args.shared_files and not watched else None,
        tags=scope.tags("encryption"),
        opts=scope.options(guarded=True),
    )


def _empty_defaults(scope: Scope, vpc: ec2.Vpc) -> None:
    """What AWS puts on a resource that names nothing must admit nothing."""
    tags = scope.tags("default-closed")
    guarded = scope.options(guarded=True)
    ec2.DefaultSecurityGroup(f"{scope.name}-default", vpc_id=vpc.id, ingress=[], egress=[], tags=tags, opts=guarded)
    acl = vpc.default_network_acl_id
    ec2.DefaultNetworkAcl(f"{scope.name}-default", default_network_acl_id=acl, ingress=[], egress=[], tags=tags, opts=guarded)
    table = vpc.default_route_table_id
    ec2.DefaultRouteTable(f"{scope.name}-default", default_route_table_id=table, routes=[], tags=tags, opts=guarded)


def _tier(scope: Scope, vpc: ec2.Vpc, tier: str, blocks: Tier) -> tuple[ec2.Subnet, ...]:
    return tuple(
        ec2.Subnet(
            f"{scope.name}-{tier}-{zone}",
            vpc_id=vpc.id,
            availability_zone=zone,
            cidr_block=block,
            map_public_ip_on_launch=False,
            tags=scope.tags(f"{tier}-{zone}", tier=tier),
            opts=scope.options(guarded=True),
        )
        for zone, block in zip(scope.args.zones, blocks.subnets, strict=True)
    )


def _data_acl(scope: Scope, vpc: ec2.Vpc, subnets: tuple[ec2.Subnet, ...]) -> None:
    """Data stores talk to the network only, whatever a security group says."""
    inside = scope.args.address_range
    ec2.NetworkAcl(
        f"{scope.name}-data",
        vpc_id=vpc.id,
        subnet_ids=[subnet.id for subnet in subnets],
        ingress=[ec2.NetworkAclIngressArgs(rule_no=100, action="allow", protocol="-1", from_port=0, to_port=0, cidr_block=inside)],
        egress=[ec2.NetworkAclEgressArgs(rule_no=100, action="allow", protocol="-1", from_port=0, to_port=0, cidr_block=inside)],
        tags=scope.tags("data", tier="data"),
        opts=scope.options(guarded=True),
    )


def _transit_acl(scope: Scope, vpc: ec2.Vpc, subnets: tuple[ec2.Subnet, ...]) -> None:
    """Past the edge of the network only TLS and its replies pass, and administration ports never.

    Replies reach any port from 1024: workloads behind their own address translation use the whole range.
    Service gateways answer from public addresses, so the rules name anywhere; who may speak is for security groups and the firewall.
    """
    rules = (
        (100, "-1", 0, 0, scope.args.address_range),
        *((200 + first, "tcp", first, last, _ANYWHERE) for first, last in _TLS_AND_REPLIES),
    )
    ec2.NetworkAcl(
        f"{scope.name}-transit",
        vpc_id=vpc.id,
        subnet_ids=[subnet.id for subnet in subnets],
        # the same both ways: an ACL remembers no connection
        ingress=[
            ec2.NetworkAclIngressArgs(rule_no=number, action="allow", protocol=protocol, from_port=first, to_port=last, cidr_block=block)
            for number, protocol, first, last, block in rules
        ],
        egress=[
            ec2.NetworkAclEgressArgs(rule_no=number, action="allow", protocol=protocol, from_port=first, to_port=last, cidr_block=block)
            for number, protocol, first, last, block in rules
        ],
        tags=scope.tags("transit"),
        opts=scope.options(guarded=True),
    )


def _table(scope: Scope, vpc: ec2.Vpc, what: str, tier: str) -> ec2.RouteTable:
    """A table without inline routes: the network and whoever links it to an establishment add theirs."""
    return ec2.RouteTable(f"{scope.name}-{what}", vpc_id=vpc.id, tags=scope.tags(what, tier=tier), opts=scope.options())
