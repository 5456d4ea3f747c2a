# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""How long logs are kept."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.logging.trails import trail

EXTENDED = {"hds:log-class": "extended"}


def group(days: object = None, **properties: object) -> None:
    """A log group."""
    aws.cloudwatch.LogGroup("group", retention_in_days=days, **properties)


def expiring(days: object, *, noncurrent: object = 30, tags: object = None, **rule: object) -> None:
    """The bucket of a trail, with one rule of expiration."""
    trail()
    aws.s3.Bucket("log", bucket="log", tags=tags)
    expiration = {"days": days} if days else None
    later = {"noncurrent_days": noncurrent} if noncurrent else None
    found = {"id": "r", "status": "Enabled", "expiration": expiration, "noncurrent_version_expiration": later, **rule}
    aws.s3.BucketLifecycleConfiguration("lifecycle", bucket="log", rules=[found])


def locked(retention: dict[str, object]) -> None:
    """A lock on the bucket of a trail."""
    aws.s3.BucketObjectLockConfiguration("lock", bucket="log", rule={"default_retention": retention})


class log_group_is_kept_six_to_twelve_months:
    """HDS-LOG-06."""

    def half_a_year_pass():
        group(180)

    def year_pass():
        group(365)

    def absent_fail():
        group()

    def for_ever_fail():
        group(0)

    def too_short_fail():
        group(90)

    def too_long_fail():
        group(400)

    def computed_unknown():
        group(unknown().apply(int))

    def tags_unknown():
        group(365, tags=unknown().apply(lambda _: {}))

    def declared_not_applicable():
        group(1096, tags=EXTENDED)

    def forwarding_not_applicable():
        group(log_group_class="DELIVERY")


class log_store_is_kept_six_to_twelve_months:
    """HDS-LOG-06."""

    def half_a_year_pass():
        expiring(180)

    def empty_prefix_pass():
        expiring(365, filter={"prefix": ""})

    def inline_pass():
        trail()
        rule = {"enabled": True, "expiration": {"days": 365}, "noncurrent_version_expiration": {"days": 1}}
        aws.s3.Bucket("log", bucket="log", lifecycle_rules=[rule])

    def old_twin_pass():
        trail()
        rule = {"enabled": True, "expirations": [{"days": 365}], "noncurrent_version_expirations": [{"days": 1}]}
        aws.s3.BucketV2("log", bucket="log", lifecycle_rules=[rule])

    def no_rule_fail():
        trail()
        aws.s3.Bucket("log", bucket="log")

    def expiration_absent_fail():
        expiring(None)

    def too_short_fail():
        expiring(179)

    def too_long_fail():
        expiring(366)

    def older_versions_for_ever_fail():
        expiring(365, noncurrent=None)

    def older_versions_for_long_fail():
        expiring(365, noncurrent=31)

    def off_fail():
        expiring(365, status="Disabled")

    def part_of_it_fail():
        expiring(365, filter={"prefix": "AWSLogs/"})

    def tagged_part_fail():
        expiring(365, filter={"tag": {"key": "a", "value": "b"}})

    def older_spelling_of_a_part_fail():
        expiring(365, prefix="AWSLogs/")

    def inline_off_fail():
        trail()
        rule = {"enabled": False, "expiration": {"days": 365}, "noncurrent_version_expiration": {"days": 1}}
        aws.s3.Bucket("log", bucket="log", lifecycle_rules=[rule])

    def inline_part_fail():
        trail()
        rule = {"enabled": True, "prefix": "a/", "expiration": {"days": 365}, "noncurrent_version_expiration": {"days": 1}}
        aws.s3.Bucket("log", bucket="log", lifecycle_rules=[rule])

    def computed_term_unknown():
        expiring(unknown().apply(int))

    def computed_prefix_unknown():
        expiring(365, filter={"prefix": unknown()})

    def computed_status_unknown():
        expiring(365, status=unknown())

    def tags_unknown():
        expiring(365, tags=unknown().apply(lambda _: {}))

    def declared_not_applicable():
        expiring(1095, tags=EXTENDED)

    def no_log_not_applicable():
        aws.s3.Bucket("log", bucket="log")


class declared_trace_is_bounded:
    """HDS-LOG-07."""

    def three_years_pass():
        group(1096, tags=EXTENDED)

    def too_long_fail():
        group(1827, tags=EXTENDED)

    def absent_fail():
        group(tags=EXTENDED)

    def for_ever_fail():
        group(0, tags=EXTENDED)

    def computed_unknown():
        group(unknown().apply(int), tags=EXTENDED)

    def computed_class_unknown():
        aws.cloudwatch.LogGroup("group", retention_in_days=1096, tags={"hds:log-class": unknown()})

    def undeclared_not_applicable():
        group(365)

    def day_pass():
        group(1, tags=EXTENDED)


class declared_trace_store_is_bounded:
    """HDS-LOG-07."""

    def three_years_pass():
        expiring(1095, tags=EXTENDED)

    def lock_as_long_pass():
        expiring(1095, tags=EXTENDED)
        locked({"mode": "GOVERNANCE", "days": 1095})

    def no_rule_fail():
        aws.s3.Bucket("log", bucket="log", tags=EXTENDED)

    def expiration_absent_fail():
        expiring(None, tags=EXTENDED)

    def too_long_fail():
        expiring(1096, tags=EXTENDED)

    def lock_longer_than_the_term_fail():
        expiring(400, tags=EXTENDED)
        locked({"mode": "GOVERNANCE", "days": 401})

    def computed_unknown():
        expiring(unknown().apply(int), tags=EXTENDED)

    def computed_class_unknown():
        aws.s3.Bucket("traces", tags={"hds:log-class": unknown()})

    def undeclared_not_applicable():
        expiring(365)

    def lock_of_three_years_pass():
        expiring(1095, tags=EXTENDED)
        locked({"mode": "GOVERNANCE", "years": 3})

    def lock_of_more_years_fail():
        expiring(1095, tags=EXTENDED)
        locked({"mode": "GOVERNANCE", "years": 4})

    def lock_of_computed_years_unknown():
        expiring(1095, tags=EXTENDED)
        locked({"mode": "GOVERNANCE", "years": unknown().apply(int)})

    def inline_lock_longer_than_the_term_fail():
        lock = {"object_lock_enabled": "Enabled", "rule": {"default_retention": {"mode": "GOVERNANCE", "days": 401}}}
        rules = [{"enabled": True, "expiration": {"days": 400}, "noncurrent_version_expiration": {"days": 30}}]
        aws.s3.Bucket("log", bucket="log", tags=EXTENDED, lifecycle_rules=rules, object_lock_configuration=lock)

    def day_pass():
        expiring(1, tags=EXTENDED)
