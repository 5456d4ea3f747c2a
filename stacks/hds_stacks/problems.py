# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a stack file, by the code of its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.problems import Problem, report
from hds_stacks.messages import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_controls.model import Text
    from hds_controls.positions import KeyPath, Positions

__all__ = ["problem"]


def problem(
    code: str,
    path: KeyPath,
    where: Positions,
    *,
    given: str | None = None,
    allowed: Text | str | None = None,
    facts: Mapping[str, Text | str | int] | None = None,
    **more: Text | str | int,
) -> Problem:
    """The problem of that code, worded from its facts.

    Args:
        code: a key of ``messages.SENTENCES``.
        path: of the setting, in the keys of the stack file.
        where: gives the line of the path.
        given: the value, already spelled.
        allowed: the values that would do.
        facts: what the sentences name between braces, beside ``key`` and ``given``.
        more: the same, by name.
    """
    return report(SENTENCES[code], code, path, where, given=given, allowed=allowed, facts={**(facts or {}), **more})
