# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Vaults, plans and protections."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import ROLE, bucket, copying, plan, rule
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


def serving(*principals: object, named: object = None) -> None:
    """A selection with a role that principals may take."""
    statement = {"Effect": "Allow", "Principal": principals[0] if principals else None, "Action": "sts:AssumeRole"}
    role = None if named else aws.iam.Role("role", assume_role_policy=json.dumps({"Statement": [statement]}))
    aws.backup.Selection("selection", name="s", plan_id="p", iam_role_arn=named or (role and role.arn), resources=["*"])


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


class plan_writes_to_a_vault_of_the_program:
    """HDS-BCK-04."""

    def vault_pass():
        vault()

    def by_reference_pass():
        plan(rule(target_vault_name=aws.backup.Vault("kept").name))

    def default_vault_fail():
        plan(rule(target_vault_name="Default"))

    def vault_of_the_program_absent_unknown():
        plan()

    def computed_unknown():
        plan(rule(target_vault_name=unknown()))
