# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Data and compute in two zones."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import ROLE

SIZES = {"desired_size": 1, "max_size": 1, "min_size": 1}
PROMISE = {"hds:dscp": "yes", "hds:rpo": "60"}


def subnet(zone: object, name: str) -> aws.ec2.Subnet:
    """A subnet."""
    return aws.ec2.Subnet(name, vpc_id="v", cidr_block="10.0.0.0/24", availability_zone=zone)


def balancer(*zones: object) -> None:
    """A load balancer with a subnet in each zone."""
    aws.lb.LoadBalancer("entry", subnets=[subnet(zone, f"s{number}").id for number, zone in enumerate(zones)])


def moving(storage: object, status: str = "Enabled", **properties: object) -> None:
    """A bucket whose objects move to another class."""
    rules = [{"id": "r", "status": status, "transitions": [{"days": 30, "storage_class": storage}] if storage else None, **properties}]
    aws.s3.BucketLifecycleConfiguration("moves", bucket=aws.s3.Bucket("records", bucket="records").bucket, rules=rules)


def nodes(name: str, zone: str) -> aws.eks.NodeGroup:
    """A group of nodes in one zone."""
    return aws.eks.NodeGroup(name, cluster_name="care", node_role_arn=ROLE, scaling_config=SIZES, subnet_ids=[subnet(zone, f"s{name}").id])


def files(**properties: object) -> aws.efs.FileSystem:
    """A file system with a promise."""
    return aws.efs.FileSystem("files", **{"tags": PROMISE, **properties})


class store_has_a_standby:
    """HDS-RES-01."""

    def database_pass():
        aws.rds.Instance("db", instance_class="c", multi_az=True)

    def broker_pass():
        given = {"broker_name": "b", "engine_type": "RabbitMQ", "engine_version": "3.13", "host_instance_type": "mq.m5.large", "users": []}
        aws.mq.Broker("broker", deployment_mode="CLUSTER_MULTI_AZ", **given)

    def shards_with_a_copy_absent_pass():
        aws.memorydb.Cluster("cache", acl_name="a", node_type="n")

    def one_node_fail():
        aws.dax.Cluster("cache", cluster_name="c", iam_role_arn=ROLE, node_type="n", replication_factor=1)

    def files_in_one_zone_fail():
        aws.fsx.WindowsFileSystem("files", subnet_ids=["s"], throughput_capacity=32, deployment_type="SINGLE_AZ_2")

    def cache_pass():
        aws.elasticache.ReplicationGroup("cache", description="d", multi_az_enabled=True, automatic_failover_enabled=True)

    def absent_fail():
        aws.rds.Instance("db", instance_class="c")

    def cache_without_failover_fail():
        aws.elasticache.ReplicationGroup("cache", description="d", multi_az_enabled=True)

    def search_in_one_zone_fail():
        aws.opensearch.Domain("search", cluster_config={"zone_awareness_enabled": False})

    def computed_unknown():
        aws.rds.Instance("db", instance_class="c", multi_az=unknown().apply(bool))

    def replica_not_applicable():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1")


class cluster_has_two_instances:
    """HDS-RES-01."""

    def two_pass():
        cluster = aws.docdb.Cluster("db")
        for name in ("a", "b"):
            aws.docdb.ClusterInstance(name, cluster_identifier=cluster.id, instance_class="c")

    def spread_by_its_class_pass():
        aws.rds.Cluster("db", engine="postgres", db_cluster_instance_class="db.m6gd.large")

    def one_fail():
        cluster = aws.rds.Cluster("db", engine="aurora-postgresql")
        aws.rds.ClusterInstance("a", cluster_identifier=cluster.id, instance_class="c", engine="aurora-postgresql")


class bucket_spans_zones:
    """HDS-RES-01."""

    def several_zones_pass():
        moving("STANDARD_IA")

    def inline_pass():
        transitions = [{"days": 30, "storage_class": "GLACIER"}]
        aws.s3.Bucket("records", lifecycle_rules=[{"enabled": True, "transitions": transitions}])

    def off_not_applicable():
        moving("ONEZONE_IA", status="Disabled")

    def no_move_not_applicable():
        aws.s3.Bucket("records")

    def one_zone_fail():
        moving("ONEZONE_IA")

    def earlier_versions_in_one_zone_fail():
        moving(None, noncurrent_version_transitions=[{"noncurrent_days": 30, "storage_class": "ONEZONE_IA"}])

    def class_absent_not_applicable():
        moving(None)

    def directory_bucket_fail():
        """subject: fast"""
        place = {"name": "euw3-az1"}
        aws.s3.DirectoryBucket("fast", bucket="fast--euw3-az1--x-s3", location=place)

    def computed_unknown():
        moving(unknown())


class file_system_spans_zones:
    """HDS-RES-01."""

    def absent_pass():
        files()

    def one_zone_fail():
        files(availability_zone_name="eu-west-3a")

    def computed_unknown():
        files(availability_zone_name=unknown())


class spans_two_subnets:
    """HDS-RES-01."""

    def two_zones_pass():
        balancer("eu-west-3a", "eu-west-3b")

    def mapped_pass():
        mappings = [{"subnet_id": subnet(zone, zone).id} for zone in ("eu-west-3a", "eu-west-3b")]
        aws.networkfirewall.Firewall("wall", firewall_policy_arn="a", vpc_id="v", subnet_mappings=mappings)

    def nodes_by_zone_pass():
        nodes("a", "eu-west-3a")
        nodes("b", "eu-west-3b")

    def nodes_of_one_zone_fail():
        nodes("a", "eu-west-3a")

    def endpoint_in_one_zone_fail():
        aws.ec2.VpcEndpoint("door", vpc_id="v", vpc_endpoint_type="Interface", subnet_ids=[subnet("eu-west-3a", "a").id])

    def endpoint_of_an_appliance_not_applicable():
        aws.ec2.VpcEndpoint("door", vpc_id="v", vpc_endpoint_type="GatewayLoadBalancer", subnet_ids=[subnet("eu-west-3a", "a").id])

    def computed_list_unknown():
        aws.lb.LoadBalancer("entry", subnets=unknown().apply(lambda value: [value, value]))

    def group_pass():
        subnets = [subnet("eu-west-3a", "a").id, subnet("eu-west-3b", "b").id]
        aws.autoscaling.Group("group", max_size=2, min_size=2, vpc_zone_identifiers=subnets)

    def one_subnet_fail():
        balancer("eu-west-3a")

    def one_zone_fail():
        balancer("eu-west-3a", "eu-west-3a")

    def computed_zone_unknown():
        balancer("eu-west-3a", unknown())

    def subnets_outside_the_program_unknown():
        aws.lb.LoadBalancer("entry", subnets=["subnet-1", "subnet-2"])

    def subnets_absent_not_applicable():
        aws.lb.LoadBalancer("entry")
