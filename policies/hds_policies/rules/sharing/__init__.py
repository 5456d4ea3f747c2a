# SPDX-License-Identifier: Apache-2.0
"""Sharing and leakage (HDS-SHR-01 to 07); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.sharing import exports, interfaces, links, outsiders, policies, public_access, shares, snapshots

__all__ = ["exports", "interfaces", "links", "outsiders", "policies", "public_access", "shares", "snapshots"]
