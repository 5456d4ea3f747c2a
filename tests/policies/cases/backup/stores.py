# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Stores, and the plans that take them."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

HEALTH = {"hds:dscp": "yes", "hds:data-class": "medical-record"}
ROLE = "arn:aws:iam::123456789012:role/backup"
ELSEWHERE = "arn:aws:backup:eu-central-1:123456789012:backup-vault:copies"
AWAY = "arn:aws:backup:eu-central-1:444455556666:backup-vault:away"
TAG = "aws:ResourceTag/hds:data-class"


def bucket(**properties: object) -> aws.s3.Bucket:
    """A bucket of health data."""
    return aws.s3.Bucket("records", **{"bucket": "records", "tags": HEALTH, **properties})


def rule(**properties: object) -> dict[str, object]:
    """A rule of a plan: daily, kept for 35 days."""
    return {
        "rule_name": "r",
        "target_vault_name": "vault",
        "schedule": "cron(0 5 * * ? *)",
        "lifecycle": {"delete_after": 35},
        **properties,
    }


def plan(*rules: dict[str, object], **selection: object) -> None:
    """A plan, and a selection of everything unless something else is said."""
    found = aws.backup.Plan("plan", name="plan", rules=list(rules) or [rule()])
    given = selection or {"resources": ["*"]}
    aws.backup.Selection("selection", name="s", plan_id=found.id, iam_role_arn=ROLE, **given)


def condition(operator: str, value: object, key: object = TAG) -> dict[str, object]:
    """A selection of everything with one condition on a tag."""
    return {"resources": ["*"], "conditions": [{operator: [{"key": key, "value": value}]}]}


def own() -> None:
    """The account of the program."""
    aws.Provider("own", region="eu-west-3", allowed_account_ids=["123456789012"])


def copying(target: object = ELSEWHERE, days: object = 35, **properties: object) -> dict[str, object]:
    """A daily rule with a copy."""
    return rule(copy_actions=[{"destination_vault_arn": target, "lifecycle": {"delete_after": days}}], **properties)


class store_is_in_a_backup_plan:
    """HDS-BCK-01."""

    def everything_pass():
        bucket()
        plan()

    def by_name_pass():
        bucket()
        plan(resources=["arn:aws:s3:::other", "arn:aws:s3:::records"])

    def by_reference_pass():
        plan(resources=[bucket().arn])

    def by_kind_pass():
        aws.dynamodb.Table("visits", name="visits", hash_key="id", tags=HEALTH)
        plan(resources=["arn:aws:dynamodb:*:*:table/*"])

    def by_condition_pass():
        bucket()
        plan(**condition("string_equals", "medical-record"))

    def by_pattern_pass():
        bucket()
        plan(**condition("string_likes", "medical-*"))

    def not_another_class_pass():
        bucket()
        plan(**condition("string_not_equals", "imaging"))

    def by_tag_pass():
        bucket()
        plan(selection_tags=[{"type": "STRINGEQUALS", "key": "hds:dscp", "value": "yes"}])

    def machine_pass():
        aws.ec2.Instance("machine", tags=HEALTH)
        plan(resources=["arn:aws:ec2:*:*:instance/*"])

    def volume_of_a_machine_pass():
        """subject: disk"""
        machine = aws.ec2.Instance("machine", tags={})
        disk = aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=HEALTH)
        aws.ec2.VolumeAttachment("held", device_name="d", instance_id=machine.id, volume_id=disk.id)
        plan(resources=["arn:aws:ec2:*:*:instance/*"])

    def lone_volume_fail():
        aws.ebs.Volume("disk", availability_zone="eu-west-3a", tags=HEALTH)
        plan(resources=["arn:aws:ec2:*:*:instance/*"])

    def computed_exclusion_unknown():
        bucket()
        plan(resources=["*"], not_resources=[unknown()])

    def own_tag_beside_unknown_default_tags_pass():
        default = unknown().apply(lambda value: {"tags": {"stage": value}})
        provider = aws.Provider("there", region="eu-west-3", default_tags=default)
        aws.s3.Bucket("records", bucket="records", tags={**HEALTH, "hds:archive": "no"}, opts=pulumi.ResourceOptions(provider=provider))
        plan(**condition("string_equals", "medical-record"))

    def default_tags_unknown():
        default = unknown().apply(lambda value: {"tags": {"hds:dscp": value}})
        provider = aws.Provider("there", region="eu-west-3", default_tags=default)
        aws.s3.Bucket("records", bucket="records", opts=pulumi.ResourceOptions(provider=provider))
        plan()

    def no_plan_fail():
        bucket()

    def selection_absent_fail():
        bucket()
        aws.backup.Plan("plan", name="plan", rules=[rule()])

    def another_name_fail():
        bucket()
        plan(resources=["arn:aws:s3:::records-of-staff"])

    def another_kind_fail():
        bucket()
        plan(resources=["arn:aws:dynamodb:*:*:table/*"])

    def another_region_fail():
        aws.dynamodb.Table("visits", name="visits", hash_key="id", tags=HEALTH)
        plan(resources=["arn:aws:dynamodb:eu-central-1:123456789012:table/visits"])

    def another_class_fail():
        bucket()
        plan(**condition("string_equals", "imaging"))

    def class_left_out_fail():
        bucket()
        plan(**condition("string_not_likes", "medical-*"))

    def one_of_two_conditions_fail():
        bucket()
        two = [{"key": TAG, "value": "medical-record"}, {"key": "aws:ResourceTag/hds:backup", "value": "yes"}]
        plan(resources=["*"], conditions=[{"string_equals": two}])

    def left_out_fail():
        bucket()
        plan(resources=["*"], not_resources=["arn:aws:s3:::*"])

    def no_arn_fail():
        bucket()
        plan(resources=["records"])

    def computed_arn_unknown():
        bucket()
        plan(resources=[unknown()])

    def computed_value_unknown():
        bucket()
        plan(**condition("string_equals", unknown()))

    def file_system_by_identifier_unknown():
        aws.efs.FileSystem("files", tags=HEALTH)
        plan(resources=["arn:aws:elasticfilesystem:eu-west-3:123456789012:file-system/fs-1"])

    def tags_unknown():
        bucket(tags=unknown().apply(lambda _: {}))
        plan()

    def own_tag_unknown():
        bucket(tags={"hds:dscp": "yes", "hds:data-class": unknown()})
        plan(**condition("string_equals", "medical-record"))

    def no_health_data_not_applicable():
        bucket(tags={"hds:dscp": "no"})

    def perhaps_an_archive_unknown():
        bucket(tags={**HEALTH, "hds:archive": unknown()})

    def archive_not_applicable():
        bucket(tags={**HEALTH, "hds:archive": "yes"})

    def replica_not_applicable():
        """subject: copy"""
        aws.s3.Bucket("copy", bucket="copy", tags=HEALTH)
        rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}]
        bucket(replication_configuration={"role": ROLE, "rules": rules})

    def read_replica_not_applicable():
        aws.rds.Instance("copy", instance_class="c", replicate_source_db="db", tags=HEALTH)


class store_is_backed_up_daily:
    """HDS-BCK-02."""

    def every_day_pass():
        bucket()
        plan(rule(schedule="cron(0 5 1 * ? *)"), rule())

    def every_hour_pass():
        bucket()
        plan(rule(schedule="rate(1 hour)"))

    def every_hour_by_cron_pass():
        bucket()
        plan(rule(schedule="cron(0 */4 * * ? *)"))

    def schedule_absent_fail():
        bucket()
        plan(rule(schedule=None))

    def every_month_fail():
        bucket()
        plan(rule(schedule="cron(0 5 1 * ? *)"))

    def every_two_days_fail():
        bucket()
        plan(rule(schedule="rate(2 days)"))

    def kept_six_days_fail():
        bucket()
        plan(rule(lifecycle={"delete_after": 6}))

    def computed_unknown():
        bucket()
        plan(rule(schedule=unknown()))

    def selection_unknown():
        bucket()
        plan(resources=[unknown()])

    def no_plan_not_applicable():
        bucket()


class bucket_can_be_restored_to_a_moment:
    """HDS-BCK-02."""

    def continuous_pass():
        bucket()
        plan(rule(), rule(enable_continuous_backup=True))

    def absent_fail():
        bucket()
        plan()

    def kept_too_long_fail():
        bucket()
        plan(rule(enable_continuous_backup=True, lifecycle={"delete_after": 36}))

    def computed_unknown():
        bucket()
        plan(rule(enable_continuous_backup=unknown().apply(bool)))

    def by_a_plan_that_may_take_it_unknown():
        bucket()
        plan()
        other = aws.backup.Plan("other", name="other", rules=[rule(enable_continuous_backup=True)])
        aws.backup.Selection("may", name="m", plan_id=other.id, iam_role_arn=ROLE, **condition("string_equals", unknown()))

    def by_a_plan_elsewhere_unknown():
        bucket()
        plan()
        aws.backup.Selection("else", name="e", plan_id="2f1c", iam_role_arn=ROLE, resources=["*"])


class database_keeps_its_backups_a_week:
    """HDS-BCK-02."""

    def week_pass():
        aws.rds.Instance("db", instance_class="c", backup_retention_period=7)

    def cluster_pass():
        aws.docdb.Cluster("db", backup_retention_period=35)

    def absent_fail():
        aws.rds.Instance("db", instance_class="c")

    def six_days_fail():
        aws.rds.Cluster("db", engine="aurora-postgresql", backup_retention_period=6)

    def computed_unknown():
        aws.neptune.Cluster("db", backup_retention_period=unknown().apply(int))

    def replica_not_applicable():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1")


class table_can_be_restored_to_a_moment:
    """HDS-BCK-02."""

    def on_pass():
        aws.dynamodb.Table("visits", hash_key="id", point_in_time_recovery={"enabled": True})

    def absent_fail():
        aws.dynamodb.Table("visits", hash_key="id")

    def off_fail():
        aws.dynamodb.Table("visits", hash_key="id", point_in_time_recovery={"enabled": False})

    def replica_pass():
        replicas = [{"region_name": "eu-central-1", "point_in_time_recovery": True}]
        aws.dynamodb.Table("visits", hash_key="id", point_in_time_recovery={"enabled": True}, replicas=replicas)

    def replica_absent_fail():
        replicas = [{"region_name": "eu-central-1"}]
        aws.dynamodb.Table("visits", hash_key="id", point_in_time_recovery={"enabled": True}, replicas=replicas)

    def computed_unknown():
        aws.dynamodb.Table("visits", hash_key="id", point_in_time_recovery={"enabled": unknown().apply(bool)})


class backup_is_copied_to_the_other_account:
    """HDS-BCK-03."""

    def other_account_pass():
        own()
        bucket()
        plan(copying(AWAY))

    def another_rule_pass():
        own()
        bucket()
        plan(rule(), copying(AWAY))

    def plan_that_does_not_fail():
        own()
        bucket()
        plan()
        aws.backup.Plan("other", name="other", rules=[copying(AWAY)])

    def every_month_only_fail():
        own()
        bucket()
        plan(rule(), copying(AWAY, schedule="cron(0 5 1 * ? *)"))

    def own_copies_only_fail():
        own()
        bucket()
        plan(copying())
        aws.backup.Plan("other", name="other", rules=[copying(AWAY)])

    def copies_absent_fail():
        own()
        bucket()
        plan(rule(copy_actions=[]))
        aws.backup.Plan("other", name="other", rules=[copying(AWAY)])

    def computed_copy_unknown():
        own()
        bucket()
        plan(copying(unknown()))
        aws.backup.Plan("other", name="other", rules=[copying(AWAY)])

    def own_account_unknown():
        aws.Provider("own", region="eu-west-3", allowed_account_ids=unknown().apply(lambda value: [value]))
        bucket()
        plan(copying(AWAY))

    def no_other_account_not_applicable():
        own()
        bucket()
        plan(copying())

    def own_account_not_told_not_applicable():
        bucket()
        plan(copying(AWAY))


class backup_is_copied_to_another_region:
    """HDS-BCK-03."""

    def elsewhere_pass():
        bucket()
        plan(rule(), copying())

    def by_reference_pass():
        bucket()
        plan(copying(aws.backup.Vault("there", region="eu-central-1").arn))

    def absent_fail():
        bucket()
        plan()

    def vault_of_the_program_pass():
        own()
        bucket()
        aws.backup.Vault("there", name="copies", region="eu-central-1")
        plan(copying())

    def vault_of_another_program_unknown():
        own()
        bucket()
        plan(copying())

    def every_month_only_fail():
        bucket()
        plan(rule(), copying(schedule="cron(0 5 1 * ? *)"))

    def same_region_fail():
        bucket()
        plan(copying("arn:aws:backup:eu-west-3:123456789012:backup-vault:copies"))

    def kept_for_less_fail():
        bucket()
        plan(copying(days=34))

    def computed_unknown():
        bucket()
        plan(copying(unknown()))
