# SPDX-License-Identifier: Apache-2.0
"""Monitoring: what watches the environment, and whom it tells (HDS-LOG-09, HDS-LOG-10, HDS-OPS-01, HDS-OPS-03, HDS-BCK-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["DETECTORS", "OWNERS", "Detector", "Monitoring", "MonitoringArgs", "Owner"]

Owner: TypeAlias = Literal["security", "incident", "data-protection"]
"""A function that answers for alarms: security of the system, incidents and continuity, protection of personal data."""
OWNERS: tuple[Owner, ...] = ("security", "incident", "data-protection")

Detector: TypeAlias = Literal["threats", "posture", "vulnerabilities", "health-data"]
"""What watches by itself: attacks, weak settings, known flaws in software, health data where none belongs."""
DETECTORS: tuple[Detector, ...] = ("threats", "posture", "vulnerabilities", "health-data")


@dataclass(frozen=True, kw_only=True)
class MonitoringArgs:
    """What watches one environment.

    Args:
        perimeter: the environment.
        encryption_key: key of alerts.
        log_destination: where findings are delivered and archived.
        trail: name of the log group in which the trail of the account can be searched.
        mailboxes: e-mail address of each owner.
        telephone: number on call, which the provider is told beside the mailboxes; without it the provider knows the account's owner only.
        detectors: which of ``DETECTORS`` are on.
        emergency: principals whose use is an alarm; on AWS, names or ARNs of roles, ``*`` allowed at the end.
        unclassed_stores: object stores that must hold no health data, searched for it by the detector ``health-data``.
    """

    perimeter: Perimeter
    encryption_key: EncryptionKey
    log_destination: LogDestination
    trail: pulumi.Input[str]
    mailboxes: Mapping[Owner, str]
    telephone: str | None = None
    detectors: tuple[Detector, ...] = DETECTORS
    emergency: tuple[str, ...] = ()
    unclassed_stores: tuple[pulumi.Input[str], ...] = ()


class Monitoring(Protocol):
    """``topics`` holds the identifier of each owner's topic in the primary region, ``replica_topics`` in the replica region."""

    topics: Mapping[str, pulumi.Output[str]]
    replica_topics: Mapping[str, pulumi.Output[str]]
