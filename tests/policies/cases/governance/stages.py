# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""No health data outside production, by tag or by origin."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.governance.classes import HEALTH, OWN, bucket

TEST = {"hds:stage": "test"}


def replicated(source: dict[str, object], target: dict[str, object]) -> None:
    """A bucket and its replica, each with tags."""
    bucket(tags=source)
    bucket("copy", tags=target)
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}]
    aws.s3.BucketReplicationConfig("replication", bucket="records", role="arn:aws:iam::111122223333:role/copy", rules=rules)


class store_outside_production_holds_no_health_data:
    """HDS-GOV-09."""

    def production_pass():
        bucket(tags={**HEALTH, **OWN})

    def none_pass():
        bucket(tags={**TEST, "hds:dscp": "no"})

    def absent_fail():
        bucket(tags=TEST)

    def health_data_fail():
        aws.rds.Instance("db", instance_class="c", tags={**HEALTH, **TEST})

    def computed_unknown():
        bucket(tags={**TEST, "hds:dscp": unknown()})

    def computed_stage_unknown():
        bucket(tags={**HEALTH, "hds:stage": unknown()})

    def no_stage_not_applicable():
        bucket(tags=HEALTH)


class copy_stays_in_its_stage:
    """HDS-GOV-09."""

    def same_stage_pass():
        """subject: copy"""
        source = aws.rds.Instance("db", instance_class="c", tags=TEST)
        aws.rds.Instance("copy", instance_class="c", replicate_source_db=source.arn, tags=TEST)

    def production_database_fail():
        """subject: copy"""
        source = aws.rds.Instance("db", instance_class="c", tags=OWN)
        aws.rds.Instance("copy", instance_class="c", replicate_source_db=source.arn, tags=TEST)

    def production_snapshot_fail():
        """subject: copy"""
        source = aws.rds.Snapshot("snapshot", db_instance_identifier="db", db_snapshot_identifier="s", tags=OWN)
        aws.rds.Instance("copy", instance_class="c", snapshot_identifier=source.id, tags=TEST)

    def production_table_fail():
        """subject: copy"""
        source = aws.dynamodb.Table("table", name="visits", hash_key="id", tags=OWN)
        aws.dynamodb.Table("copy", hash_key="id", restore_source_table_arn=source.arn, tags=TEST)

    def stage_of_the_source_absent_fail():
        """subject: copy"""
        source = aws.rds.Instance("db", instance_class="c")
        aws.rds.Instance("copy", instance_class="c", replicate_source_db=source.arn, tags=TEST)

    def snapshot_without_stage_fail():
        """subject: copy"""
        disk = aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=OWN)
        snapshot = aws.ebs.Snapshot("snapshot", volume_id=disk.id)
        aws.ebs.Volume("copy", availability_zone="eu-west-3a", snapshot_id=snapshot.id, tags=TEST)

    def snapshot_without_stage_of_a_test_pass():
        """subject: copy"""
        disk = aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=TEST)
        snapshot = aws.ebs.Snapshot("snapshot", volume_id=disk.id)
        aws.ebs.Volume("copy", availability_zone="eu-west-3a", snapshot_id=snapshot.id, tags=TEST)

    def moment_of_a_production_database_fail():
        """subject: copy"""
        source = aws.rds.Instance("db", instance_class="c", tags=OWN)
        moment = {"source_dbi_resource_id": source.resource_id, "use_latest_restorable_time": True}
        aws.rds.Instance("copy", instance_class="c", restore_to_point_in_time=moment, tags=TEST)

    def import_from_a_production_bucket_fail():
        """subject: copy"""
        bucket(tags=OWN)
        source = {"input_format": "CSV", "s3_bucket_source": {"bucket": "records"}}
        aws.dynamodb.Table("copy", hash_key="id", import_table=source, tags=TEST)

    def replica_of_a_production_bucket_fail():
        """subject: copy"""
        replicated(OWN, TEST)

    def replica_of_its_own_stage_pass():
        """subject: copy"""
        replicated(TEST, TEST)

    def replica_of_computed_stage_unknown():
        """subject: copy"""
        replicated({"hds:stage": unknown()}, TEST)

    def replica_of_production_files_fail():
        """subject: copy"""
        source = aws.efs.FileSystem("files", tags=OWN)
        target = aws.efs.FileSystem("copy", tags=TEST)
        destination = {"file_system_id": target.id, "region": "eu-west-3"}
        aws.efs.ReplicationConfiguration("replication", source_file_system_id=source.id, destination=destination)

    def replica_in_production_not_applicable():
        """subject: copy"""
        replicated(TEST, OWN)

    def source_outside_the_program_unknown():
        aws.ebs.Volume("copy", availability_zone="eu-west-3a", snapshot_id="snap-1", tags=TEST)

    def production_not_applicable():
        aws.ebs.Volume("copy", availability_zone="eu-west-3a", snapshot_id="snap-1", tags=OWN)

    def no_source_not_applicable():
        aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=TEST)

    def source_that_says_its_stage_whatever_it_comes_from_pass():
        """subject: copy"""
        disk = aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=OWN)
        snapshot = aws.ebs.Snapshot("snapshot", volume_id=disk.id, tags=TEST)
        aws.ebs.Volume("copy", availability_zone="eu-west-3a", snapshot_id=snapshot.id, tags=TEST)

    def copy_without_stage_not_applicable():
        """subject: copy"""
        source = aws.rds.Instance("db", instance_class="c", tags=OWN)
        aws.rds.Instance("copy", instance_class="c", replicate_source_db=source.arn)
