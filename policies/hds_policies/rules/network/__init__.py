# SPDX-License-Identifier: Apache-2.0
"""Network isolation (HDS-NET-01 to 08); importing it registers the rules."""

from __future__ import annotations

__all__: list[str] = []
