# SPDX-License-Identifier: Apache-2.0
"""Where each setting stands in its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEEPEST", "KeyPath", "Positions"]

KeyPath = tuple[str | int, ...]
"""Keys and list indices from the ``config`` of a stack file down: ``("hds:stores", 2, "name")``."""

DEEPEST = 32
"""No setting, ours or a provider's, nests deeper; beyond, a text is an accident or an attack."""


@dataclass(frozen=True, kw_only=True)
class Positions:
    """Lines of the keys and list items of one file, counted from 1.

    ``file`` is the name to print; without lines, the values come from somewhere else than a file.
    """

    file: str
    lines: Mapping[KeyPath, int] = field(default_factory=dict[KeyPath, int])

    def line(self, path: KeyPath) -> int | None:
        """The line of the setting, or of what would contain it when it is not in the file."""
        for length in range(len(path), -1, -1):
            if (found := self.lines.get(path[:length])) is not None:
                return found
        return None
