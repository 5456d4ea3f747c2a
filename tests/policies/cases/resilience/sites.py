# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Zones, second sites and promises."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import HEALTH, ROLE, bucket, plan, rule

PROMISE = {"hds:dscp": "yes", "hds:rpo": "60"}


def subnet(zone: object, name: str) -> aws.ec2.Subnet:
    """A subnet."""
    return aws.ec2.Subnet(name, vpc_id="v", cidr_block="10.0.0.0/24", availability_zone=zone)


def balancer(*zones: object) -> None:
    """A load balancer with a subnet in each zone."""
    aws.lb.LoadBalancer("entry", subnets=[subnet(zone, f"s{number}").id for number, zone in enumerate(zones)])


def replicated(region: str = "eu-central-1", **properties: object) -> None:
    """A bucket of health data with a replica."""
    aws.s3.Bucket("copy", bucket="copy", region=region)
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}, **properties}]
    bucket(replication_configuration={"role": ROLE, "rules": rules})


def files(**properties: object) -> aws.efs.FileSystem:
    """A file system with a promise."""
    return aws.efs.FileSystem("files", **{"tags": PROMISE, **properties})


class store_has_a_standby:
    """HDS-RES-01."""

    def database_pass():
        aws.rds.Instance("db", instance_class="c", multi_az=True)

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


class health_store_has_a_replica:
    """HDS-RES-02."""

    def bucket_pass():
        """subject: records"""
        replicated()

    def table_pass():
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=[{"region_name": "eu-central-1"}])

    def database_pass():
        source = aws.rds.Instance("db", instance_class="c", tags=HEALTH)
        kind = aws.rds.InstanceAutomatedBackupsReplication
        kind("backups", source_db_instance_arn=source.arn, region="eu-central-1")

    def read_replica_pass():
        """subject: db"""
        source = aws.rds.Instance("db", instance_class="c", tags=HEALTH)
        aws.rds.Instance("copy", instance_class="c", replicate_source_db=source.arn, region="eu-central-1")

    def files_pass():
        source = files()
        aws.efs.ReplicationConfiguration("copy", source_file_system_id=source.id, destination={"region": "eu-central-1"})

    def none_fail():
        bucket()

    def table_replicas_absent_fail():
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH)

    def same_region_fail():
        """subject: records"""
        replicated("eu-west-3")

    def off_fail():
        """subject: records"""
        replicated(status="Disabled")

    def part_of_it_fail():
        """subject: records"""
        replicated(prefix="a/")

    def computed_target_unknown():
        bucket(replication_configuration={"role": ROLE, "rules": [{"status": "Enabled", "destination": {"bucket": unknown()}}]})

    def computed_region_unknown():
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=[{"region_name": unknown()}])

    def tags_unknown():
        bucket(tags=unknown().apply(lambda _: {}))

    def no_health_data_not_applicable():
        bucket(tags={"hds:dscp": "no"})

    def replica_not_applicable():
        """subject: copy"""
        aws.s3.Bucket("copy", bucket="copy", tags=HEALTH)
        bucket(replication_configuration={"role": ROLE, "rules": [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}]})


class loss_stays_within_the_promise:
    """HDS-RES-03."""

    def table_pass():
        aws.dynamodb.Table("t", hash_key="id", tags={**PROMISE, "hds:rpo": "5"}, point_in_time_recovery={"enabled": True})

    def database_pass():
        aws.rds.Instance("db", instance_class="c", tags={**PROMISE, "hds:rpo": "5"}, backup_retention_period=7)

    def files_pass():
        source = files(tags={**PROMISE, "hds:rpo": "15"})
        aws.efs.ReplicationConfiguration("copy", source_file_system_id=source.id, destination={"region": "eu-central-1"})

    def continuous_pass():
        bucket(tags={**PROMISE, "hds:rpo": "15"})
        plan(rule(enable_continuous_backup=True))

    def every_hour_pass():
        files()
        plan(rule(schedule="rate(1 hour)"))

    def database_that_keeps_nothing_fail():
        aws.rds.Instance("db", instance_class="c", tags=PROMISE, backup_retention_period=0)

    def backups_absent_fail():
        files()

    def every_day_fail():
        files()
        plan()

    def no_number_fail():
        files(tags={**PROMISE, "hds:rpo": "1h"})

    def tighter_than_replication_fail():
        source = files(tags={**PROMISE, "hds:rpo": "14"})
        aws.efs.ReplicationConfiguration("copy", source_file_system_id=source.id, destination={"region": "eu-central-1"})

    def computed_schedule_unknown():
        files()
        plan(rule(schedule=unknown()))

    def computed_promise_unknown():
        files(tags={"hds:rpo": unknown()})

    def no_promise_not_applicable():
        files(tags={})
