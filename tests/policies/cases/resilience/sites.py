# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Second sites."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import HEALTH, ROLE, bucket
from tests.policies.cases.resilience.zones import files


def replicated(region: str = "eu-central-1", **properties: object) -> None:
    """A bucket of health data with a replica."""
    aws.s3.Bucket("copy", bucket="copy", region=region)
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}, **properties}]
    bucket(replication_configuration={"role": ROLE, "rules": rules})


def secondary(region: str, identifier: object) -> None:
    """A cluster of a global one with a second cluster."""
    given = {"engine": "aurora-postgresql", "global_cluster_identifier": identifier, "tags": HEALTH}
    aws.rds.Cluster("db", **given)
    aws.rds.Cluster("there", region=region, **given)


def images(region: object, prefix: object = "care/") -> None:
    """A repository of images with health data in them, and the replication of the registry."""
    aws.ecr.Repository("images", name="care/portal", tags=HEALTH)
    rule = {
        "destinations": [{"region": region, "registry_id": "123456789012"}],
        "repository_filters": [{"filter": prefix, "filter_type": "PREFIX_MATCH"}] if prefix else None,
    }
    aws.ecr.ReplicationConfiguration("registry", replication_configuration={"rules": [rule]})


class health_store_has_a_replica:
    """HDS-RES-02."""

    def global_cluster_pass():
        secondary("eu-central-1", "g")

    def global_cluster_by_reference_pass():
        secondary("eu-central-1", aws.rds.GlobalCluster("g", global_cluster_identifier="g").id)

    def cluster_of_the_same_region_fail():
        secondary("eu-west-3", "g")

    def lone_cluster_fail():
        aws.neptune.Cluster("db", tags=HEALTH)

    def images_pass():
        images("eu-central-1")

    def all_images_pass():
        images("eu-central-1", None)

    def other_images_fail():
        images("eu-central-1", "staff/")

    def images_of_the_same_region_fail():
        images("eu-west-3")

    def computed_region_of_images_unknown():
        images(unknown())

    def computed_prefix_unknown():
        images("eu-central-1", unknown())

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
