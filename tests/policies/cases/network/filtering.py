# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Security groups and network ACLs."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

WORLD = "0.0.0.0/0"


def group(*rules: object, **properties: object) -> aws.ec2.SecurityGroup:
    """A security group with inbound rules."""
    return aws.ec2.SecurityGroup("group", description="Workloads", ingress=list(rules) or None, **properties)


def inline(port: object = 22, last: object = None, protocol: str = "tcp", **source: object) -> dict[str, object]:
    """An inline rule."""
    return {"protocol": protocol, "from_port": port, "to_port": port if last is None else last, "description": "Why", **source}


def ingress(port: object = 22, last: object = None, protocol: object = "tcp", **source: object) -> None:
    """A rule of its own."""
    to = port if last is None else last
    aws.vpc.SecurityGroupIngressRule(
        "rule", security_group_id="sg-1", ip_protocol=protocol, from_port=port, to_port=to, description="Why", **source
    )


def old_rule(kind: object = "ingress", port: int = 22, **source: object) -> None:
    """A rule of its own, as it used to be written."""
    aws.ec2.SecurityGroupRule(
        "rule", type=kind, security_group_id="sg-1", protocol="tcp", from_port=port, to_port=port, description="Why", **source
    )


def prefix_list(*blocks: str) -> aws.ec2.ManagedPrefixList:
    """A list of ranges."""
    return aws.ec2.ManagedPrefixList("list", address_family="IPv4", max_entries=5, entries=[{"cidr": block} for block in blocks])


def network() -> aws.ec2.Vpc:
    """A network."""
    return aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def entry(number: int, action: object, block: object = WORLD, port: int = 22, last: int = 22) -> dict[str, object]:
    """An entry of an ACL."""
    return {"rule_no": number, "action": action, "protocol": "tcp", "from_port": port, "to_port": last, "cidr_block": block}


def acl(*entries: object) -> None:
    """An ACL."""
    aws.ec2.NetworkAcl("acl", vpc_id="vpc-1", ingress=list(entries) or None)


def acl_rule(number: object, action: str, acl_id: object = "acl-1", **properties: object) -> None:
    """A rule of an ACL."""
    given = {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_block": WORLD, **properties}
    aws.ec2.NetworkAclRule(f"rule-{action}", network_acl_id=acl_id, rule_number=number, rule_action=action, **given)


class internet_reaches_no_sensitive_port:
    """HDS-NET-02."""

    def ssh_fail():
        ingress(cidr_ipv4=WORLD)

    def ssh_by_ipv6_fail():
        ingress(cidr_ipv6="::/0")

    def half_of_the_internet_fail():
        ingress(cidr_ipv4="128.0.0.0/1")

    def no_range_at_all_fail():
        ingress(cidr_ipv4="anywhere")

    def wide_range_of_ports_fail():
        ingress(port=1024, last=65535, cidr_ipv4=WORLD)

    def every_protocol_fail():
        aws.vpc.SecurityGroupIngressRule("rule", security_group_id="sg-1", ip_protocol="-1", description="Why", cidr_ipv4=WORLD)

    def tls_pass():
        ingress(port=443, cidr_ipv4=WORLD)

    def ping_pass():
        ingress(port=-1, protocol="icmp", cidr_ipv4=WORLD)

    def database_from_a_range_pass():
        ingress(port=5432, cidr_ipv4="10.0.0.0/8")

    def private_ipv6_pass():
        ingress(cidr_ipv6="fc00::/7")

    def range_of_the_network_pass():
        ingress(cidr_ipv4=aws.ec2.Vpc("network", ipv4_ipam_pool_id="ipam-1").cidr_block)

    def group_pass():
        ingress(referenced_security_group_id="sg-2")

    def source_absent_pass():
        ingress()

    def port_as_text_fail():
        ingress(port="22", cidr_ipv4=WORLD)

    def inline_fail():
        group(inline(cidr_blocks=["10.0.0.0/8", WORLD]))

    def inline_by_ipv6_fail():
        group(inline(3389, ipv6_cidr_blocks=["::/0"]))

    def inline_every_protocol_fail():
        group(inline(0, protocol="-1", cidr_blocks=[WORLD]))

    def inline_pass():
        group(inline(cidr_blocks=["10.0.0.0/8"]), inline(443, cidr_blocks=[WORLD]))

    def of_the_default_group_fail():
        aws.ec2.DefaultSecurityGroup("group", ingress=[inline(cidr_blocks=[WORLD])])

    def old_rule_fail():
        old_rule(cidr_blocks=[WORLD])

    def old_rule_outbound_not_applicable():
        old_rule("egress", cidr_blocks=[WORLD])

    def old_rule_of_unknown_direction_unknown():
        old_rule(unknown(), cidr_blocks=[WORLD])

    def unknown_direction_from_a_range_pass():
        old_rule(unknown(), cidr_blocks=["10.0.0.0/16"])

    def list_of_the_program_fail():
        ingress(prefix_list_id=prefix_list("10.0.0.0/8", WORLD).id)

    def list_of_the_program_pass():
        ingress(prefix_list_id=prefix_list("10.0.0.0/8").id)

    def list_with_an_entry_of_its_own_fail():
        own = prefix_list("10.0.0.0/8")
        aws.ec2.ManagedPrefixListEntry("entry", prefix_list_id=own.id, cidr=WORLD)
        ingress(prefix_list_id=own.id)

    def list_elsewhere_unknown():
        old_rule(prefix_list_ids=["pl-1"])

    def source_unknown():
        ingress(cidr_ipv4=unknown())

    def port_unknown():
        ingress(port=unknown().apply(len), cidr_ipv4=WORLD)

    def protocol_unknown():
        ingress(protocol=unknown(), cidr_ipv4=WORLD)

    def everything_inline_unknown():
        aws.ec2.SecurityGroup("group", description="Workloads", ingress=unknown().apply(list))


class acl_admits_no_administration_from_the_internet:
    """HDS-NET-02."""

    def allowed_fail():
        acl(entry(100, "allow"))

    def allowed_by_ipv6_fail():
        acl({"rule_no": 100, "action": "allow", "protocol": "-1", "from_port": 0, "to_port": 0, "ipv6_cidr_block": "::/0"})

    def denied_before_pass():
        acl(entry(200, "allow", last=65535), entry(100, "deny"), entry(110, "deny", port=3389, last=3389))

    def denied_after_fail():
        acl(entry(100, "allow"), entry(200, "deny"))

    def denied_for_a_part_fail():
        acl(entry(100, "deny", block="192.0.2.0/24"), entry(200, "allow"))

    def denied_on_another_port_fail():
        acl(entry(100, "deny", port=23, last=23), entry(200, "allow"))

    def remote_desktop_fail():
        acl(entry(100, "deny"), entry(200, "allow", last=65535))

    def inside_only_pass():
        acl(entry(100, "allow", block="10.0.0.0/16", last=65535))

    def tls_pass():
        acl(entry(100, "allow", port=443, last=443))

    def entries_absent_pass():
        acl()

    def of_the_default_acl_fail():
        aws.ec2.DefaultNetworkAcl("acl", default_network_acl_id="acl-1", ingress=[entry(100, "allow")])

    def rule_of_its_own_fail():
        """subject: acl"""
        own = aws.ec2.NetworkAcl("acl", vpc_id="vpc-1")
        acl_rule(100, "allow", own.id)

    def judged_with_its_acl_not_applicable():
        """subject: rule-allow"""
        own = aws.ec2.NetworkAcl("acl", vpc_id="vpc-1")
        acl_rule(100, "allow", own.id)

    def rule_of_an_acl_elsewhere_fail():
        acl_rule(100, "allow")

    def rules_of_an_acl_elsewhere_pass():
        acl_rule(200, "allow")
        acl_rule(100, "deny")

    def rules_of_two_acls_fail():
        """subject: rule-allow"""
        acl_rule(200, "allow")
        acl_rule(100, "deny", "acl-2")

    def outbound_rule_pass():
        acl_rule(100, "allow", egress=True)

    def source_unknown():
        acl(entry(100, "allow", block=unknown()))

    def denied_before_for_an_unknown_part_unknown():
        acl(entry(100, "deny", block=unknown()), entry(200, "allow"))

    def unknown_action_before_unknown():
        acl(entry(100, unknown()), entry(200, "allow"))

    def unknown_action_before_a_denial_unknown():
        acl(entry(100, unknown()), entry(200, "deny", last=65535))

    def denied_by_a_rule_of_unknown_number_unknown():
        acl_rule(unknown().apply(len), "allow")
        acl_rule(100, "deny")


class default_group_is_closed:
    """HDS-NET-02."""

    def empty_pass():
        aws.ec2.DefaultSecurityGroup("group", vpc_id="vpc-1", ingress=[], egress=[])

    def absent_pass():
        aws.ec2.DefaultSecurityGroup("group", vpc_id="vpc-1")

    def inbound_fail():
        aws.ec2.DefaultSecurityGroup("group", ingress=[inline(443, self=True)])

    def outbound_fail():
        aws.ec2.DefaultSecurityGroup("group", egress=[inline(443, cidr_blocks=["10.0.0.0/16"])])

    def rule_of_its_own_fail():
        own = aws.ec2.DefaultSecurityGroup("group", vpc_id="vpc-1")
        aws.vpc.SecurityGroupEgressRule("rule", security_group_id=own.id, ip_protocol="tcp", cidr_ipv4="10.0.0.0/16")

    def computed_unknown():
        aws.ec2.DefaultSecurityGroup("group", ingress=unknown().apply(list))


class default_group_is_adopted:
    """HDS-NET-02."""

    def adopted_pass():
        aws.ec2.DefaultSecurityGroup("group", vpc_id=network().id)

    def absent_fail():
        network()

    def of_another_network_fail():
        """subject: network"""
        network()
        aws.ec2.DefaultSecurityGroup("group", vpc_id=aws.ec2.Vpc("other", cidr_block="10.1.0.0/16").id)

    def rule_through_the_network_fail():
        own = network()
        aws.ec2.DefaultSecurityGroup("group", vpc_id=own.id)
        aws.vpc.SecurityGroupIngressRule(
            "rule", security_group_id=own.default_security_group_id, ip_protocol="tcp", cidr_ipv4="10.0.0.0/16"
        )

    def rule_of_a_group_computed_with_the_network_pass():
        own = network()
        aws.ec2.DefaultSecurityGroup("default", vpc_id=own.id)
        ours = aws.ec2.SecurityGroup("group", vpc_id=own.id)
        group_id = pulumi.Output.all(own.id, ours.id).apply(lambda ids: ids[1])
        aws.vpc.SecurityGroupIngressRule("rule", security_group_id=group_id, ip_protocol="tcp", cidr_ipv4="10.0.0.0/16")

    def rule_of_a_group_of_the_network_pass():
        own = network()
        aws.ec2.DefaultSecurityGroup("default", vpc_id=own.id)
        ours = aws.ec2.SecurityGroup("group", vpc_id=own.id)
        aws.vpc.SecurityGroupIngressRule("rule", security_group_id=ours.id, ip_protocol="tcp", cidr_ipv4="10.0.0.0/16")


class group_is_described:
    """HDS-NET-02."""

    def described_pass():
        group()

    def absent_fail():
        aws.ec2.SecurityGroup("group")

    def by_another_tool_fail():
        aws.ec2.SecurityGroup("group", description="Managed by Terraform")

    def computed_unknown():
        aws.ec2.SecurityGroup("group", description=unknown())


class filtering_rule_is_described:
    """HDS-NET-02."""

    def of_its_own_pass():
        ingress(port=443, cidr_ipv4="10.0.0.0/16")

    def of_its_own_absent_fail():
        aws.vpc.SecurityGroupEgressRule("rule", security_group_id="sg-1", ip_protocol="tcp", cidr_ipv4="10.0.0.0/16")

    def old_rule_empty_fail():
        aws.ec2.SecurityGroupRule("rule", type="egress", security_group_id="sg-1", protocol="-1", from_port=0, to_port=0, description="")

    def inline_pass():
        group(inline(443, self=True))

    def inline_outbound_absent_fail():
        group(egress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16"]}])

    def without_rules_not_applicable():
        group()

    def computed_unknown():
        aws.vpc.SecurityGroupEgressRule("rule", security_group_id="sg-1", ip_protocol="tcp", description=unknown())
