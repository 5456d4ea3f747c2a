# SPDX-License-Identifier: Apache-2.0
"""What the rules on archiving expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["ARCHIVING"]

ARCHIVING: dict[str, dict[Language, str]] = {
    "inventory_due": {
        "en": "an inventory of all versions of this archive (Inventory)",
        "fr": "un inventaire de toutes les versions de cette archive (Inventory)",
    },
}
