# SPDX-License-Identifier: Apache-2.0
"""Plans: what is copied when, for how long, and where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.naming import partition
from hds_components.aws.stateful import BACKED_UP, leaf

if TYPE_CHECKING:
    import pulumi

    from hds_components.aws.backup.lives import ClassLife, Lives
    from hds_components.aws.backup.roles import ServiceRole
    from hds_components.aws.backup.vaults import Vaults
    from hds_components.contracts.backup import BackupArgs

__all__ = ["make_plans", "opt_in"]

_PLAN_NAME_LIMIT = 50
_DAILY, _MONTHLY = "cron(0 5 * * ? *)", "cron(0 5 1 * ? *)"
"""UTC. Not within an hour of the windows of RDS, in which it refuses (database/relational.py). On the first of a month both rules are due,
and AWS Backup makes the copy that lives longer."""
_START_MINUTES, _COMPLETION_MINUTES, _FIRST_COMPLETION_MINUTES = 60, 720, 10_080
_TYPES = ("DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3")
"""Types that some capability builds, by the names of the service."""
_FULLY_MANAGED = ("DynamoDB", "EFS")
"""Types whose copies can be of the service's own form, under the key of the vault instead of the store's."""


def make_plans(name: str, args: BackupArgs, lives: Lives, vaults: Vaults, role: ServiceRole, parent: pulumi.Resource) -> None:  # noqa: PLR0917
    """One plan per data class with a daily and a monthly rule, and one with the continuous rule for object stores (HDS-BCK-01 to 03).

    Tables, databases and file systems have point-in-time recovery and copies in the replica region of their own. A continuous rule would
    take over the retention and the window of a database, which its program could no longer set.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
    """
    perimeter = args.perimeter
    for life in lives.classes:
        terms = [("daily", _DAILY, life.daily)] + ([("monthly", _MONTHLY, life.monthly)] if life.monthly is not None else [])
        plan = aws.backup.Plan(
            f"{name}-{life.data_class}",
            name=perimeter.name(life.data_class, limit=_PLAN_NAME_LIMIT),
            rules=[
                {
                    "rule_name": rule,
                    "target_vault_name": vaults.primary.name,
                    "schedule": schedule,
                    "schedule_expression_timezone": "Etc/UTC",
                    "start_window": _START_MINUTES,
                    "completion_window": _COMPLETION_MINUTES,
                    "lifecycle": {"delete_after": days},
                    "recovery_point_tags": _tags(life),
                    "copy_actions": [{"destination_vault_arn": target, "lifecycle": {"delete_after": days}} for target in vaults.copies],
                }
                for rule, schedule, days in terms
            ],
            tags=dict(perimeter.tags),
            opts=leaf(parent, perimeter, depends_on=[vaults.replica] if vaults.replica else None),
        )
        _select(f"{name}-{life.data_class}", args, life, plan, "*", role, parent)
    if lives.continuous is not None:
        _continuous(name, args, lives, vaults, role, parent)


def opt_in(name: str, args: BackupArgs, parent: pulumi.Resource) -> None:
    """Let the service copy each type in each region: a plan passes over a type that its region has not opted in."""
    for where, region in (("", None), ("-replica", args.perimeter.replica_region)):
        if where and region is None:
            continue
        aws.backup.RegionSettings(
            f"{name}{where}-types",
            resource_type_opt_in_preference=dict.fromkeys(_TYPES, True),
            resource_type_management_preference=dict.fromkeys(_FULLY_MANAGED, True),
            region=region,
            opts=leaf(parent, args.perimeter),
        )


def _continuous(name: str, args: BackupArgs, lives: Lives, vaults: Vaults, role: ServiceRole, parent: pulumi.Resource) -> None:  # noqa: PLR0917
    """Point-in-time recovery of buckets; the first copy of a large one takes days."""
    perimeter = args.perimeter
    plan = aws.backup.Plan(
        f"{name}-continuous",
        name=perimeter.name("continuous", limit=_PLAN_NAME_LIMIT),
        rules=[
            {
                "rule_name": "continuous",
                "target_vault_name": vaults.primary.name,
                "schedule": _DAILY,
                "schedule_expression_timezone": "Etc/UTC",
                "start_window": _START_MINUTES,
                "completion_window": _FIRST_COMPLETION_MINUTES,
                "enable_continuous_backup": True,
                "lifecycle": {"delete_after": lives.continuous},
            }
        ],
        tags=dict(perimeter.tags),
        opts=leaf(parent, perimeter),
    )
    buckets = f"arn:{partition(perimeter.region)}:s3:::*"
    for life in lives.classes:
        if life.has_objects:
            _select(f"{name}-{life.data_class}-continuous", args, life, plan, buckets, role, parent)


def _select(  # noqa: PLR0917 - one argument per part of a selection
    name: str, args: BackupArgs, life: ClassLife, plan: aws.backup.Plan, resources: str, role: ServiceRole, parent: pulumi.Resource
) -> None:
    """What bears the tag of the class and that of backup; the ARN and both conditions have to hold."""
    aws.backup.Selection(
        f"{name}-selection",
        name=life.data_class,
        plan_id=plan.id,
        iam_role_arn=role.role.arn,
        resources=[resources],
        conditions=[
            {
                "string_equals": [
                    {"key": "aws:ResourceTag/hds:data-class", "value": life.data_class},
                    *({"key": f"aws:ResourceTag/{key}", "value": value} for key, value in BACKED_UP.items()),
                ]
            }
        ],
        opts=leaf(parent, args.perimeter, depends_on=role.rights),
    )


def _tags(life: ClassLife) -> dict[str, str]:
    return {"hds:data-class": life.data_class, "hds:dscp": "yes" if life.health else "no"}
