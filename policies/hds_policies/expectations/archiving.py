# SPDX-License-Identifier: Apache-2.0
"""What the rules on archiving expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["ARCHIVING"]

ARCHIVING: dict[str, dict[Language, str]] = {
    "refuses_removal": {
        "en": "a policy that denies everyone, but named callers, to bypass the lock, to delete versions and to lift a legal hold",
        "fr": "une politique qui refuse à tous, sauf appelants nommés, de passer le verrou, d'effacer des versions et de lever un gel",
    },
    "list_receiver": {
        "en": "a bucket of the program that receives the list",
        "fr": "un compartiment du programme qui reçoit la liste",
    },
    "inventory_due": {
        "en": "an inventory of all versions of this archive (Inventory)",
        "fr": "un inventaire de toutes les versions de cette archive (Inventory)",
    },
}
