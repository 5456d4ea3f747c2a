# SPDX-License-Identifier: Apache-2.0
"""A problem of well-formed settings, before it has a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_controls.model import Text
    from hds_controls.positions import KeyPath

__all__ = ["Issue"]


class Issue(NamedTuple):
    """Its code, its path in the settings, its value and facts."""

    code: str
    path: KeyPath
    given: str | None = None
    allowed: Text | str | None = None
    facts: Mapping[str, Text | str | int] = {}
