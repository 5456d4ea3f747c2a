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
