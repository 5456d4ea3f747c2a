# SPDX-License-Identifier: Apache-2.0
"""Storage: object stores by data class, with every companion (HDS-ENC-01, HDS-LOC-02, HDS-SHR-01)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Storage", "StorageArgs", "Store"]


@dataclass(frozen=True, kw_only=True)
class Store:
    """One object store.

    Args:
        name: short name, unique in the environment.
        data_class: a retention class of the catalogue.
        health: it holds personal health data.
        encryption_key: its own key.
        retention_days: days an object is kept after it stopped being current; also the term of its lock.
        erased: current objects too are deleted after ``retention_days``: the class has a ceiling.
        replicated: copied to the replica region under the replica of its key.
        immutable: versions are locked by the perimeter's phase.
        backed_up: the backup plans of its data class take it.
    """

    name: str
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    retention_days: int
    erased: bool = False
    replicated: bool = True
    immutable: bool = False
    backed_up: bool = True


@dataclass(frozen=True, kw_only=True)
class StorageArgs:
    """The object stores of one environment."""

    perimeter: Perimeter
    stores: tuple[Store, ...]
    log_destination: LogDestination


class Storage(Protocol):
    """``stores`` holds the physical name of each store by its short name."""

    stores: Mapping[str, pulumi.Output[str]]
