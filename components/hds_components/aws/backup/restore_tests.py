# SPDX-License-Identifier: Apache-2.0
"""Restore tests: a copy of each kind and data class is brought back on a schedule, kept for a look, and deleted (HDS-BCK-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.naming import subnet_group_name
from hds_components.aws.stateful import BACKED_UP, leaf

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.aws.backup.lives import Lives
    from hds_components.aws.backup.roles import ServiceRole
    from hds_components.aws.backup.vaults import Vaults
    from hds_components.contracts.backup import BackupArgs, BackupStore
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["prove_restores"]

_NAME_LIMIT = 50
_SCHEDULES = {1: "cron(0 9 * * ? *)", 7: "cron(0 9 ? * SUN *)", 31: "cron(0 9 1 * ? *)"}
_START_HOURS, _VALIDATION_HOURS = 8, 24
_LONGEST_WINDOW_DAYS = 365
_TYPES = {"objects": "S3", "relational": "RDS", "table": "DynamoDB", "files": "EFS"}


def prove_restores(name: str, args: BackupArgs, lives: Lives, vaults: Vaults, role: ServiceRole, parent: pulumi.Resource) -> None:  # noqa: PLR0917
    """Bring back any copy that is young enough to be in every class, so that older ones are tried too and not the last alone.

    What is brought back holds the same data as the store: it takes the store's own key, and AWS Backup deletes it after a day. A database
    comes back in the data subnets under the emptied default security group, where nothing reaches it.
    """
    perimeter = args.perimeter
    plan = aws.backup.RestoreTestingPlan(
        f"{name}-restore-tests",
        name=_identifier(perimeter.name("restore", limit=_NAME_LIMIT)),
        schedule_expression=_SCHEDULES[args.restore_test_days],
        schedule_expression_timezone="Etc/UTC",
        start_window_hours=_START_HOURS,
        recovery_point_selection={
            "algorithm": "RANDOM_WITHIN_WINDOW",
            "include_vaults": [vaults.primary.arn],
            "recovery_point_types": ["SNAPSHOT", "CONTINUOUS"],
            "selection_window_days": min(lives.shortest, _LONGEST_WINDOW_DAYS),
        },
        tags=dict(perimeter.tags),
        opts=leaf(parent, perimeter),
    )
    for store in {(store.kind, store.data_class): store for store in args.stores}.values():
        aws.backup.RestoreTestingSelection(
            f"{name}-restore-{store.kind}-{store.data_class}",
            name=_identifier(f"{store.kind}-{store.data_class}"),
            restore_testing_plan_name=plan.name,
            protected_resource_type=_TYPES[store.kind],
            iam_role_arn=role.role.arn,
            protected_resource_conditions={
                "string_equals": [
                    {"key": "aws:ResourceTag/hds:data-class", "value": store.data_class},
                    *({"key": f"aws:ResourceTag/{key}", "value": value} for key, value in BACKED_UP.items()),
                ]
            },
            restore_metadata_overrides=_overrides(perimeter, store),
            validation_window_hours=_VALIDATION_HOURS,
            opts=leaf(parent, perimeter, depends_on=role.rights),
        )


def _identifier(name: str) -> str:
    """Names of restore tests hold no hyphen."""
    return name.replace("-", "_")


def _overrides(perimeter: Perimeter, store: BackupStore) -> Mapping[str, pulumi.Input[str]]:
    """What the service would infer otherwise: its own keys, and the default network, which the environment does not have.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
    """
    key = store.encryption_key.id
    by_kind: dict[str, Mapping[str, pulumi.Input[str]]] = {
        "objects": {"encryptionType": "SSE-KMS", "kmsKey": key},
        "relational": {"dbSubnetGroupName": subnet_group_name(perimeter, store.name)},
        "table": {"encryptionType": "KMS", "kmsMasterKeyArn": key},
        "files": {"kmsKeyId": key},
    }
    return by_kind[store.kind]
