# SPDX-License-Identifier: Apache-2.0
"""What the tables of alarms say of each: what sets it off, how grave it is, who answers for it, and the control it serves.

Two ways, by where AWS tells of a thing. An event reaches the bus of its own region within seconds. What happens in services that no
region confines (IAM, root, sign-in) is told in us-east-1 only, where nothing of ours stands: it is found in the trail's log group, which
gathers all regions, within minutes.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.monitoring import Detector, Owner

__all__ = ["CALL", "CountAlarm", "EventAlarm", "Pattern"]

Pattern: TypeAlias = "Mapping[str, object]"
"""An event pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html."""
CALL = "AWS API Call via CloudTrail"
"""Kind of the events that calls to the provider's interface make."""
_Severity: TypeAlias = Literal["critical", "high", "medium"]


@dataclass(frozen=True, kw_only=True)
class _Alarm:
    """What every alarm says of itself; ``detector``: it exists only while that detector is on."""

    name: str
    title: str
    severity: _Severity
    owner: Owner
    control: str
    detector: Detector | None = None


@dataclass(frozen=True, kw_only=True)
class EventAlarm(_Alarm):
    """Set off by one event, in each region."""

    pattern: Pattern

    @property
    def calls(self) -> bool:
        """It is set off by calls to the provider's interface, rather than by what a service tells."""
        return self.pattern.get("detail-type") == [CALL]


@dataclass(frozen=True, kw_only=True)
class CountAlarm(_Alarm):
    """Set off when the trail's log group holds ``threshold`` matching entries in ``minutes``.

    Patterns: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
    """

    pattern: str
    threshold: int = 1
    minutes: int = 5
