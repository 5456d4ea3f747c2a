# SPDX-License-Identifier: Apache-2.0
"""The workflow of irreversible settings; see ``checks``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.model import Text
from hds_controls.problems import spell
from hds_stacks.copy_checks import longest_copy
from hds_stacks.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hds_stacks.copies import ArchiveStore, Backup
    from hds_stacks.settings import Archive, DataClass, Lock, Store

__all__ = ["lock_confirmed", "lock_in_production", "lock_sentence"]


def lock_sentence(  # noqa: PLR0917 - one argument per setting that locks something
    tenant: str,
    stage: str,
    stores: tuple[Store, ...],
    data_classes: Mapping[str, DataClass],
    archive: Archive,
    archives: tuple[ArchiveStore, ...],
    backup: Backup,
) -> str:
    """The sentence that confirms a lock: it names the environment, each thing that is locked and its term in days."""
    immutable = [*(store for store in stores if store.kind == "objects" and store.immutable), *archives]
    terms = {store.name: data_classes[store.data_class].retention_days for store in immutable if store.data_class in data_classes}
    things = [f"archive for {archive.retention_days} days", *(f"{name} for {days} days" for name, days in sorted(terms.items()))]
    if backup.vault:
        things.insert(1, f"backups for up to {longest_copy(backup, stores, data_classes)} days")
    return f"lock {tenant}-{stage}: {', '.join(things)}"


def lock_in_production(lock: Lock, stage: str) -> Iterator[Issue]:
    """What nobody can undo is for production only."""
    if lock.phase == "locked" and stage != "production":
        yield Issue("lock_stage", ("lock", "phase"), "locked", "draft, governance", {"stage": stage})


def lock_confirmed(lock: Lock, confirmation: str | None) -> Iterator[Issue]:
    """Going to ``locked`` needs the sentence, which is none when it cannot be told yet."""
    if lock.phase != "locked":
        if lock.confirmation is not None:
            yield Issue("confirmation_without_lock", ("lock", "confirmation"), facts={"phase": lock.phase})
        return
    if lock.confirmation is None or lock.confirmation != confirmation:
        given = Text(en="none is given", fr="aucune n'est donnée")
        if lock.confirmation is not None:
            said = spell(lock.confirmation)
            given = Text(en=f"{said} is given", fr=f"{said} est donné")
        allowed = f'"{confirmation}"' if confirmation else None
        yield Issue("lock_confirmation", ("lock", "confirmation"), allowed=allowed, facts={"given": given})
