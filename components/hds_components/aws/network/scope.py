# SPDX-License-Identifier: Apache-2.0
"""What every part of one network shares: its arguments, its address plan and the component it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.contracts.addresses import AddressPlan
    from hds_components.contracts.network import NetworkArgs

__all__ = ["Scope"]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One network under construction; ``name`` begins the Pulumi name of each of its resources."""

    name: str
    args: NetworkArgs
    plan: AddressPlan
    parent: pulumi.Resource

    @property
    def egress(self) -> bool:
        """Some domain may be reached from inside."""
        return bool(self.args.egress_domains)

    def options(self, *, guarded: bool = False, after: Sequence[pulumi.Resource] = ()) -> pulumi.ResourceOptions:
        """Options of a leaf; guarded ones refuse deletion when the perimeter is protected."""
        if guarded:
            return leaf(self.parent, self.args.perimeter, depends_on=list(after))
        return pulumi.ResourceOptions(parent=self.parent, depends_on=list(after))

    def physical(self, what: str, limit: int) -> str:
        """A physical name within the service's limit."""
        return self.args.perimeter.name(self.name, what, limit=limit)

    def tags(self, what: str, **more: str) -> dict[str, str]:
        """Tags of the environment, the name shown in consoles (256 characters at most) and, by keyword, the tier."""
        own = {f"hds:{key}": value for key, value in more.items()}
        return {**self.args.perimeter.tags, "Name": self.physical(what, 256), **own}
