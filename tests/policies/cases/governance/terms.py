# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Terms of retention, floors and ceilings."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import ROLE, plan, rule
from tests.policies.cases.governance.classes import HEALTH, bucket


def traces(expiration: object = None, *, tags: object = None, **properties: object) -> None:
    """A bucket of technical logs with a rule of expiration."""
    bucket(tags={"hds:data-class": "technical-log", **(tags if isinstance(tags, dict) else {})})
    rules = [{"id": "r", "status": "Enabled", "expiration": expiration, **properties}]
    aws.s3.BucketLifecycleConfiguration("rules", bucket="records", rules=rules)


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

    def moved_only_pass():
        transitions = [{"days": 30, "storage_class": "GLACIER"}]
        bucket(tags=HEALTH, lifecycle_rules=[{"enabled": True, "transitions": transitions}])

    def computed_class_unknown():
        bucket(tags={"hds:data-class": unknown()}, lifecycle_rules=[{"enabled": True, "expiration": {"days": 30}}])


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

    def computed_class_unknown():
        bucket(tags={"hds:data-class": unknown()})


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

    def computed_class_unknown():
        bucket(tags={"hds:data-class": unknown()})
        plan(rule(lifecycle={"delete_after": 366}))

    def by_a_plan_elsewhere_unknown():
        traces()
        aws.backup.Selection("else", name="e", plan_id="2f1c", iam_role_arn=ROLE, resources=["*"])
