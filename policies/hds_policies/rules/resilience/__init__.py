# SPDX-License-Identifier: Apache-2.0
"""Resilience and failover (HDS-RES-01 to 05); importing it registers the rules."""

from __future__ import annotations

__all__: list[str] = []
