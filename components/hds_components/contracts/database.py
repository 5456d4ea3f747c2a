# SPDX-License-Identifier: Apache-2.0
"""Database: relational service, tables and shared files (HDS-ENC-03, HDS-ENC-06, HDS-BCK-02, HDS-RES-01)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Database", "DatabaseArgs", "DatabaseStore"]


@dataclass(frozen=True, kw_only=True)
class DatabaseStore:
    """One database of one kind.

    Args:
        name: short name, unique in the environment.
        kind: ``relational`` (PostgreSQL), ``table`` (key-value), ``files`` (shared file system).
        data_class: a retention class of the catalogue.
        health: it holds personal health data.
        encryption_key: its own key.
        backup_days: days of point-in-time recovery kept (1 to 35 on AWS).
        replicated: copied, or its backups copied, to the replica region.
        zone_redundant: survives the loss of one zone.
        size: instance class of a relational database, e.g. ``db.r8g.large``.
        storage_gb: first size of a relational database's disk, in GiB; it grows to four times that.
        partition_key: name of a table's partition key (text).
        backed_up: the backup plans of its data class take it.
    """

    name: str
    kind: Literal["relational", "table", "files"]
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    backup_days: int = 35
    replicated: bool = True
    zone_redundant: bool = True
    size: str = "db.r8g.large"
    storage_gb: int = 100
    partition_key: str = "id"
    backed_up: bool = True


@dataclass(frozen=True, kw_only=True)
class DatabaseArgs:
    """The databases of one environment and the subnets they live in.

    ``secrets_key`` encrypts the managed master password; ``network_id`` and ``subnet_ids`` are the data subnets, ``client_ranges`` the
    CIDR blocks of the clients.
    """

    perimeter: Perimeter
    stores: tuple[DatabaseStore, ...]
    network_id: pulumi.Input[str]
    subnet_ids: tuple[pulumi.Input[str], ...]
    client_ranges: tuple[str, ...]
    secrets_key: EncryptionKey
    log_destination: LogDestination


class Database(Protocol):
    """``endpoints`` holds the address of each relational database, the name of each table, the id of each file system, by short name."""

    endpoints: Mapping[str, pulumi.Output[str]]
