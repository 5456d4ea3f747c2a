# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with a register of waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.problems import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_controls.problems import Problem

__all__ = ["WaiversError"]


class WaiversError(Exception):
    """Everything that is wrong with the waivers of one run; ``hds_controls.problems.render`` words it in French too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, at least one."""
        self.problems = tuple(problems)
        super().__init__(render(self.problems, "en"))
