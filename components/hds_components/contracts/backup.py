# SPDX-License-Identifier: Apache-2.0
"""Backup: copies apart from the stores, that an intruder cannot remove, and that are proven restorable (HDS-BCK-01 to 05, 07, 09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["REPORTS", "Backup", "BackupArgs", "BackupStore", "StoreKind"]

REPORTS = "backup-reports"
"""Short name of the store of backup reports; no other store has it."""

StoreKind: TypeAlias = Literal["objects", "relational", "table", "files"]


@dataclass(frozen=True, kw_only=True)
class BackupStore:
    """A store to be backed up. What is copied is chosen by its data class, so another store of the same class follows by itself.

    Args:
        name: short name.
        kind: what it is.
        data_class: a retention class of the catalogue.
        health: it holds personal health data.
        encryption_key: its own key, which also encrypts what restore tests bring back.
        retention_days: days its records are kept; no copy outlives them (HDS-GOV-06).
    """

    name: str
    kind: StoreKind
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    retention_days: int


@dataclass(frozen=True, kw_only=True)
class BackupArgs:
    """Vaults, plans and their proof.

    Args:
        perimeter: the environment; the phase decides how far vaults are locked.
        stores: what to back up; without any, vaults stand empty.
        encryption_key: key of the vaults and of the reports.
        custodians: principals that alone may delete a copy, shorten its life or open a vault; on AWS, names or ARNs of roles.
        log_destination: where the access to the reports is traced, and how long reports are kept.
        continuous_days: days of point-in-time recovery, where the cloud's backup service gives it (1 to 35 on AWS).
        daily_days: days a daily copy is kept.
        monthly_days: days a monthly copy is kept.
        restore_test_days: days between two restore tests; shorter than the life of every copy, so that each is young enough to be tested.
        grace_days: days during which a lock of the phase ``locked`` can still be taken back (3 or more on AWS).
        account_vault: identifier of a vault in the backup account; none while there is no such account.
        alert_destination: topic of the primary region that is told of what fails; ``replica_alert_destination`` its peer.
    """

    perimeter: Perimeter
    stores: tuple[BackupStore, ...]
    encryption_key: EncryptionKey
    custodians: tuple[str, ...]
    log_destination: LogDestination
    continuous_days: int = 35
    daily_days: int = 35
    monthly_days: int = 365
    restore_test_days: Literal[1, 7, 31] = 7
    grace_days: int = 7
    account_vault: str | None = None
    alert_destination: pulumi.Input[str] | None = None
    replica_alert_destination: pulumi.Input[str] | None = None


class Backup(Protocol):
    """``vault`` identifies the vault, ``replica_vault`` its peer in the replica region, where there is one."""

    vault: pulumi.Output[str]
    replica_vault: pulumi.Output[str] | None
