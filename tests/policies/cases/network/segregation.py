# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Subnets of stores, and what joins networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    import pulumi

CLINIC = {"hds:tenant": "clinic", "hds:stage": "production"}
HOSPITAL = {**CLINIC, "hds:tenant": "hospital"}
TEST = {**CLINIC, "hds:stage": "test"}


def network(name: str = "network", tags: dict[str, str] | None = None) -> aws.ec2.Vpc:
    """A network."""
    return aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", tags=tags)


def store(own: aws.ec2.Vpc, name: str = "data") -> aws.ec2.Subnet:
    """A group of one subnet for databases, and that subnet."""
    subnet = aws.ec2.Subnet(f"{name}-subnet", vpc_id=own.id, cidr_block="10.0.0.0/24")
    aws.rds.SubnetGroup(name, subnet_ids=[subnet.id])
    return subnet


def table(own: aws.ec2.Vpc, subnet: aws.ec2.Subnet | None, *routes: object) -> aws.ec2.RouteTable:
    """A route table, of a subnet when there is one."""
    made = aws.ec2.RouteTable("table", vpc_id=own.id, routes=list(routes) or None)
    if subnet:
        aws.ec2.RouteTableAssociation("association", subnet_id=subnet.id, route_table_id=made.id)
    return made


def internet(own: aws.ec2.Vpc) -> pulumi.Output[str]:
    """A gateway to the Internet."""
    return aws.ec2.InternetGateway("internet", vpc_id=own.id).id


def transit(
    association: object = "disable", propagation: object = "disable", tags: dict[str, str] | None = None
) -> aws.ec2transitgateway.TransitGateway:
    """A transit gateway."""
    return aws.ec2transitgateway.TransitGateway(
        "transit", default_route_table_association=association, default_route_table_propagation=propagation, tags=tags
    )


def peering(tags: dict[str, str] | None, peer_tags: dict[str, str] | None) -> None:
    """A peering of two networks."""
    aws.ec2.VpcPeeringConnection("peering", vpc_id=network("one", tags).id, peer_vpc_id=network("two", peer_tags).id)


def attachment(tags: dict[str, str] | None, gateway: dict[str, str] | None) -> aws.ec2transitgateway.VpcAttachment:
    """An attachment of a network to a transit gateway; it carries the tags of its network."""
    own = network(tags=tags)
    return aws.ec2transitgateway.VpcAttachment(
        "attachment", vpc_id=own.id, subnet_ids=["subnet-1"], transit_gateway_id=transit(tags=gateway).id, tags=tags
    )


class store_has_no_way_out:
    """HDS-NET-04."""

    def local_routes_only_pass():
        own = network()
        table(own, store(own))

    def separate_route_to_the_internet_fail():
        own = network()
        made = table(own, store(own))
        aws.ec2.Route("out", route_table_id=made.id, destination_cidr_block="0.0.0.0/0", gateway_id=internet(own))

    def inline_route_to_the_internet_fail():
        own = network()
        table(own, store(own), {"cidr_block": "0.0.0.0/0", "gateway_id": internet(own)})

    def narrow_route_to_the_internet_fail():
        own = network()
        table(own, store(own), {"cidr_block": "192.0.2.0/24", "gateway_id": "igw-1"})

    def address_translation_fail():
        own = network()
        table(own, store(own), {"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1"})

    def egress_only_gateway_fail():
        own = network()
        table(own, store(own), {"ipv6_cidr_block": "::/0", "egress_only_gateway_id": "eigw-1"})

    def to_the_establishment_pass():
        own = network()
        gateway = aws.ec2.VpnGateway("private", vpc_id=own.id)
        table(own, store(own), {"cidr_block": "10.20.0.0/16", "gateway_id": gateway.id})

    def to_a_peer_pass():
        own = network()
        table(own, store(own), {"cidr_block": "10.1.0.0/16", "vpc_peering_connection_id": "pcx-1"})

    def without_a_table_absent_pass():
        store(network())

    def main_table_fail():
        own = network()
        store(own)
        aws.ec2.DefaultRouteTable(
            "main", default_route_table_id=own.default_route_table_id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]
        )

    def route_through_the_network_fail():
        own = network()
        store(own)
        aws.ec2.Route("out", route_table_id=own.main_route_table_id, destination_cidr_block="0.0.0.0/0", gateway_id="igw-1")

    def named_main_table_fail():
        own = network()
        store(own)
        made = table(own, None, {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})
        aws.ec2.MainRouteTableAssociation("main", vpc_id=own.id, route_table_id=made.id)

    def own_table_rather_than_the_main_one_pass():
        own = network()
        table(own, store(own))
        aws.ec2.Route("out", route_table_id=own.main_route_table_id, destination_cidr_block="0.0.0.0/0", gateway_id="igw-1")

    def one_subnet_of_two_fail():
        own = network()
        open_subnet = aws.ec2.Subnet("open", vpc_id=own.id, cidr_block="10.0.1.0/24")
        closed = aws.ec2.Subnet("closed", vpc_id=own.id, cidr_block="10.0.2.0/24")
        table(own, open_subnet, {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})
        aws.rds.SubnetGroup("data", subnet_ids=[closed.id, open_subnet.id])

    def file_system_fail():
        own = network()
        subnet = aws.ec2.Subnet("files", vpc_id=own.id, cidr_block="10.0.1.0/24")
        table(own, subnet, {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"})
        aws.efs.MountTarget("mount", file_system_id="fs-1", subnet_id=subnet.id)

    def store_without_subnets_absent_not_applicable():
        aws.opensearch.Domain("domain")

    def subnet_elsewhere_unknown():
        aws.rds.SubnetGroup("data", subnet_ids=["subnet-1"])

    def network_elsewhere_unknown():
        subnet = aws.ec2.Subnet("subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
        aws.rds.SubnetGroup("data", subnet_ids=[subnet.id])

    def table_elsewhere_unknown():
        own = network()
        aws.ec2.RouteTableAssociation("association", subnet_id=store(own).id, route_table_id="rtb-1")

    def gateway_unknown():
        own = network()
        table(own, store(own), {"cidr_block": "10.20.0.0/16", "gateway_id": unknown()})


class transit_gateway_joins_nothing_by_itself:
    """HDS-NET-04."""

    def disabled_pass():
        transit()

    def association_fail():
        transit(association="enable")

    def propagation_fail():
        transit(propagation="enable")

    def association_absent_fail():
        transit(association=None)

    def propagation_absent_fail():
        transit(propagation=None)

    def computed_unknown():
        transit(association=unknown())


class joined_networks_have_one_tenant_and_stage:
    """HDS-NET-04."""

    def same_pass():
        peering(CLINIC, CLINIC)

    def other_tenant_fail():
        peering(CLINIC, HOSPITAL)

    def other_stage_fail():
        peering(CLINIC, TEST)

    def attached_pass():
        """subject: attachment"""
        attachment(CLINIC, CLINIC)

    def attached_to_another_tenant_fail():
        """subject: attachment"""
        attachment(CLINIC, HOSPITAL)

    def propagated_to_another_tenant_fail():
        """subject: propagation"""
        joined = attachment(CLINIC, CLINIC)
        made = aws.ec2transitgateway.RouteTable("table", transit_gateway_id="tgw-1", tags=HOSPITAL)
        aws.ec2transitgateway.RouteTablePropagation(
            "propagation", transit_gateway_attachment_id=joined.id, transit_gateway_route_table_id=made.id
        )

    def associated_with_the_same_tenant_pass():
        """subject: association"""
        joined = attachment(CLINIC, CLINIC)
        made = aws.ec2transitgateway.RouteTable("table", transit_gateway_id="tgw-1", tags=CLINIC)
        aws.ec2transitgateway.RouteTableAssociation(
            "association", transit_gateway_attachment_id=joined.id, transit_gateway_route_table_id=made.id
        )

    def tags_of_one_side_absent_unknown():
        peering(CLINIC, None)

    def peer_elsewhere_unknown():
        aws.ec2.VpcPeeringConnection("peering", vpc_id=network(tags=CLINIC).id, peer_vpc_id="vpc-1")

    def both_elsewhere_unknown():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="vpc-1", peer_vpc_id="vpc-2")
