# SPDX-License-Identifier: Apache-2.0
"""Who reaches a database over the network: the clients' ranges, on its one port, and nothing goes out (HDS-NET-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

if TYPE_CHECKING:
    from hds_components.contracts.database import DatabaseArgs, DatabaseStore

__all__ = ["client_access"]

_GROUP_NAME_LIMIT = 255


def client_access(name: str, args: DatabaseArgs, store: DatabaseStore, port: int, parent: pulumi.Resource) -> aws.ec2.SecurityGroup:
    """A security group that admits the clients' ranges on a TCP port."""
    perimeter = args.perimeter
    opts = pulumi.ResourceOptions(parent=parent)
    group = aws.ec2.SecurityGroup(
        f"{name}-access",
        name=perimeter.name(store.name, "access", limit=_GROUP_NAME_LIMIT),
        description=f"Clients of {store.name}",
        vpc_id=args.network_id,
        # Stated, so that the group's default way out is taken away and stays away.
        egress=[],
        tags=dict(perimeter.tags),
        opts=opts,
    )
    for index, clients in enumerate(args.client_ranges):
        aws.vpc.SecurityGroupIngressRule(
            f"{name}-access-{index}",
            security_group_id=group.id,
            description=f"Clients of {store.name} in {clients}",
            cidr_ipv4=clients,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
            tags=dict(perimeter.tags),
            opts=opts,
        )
    return group
