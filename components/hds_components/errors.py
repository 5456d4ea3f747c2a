# SPDX-License-Identifier: Apache-2.0
"""What can go wrong when an environment is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CapabilityUnavailable"]


class CapabilityUnavailable(Exception):  # noqa: N818 - the name says the state, and the report prints it
    """A cloud or a region cannot do what was asked.

    Args:
        capability: the capability's word, e.g. ``database``.
        where: the cloud or region that lacks it.
        controls: ids of the controls left without it.
        reason: one sentence with the public source of the limit.
    """

    def __init__(self, capability: str, where: str, controls: Sequence[str], reason: str) -> None:
        """Keep the parts for the report."""
        super().__init__(f"{capability} is not available on {where}: {reason} (controls left without it: {', '.join(controls)})")
        self.capability = capability
        self.where = where
        self.controls = tuple(controls)
        self.reason = reason
