# SPDX-License-Identifier: Apache-2.0
"""Security groups of the network, one described rule per flow (HDS-NET-02, HDS-NET-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_aws import ec2, vpc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.aws.network.scope import Scope
    from hds_components.aws.network.subnets import Subnets

__all__ = ["endpoint_group", "private_group"]

_GROUP_NAME_LIMIT = 255
_DATA_PORTS = {"PostgreSQL": 5432, "NFS": 2049}
_TLS = 443


def endpoint_group(scope: Scope, subnets: Subnets) -> ec2.SecurityGroup:
    """Who may reach the private endpoints: the network and the private access ranges, over TLS."""
    group = _group(scope, subnets, "endpoint", "Private endpoints of cloud services")
    _admit_tls(scope, group, "endpoint", "private endpoints")
    return group


def private_group(scope: Scope, subnets: Subnets, gateways: Mapping[str, ec2.VpcEndpoint]) -> ec2.SecurityGroup:
    """The group a workload of the private subnets takes; ``gateways`` are the gateway endpoints by service."""
    group = _group(scope, subnets, "private", "Workloads of the private subnets")
    _admit_tls(scope, group, "private", "workloads")
    _release(scope, group, "network", "TLS to private endpoints and workloads of the network", scope.args.address_range)
    for what, port in _DATA_PORTS.items():
        _release(scope, group, what.lower(), f"{what} to the data subnets", scope.plan.data.block, port)
    for service, gateway in gateways.items():
        vpc.SecurityGroupEgressRule(
            f"{scope.name}-private-to-{service}",
            security_group_id=group.id,
            description=f"TLS to {service} by its gateway endpoint",
            ip_protocol="tcp",
            from_port=_TLS,
            to_port=_TLS,
            prefix_list_id=gateway.prefix_list_id,
            tags=scope.tags(f"private-to-{service}"),
            opts=scope.options(),
        )
    if scope.egress:
        _release(scope, group, "firewall", "TLS out through the network firewall and its list of domains", "0.0.0.0/0")
    return group


def _group(scope: Scope, subnets: Subnets, what: str, description: str) -> ec2.SecurityGroup:
    """A group without inline rules: the provider then removes the rule AWS adds, which lets everything out."""
    return ec2.SecurityGroup(
        f"{scope.name}-{what}",
        name=scope.physical(what, _GROUP_NAME_LIMIT),
        description=description,
        vpc_id=subnets.vpc.id,
        tags=scope.tags(what, tier=what),
        opts=scope.options(),
    )


def _admit_tls(scope: Scope, group: ec2.SecurityGroup, what: str, whom: str) -> None:
    ranges = {f"private access range {block}": block for block in scope.args.private_access_ranges}
    sources = {"the network": scope.args.address_range, **ranges}
    for source, block in sources.items():
        vpc.SecurityGroupIngressRule(
            f"{scope.name}-{what}-from-{block}",
            security_group_id=group.id,
            description=f"TLS to {whom} from {source}",
            ip_protocol="tcp",
            from_port=_TLS,
            to_port=_TLS,
            cidr_ipv4=block,
            tags=scope.tags(f"{what}-from-{block}"),
            opts=scope.options(),
        )


def _release(scope: Scope, group: ec2.SecurityGroup, what: str, description: str, block: str, port: int = _TLS) -> None:  # noqa: PLR0917 - a flow has that many parts
    vpc.SecurityGroupEgressRule(
        f"{scope.name}-private-to-{what}",
        security_group_id=group.id,
        description=description,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_ipv4=block,
        tags=scope.tags(f"private-to-{what}"),
        opts=scope.options(),
    )
