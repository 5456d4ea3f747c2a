# SPDX-License-Identifier: Apache-2.0
"""How deep a document may nest before anything walks it: deeper ones, and YAML that contains itself, would exhaust the stack."""

from __future__ import annotations

from typing import Any, Final

from hds_policies.values import is_list, is_map

__all__ = ["DEEPEST", "is_too_deep"]

DEEPEST: Final = 150
"""Levels of nesting; what Pulumi writes stays under fifty."""


def is_too_deep(document: Any) -> bool:
    """Whether a value nests deeper than ``DEEPEST``, found without recursion; a shared part is visited once per level."""
    level: list[Any] = [document]
    for _ in range(DEEPEST):
        below: list[Any] = [child for node in level for child in (node.values() if is_map(node) else node if is_list(node) else ())]
        level = list({id(child): child for child in below if is_map(child) or is_list(child)}.values())
        if not level:
            return False
    return True
