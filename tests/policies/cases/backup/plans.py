# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Restore tests, opted-in types and reports."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import bucket, condition, plan, rule


def restore_plan(schedule: object = "cron(0 9 ? * SUN *)", **recovery: object) -> aws.backup.RestoreTestingPlan:
    """A restore testing plan."""
    given = {"algorithm": "LATEST_WITHIN_WINDOW", "include_vaults": ["*"], "recovery_point_types": ["SNAPSHOT"], **recovery}
    return aws.backup.RestoreTestingPlan("tests", name="t", schedule_expression=schedule, recovery_point_selection=given)


def restoring(*kinds: object, hours: object = None) -> None:
    """A plan, and a restore testing plan with a selection for each type."""
    bucket()
    plan()
    tests = restore_plan()
    given = {"name": "k", "iam_role_arn": "r", "restore_testing_plan_name": tests.name, "validation_window_hours": hours}
    for kind in kinds:
        aws.backup.RestoreTestingSelection("kind", protected_resource_type=kind, **given)


class restores_are_tested:
    """HDS-BCK-07."""

    def type_pass():
        restoring("S3", hours=24)

    def window_absent_pass():
        restoring("S3")

    def no_test_fail():
        plan()

    def another_type_fail():
        restoring("EFS")

    def no_type_absent_fail():
        restoring()

    def no_window_fail():
        restoring("S3", hours=0)

    def computed_unknown():
        restoring(unknown())

    def no_plan_not_applicable():
        bucket()


class copies_are_tested_before_they_go:
    """HDS-BCK-07."""

    def every_week_pass():
        plan()
        restore_plan()

    def one_of_two_pass():
        plan()
        restore_plan()
        recovery = {"algorithm": "LATEST_WITHIN_WINDOW", "include_vaults": ["*"], "recovery_point_types": ["SNAPSHOT"]}
        aws.backup.RestoreTestingPlan("deep", name="d", schedule_expression="cron(0 9 1 1 ? *)", recovery_point_selection=recovery)

    def once_a_year_for_long_copies_pass():
        plan(rule(lifecycle={"delete_after": 3650}))
        restore_plan("cron(0 9 1 1 ? *)")

    def of_one_vault_pass():
        plan()
        restore_plan(include_vaults=[aws.backup.Vault("vault", name="vault").arn])

    def both_forms_pass():
        plan(rule(), rule(enable_continuous_backup=True))
        restore_plan(recovery_point_types=["SNAPSHOT", "CONTINUOUS"])

    def continuous_form_alone_pass():
        plan(rule(enable_continuous_backup=True))
        restore_plan(recovery_point_types=["CONTINUOUS"])

    def continuous_copies_without_a_term_go_after_35_days_fail():
        plan(rule(enable_continuous_backup=True, lifecycle=None))
        restore_plan("cron(0 9 1 1,7 ? *)", recovery_point_types=["CONTINUOUS"])

    def after_the_copies_went_fail():
        plan()
        restore_plan("cron(0 9 1 1,7 ? *)")

    def less_than_once_a_year_fail():
        plan(rule(lifecycle={"delete_after": 3650}))
        restore_plan("cron(0 9 1 1 ? 2030)")

    def continuous_form_left_out_fail():
        plan(rule(), rule(enable_continuous_backup=True))
        restore_plan()

    def snapshots_left_out_fail():
        plan()
        restore_plan(recovery_point_types=["CONTINUOUS"])

    def form_absent_fail():
        plan()
        restore_plan(recovery_point_types=[])

    def no_vault_fail():
        plan()
        restore_plan(include_vaults=[])

    def computed_schedule_unknown():
        plan()
        restore_plan(unknown())

    def computed_vault_unknown():
        plan()
        restore_plan(include_vaults=[unknown()])

    def no_plan_not_applicable():
        restore_plan()


class types_are_opted_in:
    """HDS-BCK-01."""

    def opted_in_pass():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"S3": True})

    def no_settings_fail():
        bucket()
        plan()

    def type_absent_fail():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"EFS": True})

    def out_fail():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"S3": False})

    def tables_not_managed_fail():
        aws.dynamodb.Table("visits", name="visits", hash_key="id", tags={"hds:dscp": "yes"})
        plan()
        managed = {"resource_type_management_preference": {"DynamoDB": False}}
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"DynamoDB": True}, **managed)

    def region_of_the_settings_unknown():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"S3": True}, region=unknown())

    def tags_of_the_store_unknown():
        bucket(tags=unknown().apply(lambda _: {}))
        plan(**condition("string_equals", "medical-record"))

    def another_region_fail():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", region="eu-central-1", resource_type_opt_in_preference={"S3": True})

    def computed_unknown():
        bucket()
        plan()
        aws.backup.RegionSettings("settings", resource_type_opt_in_preference={"S3": unknown().apply(bool)})

    def nothing_taken_not_applicable():
        bucket()


class backups_are_reported:
    """HDS-BCK-09."""

    def reported_pass():
        plan(rule())
        channel = {"s3_bucket_name": "reports"}
        aws.backup.ReportPlan("report", name="r", report_delivery_channel=channel, report_setting={"report_template": "BACKUP_JOB_REPORT"})

    def no_report_fail():
        plan()

    def report_on_controls_only_fail():
        plan()
        channel = {"s3_bucket_name": "reports"}
        setting = {"report_template": "CONTROL_COMPLIANCE_REPORT"}
        aws.backup.ReportPlan("report", name="r", report_delivery_channel=channel, report_setting=setting)

    def template_absent_fail():
        plan()
        aws.backup.ReportPlan("report", name="r", report_delivery_channel={"s3_bucket_name": "reports"}, report_setting={})

    def computed_template_unknown():
        plan()
        setting = {"report_template": unknown()}
        aws.backup.ReportPlan("report", name="r", report_delivery_channel={"s3_bucket_name": "reports"}, report_setting=setting)

    def no_plan_not_applicable():
        bucket()
