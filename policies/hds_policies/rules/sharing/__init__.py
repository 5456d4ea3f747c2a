# SPDX-License-Identifier: Apache-2.0
"""Sharing and leakage (HDS-SHR-01 to 07); importing it registers the rules."""

from __future__ import annotations

__all__: list[str] = []
