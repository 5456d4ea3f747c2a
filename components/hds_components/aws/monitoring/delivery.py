# SPDX-License-Identifier: Apache-2.0
"""Whether the findings of a region can be delivered to the store of the primary region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls import load

if TYPE_CHECKING:
    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["may_deliver"]


def may_deliver(site: Site, args: MonitoringArgs) -> bool:
    """GuardDuty and Macie deliver inside a region, and from any region to one that needs no opening, but not into an opened one.

    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
    https://docs.aws.amazon.com/macie/latest/APIReference/classification-export-configuration.html
    """
    store = load.regions()[args.perimeter.region]
    return site.region == store.name or not store.opt_in
