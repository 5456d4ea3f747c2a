# SPDX-License-Identifier: Apache-2.0
"""Security groups of workloads: one described rule per flow, between groups rather than addresses (HDS-NET-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi
from pulumi_aws import ec2, vpc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.perimeter import Perimeter

__all__ = ["Firewall", "Ports"]

_GROUP_NAME_LIMIT = 255


@dataclass(frozen=True, kw_only=True)
class Ports:
    """TCP ports from ``first`` to ``last``, both included; ``first`` alone means that one port, none of both means every protocol."""

    first: int | None = None
    last: int | None = None

    @property
    def protocol(self) -> str:
        """The protocol as the service spells it."""
        return "-1" if self.first is None else "tcp"


@dataclass(frozen=True, kw_only=True)
class Firewall:
    """One security group and its rules, made without any rule at all: the provider then removes the one that lets everything out.

    ``name`` begins the Pulumi name of the rules.
    """

    name: str
    group: ec2.SecurityGroup
    tags: Mapping[str, str]
    parent: pulumi.Resource

    @classmethod
    def open(  # noqa: PLR0917 - a group has that many parts
        cls, name: str, what: str, description: str, network_id: pulumi.Input[str], perimeter: Perimeter, parent: pulumi.Resource
    ) -> Firewall:
        """Make a group; ``what`` is its short name in the environment."""
        physical = perimeter.name(what, limit=_GROUP_NAME_LIMIT)
        tags = {**perimeter.tags, "Name": physical}
        opts = pulumi.ResourceOptions(parent=parent)
        group = ec2.SecurityGroup(name, name=physical, description=description, vpc_id=network_id, tags=tags, opts=opts)
        return cls(name=name, group=group, tags=tags, parent=parent)

    def admit(self, what: str, description: str, ports: Ports, source: str | Firewall) -> None:
        """Let connections in from a CIDR block or from the holders of another group."""
        vpc.SecurityGroupIngressRule(
            f"{self.name}-from-{what}",
            security_group_id=self.group.id,
            description=description,
            ip_protocol=ports.protocol,
            from_port=ports.first,
            to_port=ports.first if ports.last is None else ports.last,
            cidr_ipv4=source if isinstance(source, str) else None,
            referenced_security_group_id=None if isinstance(source, str) else source.group.id,
            tags={**self.tags},
            opts=pulumi.ResourceOptions(parent=self.parent),
        )

    def release(self, what: str, description: str, ports: Ports, target: Firewall) -> None:
        """Let connections out to the holders of another group."""
        vpc.SecurityGroupEgressRule(
            f"{self.name}-to-{what}",
            security_group_id=self.group.id,
            description=description,
            ip_protocol=ports.protocol,
            from_port=ports.first,
            to_port=ports.first if ports.last is None else ports.last,
            referenced_security_group_id=target.group.id,
            tags={**self.tags},
            opts=pulumi.ResourceOptions(parent=self.parent),
        )
