# SPDX-License-Identifier: Apache-2.0
"""Backup and restore (HDS-BCK-01 to 09); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.backup import deletion, plans, restore_tests, stores, vaults

__all__ = ["deletion", "plans", "restore_tests", "stores", "vaults"]
