# SPDX-License-Identifier: Apache-2.0
"""Logs: trail, delivery and WORM archive of traces, configuration recorder (HDS-LOG-01 to 07, HDS-ENC-04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["ACCESS_LOGS", "ARCHIVE", "DELIVERY", "Logs", "LogsArgs"]

ACCESS_LOGS, DELIVERY, ARCHIVE = "access-logs", "log-delivery", "log-archive"
"""Short names of the log chain's own stores; no other store has one of them."""


@dataclass(frozen=True, kw_only=True)
class LogsArgs:
    """The log chain of one environment.

    Args:
        perimeter: the environment.
        encryption_key: key of trails, delivery stores and log groups.
        archive_key: key of the archive, under a stricter policy than what it archives.
        traced_stores: physical names of the health object stores whose data events are traced (``Cloud.store_name``).
        traced_tables: physical names of the health tables whose data events are traced (``Cloud.table_name``).
        retention_days: days kept ready for search in log groups and the delivery store.
        archive_days: days kept in the archive.
    """

    perimeter: Perimeter
    encryption_key: EncryptionKey
    archive_key: EncryptionKey
    traced_stores: tuple[str, ...] = ()
    traced_tables: tuple[str, ...] = ()
    retention_days: int = 365
    archive_days: int = 1095


class Logs(Protocol):
    """``destination`` is what other capabilities log to; ``archive`` identifies the archive store, ``trail`` the trail's log group."""

    destination: LogDestination
    archive: pulumi.Output[str]
    trail: pulumi.Output[str]
