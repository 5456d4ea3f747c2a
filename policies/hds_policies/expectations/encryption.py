# SPDX-License-Identifier: Apache-2.0
"""What rules on encryption alone expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["ENCRYPTION"]

ENCRYPTION: dict[str, dict[Language, str]] = {
    "disks_by_default": {
        "en": "encryption of disks by default (EncryptionByDefault) in {0}, because of {1}",
        "fr": "le chiffrement des disques par défaut (EncryptionByDefault) en {0}, à cause de {1}",
    },
    "default_disk_key": {
        "en": "a key of the customer for disks by default (DefaultKmsKey) in {0}, because of {1}",
        "fr": "une clé du client pour les disques par défaut (DefaultKmsKey) en {0}, à cause de {1}",
    },
}
