# SPDX-License-Identifier: Apache-2.0
"""How long copies live, by data class: what plans, locks, restore tests and audits all start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_components.contracts.backup import BackupArgs, BackupStore

__all__ = ["ClassLife", "Lives", "lives_of"]


@dataclass(frozen=True)
class ClassLife:
    """The stores of one data class, and the days that their daily and monthly copies live; no month where a day lives as long."""

    data_class: str
    stores: tuple[BackupStore, ...]
    daily: int
    monthly: int | None

    @property
    def health(self) -> bool:
        """Some store of the class holds personal health data."""
        return any(store.health for store in self.stores)

    @property
    def has_objects(self) -> bool:
        """Some store of the class is an object store."""
        return any(store.kind == "objects" for store in self.stores)


@dataclass(frozen=True)
class Lives:
    """All classes; ``continuous`` is the term of point-in-time recovery of object stores, none when there is no object store."""

    classes: tuple[ClassLife, ...]
    continuous: int | None
    shortest: int
    longest: int


def lives_of(args: BackupArgs) -> Lives:
    """The lives of copies: as asked, and never longer than the records themselves (HDS-GOV-06)."""
    classes = tuple(_class(args, data_class) for data_class in dict.fromkeys(store.data_class for store in args.stores))
    objects = [store.retention_days for store in args.stores if store.kind == "objects"]
    continuous = min(args.continuous_days, *objects) if objects else None
    terms = [term for life in classes for term in (life.daily, life.monthly) if term is not None]
    every = [*terms, *([continuous] if continuous is not None else [])] or [args.daily_days]
    return Lives(classes, continuous, min(every), max(every))


def _class(args: BackupArgs, data_class: str) -> ClassLife:
    stores = tuple(store for store in args.stores if store.data_class == data_class)
    kept = min(store.retention_days for store in stores)
    daily, monthly = min(args.daily_days, kept), min(args.monthly_days, kept)
    return ClassLife(data_class, stores, daily, monthly if monthly > daily else None)
