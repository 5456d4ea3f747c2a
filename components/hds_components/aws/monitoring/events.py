# SPDX-License-Identifier: Apache-2.0
"""Alarms that an event sets off, and the test page, in one region (HDS-LOG-10, HDS-OPS-01, HDS-BCK-09)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.monitoring.calls import CALLS
from hds_components.aws.monitoring.told import TOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.aws.monitoring.alarms import EventAlarm
    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["TEST_SOURCE", "raise_events", "test_page"]

_RULE_NAME_LIMIT = 64
TEST_SOURCE = "hds.test"
"""Source of the event that pages every owner when somebody asks for it."""
_PATHS = {
    "account": "$.account",
    "region": "$.region",
    "time": "$.time",
    "kind": "$.detail-type",
    "call": "$.detail.eventName",
    "caller": "$.detail.userIdentity.arn",
    "error": "$.detail.errorCode",
    "resource": "$.resources[0]",
}
"""What a message repeats of an event; parameters of calls stay out, for a key of an object may name a patient (HDS-SHR-07)."""
_FIRST_OF_THE_MONTH = "cron(0 8 1 * ? *)"


def raise_events(site: Site, args: MonitoringArgs, topics: Mapping[str, pulumi.Output[str]]) -> None:
    """One rule and one target for each alarm whose owner has a topic, and whose detector, if it needs one, is on."""
    for alarm in (*CALLS, *TOLD):
        if alarm.owner in topics and (alarm.detector is None or alarm.detector in args.detectors):
            _alarm(site, args, alarm, topics[alarm.owner])


def test_page(site: Site, args: MonitoringArgs, topics: Mapping[str, pulumi.Output[str]]) -> None:
    """Page every owner on the first of each month at 8 h UTC, and whenever somebody sends an event of ``hds.test``.

    ``aws events put-events --region eu-west-3 --entries '[{"Source":"hds.test","DetailType":"Test","Detail":"{}"}]'``
    """
    perimeter = args.perimeter
    said = f"{perimeter.tenant} {perimeter.stage}: test page from {site.region}. Acknowledge it in the register of alarms."
    triggers = (("test", json.dumps({"source": [TEST_SOURCE]}), None), ("monthly-test", None, _FIRST_OF_THE_MONTH))
    for what, pattern, schedule in triggers:
        rule = aws.cloudwatch.EventRule(
            f"{site.name}-{what}",
            name=perimeter.name(what, limit=_RULE_NAME_LIMIT),
            description="Pages every owner of alarms, to prove that they can be reached",
            event_pattern=pattern,
            schedule_expression=schedule,
            region=site.placed,
            tags=dict(perimeter.tags),
            opts=site.options,
        )
        for owner, topic in topics.items():
            aws.cloudwatch.EventTarget(
                f"{site.name}-{what}-{owner}",
                rule=rule.name,
                target_id=owner,
                arn=topic,
                input=json.dumps(said),
                region=site.placed,
                opts=site.options,
            )


def _alarm(site: Site, args: MonitoringArgs, alarm: EventAlarm, topic: pulumi.Output[str]) -> None:
    """Calls are matched whatever the provider files them under, also those it takes for reads.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """
    perimeter = args.perimeter
    rule = aws.cloudwatch.EventRule(
        f"{site.name}-{alarm.name}",
        name=perimeter.name(alarm.name, limit=_RULE_NAME_LIMIT),
        description=f"{alarm.title} ({alarm.control}, {alarm.severity})",
        event_pattern=json.dumps(alarm.pattern),
        state="ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" if alarm.calls else "ENABLED",
        region=site.placed,
        tags={**perimeter.tags, "hds:owner": alarm.owner, "hds:severity": alarm.severity},
        opts=site.options,
    )
    said = f"{perimeter.tenant} {perimeter.stage}: {alarm.title} ({alarm.severity}, {alarm.control})."
    facts = "<time> <region> <account>: <kind> <call> <caller> <error> <resource>"
    aws.cloudwatch.EventTarget(
        f"{site.name}-{alarm.name}-page",
        rule=rule.name,
        target_id=alarm.owner,
        arn=topic,
        input_transformer={"input_paths": _PATHS, "input_template": f'"{said} {facts}"'},
        region=site.placed,
        opts=site.options,
    )
