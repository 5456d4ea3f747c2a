# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Traffic inside the network and in tunnels."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.encryption.plain_text import document

STRONG: dict[str, list[object]] = {
    "ike_versions": ["ikev2"],
    "phase1_dh_group_numbers": [19, 20],
    "phase2_dh_group_numbers": [14],
    "phase1_encryption_algorithms": ["AES256-GCM-16"],
    "phase2_encryption_algorithms": ["AES256"],
    "phase1_integrity_algorithms": ["SHA2-256"],
    "phase2_integrity_algorithms": ["SHA2-512"],
}


def tunnel(**changes: object) -> None:
    """A connection whose tunnels are strong, with changes to the second."""
    both = {f"tunnel{number}_{name}": value for number in (1, 2) for name, value in STRONG.items()}
    own = {f"tunnel2_{name}": value for name, value in changes.items()}
    aws.ec2.VpnConnection("tunnel", customer_gateway_id="cgw-1", type="ipsec.1", **{**both, **own})


def files(policy: object) -> None:
    """A file system with its policy."""
    aws.efs.FileSystemPolicy("policy", file_system_id=aws.efs.FileSystem("files").id, policy=policy)


def task(*mounts: dict[str, object]) -> None:
    """A task that mounts file systems."""
    volumes = [{"name": "v", "efs_volume_configuration": {"file_system_id": "fs-1", **mount}} for mount in mounts] + [{"name": "scratch"}]
    aws.ecs.TaskDefinition("task", family="f", container_definitions="[]", volumes=volumes)


def firewall(vpc_id: object) -> None:
    """A firewall in a network."""
    aws.networkfirewall.Firewall("firewall", firewall_policy_arn="arn", subnet_mappings=[], vpc_id=vpc_id)


def classic(protocol: object) -> None:
    """A classic balancer."""
    listener = {"lb_port": 443, "lb_protocol": "https", "instance_port": 443, "instance_protocol": protocol}
    aws.elb.LoadBalancer("classic", listeners=[listener])


class internal_traffic_is_encrypted:
    """HDS-ENC-07."""

    def search_pass():
        aws.opensearch.Domain("search", node_to_node_encryption={"enabled": True})

    def absent_fail():
        aws.opensearch.Domain("search")

    def switch_unknown():
        aws.opensearch.Domain("search", node_to_node_encryption={"enabled": unknown().apply(bool)})

    def brokers_by_default_absent_pass():
        nodes = {"client_subnets": [], "instance_type": "kafka.m5.large", "security_groups": []}
        aws.msk.Cluster("brokers", broker_node_group_info=nodes, kafka_version="3.6.0", number_of_broker_nodes=3)

    def brokers_in_clear_fail():
        nodes = {"client_subnets": [], "instance_type": "kafka.m5.large", "security_groups": []}
        transit = {"encryption_in_transit": {"in_cluster": False}}
        aws.msk.Cluster("brokers", broker_node_group_info=nodes, encryption_info=transit, kafka_version="3.6.0", number_of_broker_nodes=3)


class network_encryption_is_enforced:
    """HDS-ENC-07."""

    def enforced_pass():
        aws.ec2.VpcEncryptionControl("control", vpc_id="vpc-1", mode="enforce")

    def watched_beside_a_firewall_pass():
        network = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.ec2.VpcEncryptionControl("control", vpc_id=network.id, mode="monitor")
        firewall(network.id)

    def enforced_beside_a_firewall_pass():
        network = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.ec2.VpcEncryptionControl("control", vpc_id=network.id, mode="enforce")
        firewall(network.id)

    def watched_fail():
        aws.ec2.VpcEncryptionControl("control", vpc_id="vpc-1", mode="monitor")

    def old_twin_watched_fail():
        aws.ec2.EncryptionControl("control", vpc_id="vpc-1", mode="monitor")

    def watched_beside_the_firewall_of_another_network_fail():
        network, other = (aws.ec2.Vpc(name, cidr_block="10.0.0.0/16") for name in ("network", "other"))
        aws.ec2.VpcEncryptionControl("control", vpc_id=network.id, mode="monitor")
        firewall(other.id)

    def mode_absent_fail():
        aws.ec2.VpcEncryptionControl("control", vpc_id="vpc-1", mode="")

    def mode_unknown():
        aws.ec2.VpcEncryptionControl("control", vpc_id="vpc-1", mode=unknown())


class target_is_reached_over_tls:
    """HDS-ENC-07."""

    def https_pass():
        aws.lb.TargetGroup("targets", port=443, protocol="HTTPS", vpc_id="vpc-1")

    def old_twin_pass():
        aws.alb.TargetGroup("targets", port=443, protocol="TLS", vpc_id="vpc-1")

    def http_fail():
        aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id="vpc-1")

    def absent_fail():
        aws.lb.TargetGroup("targets", port=80, vpc_id="vpc-1")

    def protocol_unknown():
        aws.lb.TargetGroup("targets", port=80, protocol=unknown(), vpc_id="vpc-1")

    def function_not_applicable():
        aws.lb.TargetGroup("targets", target_type="lambda")

    def appliance_not_applicable():
        aws.lb.TargetGroup("targets", port=6081, protocol="GENEVE", vpc_id="vpc-1")


class classic_backend_is_reached_over_tls:
    """HDS-ENC-07."""

    def https_pass():
        classic("https")

    def http_fail():
        classic("http")

    def listeners_absent_fail():
        aws.elb.LoadBalancer("classic", listeners=[])

    def protocol_unknown():
        classic(unknown())


class file_system_refuses_plain_mounts:
    """HDS-ENC-07."""

    def denied_pass():
        files(document(Action="*", Resource="*"))

    def mounts_denied_pass():
        files(document(Action=["elasticfilesystem:Client*"], Resource="*"))

    def policy_absent_fail():
        aws.efs.FileSystem("files")

    def writing_denied_fail():
        files(document(Action="elasticfilesystem:ClientWrite", Resource="*"))

    def policy_unknown():
        files(unknown())


class task_mounts_over_tls:
    """HDS-ENC-07."""

    def encrypted_pass():
        task({"transit_encryption": "ENABLED"})

    def absent_fail():
        task({})

    def one_mount_in_clear_fail():
        task({"transit_encryption": "ENABLED"}, {})

    def disabled_fail():
        task({"transit_encryption": "DISABLED"})

    def mount_unknown():
        task({"transit_encryption": unknown()})

    def no_mount_not_applicable():
        task()


class tunnel_negotiates_ikev2_with_strong_algorithms:
    """HDS-ENC-07."""

    def strong_pass():
        tunnel()

    def absent_fail():
        aws.ec2.VpnConnection("tunnel", customer_gateway_id="cgw-1", type="ipsec.1")

    def one_list_absent_fail():
        tunnel(phase2_dh_group_numbers=None)

    def first_version_fail():
        tunnel(ike_versions=["ikev1", "ikev2"])

    def small_group_fail():
        tunnel(phase1_dh_group_numbers=[2, 14])

    def group_with_a_small_subgroup_fail():
        tunnel(phase2_dh_group_numbers=[22])

    def sha_1_fail():
        tunnel(phase1_integrity_algorithms=["SHA1"])

    def version_unknown():
        tunnel(ike_versions=[unknown()])
