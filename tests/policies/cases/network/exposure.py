# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Public addresses and public endpoints."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown

ROLE = "arn:aws:iam::123456789012:role/r"


def subnet(**properties: object) -> None:
    """A subnet."""
    aws.ec2.Subnet("subnet", vpc_id="vpc-1", cidr_block="10.0.0.0/24", **properties)


def multi_zone_cluster(**properties: object) -> None:
    """A cluster of several zones, not one of Aurora."""
    aws.rds.Cluster("cluster", engine="postgres", db_cluster_instance_class="db.m6gd.large", **properties)


def machine() -> aws.ec2.Instance:
    """An instance."""
    return aws.ec2.Instance("machine", ami="ami-1", instance_type="m7g.large")


def cluster(**network: object) -> None:
    """A cluster of Kubernetes."""
    aws.eks.Cluster("cluster", role_arn=ROLE, vpc_config={"subnet_ids": ["subnet-1"], **network})


def transfer(**properties: object) -> None:
    """A file transfer server."""
    aws.transfer.Server("server", **properties)


def collections(*rules: object, kind: str = "network") -> None:
    """A policy of search collections."""
    aws.opensearch.ServerlessSecurityPolicy("policy", type=kind, policy=json.dumps(rules))


def workspace(**properties: object) -> None:
    """A Grafana workspace."""
    aws.grafana.Workspace(
        "workspace",
        account_access_type="CURRENT_ACCOUNT",
        authentication_providers=["SAML"],
        permission_type="CUSTOMER_MANAGED",
        **properties,
    )


class machine_is_in_a_named_subnet:
    """HDS-NET-01."""

    def named_pass():
        aws.ec2.Instance("machine", ami="ami-1", subnet_id="subnet-1")

    def subnet_of_the_program_pass():
        aws.ec2.Instance("machine", ami="ami-1", subnet_id=aws.ec2.Subnet("subnet", vpc_id="vpc-1").id)

    def interface_pass():
        aws.ec2.Instance("machine", ami="ami-1", primary_network_interface={"network_interface_id": "eni-1"})

    def template_pass():
        aws.ec2.Instance("machine", launch_template={"id": "lt-1"})

    def address_refused_pass():
        aws.ec2.Instance("machine", ami="ami-1", associate_public_ip_address=False)

    def absent_fail():
        aws.ec2.Instance("machine", ami="ami-1")

    def request_absent_fail():
        aws.ec2.SpotInstanceRequest("machine", ami="ami-1", spot_price="0.1")

    def address_asked_fail():
        aws.ec2.Instance("machine", ami="ami-1", associate_public_ip_address=True)

    def address_unknown():
        aws.ec2.Instance("machine", ami="ami-1", associate_public_ip_address=unknown().apply(bool))


class public_switch_is_off:
    """HDS-NET-01."""

    def subnet_off_pass():
        subnet(map_public_ip_on_launch=False)

    def subnet_absent_pass():
        subnet()

    def subnet_on_fail():
        subnet(map_public_ip_on_launch=True)

    def subnet_unknown():
        subnet(map_public_ip_on_launch=unknown().apply(bool))

    def default_subnet_absent_fail():
        aws.ec2.DefaultSubnet("subnet", availability_zone="eu-west-3a")

    def template_text_fail():
        aws.ec2.LaunchTemplate("template", network_interfaces=[{"associate_public_ip_address": "true"}])

    def template_text_pass():
        aws.ec2.LaunchTemplate("template", network_interfaces=[{"associate_public_ip_address": "false"}])

    def template_absent_pass():
        aws.ec2.LaunchTemplate("template")

    def database_fail():
        aws.rds.Instance("database", instance_class="db.m7g.large", publicly_accessible=True)

    def replication_absent_fail():
        aws.dms.ReplicationInstance("replication", replication_instance_class="dms.t3.small", replication_instance_id="r")

    def brokers_fail():
        public = {"public_access": {"type": "SERVICE_PROVIDED_EIPS"}}
        group = {
            "client_subnets": ["subnet-1"],
            "instance_type": "kafka.m7g.large",
            "security_groups": ["sg-1"],
            "connectivity_info": public,
        }
        aws.msk.Cluster("brokers", broker_node_group_info=group, kafka_version="3.8.x", number_of_broker_nodes=3)

    def notebook_absent_fail():
        aws.sagemaker.NotebookInstance("notebook", instance_type="ml.t3.medium", role_arn=ROLE)

    def notebook_disabled_pass():
        aws.sagemaker.NotebookInstance("notebook", instance_type="ml.t3.medium", role_arn=ROLE, direct_internet_access="Disabled")

    def tasks_fail():
        aws.ecs.Service("tasks", network_configuration={"subnets": ["subnet-1"], "assign_public_ip": True})

    def web_service_absent_fail():
        aws.apprunner.Service("service", service_name="s", source_configuration={"auto_deployments_enabled": False})


class database_cluster_has_no_public_address:
    """HDS-NET-01."""

    def of_aurora_absent_pass():
        aws.rds.Cluster("cluster", engine="aurora-postgresql")

    def in_a_subnet_group_absent_pass():
        multi_zone_cluster(db_subnet_group_name="data")

    def without_a_subnet_group_absent_fail():
        multi_zone_cluster()

    def without_a_subnet_group_off_pass():
        multi_zone_cluster(publicly_accessible=False)

    def public_fail():
        multi_zone_cluster(db_subnet_group_name="data", publicly_accessible=True)

    def computed_unknown():
        multi_zone_cluster(db_subnet_group_name="data", publicly_accessible=unknown().apply(bool))


class address_is_given_to_no_machine:
    """HDS-NET-01."""

    def of_a_gateway_absent_pass():
        aws.ec2.Eip("address", domain="vpc")

    def of_an_instance_fail():
        aws.ec2.Eip("address", instance=machine().id)

    def of_an_interface_elsewhere_fail():
        aws.ec2.Eip("address", network_interface="eni-1")

    def associated_with_an_instance_fail():
        aws.ec2.EipAssociation("association", allocation_id="eipalloc-1", instance_id=machine().id)

    def associated_with_an_interface_fail():
        interface = aws.ec2.NetworkInterface("interface", subnet_id="subnet-1")
        aws.ec2.EipAssociation("association", allocation_id="eipalloc-1", network_interface_id=interface.id)

    def computed_unknown():
        aws.ec2.Eip("address", instance=unknown())


class cluster_endpoint_is_private:
    """HDS-NET-01."""

    def private_pass():
        cluster(endpoint_public_access=False, endpoint_private_access=True)

    def public_fail():
        cluster(endpoint_public_access=True, endpoint_private_access=True)

    def public_access_absent_fail():
        cluster(endpoint_private_access=True)

    def private_access_absent_fail():
        cluster(endpoint_public_access=False)

    def computed_unknown():
        cluster(endpoint_public_access=unknown().apply(bool), endpoint_private_access=True)


class search_domain_is_in_a_network:
    """HDS-NET-01."""

    def with_subnets_pass():
        aws.opensearch.Domain("domain", vpc_options={"subnet_ids": ["subnet-1"]})

    def subnets_of_the_program_pass():
        inside = aws.ec2.Subnet("inside", vpc_id="vpc-1", cidr_block="10.0.0.0/24")
        aws.opensearch.Domain("domain", vpc_options={"subnet_ids": [inside.id]})

    def absent_fail():
        aws.opensearch.Domain("domain")

    def of_the_old_service_absent_fail():
        aws.elasticsearch.Domain("domain")

    def computed_unknown():
        aws.opensearch.Domain("domain", vpc_options=unknown().apply(lambda _: {"subnet_ids": ["subnet-1"]}))


class search_collection_is_reached_in_private:
    """HDS-NET-01."""

    def private_pass():
        collections({"Rules": [], "AllowFromPublic": False, "SourceVPCEs": ["vpce-1"]})

    def public_fail():
        collections({"Rules": [], "SourceVPCEs": ["vpce-1"]}, {"Rules": [], "AllowFromPublic": True})

    def of_encryption_not_applicable():
        collections({"AllowFromPublic": True}, kind="encryption")

    def policy_absent_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="network", policy="")

    def computed_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="network", policy=unknown())


class file_transfer_is_reached_in_private:
    """HDS-NET-01."""

    def in_a_network_pass():
        transfer(endpoint_type="VPC", endpoint_details={"vpc_id": "vpc-1", "subnet_ids": ["subnet-1"]})

    def public_fail():
        transfer(endpoint_type="PUBLIC")

    def absent_fail():
        transfer()

    def with_an_address_fail():
        transfer(endpoint_type="VPC", endpoint_details={"vpc_id": "vpc-1", "address_allocation_ids": ["eipalloc-1"]})

    def computed_unknown():
        transfer(endpoint_type=unknown())


class workspace_admits_named_networks:
    """HDS-NET-01."""

    def named_pass():
        workspace(network_access_control={"prefix_list_ids": ["pl-1"], "vpce_ids": ["vpce-1"]})

    def absent_fail():
        workspace()

    def computed_unknown():
        workspace(network_access_control=unknown().apply(lambda _: {"prefix_list_ids": [], "vpce_ids": []}))


class public_rules_are_blocked_on_clusters:
    """HDS-NET-01."""

    def blocked_pass():
        aws.emr.BlockPublicAccessConfiguration("block", block_public_security_group_rules=True)

    def off_fail():
        aws.emr.BlockPublicAccessConfiguration("block", block_public_security_group_rules=False)

    def computed_absent_unknown():
        aws.emr.BlockPublicAccessConfiguration("block", block_public_security_group_rules=unknown().apply(bool))


class network_is_behind_the_public_access_block:
    """HDS-NET-01."""

    def block_in_the_region_pass():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-ingress")
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def block_in_another_region_fail():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-ingress", region="eu-central-1")
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def block_absent_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def block_in_a_computed_region_unknown():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-ingress", region=unknown())
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def network_in_a_computed_region_unknown():
        aws.ec2.VpcBlockPublicAccessOptions("block", internet_gateway_block_mode="block-ingress")
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16", region=unknown())
