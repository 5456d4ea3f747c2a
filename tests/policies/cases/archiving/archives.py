# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Archives."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

FIELDS = ("ChecksumAlgorithm", "Size", "ObjectLockRetainUntilDate")
TAGS = {"hds:archive": "yes", "hds:data-class": "medical-record"}


def archive(lock: object = None, *, versioned: bool = True, **properties: object) -> None:
    """An archive of patient records with a lock."""
    given = {"bucket": "archive", "object_lock_enabled": True, "tags": TAGS, "versioning": {"enabled": True} if versioned else None}
    aws.s3.Bucket("archive", **{**given, **properties})
    retention = {"mode": "GOVERNANCE", "days": 7305} if lock is None else lock
    if retention:
        aws.s3.BucketObjectLockConfiguration("lock", bucket="archive", rule={"default_retention": retention})


def expiring(expiration: object, status: object = "Enabled", **tags: object) -> None:
    """An archive with a rule of expiration."""
    archive(tags={**TAGS, **{key.replace("_", "-").replace("hds-", "hds:", 1): value for key, value in tags.items()}})
    aws.s3.BucketLifecycleConfiguration("rules", bucket="archive", rules=[{"id": "r", "status": status, "expiration": expiration}])


def inventoried(receiver: object = "arn:aws:s3:::archive", **properties: object) -> None:
    """An archive with an inventory."""
    archive()
    destination = {"bucket": {"bucket_arn": receiver, "format": "Parquet"}}
    given = {"included_object_versions": "All", "schedule": {"frequency": "Weekly"}, "optional_fields": list(FIELDS)}
    aws.s3.Inventory("inventory", bucket="archive", destination=destination, **{**given, **properties})


class archive_is_locked_for_its_term:
    """HDS-ARC-01."""

    def twenty_years_pass():
        archive()

    def twenty_years_in_years_pass():
        archive({"mode": "COMPLIANCE", "years": 20})

    def class_of_their_own_pass():
        archive({"mode": "GOVERNANCE", "days": 1}, tags={"hds:archive": "yes", "hds:data-class": "imaging"})

    def lock_absent_fail():
        archive({})

    def too_short_fail():
        archive({"mode": "GOVERNANCE", "days": 7304})

    def nineteen_years_fail():
        archive({"mode": "COMPLIANCE", "years": 19})

    def twenty_years_of_transfusions_fail():
        archive(tags={"hds:archive": "yes", "hds:data-class": "transfusion"})

    def no_versions_fail():
        archive(versioned=False)

    def emptied_when_destroyed_fail():
        archive(force_destroy=True)

    def computed_unknown():
        archive({"mode": "GOVERNANCE", "days": unknown().apply(int)})

    def computed_years_unknown():
        archive({"mode": "GOVERNANCE", "years": unknown().apply(int)})

    def tags_unknown():
        archive(tags=unknown().apply(lambda _: {}))

    def no_archive_not_applicable():
        archive({}, tags={})


class archive_keeps_its_records_for_their_term:
    """HDS-ARC-01."""

    def no_rule_pass():
        archive()

    def after_the_term_pass():
        expiring({"days": 7305})

    def expiration_absent_pass():
        expiring(None)

    def rule_off_pass():
        expiring({"days": 30}, status="Disabled")

    def before_the_term_fail():
        expiring({"days": 7304})

    def at_a_date_fail():
        expiring({"date": "2030-01-01T00:00:00Z"})

    def during_a_hold_fail():
        expiring({"days": 7305}, hds_legal_hold="yes")

    def computed_unknown():
        expiring({"days": unknown().apply(int)})

    def no_archive_not_applicable():
        archive(tags={})


class archive_is_listed_with_its_checksums:
    """HDS-ARC-02."""

    def weekly_pass():
        inventoried()

    def daily_pass():
        inventoried(schedule={"frequency": "Daily"}, enabled=True)

    def no_inventory_fail():
        archive()

    def fields_absent_fail():
        inventoried(optional_fields=None)

    def one_field_missing_fail():
        inventoried(optional_fields=list(FIELDS[1:]))

    def current_versions_only_fail():
        inventoried(included_object_versions="Current")

    def off_fail():
        inventoried(enabled=False)

    def computed_unknown():
        inventoried(optional_fields=[*FIELDS[1:], unknown()])

    def computed_frequency_unknown():
        inventoried(schedule={"frequency": unknown()})

    def no_archive_not_applicable():
        archive(tags={})

    def list_for_another_program_unknown():
        inventoried("arn:aws:s3:::lists")

    def computed_receiver_unknown():
        inventoried(unknown())
