# SPDX-License-Identifier: Apache-2.0
"""Supervision and operations (HDS-OPS-01 to 07); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.supervision import alarms, baselines, detection, findings, hosts, incidents, patches, recorders, topics

__all__ = ["alarms", "baselines", "detection", "findings", "hosts", "incidents", "patches", "recorders", "topics"]
