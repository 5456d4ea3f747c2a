# SPDX-License-Identifier: Apache-2.0
"""What a stack file says of backups and archives."""

from typing import Annotated, Literal

from pydantic import Field

from hds_stacks.patterns import Resource, VaultId
from hds_stacks.section import Section

__all__ = ["ArchiveStore", "Backup"]


class Backup(Section):
    """Objectives of backup, and how copies are kept."""

    rpo_minutes: Annotated[int, Field(ge=1, le=1440)]
    """Most data that may be lost, in minutes; at most a day (HDS-BCK-02)."""
    rto_minutes: Annotated[int, Field(ge=1, le=43200)]
    """Longest time to be back in service, in minutes."""
    retention_days: Annotated[int, Field(ge=1, le=35)]
    """Days of point-in-time recovery."""
    vault: bool
    """Copies are also kept in vaults apart from the stores, locked as far as the lock phase goes, and tested."""
    daily_days: Annotated[int, Field(ge=2, le=36500)]
    """Days a daily copy is kept in the vaults, if its records are kept that long."""
    monthly_days: Annotated[int, Field(ge=2, le=36500)]
    """Days a monthly copy is kept in the vaults, if its records are kept that long."""
    restore_test_days: Literal[1, 7, 31]
    """Days between two restore tests: every day, week or month; shorter than the life of any copy."""
    account_vault: VaultId | None = None
    """Vault of a backup account of the same organisation, where each copy goes too."""


class ArchiveStore(Section):
    """An archive of closed records: each is written once, and locked for the retention of its data class."""

    name: Resource
    """Short name, unique among stores and archives."""
    data_class: Resource
    """One of the keys of dataClasses."""
    expiry_days: Annotated[int, Field(ge=1, le=36500)] | None = None
    """Age at which a record is eliminated; without it, at the ceiling of the class where the law sets one, else by decision only."""
    legal_hold: bool = False
    """Litigation suspends the terms: nothing is eliminated, by age or by hand."""
