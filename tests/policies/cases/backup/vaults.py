# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Vaults, plans and protections."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import ROLE, bucket, condition, copying, plan, rule
from tests.policies.cases.logging.alerts import watching

TOPIC = "arn:aws:sns:eu-west-3:123456789012:alerts"
DESTROYS = ["backup:Delete*", "backup:UpdateRecoveryPointLifecycle", "backup:PutBackupVaultAccessPolicy"]
SPARED = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::123456789012:role/break-glass"]}}


def vault(**properties: object) -> aws.backup.Vault:
    """A vault that a plan writes to."""
    plan()
    return aws.backup.Vault("vault", **{"name": "vault", **properties})


def locked(**terms: object) -> None:
    """The same with a lock."""
    aws.backup.VaultLockConfiguration("lock", backup_vault_name=vault().name, **terms)


def guarded(action: object, condition: object = SPARED, principal: object = "*", effect: str = "Deny") -> None:
    """The same with a policy."""
    statement = {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*", "Condition": condition}
    aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=json.dumps({"Statement": [statement]}))


def notified(*events: object) -> None:
    """The same with notifications."""
    aws.backup.VaultNotifications("told", backup_vault_name=vault().name, sns_topic_arn=TOPIC, backup_vault_events=list(events))


def jobs(*kinds: str, **detail: object) -> None:
    """A rule of events on jobs."""
    watching({"source": ["aws.backup"], "detail-type": [f"{kind} Job State Change" for kind in kinds], "detail": detail})


def restore_plan(schedule: object = "cron(0 9 ? * SUN *)", **recovery: object) -> aws.backup.RestoreTestingPlan:
    """A restore testing plan."""
    given = {"algorithm": "LATEST_WITHIN_WINDOW", "include_vaults": ["*"], "recovery_point_types": ["SNAPSHOT"], **recovery}
    return aws.backup.RestoreTestingPlan("tests", name="t", schedule_expression=schedule, recovery_point_selection=given)


def serving(*principals: object, named: object = None) -> None:
    """A selection with a role that principals may take."""
    statement = {"Effect": "Allow", "Principal": principals[0] if principals else None, "Action": "sts:AssumeRole"}
    role = None if named else aws.iam.Role("role", assume_role_policy=json.dumps({"Statement": [statement]}))
    aws.backup.Selection("selection", name="s", plan_id="p", iam_role_arn=named or (role and role.arn), resources=["*"])


def restoring(*kinds: object, hours: object = None) -> None:
    """A plan, and a restore testing plan with a selection for each type."""
    bucket()
    plan()
    tests = restore_plan()
    given = {"name": "k", "iam_role_arn": "r", "restore_testing_plan_name": tests.name, "validation_window_hours": hours}
    for kind in kinds:
        aws.backup.RestoreTestingSelection("kind", protected_resource_type=kind, **given)


class vault_is_locked:
    """HDS-BCK-04."""

    def name_unknown():
        vault(name=unknown())

    def governance_pass():
        locked(min_retention_days=35, max_retention_days=35)

    def final_after_three_days_pass():
        locked(min_retention_days=7, changeable_for_days=3)

    def copy_target_pass():
        bucket()
        plan(copying(days=35))
        there = aws.backup.Vault("there", name="copies", region="eu-central-1")
        aws.backup.VaultLockConfiguration("lock", backup_vault_name=there.name, min_retention_days=35)

    def no_lock_fail():
        vault()

    def minimum_absent_fail():
        locked(max_retention_days=366)

    def six_days_fail():
        locked(min_retention_days=6)

    def above_the_plan_fail():
        locked(min_retention_days=36)

    def maximum_below_the_plan_fail():
        locked(min_retention_days=7, max_retention_days=34)

    def copies_kept_for_ever_under_a_longest_term_fail():
        plan(rule(lifecycle=None))
        kept = aws.backup.Vault("vault", name="vault")
        aws.backup.VaultLockConfiguration("lock", backup_vault_name=kept.name, min_retention_days=7, max_retention_days=366)

    def final_too_soon_fail():
        locked(min_retention_days=7, changeable_for_days=2)

    def emptied_when_destroyed_fail():
        plan()
        there = aws.backup.Vault("vault", name="vault", force_destroy=True)
        aws.backup.VaultLockConfiguration("lock", backup_vault_name=there.name, min_retention_days=7)

    def computed_unknown():
        locked(min_retention_days=unknown().apply(int))

    def unused_not_applicable():
        aws.backup.Vault("vault", name="vault")


class destroying_backups_is_denied:
    """HDS-BCK-05."""

    def name_unknown():
        vault(name=unknown())

    def denied_pass():
        guarded(DESTROYS)

    def no_policy_fail():
        vault()

    def one_action_absent_fail():
        guarded(DESTROYS[:2])

    def some_denied_fail():
        guarded(DESTROYS, {"Bool": {"aws:MultiFactorAuthPresent": "false"}})

    def one_principal_fail():
        guarded(DESTROYS, principal={"AWS": "arn:aws:iam::123456789012:role/portal"})

    def allowed_fail():
        guarded(DESTROYS, effect="Allow")

    def computed_unknown():
        aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=unknown())

    def unused_not_applicable():
        aws.backup.Vault("vault", name="vault")


class backup_failures_alert:
    """HDS-BCK-09."""

    def notified_pass():
        notified("BACKUP_JOB_FAILED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED")

    def completed_pass():
        notified("BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED")

    def event_pass():
        vault()
        jobs("Backup", "Copy", "Restore", state=["FAILED", "EXPIRED"])

    def event_and_vault_pass():
        notified("RESTORE_JOB_COMPLETED")
        jobs("Backup", "Copy", state=["FAILED"])

    def restores_absent_fail():
        notified("BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED")

    def name_of_the_vault_unknown():
        vault(name=unknown())
        jobs("Backup", "Copy", "Restore", state=["FAILED"])

    def nothing_told_fail():
        vault()

    def events_absent_fail():
        notified()

    def copies_absent_fail():
        notified("BACKUP_JOB_FAILED")

    def event_on_success_fail():
        vault()
        jobs("Backup", "Copy", state=["COMPLETED"])

    def event_on_copies_only_fail():
        vault()
        jobs("Copy", state=["FAILED"])

    def computed_unknown():
        notified("BACKUP_JOB_FAILED", "RESTORE_JOB_COMPLETED", unknown())

    def computed_event_unknown():
        vault()
        watching(unknown())

    def unused_not_applicable():
        aws.backup.Vault("vault", name="vault")


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


class backup_role_serves_backups_only:
    """HDS-BCK-05."""

    def service_pass():
        serving({"Service": "backup.amazonaws.com"})

    def default_role_pass():
        serving(named="arn:aws:iam::123456789012:role/service-role/AWSBackupDefaultServiceRole")

    def restore_test_pass():
        trust = {"Effect": "Allow", "Principal": {"Service": ["backup.amazonaws.com"]}, "Action": "sts:AssumeRole"}
        role = aws.iam.Role("role", assume_role_policy=json.dumps({"Statement": [trust]}))
        given = {"restore_testing_plan_name": "t", "protected_resource_type": "S3", "iam_role_arn": role.arn}
        aws.backup.RestoreTestingSelection("tested", name="k", **given)

    def machines_too_fail():
        serving({"Service": ["backup.amazonaws.com", "ec2.amazonaws.com"]})

    def account_fail():
        serving({"AWS": "arn:aws:iam::123456789012:root"})

    def trust_absent_unknown():
        role = aws.iam.Role("role", assume_role_policy=unknown())
        serving(named=role.arn)

    def role_elsewhere_unknown():
        serving(named=ROLE)


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


class bucket_keeps_earlier_versions:
    """HDS-BCK-06."""

    def separate_pass():
        aws.s3.BucketVersioning("versions", bucket=bucket().bucket, versioning_configuration={"status": "Enabled"})

    def inline_pass():
        bucket(versioning={"enabled": True})

    def old_twin_pass():
        aws.s3.BucketV2("records", versionings=[{"enabled": True}])

    def absent_fail():
        bucket()

    def suspended_fail():
        aws.s3.BucketVersioning("versions", bucket=bucket().bucket, versioning_configuration={"status": "Suspended"})

    def inline_off_fail():
        bucket(versioning={"enabled": False})

    def emptied_when_destroyed_fail():
        bucket(versioning={"enabled": True}, force_destroy=True)

    def computed_unknown():
        bucket(versioning={"enabled": unknown().apply(bool)})


class file_system_is_not_overwritten:
    """HDS-BCK-06."""

    def absent_pass():
        aws.efs.FileSystem("files")

    def protected_pass():
        aws.efs.FileSystem("files", protection={"replication_overwrite": "ENABLED"})

    def target_of_the_program_pass():
        files = aws.efs.FileSystem("files", protection={"replication_overwrite": "DISABLED"})
        destination = {"region": "eu-central-1", "file_system_id": files.id}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def open_to_replications_fail():
        aws.efs.FileSystem("files", protection={"replication_overwrite": "DISABLED"})

    def computed_unknown():
        aws.efs.FileSystem("files", protection={"replication_overwrite": unknown()})


class store_resists_deletion:
    """HDS-BCK-06."""

    def replica_pass():
        replicas = [{"region_name": "eu-central-1", "deletion_protection_enabled": True}]
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True, replicas=replicas)

    def replica_absent_fail():
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True, replicas=[{"region_name": "eu-central-1"}])

    def database_pass():
        aws.rds.Instance("db", instance_class="c", deletion_protection=True)

    def table_pass():
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True)

    def users_pass():
        aws.cognito.UserPool("users", deletion_protection="ACTIVE")

    def old_twin_pass():
        aws.alb.LoadBalancer("entry", enable_deletion_protection=True)

    def absent_fail():
        aws.rds.Cluster("db", engine="aurora-postgresql")

    def users_absent_fail():
        aws.cognito.UserPool("users")

    def off_fail():
        aws.eks.Cluster("cluster", role_arn="r", vpc_config={"subnet_ids": ["a"]}, deletion_protection=False)

    def computed_unknown():
        aws.docdb.Cluster("db", deletion_protection=unknown().apply(bool))


class database_leaves_a_last_backup:
    """HDS-BCK-06."""

    def instance_pass():
        aws.rds.Instance("db", instance_class="c", delete_automated_backups=False)

    def cluster_pass():
        aws.rds.Cluster("db", engine="aurora-postgresql", skip_final_snapshot=False)

    def absent_fail():
        aws.rds.Instance("db", instance_class="c")

    def automated_backups_go_fail():
        aws.rds.Instance("db", instance_class="c", delete_automated_backups=True)

    def no_snapshot_fail():
        aws.docdb.Cluster("db", skip_final_snapshot=True)

    def computed_unknown():
        aws.neptune.Cluster("db", skip_final_snapshot=unknown().apply(bool))

    def replica_not_applicable():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1", skip_final_snapshot=True)
