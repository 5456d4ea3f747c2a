# SPDX-License-Identifier: Apache-2.0
"""A shared file system on EFS, regional: its data are in several zones even when the store does not ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.database.access import client_access
from hds_components.aws.naming import root_arn
from hds_components.aws.policies import allow, deny_insecure_transport, document
from hds_components.aws.stateful import leaf, replica_of, tags_of

if TYPE_CHECKING:
    from hds_components.contracts.database import DatabaseArgs, DatabaseStore
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["make_files"]

_NFS_PORT = 2049
_TOKEN_LIMIT = 64


def make_files(name: str, args: DatabaseArgs, store: DatabaseStore, parent: pulumi.Resource) -> pulumi.Output[str]:
    """The id of a file system: own key, one mount target per data subnet, TLS and a named caller, daily backup, copy in the replica region.

    EFS keeps its automatic backups 35 days whatever ``backup_days`` says (https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html). It
    makes the copy itself, read-only and without mount target, under the replica of the key; the policy and the tags do not follow
    (https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html).
    """
    perimeter = args.perimeter
    opts = leaf(parent, perimeter)
    system = aws.efs.FileSystem(
        name,
        creation_token=perimeter.name(store.name, limit=_TOKEN_LIMIT),
        encrypted=True,
        kms_key_id=store.encryption_key.id,
        throughput_mode="elastic",
        # One element each: EFS takes one transition per policy.
        lifecycle_policies=[
            {"transition_to_ia": "AFTER_30_DAYS"},
            {"transition_to_archive": "AFTER_90_DAYS"},
            {"transition_to_primary_storage_class": "AFTER_1_ACCESS"},
        ],
        protection={"replication_overwrite": "ENABLED"},
        tags={
            **tags_of(perimeter, data_class=store.data_class, health=store.health, backed_up=store.backed_up),
            "Name": perimeter.name(store.name),
        },
        opts=opts,
    )
    aws.efs.FileSystemPolicy(f"{name}-policy", file_system_id=system.id, policy=_policy(perimeter), opts=opts)
    aws.efs.BackupPolicy(f"{name}-backup", file_system_id=system.id, backup_policy={"status": "ENABLED"}, opts=opts)
    access = client_access(name, args, store, _NFS_PORT, parent)
    for index, subnet in enumerate(args.subnet_ids):
        aws.efs.MountTarget(
            f"{name}-mount-{index}",
            file_system_id=system.id,
            subnet_id=subnet,
            security_groups=[access.id],
            opts=pulumi.ResourceOptions(parent=parent),
        )
    replica = replica_of(perimeter, store.encryption_key, replicated=store.replicated)
    if replica:
        aws.efs.ReplicationConfiguration(
            f"{name}-replication",
            source_file_system_id=system.id,
            destination={"region": replica.region, "kms_key_id": replica.key_arn},
            opts=opts,
        )
    return system.id


def _policy(perimeter: Perimeter) -> str:
    """Refuse plain NFS, and admit the account's principals as far as their own policies do: anonymous clients are no principal.

    Root access is left to those policies too. The policy belongs to one file system, so ``*`` is that file system, and its text is known
    at preview. https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    """
    return document(
        *deny_insecure_transport(["*"], actions=("elasticfilesystem:*",)),
        allow(
            "AllowAccount",
            ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"),
            ["*"],
            principal={"AWS": root_arn(perimeter)},
            conditions={"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
        ),
    )
