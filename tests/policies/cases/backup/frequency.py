# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""How often stores are backed up, and to which moment they can be restored."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import ROLE, bucket, condition, plan, rule


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
