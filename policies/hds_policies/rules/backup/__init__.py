# SPDX-License-Identifier: Apache-2.0
"""Backup and restore (HDS-BCK-01 to 09); importing it registers the rules."""

from __future__ import annotations

__all__: list[str] = []
