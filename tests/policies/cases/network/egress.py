# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""The way out: routes, the network firewall, the DNS firewall, outbound rules."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

WORLD = "0.0.0.0/0"
DEFAULTS = {
    "stateless_default_actions": ["aws:forward_to_sfe"],
    "stateless_fragment_default_actions": ["aws:forward_to_sfe"],
    "stateful_default_actions": ["aws:drop_established", "aws:alert_established"],
    "stateful_engine_options": {"rule_order": "STRICT_ORDER"},
}


def route(block: object = WORLD, **target: object) -> None:
    """A route of its own."""
    aws.ec2.Route("route", route_table_id="rtb-1", destination_cidr_block=block, **target)


def inline(block: object = WORLD, **target: object) -> None:
    """A route in its table."""
    aws.ec2.RouteTable("table", vpc_id="vpc-1", routes=[{"cidr_block": block, **target}])


def firewalled(*behind: str, mapped: str = "firewall") -> None:
    """A table with a route to a NAT gateway, for the subnets named; the firewall stands in one of them."""
    own = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    subnets = {name: aws.ec2.Subnet(name, vpc_id=own.id, cidr_block="10.0.0.0/24") for name in {*behind, mapped}}
    table = aws.ec2.RouteTable("table", vpc_id=own.id)
    for name in behind:
        aws.ec2.RouteTableAssociation(name, subnet_id=subnets[name].id, route_table_id=table.id)
    aws.networkfirewall.Firewall("firewall", firewall_policy_arn="arn", vpc_id=own.id, subnet_mappings=[{"subnet_id": subnets[mapped].id}])
    aws.ec2.Route("route", route_table_id=table.id, destination_cidr_block=WORLD, nat_gateway_id="nat-1")


def firewall(**changed: object) -> None:
    """A firewall policy."""
    given = {name: value for name, value in {**DEFAULTS, **changed}.items() if value is not None}
    aws.networkfirewall.FirewallPolicy("policy", firewall_policy=given)


def names(*domains: str, action: object = "BLOCK", associated: bool = True, listed: object = None) -> None:
    """A network with a DNS firewall group of one rule about domains, or about a list given."""
    own = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    group = aws.route53.ResolverFirewallRuleGroup("group")
    given = listed or aws.route53.ResolverFirewallDomainList("list", domains=list(domains)).id
    aws.route53.ResolverFirewallRule("rule", firewall_rule_group_id=group.id, firewall_domain_list_id=given, priority=1, action=action)
    if associated:
        aws.route53.ResolverFirewallRuleGroupAssociation("association", firewall_rule_group_id=group.id, vpc_id=own.id, priority=101)


def egress(protocol: object = "-1", first: object = None, last: object = None, **destination: object) -> None:
    """An outbound rule of its own."""
    aws.vpc.SecurityGroupEgressRule("rule", security_group_id="sg-1", ip_protocol=protocol, from_port=first, to_port=last, **destination)


class way_out_leads_to_a_relay:
    """HDS-NET-05."""

    def firewall_endpoint_pass():
        route(vpc_endpoint_id="vpce-1")

    def computed_firewall_endpoint_pass():
        route(vpc_endpoint_id=unknown())

    def transit_gateway_pass():
        route(transit_gateway_id="tgw-1")

    def establishment_pass():
        route(gateway_id="vgw-1")

    def internet_gateway_fail():
        route(gateway_id="igw-1")

    def internet_gateway_of_the_program_fail():
        route(gateway_id=aws.ec2.InternetGateway("internet").id)

    def half_of_the_internet_fail():
        route("128.0.0.0/1", gateway_id="igw-1")

    def by_ipv6_fail():
        aws.ec2.Route("route", route_table_id="rtb-1", destination_ipv6_cidr_block="::/0", egress_only_gateway_id="eigw-1")

    def list_of_the_program_fail():
        listed = aws.ec2.ManagedPrefixList("list", address_family="IPv4", max_entries=1, entries=[{"cidr": WORLD}])
        aws.ec2.Route("route", route_table_id="rtb-1", destination_prefix_list_id=listed.id, gateway_id="igw-1")

    def interface_fail():
        route(network_interface_id="eni-1")

    def inline_fail():
        inline(gateway_id="igw-1")

    def inline_pass():
        inline(vpc_endpoint_id="vpce-1")

    def main_table_fail():
        aws.ec2.DefaultRouteTable("table", default_route_table_id="rtb-1", routes=[{"cidr_block": WORLD, "instance_id": "i-1"}])

    def address_translation_fail():
        route(nat_gateway_id="nat-1")

    def address_translation_behind_the_firewall_pass():
        """subject: route"""
        firewalled("firewall")

    def address_translation_beside_the_firewall_fail():
        """subject: route"""
        firewalled("firewall", "workloads")

    def address_translation_for_no_subnet_fail():
        """subject: route"""
        firewalled()

    def inside_by_a_relay_pass():
        route("10.0.0.0/16", vpc_endpoint_id="vpce-1")

    def inside_not_applicable():
        route("10.0.0.0/16", gateway_id="igw-1")

    def target_absent_not_applicable():
        route()

    def no_route_not_applicable():
        aws.ec2.RouteTable("table", vpc_id="vpc-1")

    def gateway_unknown():
        route(gateway_id=unknown())

    def destination_unknown():
        route(unknown(), gateway_id="igw-1")


class firewall_drops_by_default:
    """HDS-NET-05."""

    def strict_pass():
        firewall()

    def stateless_drop_pass():
        firewall(stateless_fragment_default_actions=["aws:drop"])

    def stateless_pass_fail():
        firewall(stateless_default_actions=["aws:pass"])

    def fragments_pass_fail():
        firewall(stateless_fragment_default_actions=["aws:pass"])

    def only_alerts_fail():
        firewall(stateful_default_actions=["aws:alert_established"])

    def default_absent_fail():
        firewall(stateful_default_actions=None)

    def cut_flows_rejected_pass():
        firewall(stateful_engine_options={"rule_order": "STRICT_ORDER", "stream_exception_policy": "REJECT"})

    def cut_flows_go_on_fail():
        firewall(stateful_engine_options={"rule_order": "STRICT_ORDER", "stream_exception_policy": "CONTINUE"})

    def order_by_action_fail():
        firewall(stateful_engine_options={"rule_order": "DEFAULT_ACTION_ORDER"})

    def order_absent_fail():
        firewall(stateful_engine_options=None)

    def computed_unknown():
        firewall(stateful_default_actions=[unknown()])


class network_resolves_listed_names_only:
    """HDS-NET-05."""

    def everything_blocked_pass():
        names("*")

    def everything_alerts_fail():
        names("*", action="ALERT")

    def some_names_blocked_fail():
        names("malware.example.")

    def group_absent_fail():
        names("*", associated=False)

    def list_elsewhere_unknown():
        names(listed="rslvr-fdl-1")

    def action_unknown():
        names("*", action=unknown())

    def group_elsewhere_unknown():
        own = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.route53.ResolverFirewallRuleGroupAssociation("association", firewall_rule_group_id="rslvr-frg-1", vpc_id=own.id, priority=101)


class name_firewall_closes_when_it_fails:
    """HDS-NET-05."""

    def closed_pass():
        aws.route53.ResolverFirewallConfig("config", resource_id="vpc-1", firewall_fail_open="DISABLED")

    def absent_pass():
        aws.route53.ResolverFirewallConfig("config", resource_id="vpc-1")

    def open_fail():
        aws.route53.ResolverFirewallConfig("config", resource_id="vpc-1", firewall_fail_open="ENABLED")

    def computed_unknown():
        aws.route53.ResolverFirewallConfig("config", resource_id="vpc-1", firewall_fail_open=unknown())


class group_releases_no_flow_to_everywhere:
    """HDS-NET-05."""

    def every_protocol_fail():
        egress(cidr_ipv4=WORLD)

    def every_port_fail():
        egress("tcp", 0, 65535, cidr_ipv6="::/0")

    def every_port_but_the_first_fail():
        egress("tcp", 1, 65535, cidr_ipv4=WORLD)

    def ports_absent_fail():
        egress("udp", cidr_ipv4=WORLD)

    def range_with_ssh_fail():
        egress("tcp", 0, 443, cidr_ipv4=WORLD)

    def media_pass():
        egress("udp", 49152, 65535, cidr_ipv4=WORLD)

    def tls_pass():
        egress("tcp", 443, 443, cidr_ipv4=WORLD)

    def every_protocol_inside_pass():
        egress(cidr_ipv4="10.0.0.0/8")

    def to_a_group_pass():
        egress(referenced_security_group_id="sg-2")

    def inline_fail():
        aws.ec2.SecurityGroup("group", egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": [WORLD]}])

    def rules_absent_not_applicable():
        aws.ec2.SecurityGroup("group")

    def old_rule_inbound_not_applicable():
        aws.ec2.SecurityGroupRule(
            "rule", type="ingress", security_group_id="sg-1", protocol="-1", from_port=0, to_port=0, cidr_blocks=[WORLD]
        )

    def old_rule_fail():
        aws.ec2.SecurityGroupRule(
            "rule", type="egress", security_group_id="sg-1", protocol="-1", from_port=0, to_port=0, cidr_blocks=[WORLD]
        )

    def destination_unknown():
        egress(cidr_ipv4=unknown())
