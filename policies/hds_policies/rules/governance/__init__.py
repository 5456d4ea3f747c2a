# SPDX-License-Identifier: Apache-2.0
"""Governance (HDS-GOV-01 to 11); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.governance import classes, stages, terms

__all__ = ["classes", "stages", "terms"]
