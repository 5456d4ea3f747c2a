# SPDX-License-Identifier: Apache-2.0
"""What types cannot say of backups and archives; see ``checks``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls import load, residency
from hds_controls.model import Text
from hds_controls.problems import spell
from hds_stacks.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hds_controls.residency import Cloud
    from hds_stacks.copies import ArchiveStore, Backup
    from hds_stacks.settings import DataClass, Store

__all__ = ["account_vault", "archive_terms", "copy_terms", "longest_copy", "restore_tests"]

_TEST_DAYS = (1, 7, 31)


def longest_copy(backup: Backup, stores: tuple[Store, ...], data_classes: Mapping[str, DataClass]) -> int:
    """Days that the oldest copy of a vault lives: none outlives the records of its class."""
    kept = [data_classes[store.data_class].retention_days for store in stores if store.data_class in data_classes]
    longest = max(backup.daily_days, backup.monthly_days)
    return min(longest, max(kept, default=longest))


def copy_terms(backup: Backup) -> Iterator[Issue]:
    """A monthly copy lives longer than a daily one."""
    if backup.monthly_days < backup.daily_days:
        allowed = Text(en=f"{backup.daily_days} or more", fr=f"{backup.daily_days} ou plus")
        yield Issue("monthly_under_daily", ("backup", "monthlyDays"), str(backup.monthly_days), allowed, {"daily": backup.daily_days})


def restore_tests(backup: Backup, stores: tuple[Store, ...], data_classes: Mapping[str, DataClass]) -> Iterator[Issue]:
    """Every copy is there for at least one restore test."""
    kept = [data_classes[store.data_class].retention_days for store in stores if store.data_class in data_classes]
    continuous = [backup.retention_days] if any(store.kind == "objects" for store in stores) else []
    shortest = min(backup.daily_days, *kept, *continuous) if kept else backup.daily_days
    if backup.vault and backup.restore_test_days >= shortest:
        allowed = ", ".join(str(days) for days in _TEST_DAYS if days < shortest)
        path, facts = ("backup", "restoreTestDays"), {"shortest": shortest}
        yield Issue("restore_test_too_rare", path, str(backup.restore_test_days), allowed or None, facts)


def account_vault(backup: Backup, account: str, organisation: str | None, cloud: Cloud) -> Iterator[Issue]:
    """The vault of the backup account is in the EEA, in another account, and in the organisation, which is there."""
    if backup.account_vault is None:
        return
    path, given = ("backup", "accountVault"), spell(backup.account_vault)
    region, owner = backup.account_vault.split(":")[3:5]
    allowed = residency.allowed_regions(cloud)
    if region not in allowed:
        yield Issue("vault_region", path, given, ", ".join(allowed), {"region": region})
    if owner == account:
        yield Issue("vault_of_same_account", path, given)
    if organisation is None:
        yield Issue("vault_without_organisation", path, given)


def archive_terms(archives: tuple[ArchiveStore, ...], data_classes: Mapping[str, DataClass]) -> Iterator[Issue]:
    """Nothing is eliminated before its term, nor kept past the ceiling of its class."""
    for index, archive in enumerate(archives):
        data_class = data_classes.get(archive.data_class)
        law = load.retention().get(data_class.retention_class) if data_class else None
        if data_class is None or law is None or archive.expiry_days is None:
            continue
        floor, ceiling = data_class.retention_days, law.maximum_days
        if archive.expiry_days < floor or (ceiling and archive.expiry_days > ceiling):
            allowed = Text(en=f"{floor} or more", fr=f"{floor} ou plus")
            if ceiling:
                allowed = Text(en=f"{floor} to {ceiling}", fr=f"{floor} à {ceiling}")
            yield Issue("expiry_outside_term", ("archives", index, "expiryDays"), str(archive.expiry_days), allowed, {"term": floor})
