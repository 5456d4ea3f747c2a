# SPDX-License-Identifier: Apache-2.0
"""Network on AWS: a VPC without a public subnet, private endpoints, filtered egress and names, traced flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.network import access, dns, egress, endpoints, flow_logs, subnets
from hds_components.aws.network.scope import Scope
from hds_components.contracts.addresses import address_plan

if TYPE_CHECKING:
    from hds_components.contracts.network import NetworkArgs

__all__ = ["Network"]


class Network(pulumi.ComponentResource):
    """One VPC, closed by default (HDS-NET-01 to 05, HDS-ENC-07, HDS-LOG-03).

    Raises:
        ValueError: the address range cannot hold the subnets.
    """

    network_id: pulumi.Output[str]
    private_subnet_ids: tuple[pulumi.Output[str], ...]
    data_subnet_ids: tuple[pulumi.Output[str], ...]
    endpoint_subnet_ids: tuple[pulumi.Output[str], ...]
    private_security_group_id: pulumi.Output[str]
    address_range: str

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("hds:index:AwsNetwork", name, None, opts)
        scope = Scope(name=name, args=args, plan=address_plan(args.address_range, len(args.zones)), parent=self)
        built = subnets.build(scope)
        flow_logs.network_flow_log(scope, built.vpc)
        dns.build(scope, built.vpc)
        endpoints.interfaces(scope, built, access.endpoint_group(scope, built))
        private_group = access.private_group(scope, built, endpoints.gateways(scope, built))
        if scope.egress:
            egress.build(scope, built)
        self.network_id = built.vpc.id
        self.private_subnet_ids = tuple(subnet.id for subnet in built.private)
        self.data_subnet_ids = tuple(subnet.id for subnet in built.data)
        self.endpoint_subnet_ids = tuple(subnet.id for subnet in built.endpoint)
        self.private_security_group_id = private_group.id
        self.address_range = args.address_range
        self.register_outputs({
            "networkId": self.network_id,
            "privateSubnetIds": list(self.private_subnet_ids),
            "dataSubnetIds": list(self.data_subnet_ids),
            "endpointSubnetIds": list(self.endpoint_subnet_ids),
            "privateSecurityGroupId": self.private_security_group_id,
        })
