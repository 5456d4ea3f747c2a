# SPDX-License-Identifier: Apache-2.0
"""One property that decides, as data: its path, the values that comply, and whether leaving it out does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.verdict import PASS, Verdict, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Resource

__all__ = ["OFF", "ON", "Switch", "switched"]

ON = (True, "true")
"""True, which the engine may carry as text."""
OFF = (False, "false")


class Switch(NamedTuple):
    """Where a kind says it, the values that comply, and whether the service's own default is one of them."""

    path: str
    comply: tuple[Any, ...] = ON
    by_default: bool = False


def switched(resource: Resource, switch: Switch) -> Verdict:
    """The property has a value that complies."""
    return one_of(resource, switch.path, *switch.comply, absent=PASS if switch.by_default else None)
