# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Remote administration."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

BROKER = ("ssm", "ssmmessages", "ec2messages")


def instance(**properties: object) -> None:
    """An instance."""
    aws.ec2.Instance("instance", ami="ami-1", instance_type="m7g.large", **properties)


def ingress(port: object, protocol: str = "tcp", **source: object) -> None:
    """An inbound rule."""
    aws.vpc.SecurityGroupIngressRule(
        "rule", security_group_id="sg-1", ip_protocol=protocol, from_port=port, to_port=port, description="Why", **source
    )


def between(first: object, last: object, protocol: str = "tcp", source: object = "sg-2", group: object = "sg-1") -> None:
    """An inbound rule from a group."""
    aws.vpc.SecurityGroupIngressRule(
        "rule", security_group_id=group, ip_protocol=protocol, from_port=first, to_port=last, referenced_security_group_id=source
    )


def network(*missing: str, service: object = None) -> aws.ec2.Subnet:
    """A subnet of a network with the endpoints of the broker, but for some."""
    own = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    wanted = {name: f"com.amazonaws.eu-west-3.{name}" for name in BROKER if name not in missing} | ({"more": service} if service else {})
    for name, full in wanted.items():
        aws.ec2.VpcEndpoint(name, vpc_id=own.id, vpc_endpoint_type="Interface", service_name=full)
    return aws.ec2.Subnet("subnet", vpc_id=own.id, cidr_block="10.0.0.0/24")


def connect(**properties: object) -> None:
    """An Instance Connect endpoint."""
    aws.ec2transitgateway.InstanceConnectEndpoint("connect", subnet_id="subnet-1", **properties)


def development(**properties: object) -> None:
    """A development environment."""
    aws.cloud9.EnvironmentEC2("development", instance_type="t3.small", image_id="amazonlinux-2023-x86_64", **properties)


class machine_has_no_shared_key:
    """HDS-NET-07."""

    def absent_pass():
        instance()

    def named_fail():
        instance(key_name="shared")

    def key_of_the_program_unknown():
        instance(key_name=aws.ec2.KeyPair("pair", public_key="ssh-ed25519 AAAA").key_name)

    def nodes_fail():
        scaling = {"desired_size": 1, "max_size": 1, "min_size": 1}
        role = "arn:aws:iam::123456789012:role/nodes"
        aws.eks.NodeGroup(
            "nodes", cluster_name="c", node_role_arn=role, scaling_config=scaling, subnet_ids=["s"], remote_access={"ec2_ssh_key": "shared"}
        )

    def template_absent_pass():
        aws.ec2.LaunchTemplate("template")

    def template_fail():
        aws.ec2.LaunchTemplate("template", key_name="shared")


class no_shared_key_is_made:
    """HDS-NET-07."""

    def absent_pass():
        instance()

    def nothing_on_aws_not_applicable():
        pass

    def made_fail():
        aws.ec2.KeyPair("pair", public_key="ssh-ed25519 AAAA")


class administration_ports_are_closed:
    """HDS-NET-07."""

    def ssh_from_the_network_fail():
        ingress(22, cidr_ipv4="10.0.0.0/16")

    def remote_desktop_by_ipv6_fail():
        ingress(3389, cidr_ipv6="fc00::/64")

    def from_the_network_of_the_program_fail():
        ingress(5986, cidr_ipv4=aws.ec2.Vpc("network", ipv4_ipam_pool_id="ipam-1").cidr_block)

    def every_protocol_fail():
        ingress(None, protocol="-1", cidr_ipv4="10.0.0.0/16")

    def from_a_list_fail():
        listed = aws.ec2.ManagedPrefixList("list", address_family="IPv4", max_entries=1, entries=[{"cidr": "10.0.0.0/16"}])
        ingress(22, prefix_list_id=listed.id)

    def from_a_group_pass():
        ingress(22, referenced_security_group_id="sg-2")

    def source_absent_pass():
        ingress(22)

    def tls_pass():
        ingress(443, cidr_ipv4="10.0.0.0/16")

    def inline_fail():
        source = {"protocol": "tcp", "from_port": 20, "to_port": 30, "cidr_blocks": ["10.0.0.0/16"]}
        aws.ec2.SecurityGroup("group", ingress=[source])

    def source_unknown():
        ingress(22, cidr_ipv4=unknown())


class administration_ports_are_opened_by_name:
    """HDS-NET-07."""

    def ssh_alone_pass():
        ingress(22, referenced_security_group_id="sg-2")

    def application_pass():
        between(8443, 9443)

    def dynamic_ports_pass():
        between(1025, 65535)

    def everything_from_itself_pass():
        between(None, None, protocol="-1", source="sg-1")

    def everything_from_itself_in_the_program_pass():
        """subject: rule"""
        own = aws.ec2.SecurityGroup("group", description="Workloads").id
        between(None, None, protocol="-1", source=own, group=own)

    def addresses_pass():
        ingress(22, cidr_ipv4="10.0.0.0/8")

    def range_with_ssh_fail():
        between(0, 8443)

    def range_with_rdp_fail():
        between(443, 4430)

    def everything_fail():
        between(None, None, protocol="-1")

    def inline_fail():
        aws.ec2.SecurityGroup("group", ingress=[{"protocol": "tcp", "from_port": 0, "to_port": 8443, "security_groups": ["sg-2"]}])

    def inline_itself_pass():
        aws.ec2.SecurityGroup("group", ingress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "self": True}])

    def old_rule_fail():
        aws.ec2.SecurityGroupRule(
            "rule", type="ingress", security_group_id="sg-1", protocol="tcp", from_port=0, to_port=65535, source_security_group_id="sg-2"
        )

    def ports_absent_fail():
        between(None, None)

    def ports_unknown():
        between(unknown().apply(len), 443)

    def rules_absent_not_applicable():
        aws.ec2.SecurityGroup("group")


class network_with_machines_has_a_session_broker:
    """HDS-NET-07."""

    def all_pass():
        instance(subnet_id=network().id)

    def one_absent_fail():
        instance(subnet_id=network("ssmmessages").id)

    def group_of_machines_fail():
        aws.autoscaling.Group("group", max_size=1, min_size=1, vpc_zone_identifiers=[network("ssm").id])

    def without_machines_not_applicable():
        network("ssm")

    def machines_elsewhere_not_applicable():
        network("ssm")
        instance(subnet_id="subnet-1")

    def service_unknown():
        instance(subnet_id=network("ssm", service=unknown()).id)


class instance_connect_keeps_to_its_group:
    """HDS-NET-07."""

    def own_group_pass():
        connect(preserve_client_ip=False, security_group_ids=["sg-1"])

    def address_of_the_caller_fail():
        connect(preserve_client_ip=True, security_group_ids=["sg-1"])

    def address_absent_fail():
        connect(security_group_ids=["sg-1"])

    def group_absent_fail():
        connect(preserve_client_ip=False)

    def computed_unknown():
        connect(preserve_client_ip=unknown().apply(bool), security_group_ids=["sg-1"])


class serial_console_is_off:
    """HDS-NET-07."""

    def off_pass():
        aws.ec2.SerialConsoleAccess("console", enabled=False)

    def on_fail():
        aws.ec2.SerialConsoleAccess("console", enabled=True)

    def absent_fail():
        aws.ec2.SerialConsoleAccess("console")

    def computed_unknown():
        aws.ec2.SerialConsoleAccess("console", enabled=unknown().apply(bool))


class development_environment_is_reached_by_sessions:
    """HDS-NET-07."""

    def sessions_pass():
        development(connection_type="CONNECT_SSM")

    def ssh_fail():
        development(connection_type="CONNECT_SSH")

    def absent_fail():
        development()

    def computed_unknown():
        development(connection_type=unknown())
