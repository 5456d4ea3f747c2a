# SPDX-License-Identifier: Apache-2.0
"""Encryption at rest and in transit (HDS-ENC-01 to 08); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.encryption import (
    certificates,
    copies,
    databases,
    internal,
    objects,
    plain_text,
    stores,
    tls,
    volumes,
    writes,
)

__all__ = ["certificates", "copies", "databases", "internal", "objects", "plain_text", "stores", "tls", "volumes", "writes"]
