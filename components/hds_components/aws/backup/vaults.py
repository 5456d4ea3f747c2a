# SPDX-License-Identifier: Apache-2.0
"""Vaults: their key, their policy, their lock and whom they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import arn, principal_arn
from hds_components.aws.policies import deny, deny_outsiders, document
from hds_components.aws.stateful import leaf, replica_of

if TYPE_CHECKING:
    from hds_components.aws.backup.lives import Lives
    from hds_components.contracts.backup import BackupArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["Vaults", "make_vaults"]

_VAULT_NAME_LIMIT = 50
_REMOVE = (
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:DisassociateRecoveryPointFromParent",
    "backup:UpdateRecoveryPointLifecycle",
)
_OPEN = (
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DeleteBackupVaultNotifications",
    "backup:PutBackupVaultAccessPolicy",
    "backup:PutBackupVaultLockConfiguration",
)
_EVENTS = (
    "BACKUP_JOB_COMPLETED",
    "COPY_JOB_FAILED",
    "RECOVERY_POINT_MODIFIED",
    "RESTORE_JOB_COMPLETED",
    "S3_BACKUP_OBJECT_FAILED",
    "S3_RESTORE_OBJECT_FAILED",
)
"""A job that ended badly is a job completed, whose message says how; the events that named failures are no longer sent.

https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultNotifications.html
"""


class Vaults(NamedTuple):
    """The vault of each region; ``copies`` are the ARNs of the vaults that copies go to, known before they exist."""

    primary: aws.backup.Vault
    replica: aws.backup.Vault | None
    copies: tuple[str, ...]


class _Place(NamedTuple):
    """One of the two regions, none standing for the primary."""

    name: str
    region: str | None
    key: pulumi.Output[str]
    alerts: pulumi.Input[str] | None
    targets: tuple[str, ...]


def make_vaults(name: str, args: BackupArgs, lives: Lives, parent: pulumi.Resource) -> Vaults:
    """The vault of the primary region, and its peer where copies go.

    Raises:
        ValueError: there is a replica region, and the key has no replica in it.
    """
    perimeter = args.perimeter
    replica = replica_of(perimeter, args.encryption_key, replicated=True)
    account = (args.account_vault,) if args.account_vault else ()
    # Two names, so that nobody takes one vault for the other.
    here, there = (perimeter.name(what, limit=_VAULT_NAME_LIMIT) for what in ("backup", "backup-replica"))
    copies = (_arn(perimeter, there, replica.region), *account) if replica else account
    place = _Place(here, None, args.encryption_key.id, args.alert_destination, copies)
    primary = _vault(f"{name}-vault", args, lives, place, parent)
    if replica is None:
        return Vaults(primary, None, copies)
    back = (_arn(perimeter, here, perimeter.region), *account)
    place = _Place(there, replica.region, replica.key_arn, args.replica_alert_destination, back)
    return Vaults(primary, _vault(f"{name}-replica-vault", args, lives, place, parent), copies)


def _vault(name: str, args: BackupArgs, lives: Lives, place: _Place, parent: pulumi.Resource) -> aws.backup.Vault:
    perimeter = args.perimeter
    retained = perimeter.phase != "draft"
    opts = leaf(parent, perimeter, retained=retained)
    vault = aws.backup.Vault(
        name,
        name=place.name,
        kms_key_arn=place.key,
        force_destroy=False,
        region=place.region,
        tags={**perimeter.tags, "hds:dscp": "yes" if any(store.health for store in args.stores) else "no"},
        opts=opts,
    )
    locks = _lock(name, args, lives, vault, place, parent) if retained else []
    if place.alerts is not None:
        aws.backup.VaultNotifications(
            f"{name}-alerts",
            backup_vault_name=vault.name,
            backup_vault_events=list(_EVENTS),
            sns_topic_arn=place.alerts,
            region=place.region,
            opts=leaf(parent, perimeter),
        )
    # After the lock, because the policy refuses to everyone but the custodians to set or change one.
    aws.backup.VaultPolicy(
        f"{name}-policy",
        backup_vault_name=vault.name,
        policy=_policy(args, place),
        region=place.region,
        opts=leaf(parent, perimeter, retained=retained, depends_on=locks),
    )
    return vault


def _lock(  # noqa: PLR0917 - what a vault is made of
    name: str, args: BackupArgs, lives: Lives, vault: aws.backup.Vault, place: _Place, parent: pulumi.Resource
) -> list[pulumi.Resource]:
    """The lock of the phase, under a Pulumi name of its own.

    ``changeableForDays`` can only be given at creation, and AWS does not return it for a lock that holds: a change would replace the lock,
    which AWS refuses, or delete it while it can still be taken back. Another name makes a promotion a creation, which overwrites the lock
    of governance; that one is left in the cloud and must be released from the state first (``pulumi state unprotect``).
    https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
    """
    locked = args.perimeter.phase == "locked"
    lock = aws.backup.VaultLockConfiguration(
        f"{name}-lock-{args.perimeter.phase}",
        backup_vault_name=vault.name,
        min_retention_days=lives.shortest,
        max_retention_days=lives.longest,
        changeable_for_days=args.grace_days if locked else None,
        region=place.region,
        opts=pulumi.ResourceOptions.merge(
            leaf(parent, args.perimeter, retained=True), pulumi.ResourceOptions(ignore_changes=["changeableForDays"])
        ),
    )
    return [lock]


def _policy(args: BackupArgs, place: _Place) -> str:
    """Who removes copies and where copies go: custodians, and vaults that are ours (HDS-BCK-04, HDS-BCK-05, HDS-LOC-02).

    The policy belongs to one vault, so ``*`` is that vault and what it holds. Past ``draft`` nobody else changes the vault either: the
    deployer makes it once, and whatever comes after takes a custodian. Copies that come to their term are removed by the service itself.
    """
    perimeter = args.perimeter
    spared = {"ArnNotLike": {"aws:PrincipalArn": [principal_arn(perimeter, custodian) for custodian in args.custodians]}}
    elsewhere = {"ForAllValues:ArnNotLike": {"backup:CopyTargets": list(place.targets)}} if place.targets else None
    statements = [
        deny_outsiders(perimeter, ["*"], actions=("backup:*",)),
        deny("DenyRemoval", _REMOVE, ["*"], conditions=spared),
        deny("DenyCopiesElsewhere", ("backup:CopyFromBackupVault",), ["*"], conditions=elsewhere),
    ]
    if perimeter.phase != "draft":
        statements.append(deny("DenyOpening", _OPEN, ["*"], conditions=spared))
    return document(*statements)


def _arn(perimeter: Perimeter, vault: str, region: str) -> str:
    return arn(perimeter, "backup", f"backup-vault:{vault}", region=region)
