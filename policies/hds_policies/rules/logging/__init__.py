# SPDX-License-Identifier: Apache-2.0
"""Logging and traceability (HDS-LOG-01 to 12); importing it registers the rules."""

from __future__ import annotations

__all__: list[str] = []
