# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Promises of recovery."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import HEALTH, ROLE, bucket, plan, rule
from tests.policies.cases.resilience.zones import PROMISE, files, subnet

QUARTER = {**PROMISE, "hds:rpo": "15"}


def followed(**properties: object) -> None:
    """A bucket with a promise and a replication."""
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}, **properties}]
    bucket(tags=QUARTER, replication_configuration={"role": ROLE, "rules": rules})


def promising(minutes: object, **properties: object) -> None:
    """A database with a promise."""
    promise = str(minutes) if isinstance(minutes, int) else minutes
    aws.rds.Instance("db", instance_class="c", tags={"hds:rto": promise}, **properties)


def grouped(*zones: str, minutes: str = "30") -> None:
    """A group of machines with a promise."""
    subnets = [subnet(zone, f"s{number}").id for number, zone in enumerate(zones)]
    tags = [{"key": "hds:rto", "value": minutes, "propagate_at_launch": True}]
    aws.autoscaling.Group("group", max_size=2, min_size=2, vpc_zone_identifiers=subnets, tags=tags)


class loss_stays_within_the_promise:
    """HDS-RES-03."""

    def table_pass():
        aws.dynamodb.Table("t", hash_key="id", tags={**PROMISE, "hds:rpo": "5"}, point_in_time_recovery={"enabled": True})

    def database_pass():
        aws.rds.Instance("db", instance_class="c", tags={**PROMISE, "hds:rpo": "5"}, backup_retention_period=7)

    def files_pass():
        source = files(tags={**PROMISE, "hds:rpo": "15"})
        aws.efs.ReplicationConfiguration("copy", source_file_system_id=source.id, destination={"region": "eu-central-1"})

    def continuous_pass():
        bucket(tags={**PROMISE, "hds:rpo": "15"})
        plan(rule(enable_continuous_backup=True))

    def every_hour_pass():
        files()
        plan(rule(schedule="rate(1 hour)"))

    def database_that_keeps_nothing_fail():
        aws.rds.Instance("db", instance_class="c", tags=PROMISE, backup_retention_period=0)

    def backups_absent_fail():
        files()

    def every_day_fail():
        files()
        plan()

    def no_number_fail():
        files(tags={**PROMISE, "hds:rpo": "1h"})

    def tighter_than_replication_fail():
        source = files(tags={**PROMISE, "hds:rpo": "14"})
        aws.efs.ReplicationConfiguration("copy", source_file_system_id=source.id, destination={"region": "eu-central-1"})

    def computed_schedule_unknown():
        files()
        plan(rule(schedule=unknown()))

    def computed_promise_unknown():
        files(tags={"hds:rpo": unknown()})

    def no_promise_not_applicable():
        files(tags={})

    def replicated_bucket_pass():
        followed()

    def replication_off_fail():
        followed(status="Disabled")

    def replication_of_a_part_fail():
        followed(prefix="a/")

    def computed_replication_unknown():
        followed(status=unknown())

    def continuous_in_words_pass():
        bucket(tags=QUARTER)
        plan(rule(enable_continuous_backup="true"))

    def computed_continuity_unknown():
        bucket(tags=QUARTER)
        plan(rule(enable_continuous_backup=unknown().apply(bool)))

    def bucket_every_day_fail():
        bucket(tags=QUARTER)
        plan()

    def files_are_never_taken_continuously_fail():
        files()
        plan(rule(enable_continuous_backup=True))

    def files_every_day_whatever_is_computed_fail():
        files()
        plan(rule(enable_continuous_backup=unknown().apply(bool)))

    def by_a_plan_elsewhere_unknown():
        files()
        aws.backup.Selection("else", name="e", plan_id="2f1c", iam_role_arn=ROLE, resources=["*"])

    def by_a_plan_that_may_take_it_unknown():
        bucket(tags=QUARTER)
        plan(resources=[unknown()])


class recovery_stays_within_the_promise:
    """HDS-RES-03."""

    def standby_pass():
        promising(30, multi_az=True)

    def no_standby_within_four_hours_pass():
        promising(240, backup_retention_period=7)

    def cluster_pass():
        """subject: db"""
        cluster = aws.docdb.Cluster("db", tags={"hds:rto": "30"})
        for name in ("a", "b"):
            aws.docdb.ClusterInstance(name, cluster_identifier=cluster.id, instance_class="c")

    def group_pass():
        """subject: group"""
        grouped("eu-west-3a", "eu-west-3b")

    def plan_pass():
        bucket(tags={**HEALTH, "hds:rto": "240"})
        plan()

    def no_standby_absent_fail():
        promising(30)

    def no_standby_fail():
        promising(30, multi_az=False)

    def one_zone_fail():
        """subject: group"""
        grouped("eu-west-3a", "eu-west-3a")

    def nothing_to_come_back_from_fail():
        bucket(tags={**HEALTH, "hds:rto": "240"})

    def hours_fail():
        promising("4h")

    def computed_standby_unknown():
        promising(30, multi_az=unknown().apply(bool))

    def computed_promise_unknown():
        promising(unknown())

    def selection_unknown():
        bucket(tags={**HEALTH, "hds:rto": "240"})
        plan(resources=[unknown()])

    def no_promise_not_applicable():
        bucket()

    def an_hour_without_standby_pass():
        promising(60, backup_retention_period=1)

    def replica_pass():
        promising(240, replicate_source_db="db-1")

    def group_within_four_hours_pass():
        """subject: group"""
        grouped("eu-west-3a", minutes="240")
