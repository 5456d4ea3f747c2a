# SPDX-License-Identifier: Apache-2.0
"""Monitoring on AWS: detectors, alarms with an owner and an action, and the test page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.monitoring.counts import raise_counts
from hds_components.aws.monitoring.detectors import watch_posture, watch_threats, watch_vulnerabilities
from hds_components.aws.monitoring.discovery import search_health_data
from hds_components.aws.monitoring.events import raise_events, test_page
from hds_components.aws.monitoring.site import sites
from hds_components.aws.monitoring.topics import name_contacts, open_topics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import Detector, MonitoringArgs

__all__ = ["Monitoring"]

_EVERYWHERE: dict[Detector, Callable[[Site, MonitoringArgs], None]] = {
    "threats": watch_threats,
    "posture": watch_posture,
    "vulnerabilities": watch_vulnerabilities,
}
"""Detectors of each region; the search for health data stands where the originals of the stores are."""


class Monitoring(pulumi.ComponentResource):
    """What watches both regions, and tells the owner of each alarm by its mailbox (HDS-LOG-10, HDS-OPS-01, HDS-OPS-03).

    Every leaf is protected in a protected environment: taking an alarm away is one of the things alarms are for.

    Args:
        name: Pulumi name.
        args: what to watch, and whom to tell.
        opts: carries the provider.

    Raises:
        ValueError: nobody is there to be told, or the key of alerts has no replica.
    """

    topics: Mapping[str, pulumi.Output[str]]
    replica_topics: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: MonitoringArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("hds:index:AwsMonitoring", name, None, opts)
        if not args.mailboxes:
            raise ValueError("alarms need at least one owner. hint: give the stack file its contacts, or build no monitoring")
        places = sites(name, args, self)
        opened = [open_topics(site, args) for site in places]
        for site, topics in zip(places, opened, strict=True):
            raise_events(site, args, topics)
            test_page(site, args, topics)
            for detector, watch in _EVERYWHERE.items():
                if detector in args.detectors:
                    watch(site, args)
        raise_counts(places[0], args, opened[0])
        name_contacts(places[0], args)
        if "health-data" in args.detectors:
            search_health_data(places[0], args)
        self.topics = opened[0]
        self.replica_topics = opened[1] if len(opened) > 1 else {}
        self.register_outputs({"topics": self.topics, "replica_topics": self.replica_topics})
