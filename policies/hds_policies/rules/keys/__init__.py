# SPDX-License-Identifier: Apache-2.0
"""Keys and secrets (HDS-KEY-01 to 06); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.keys import custody, destruction, leaks, passwords, rotation, separation, tenancy, use, vault

__all__ = ["custody", "destruction", "leaks", "passwords", "rotation", "separation", "tenancy", "use", "vault"]
