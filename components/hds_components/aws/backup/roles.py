# SPDX-License-Identifier: Apache-2.0
"""What AWS Backup acts as: one role copies, another restores, and neither runs a workload (HDS-BCK-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi_aws as aws

from hds_components.aws.naming import partition, role_name
from hds_components.aws.policies import assume_role
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.backup import BackupArgs

__all__ = ["ServiceRole", "copying_role", "restoring_role"]


class ServiceRole(NamedTuple):
    """A role, and the rights that must be there before it is used."""

    role: aws.iam.Role
    rights: list[pulumi.Resource]


def copying_role(name: str, args: BackupArgs, parent: pulumi.Resource) -> ServiceRole:
    """The role that makes copies and ends them when their term has come.

    The rights are those that AWS writes for the service: they name every resource of the account, and the plans' selections choose.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
    """
    return _role(
        name, args, "backup", ("service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"), parent
    )


def restoring_role(name: str, args: BackupArgs, parent: pulumi.Resource) -> ServiceRole:
    """The role that brings copies back, in tests and for real."""
    policies = ("service-role/AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Restore")
    return _role(name, args, "restore", policies, parent)


def _role(name: str, args: BackupArgs, what: str, policies: tuple[str, ...], parent: pulumi.Resource) -> ServiceRole:
    """Protected: without the role that made them, copies may outlive their term.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-iam.html
    """
    perimeter = args.perimeter
    opts = leaf(parent, perimeter)
    role = aws.iam.Role(
        f"{name}-{what}",
        name=role_name(perimeter, what),
        assume_role_policy=assume_role("backup", deputy_of=perimeter),
        tags=dict(perimeter.tags),
        opts=opts,
    )
    rights: list[pulumi.Resource] = [
        aws.iam.RolePolicyAttachment(
            f"{name}-{what}-{index}", role=role.name, policy_arn=f"arn:{partition(perimeter.region)}:iam::aws:policy/{policy}", opts=opts
        )
        for index, policy in enumerate(policies)
    ]
    return ServiceRole(role, rights)
