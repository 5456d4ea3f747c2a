# SPDX-License-Identifier: Apache-2.0
"""One region of the environment, as what watches it sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi

from hds_components.aws.stateful import leaf, replica_of

if TYPE_CHECKING:
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["Site", "sites"]


class Site(NamedTuple):
    """Where things are made: prefix of Pulumi names, region argument (None in the primary), region by name, key of alerts there."""

    name: str
    placed: str | None
    region: str
    key_arn: pulumi.Output[str]
    options: pulumi.ResourceOptions

    def after(self, *resources: pulumi.Resource) -> pulumi.ResourceOptions:
        """The options of what must wait for others."""
        return pulumi.ResourceOptions.merge(self.options, pulumi.ResourceOptions(depends_on=list(resources)))


def sites(name: str, args: MonitoringArgs, parent: pulumi.Resource) -> tuple[Site, ...]:
    """The primary region, and the replica region where there is one.

    Raises:
        ValueError: there is a replica region, and the key of alerts has no replica in it.
    """
    perimeter, guard = args.perimeter, leaf(parent, args.perimeter)
    primary = Site(name, None, perimeter.region, args.encryption_key.id, guard)
    replica = replica_of(perimeter, args.encryption_key, replicated=True)
    return (primary, Site(f"{name}-replica", replica.region, replica.region, replica.key_arn, guard)) if replica else (primary,)
