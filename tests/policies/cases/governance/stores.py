# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Stores by tag: whose, what, of which stage and for how long."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import plan, rule

OWN = {"hds:tenant": "clinic", "hds:stage": "production"}
HEALTH = {"hds:dscp": "yes", "hds:data-class": "medical-record"}
TEST = {"hds:stage": "test"}


def bucket(name: str = "records", opts: pulumi.ResourceOptions | None = None, **properties: object) -> aws.s3.Bucket:
    """A bucket."""
    return aws.s3.Bucket(name, bucket=name, **properties, opts=opts)


def traces(expiration: object = None, *, tags: object = None, **properties: object) -> None:
    """A bucket of technical logs with a rule of expiration."""
    bucket(tags={"hds:data-class": "technical-log", **(tags if isinstance(tags, dict) else {})})
    rules = [{"id": "r", "status": "Enabled", "expiration": expiration, **properties}]
    aws.s3.BucketLifecycleConfiguration("rules", bucket="records", rules=rules)


def searched(*, job: bool = True, **properties: object) -> None:
    """A bucket of health data, Macie and a job."""
    bucket(tags=HEALTH)
    aws.macie2.Account("search", **properties)
    if job:
        identifier = aws.macie.CustomDataIdentifier("identifier", regex="x", keywords=["ins"])
        criteria = {"excludes": {"ands": [{"tag_criterion": {"comparator": "EQ"}}]}}
        aws.macie2.ClassificationJob(
            "job", job_type="SCHEDULED", s3_job_definition={"bucket_criteria": criteria}, custom_data_identifier_ids=[identifier.id]
        )


def named(*names: object) -> None:
    """A job of named buckets, of which one should hold no health data."""
    searched(job=False)
    bucket("exchanges", tags={"hds:dscp": "no"})
    definition = {"bucket_definitions": [{"account_id": "111122223333", "buckets": list(names)}]}
    aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition=definition)


def replicated(source: dict[str, object], target: dict[str, object]) -> None:
    """A bucket and its replica, each with tags."""
    bucket(tags=source)
    bucket("copy", tags=target)
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}]
    aws.s3.BucketReplicationConfig("replication", bucket="records", role="arn:aws:iam::111122223333:role/copy", rules=rules)


class store_says_whose_it_is:
    """HDS-GOV-01."""

    def own_tags_pass():
        bucket(tags=OWN)

    def tags_of_the_provider_pass():
        provider = aws.Provider("aws", region="eu-west-3", default_tags={"tags": OWN})
        bucket(opts=pulumi.ResourceOptions(provider=provider))

    def absent_fail():
        bucket()

    def stage_absent_fail():
        aws.rds.Instance("db", instance_class="c", tags={"hds:tenant": "clinic"})

    def empty_fail():
        bucket(tags={**OWN, "hds:tenant": ""})

    def computed_unknown():
        bucket(tags={**OWN, "hds:tenant": unknown()})


class store_says_what_it_holds:
    """HDS-GOV-01."""

    def health_data_pass():
        bucket(tags=HEALTH)

    def none_pass():
        aws.dynamodb.Table("t", hash_key="id", tags={"hds:dscp": "no", "hds:data-class": "non-health"})

    def replica_with_the_same_tags_pass():
        replicas = [{"region_name": "eu-central-1", "propagate_tags": True}]
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=replicas)

    def replica_without_tags_absent_fail():
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=[{"region_name": "eu-central-1"}])

    def snapshots_with_the_same_tags_pass():
        aws.rds.Instance("db", instance_class="c", tags=HEALTH, copy_tags_to_snapshot=True)

    def snapshots_without_tags_absent_fail():
        aws.rds.Instance("db", instance_class="c", tags=HEALTH)

    def vault_without_class_pass():
        aws.backup.Vault("vault", tags={"hds:dscp": "yes"})

    def absent_fail():
        bucket()

    def class_absent_fail():
        bucket(tags={"hds:dscp": "yes"})

    def another_word_fail():
        bucket(tags={**HEALTH, "hds:dscp": "true"})

    def computed_unknown():
        bucket(tags={**HEALTH, "hds:dscp": unknown()})


class disks_of_machines_say_what_they_hold:
    """HDS-GOV-01."""

    def labelled_pass():
        template(HEALTH)

    def class_absent_fail():
        template({"hds:dscp": "yes"})

    def tags_absent_fail():
        aws.ec2.LaunchTemplate("template")

    def labels_of_machines_only_fail():
        template(HEALTH, kind="instance")

    def kind_unknown():
        template(HEALTH, kind=unknown())

    def class_unknown():
        template({"hds:dscp": "yes", "hds:data-class": unknown()})


def template(tags: object, kind: object = "volume") -> None:
    """A launch template with the tags of what it makes."""
    aws.ec2.LaunchTemplate("template", tag_specifications=[{"resource_type": kind, "tags": tags}])


class health_buckets_are_searched:
    """HDS-GOV-01."""

    def searched_pass():
        searched()

    def on_pass():
        searched(status="ENABLED")

    def no_account_absent_fail():
        bucket(tags=HEALTH)

    def nothing_misplaced_pass():
        searched(job=False)

    def logs_only_pass():
        searched(job=False)
        bucket("log", tags={"hds:dscp": "no", "hds:data-class": "technical-log"})

    def no_job_fail():
        searched(job=False)
        bucket("exchanges", tags={"hds:dscp": "no", "hds:data-class": "non-health"})

    def paused_fail():
        searched(status="PAUSED")

    def computed_unknown():
        searched(status=unknown())

    def named_pass():
        named("exchanges")

    def other_buckets_fail():
        named("other")

    def computed_names_unknown():
        named(unknown())

    def computed_class_unknown():
        bucket(tags={"hds:dscp": unknown()})

    def computed_region_unknown():
        bucket(tags=HEALTH, region=unknown())

    def another_region_fail():
        bucket(tags=HEALTH)
        aws.macie2.Account("search", region="eu-central-1")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, region="eu-central-1")

    def region_without_the_service_not_applicable():
        bucket(tags=HEALTH, region="eu-south-2")

    def no_health_data_not_applicable():
        bucket(tags={"hds:dscp": "no"})


class identifier_is_looked_for:
    """HDS-GOV-01."""

    def job_pass():
        searched()

    def no_job_not_applicable():
        aws.macie.CustomDataIdentifier("identifier", regex="x")

    def computed_unknown():
        aws.macie.CustomDataIdentifier("identifier", regex="x")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, custom_data_identifier_ids=[unknown()])

    def job_without_it_absent_fail():
        aws.macie.CustomDataIdentifier("identifier", regex="x")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={})

    def left_out_fail():
        found = [aws.macie.CustomDataIdentifier(name, regex="x").id for name in ("ins", "nir")]
        both = pulumi.Output.all(*found).apply(lambda names: names[0])
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, custom_data_identifier_ids=[both])


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


class records_are_kept_for_their_term:
    """HDS-GOV-06."""

    def no_rule_absent_pass():
        bucket(tags=HEALTH)

    def after_the_term_pass():
        bucket(tags=HEALTH, lifecycle_rules=[{"enabled": True, "expiration": {"days": 7305}}])

    def before_the_term_fail():
        bucket(tags=HEALTH, lifecycle_rules=[{"enabled": True, "expiration": {"days": 7304}}])

    def computed_unknown():
        bucket(tags=HEALTH, lifecycle_rules=[{"enabled": True, "expiration": {"days": unknown().apply(int)}}])

    def rule_off_pass():
        bucket(tags=HEALTH, lifecycle_rules=[{"enabled": False, "expiration": {"days": 30}}])

    def class_of_their_own_not_applicable():
        bucket(tags={"hds:data-class": "imaging"}, lifecycle_rules=[{"enabled": True, "expiration": {"days": 30}}])


class traces_are_erased_at_their_ceiling:
    """HDS-GOV-06."""

    def year_pass():
        traces({"days": 365})

    def declared_pass():
        traces({"days": 1095}, tags={"hds:log-class": "extended"})

    def absent_fail():
        traces()

    def no_rule_fail():
        bucket(tags={"hds:data-class": "technical-log"})

    def too_long_fail():
        traces({"days": 366})

    def off_fail():
        traces({"days": 365}, status="Disabled")

    def part_of_it_fail():
        traces({"days": 365}, filter={"prefix": "a/"})

    def computed_unknown():
        traces({"days": unknown().apply(int)})

    def computed_prefix_unknown():
        traces({"days": 365}, filter={"prefix": unknown()})

    def no_ceiling_not_applicable():
        bucket(tags=HEALTH)


class backups_end_at_the_ceiling:
    """HDS-GOV-06."""

    def year_pass():
        traces()
        plan(rule(lifecycle={"delete_after": 365}))

    def absent_fail():
        traces()
        plan(rule(lifecycle=None))

    def too_long_fail():
        traces()
        plan(rule(lifecycle={"delete_after": 366}))

    def copy_for_ever_fail():
        traces()
        plan(rule(copy_actions=[{"destination_vault_arn": "arn:aws:backup:eu-central-1:123456789012:backup-vault:copies"}]))

    def computed_unknown():
        traces()
        plan(rule(lifecycle={"delete_after": unknown().apply(int)}))

    def selection_unknown():
        traces()
        plan(rule(lifecycle={"delete_after": 366}), resources=[unknown()])

    def no_ceiling_not_applicable():
        bucket(tags=HEALTH)
        plan(rule(lifecycle={"delete_after": 366}))

    def no_plan_not_applicable():
        traces()
