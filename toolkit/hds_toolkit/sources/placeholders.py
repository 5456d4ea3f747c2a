# SPDX-License-Identifier: Apache-2.0
"""Stated answers to provider functions that need an account: constants of documentation, never a guess about a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["answer", "unknown"]


def answer(token: str, arguments: Mapping[str, Any], config: Mapping[str, str]) -> dict[str, Any] | None:
    """The stated answer to a function, or none when there is none."""
    del token, arguments, config
    return None


def unknown(token: str) -> dict[str, Any]:
    """An answer of which nothing is known."""
    del token
    return {}
