# SPDX-License-Identifier: Apache-2.0
"""The part of an environment that keeps copies and archives: the same program on every cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_components.contracts.archive import ArchiveArgs, ArchiveStore
from hds_components.contracts.backup import BackupArgs, BackupStore
from hds_components.contracts.keys import key_name
from hds_controls.load import retention
from hds_stacks.build_access import emergency_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pulumi

    from hds_components.contracts.cloud import Cloud
    from hds_components.contracts.perimeter import EncryptionKey
    from hds_stacks.build_workloads import Ground
    from hds_stacks.settings import Settings, Store

__all__ = ["Topics", "archive_keys", "build_archives", "build_backups"]

_RECORDS = "records"
"""Purpose of the keys of archives, each by data class."""

Topics = tuple["pulumi.Input[str] | None", "pulumi.Input[str] | None"]
"""Whom failures are told: a topic of the primary region, and its peer in the replica region."""


def archive_keys(settings: Settings) -> Iterator[tuple[str, str]]:
    """Pairs of a purpose and a data class: each archived class has its own key."""
    return ((_RECORDS, archive.data_class) for archive in settings.archives)


def build_archives(settings: Settings, cloud: Cloud, ground: Ground, opts: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Build the archives of the stack file, and give what the contract says of them: the physical name of each."""
    if not settings.archives:
        return {}
    stores = tuple(
        ArchiveStore(
            name=archive.name,
            data_class=archive.data_class,
            health=settings.holds_health(archive.data_class),
            encryption_key=ground.keys.by_name[key_name(_RECORDS, archive.data_class)],
            retention_days=settings.data_classes[archive.data_class].retention_days,
            expiry_days=archive.expiry_days or _ceiling(settings, archive.data_class),
            legal_hold=archive.legal_hold,
            replicated=settings.replica_region is not None,
        )
        for archive in settings.archives
    )
    args = ArchiveArgs(
        perimeter=ground.perimeter, stores=stores, custodians=_custodians(settings, cloud, ground), log_destination=ground.logs.destination
    )
    return dict(cloud.Archive("archive", args, opts).stores)


def build_backups(
    settings: Settings,
    cloud: Cloud,
    ground: Ground,
    key_of: Callable[[Store], EncryptionKey],
    opts: pulumi.ResourceOptions,
    *,
    topics: Topics = (None, None),
) -> Mapping[str, Any] | None:
    """Build vaults and plans, and give what the contract says of them; none where the stack file keeps none.

    Args:
        settings: the stack file.
        cloud: where.
        ground: what stands before.
        key_of: the key of a store.
        opts: carries the provider.
        topics: whom failures are told.
    """
    if not settings.backup.vault:
        return None
    stores = tuple(
        BackupStore(
            name=store.name,
            kind=store.kind,
            data_class=store.data_class,
            health=settings.holds_health(store.data_class),
            encryption_key=key_of(store),
            retention_days=settings.data_classes[store.data_class].retention_days,
        )
        for store in settings.stores
    )
    args = BackupArgs(
        perimeter=ground.perimeter,
        stores=stores,
        encryption_key=ground.keys.by_name["backup"],
        custodians=_custodians(settings, cloud, ground),
        log_destination=ground.logs.destination,
        continuous_days=settings.backup.retention_days,
        daily_days=settings.backup.daily_days,
        monthly_days=settings.backup.monthly_days,
        restore_test_days=settings.backup.restore_test_days,
        account_vault=settings.backup.account_vault,
        alert_destination=topics[0],
        replica_alert_destination=topics[1],
    )
    backup = cloud.Backup("backup", args, opts)
    return {"vault": backup.vault, "replicaVault": backup.replica_vault}


def _custodians(settings: Settings, cloud: Cloud, ground: Ground) -> tuple[str, ...]:
    """Emergency roles, or the administrators where there are none: the same that may destroy keys."""
    return emergency_roles(settings, cloud, ground.perimeter) or settings.administrators


def _ceiling(settings: Settings, data_class: str) -> int | None:
    """The term itself where the law sets a ceiling: past it nothing may stay."""
    chosen = settings.data_classes[data_class]
    return chosen.retention_days if retention()[chosen.retention_class].maximum_days else None
