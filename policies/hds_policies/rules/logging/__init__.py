# SPDX-License-Identifier: Apache-2.0
"""Logging and traceability (HDS-LOG-01 to 12); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.logging import access, alerts, gathering, groups, retention, sessions, sources, trails, writers

__all__ = ["access", "alerts", "gathering", "groups", "retention", "sessions", "sources", "trails", "writers"]
