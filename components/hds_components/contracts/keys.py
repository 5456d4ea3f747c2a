# SPDX-License-Identifier: Apache-2.0
"""Keys: one customer key per purpose and data class (HDS-KEY-01 to 04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.perimeter import EncryptionKey, Perimeter

__all__ = ["PURPOSES", "TRACE_CLASSES", "WORKLOAD_PURPOSES", "Keys", "KeysArgs", "key_name"]

PURPOSES = ("logs", "archive", "network", "volumes", "secrets", "backup", "alerts")
"""Purposes that hold no data class of their own: traces, their archive, network logs, disks by default, secrets, backups, alerts."""

WORKLOAD_PURPOSES = {"machines": "sessions", "containers": "images"}
"""What each kind of workload needs beside: the key of administration sessions, the key of images."""

TRACE_CLASSES = {"logs": "technical-log", "archive": "access-trace"}
"""Retention classes of what the purposes of traces hold: the key and the stores of each carry the same one (HDS-KEY-01)."""


@dataclass(frozen=True, kw_only=True)
class KeysArgs:
    """Keys to make.

    Args:
        perimeter: the environment.
        stores: pairs of a purpose (``storage``, ``table``, ``relational``, ``files``, ``machines``, ``cluster``) and a data class; each
            gets its own key.
        administrators: principals that may administer keys and never use them; on AWS, names or ARNs of roles, ``*`` allowed at the end.
        purposes: purposes without data class; each gets its own key.
        break_glass: principals that alone may disable or delete a key and never use it, in the same form; without any, administrators
            may, but for the archive's key, which nobody may once the phase is past ``draft``.
        rotation_days: longest life of key material, in days (HDS-KEY-02: at most 365).
        deletion_window_days: days between a deletion order and the loss of the key (AWS allows 7 to 30).
    """

    perimeter: Perimeter
    stores: tuple[tuple[str, str], ...]
    administrators: tuple[str, ...]
    purposes: tuple[str, ...] = PURPOSES
    break_glass: tuple[str, ...] = ()
    rotation_days: int = 365
    deletion_window_days: int = 30


class Keys(Protocol):
    """``by_name`` holds one key per purpose and per store, under ``key_name``."""

    by_name: Mapping[str, EncryptionKey]


def key_name(purpose: str, data_class: str | None = None) -> str:
    """The name of a key in ``Keys.by_name``: ``logs``, ``storage-medical-record``."""
    return f"{purpose}-{data_class}" if data_class else purpose
