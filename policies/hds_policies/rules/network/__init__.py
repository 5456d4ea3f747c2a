# SPDX-License-Identifier: Apache-2.0
"""Network isolation (HDS-NET-01 to 07); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.network import administration, egress, endpoints, exposure, filtering, placement, segregation, web

__all__ = ["administration", "egress", "endpoints", "exposure", "filtering", "placement", "segregation", "web"]
