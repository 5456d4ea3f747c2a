# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Copies of backups in another account and another region."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import AWAY, bucket, copying, own, plan, rule


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
