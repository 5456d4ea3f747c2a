# SPDX-License-Identifier: Apache-2.0
"""Resilience and failover (HDS-RES-01 to 05); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.resilience import commitments, sites, zones

__all__ = ["commitments", "sites", "zones"]
