# SPDX-License-Identifier: Apache-2.0
"""The way out, without a public subnet: private subnet, firewall endpoint of its zone, regional NAT gateway (HDS-NET-01, HDS-NET-05).

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pulumi_aws import ec2

from hds_components.aws.network import firewall as network_firewall
from hds_components.aws.network.flow_logs import nat_flow_log

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pulumi
    from pulumi_aws.networkfirewall.outputs import FirewallFirewallStatus

    from hds_components.aws.network.scope import Scope
    from hds_components.aws.network.subnets import Subnets

__all__ = ["build"]

_ANYWHERE = "0.0.0.0/0"


def build(scope: Scope, subnets: Subnets) -> None:
    """Firewall, NAT gateway and routes; a reply goes back through the endpoint its request came by, or the firewall would drop it."""
    firewall = network_firewall.build(scope, subnets)
    nat = _nat(scope, subnets)
    nat_flow_log(scope, nat)
    table = ec2.RouteTable(
        f"{scope.name}-firewall", vpc_id=subnets.vpc.id, tags=scope.tags("firewall", tier="firewall"), opts=scope.options()
    )
    _route(scope, "firewall-out", table.id, _ANYWHERE, nat_gateway_id=nat.id)
    zones = zip(scope.args.zones, subnets.firewall, subnets.private_tables, scope.plan.private.subnets, strict=True)
    for zone, firewall_subnet, private_table, private_block in zones:
        ec2.RouteTableAssociation(
            f"{scope.name}-firewall-{zone}", subnet_id=firewall_subnet.id, route_table_id=table.id, opts=scope.options()
        )
        endpoint = firewall.firewall_statuses.apply(partial(_endpoint, zone=zone))
        _route(scope, f"private-out-{zone}", private_table.id, _ANYWHERE, vpc_endpoint_id=endpoint)
        _route(scope, f"private-back-{zone}", nat.route_table_id, private_block, vpc_endpoint_id=endpoint)


def _nat(scope: Scope, subnets: Subnets) -> ec2.NatGateway:
    """A regional NAT gateway with an address of our own per zone, so that partners can know where requests come from.

    AWS makes its route table with the route to the internet gateway in it; no subnet is associated with that table.
    """
    gateway = ec2.InternetGateway(
        f"{scope.name}-internet", vpc_id=subnets.vpc.id, tags=scope.tags("internet"), opts=scope.options(after=(subnets.encryption,))
    )
    return ec2.NatGateway(
        f"{scope.name}-nat",
        vpc_id=subnets.vpc.id,
        availability_mode="regional",
        connectivity_type="public",
        availability_zone_addresses=[
            ec2.NatGatewayAvailabilityZoneAddressArgs(availability_zone=zone, allocation_ids=[_address(scope, zone).allocation_id])
            for zone in scope.args.zones
        ],
        tags=scope.tags("nat"),
        opts=scope.options(after=(gateway,)),
    )


def _address(scope: Scope, zone: str) -> ec2.Eip:
    return ec2.Eip(f"{scope.name}-nat-{zone}", domain="vpc", tags=scope.tags(f"nat-{zone}"), opts=scope.options(guarded=True))


def _route(
    scope: Scope,
    what: str,
    table: pulumi.Input[str],
    block: str,
    *,
    nat_gateway_id: pulumi.Input[str] | None = None,
    vpc_endpoint_id: pulumi.Input[str] | None = None,
) -> None:
    ec2.Route(
        f"{scope.name}-{what}",
        route_table_id=table,
        destination_cidr_block=block,
        nat_gateway_id=nat_gateway_id,
        vpc_endpoint_id=vpc_endpoint_id,
        opts=scope.options(),
    )


def _endpoint(statuses: Sequence[FirewallFirewallStatus], *, zone: str) -> str:
    """The firewall endpoint of a zone.

    Raises:
        LookupError: the firewall has none there.
    """
    for status in statuses:
        for state in status.sync_states or ():
            for attachment in state.attachments or ():
                if state.availability_zone == zone and attachment.endpoint_id:
                    return attachment.endpoint_id
    raise LookupError(f"the network firewall has no endpoint in {zone}: run `pulumi refresh`, then `pulumi up` again")
