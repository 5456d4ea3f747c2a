# SPDX-License-Identifier: Apache-2.0
"""Localisation: where resources, copies, logs and access are (HDS-LOC-*)."""

from __future__ import annotations

from hds_policies.rules.localisation import access, copies, edge, inference, metadata, names, regions, rights, services, telemetry, zones

__all__ = ["access", "copies", "edge", "inference", "metadata", "names", "regions", "rights", "services", "telemetry", "zones"]
