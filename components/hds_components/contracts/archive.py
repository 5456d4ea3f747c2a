# SPDX-License-Identifier: Apache-2.0
"""Archive: closed records on write-once stores, by record class (HDS-ARC-01 to 03)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Archive", "ArchiveArgs", "ArchiveStore"]


@dataclass(frozen=True, kw_only=True)
class ArchiveStore:
    """One archive. A record is written once under its name, and stays as it was written.

    Args:
        name: short name, unique among all stores of the environment.
        data_class: a retention class of the catalogue.
        health: it holds personal health data.
        encryption_key: its own key, that nobody may destroy beside the break-glass principals (purpose ``records``).
        retention_days: days a record is locked from its entry, as far as the perimeter's phase goes.
        expiry_days: age at which a record is eliminated; none keeps it until somebody decides, because most terms run from an event
            that the archive does not see: a last visit, a birthday, a death (CSP R.1112-7).
        legal_hold: nothing is eliminated, by age or by hand, while litigation suspends the terms.
        replicated: copied to the replica region under the replica of its key.
    """

    name: str
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    retention_days: int
    expiry_days: int | None = None
    legal_hold: bool = False
    replicated: bool = True


@dataclass(frozen=True, kw_only=True)
class ArchiveArgs:
    """The archives of one environment.

    ``custodians`` alone may eliminate a record, lift its hold or, in the phase ``governance``, its lock; on AWS, names or ARNs of roles.
    """

    perimeter: Perimeter
    stores: tuple[ArchiveStore, ...]
    custodians: tuple[str, ...]
    log_destination: LogDestination


class Archive(Protocol):
    """``stores`` holds the physical name of each archive by its short name."""

    stores: Mapping[str, pulumi.Output[str]]
