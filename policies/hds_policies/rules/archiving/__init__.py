# SPDX-License-Identifier: Apache-2.0
"""Archiving (HDS-ARC-01 to 03); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.archiving import archives, removal

__all__ = ["archives", "removal"]
