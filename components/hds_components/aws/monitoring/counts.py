# SPDX-License-Identifier: Apache-2.0
"""Alarms that the trail's log group sets off, and the alarm on its silence, in the primary region (HDS-LOG-09, HDS-LOG-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.monitoring.alarms import CountAlarm
from hds_components.aws.monitoring.counted import COUNTED, emergency_pattern
from hds_components.aws.naming import principal_arn

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["raise_counts"]

_NAME_LIMIT = 255
_HOUR_SECONDS = 3600
_SILENT_HOURS = 2


def raise_counts(site: Site, args: MonitoringArgs, topics: Mapping[str, pulumi.Output[str]]) -> None:
    """One filter and one alarm for each count whose owner has a topic, and for the use of emergency roles."""
    for alarm in (*COUNTED, *_emergency(args)):
        if alarm.owner in topics:
            _count(site, args, alarm, topics[alarm.owner])
    if "security" in topics:
        _silence(site, args, topics["security"])


def _emergency(args: MonitoringArgs) -> tuple[CountAlarm, ...]:
    if not args.emergency:
        return ()
    arns = tuple(principal_arn(args.perimeter, principal) for principal in args.emergency)
    return (
        CountAlarm(
            name="emergency-use",
            title="An emergency role was taken",
            severity="critical",
            owner="security",
            control="HDS-IAM-03",
            pattern=emergency_pattern(arns),
        ),
    )


def _count(site: Site, args: MonitoringArgs, alarm: CountAlarm, topic: pulumi.Output[str]) -> None:
    perimeter = args.perimeter
    space = f"hds/{perimeter.tenant}-{perimeter.stage}"
    counter = aws.cloudwatch.LogMetricFilter(
        f"{site.name}-{alarm.name}",
        name=perimeter.name(alarm.name, limit=_NAME_LIMIT),
        log_group_name=args.trail,
        pattern=alarm.pattern,
        metric_transformation={"name": alarm.name, "namespace": space, "value": "1", "default_value": "0", "unit": "Count"},
        opts=site.options,
    )
    aws.cloudwatch.MetricAlarm(
        f"{site.name}-{alarm.name}-alarm",
        name=perimeter.name(alarm.name, limit=_NAME_LIMIT),
        alarm_description=f"{alarm.title} ({alarm.control}, {alarm.severity})",
        namespace=space,
        metric_name=alarm.name,
        statistic="Sum",
        period=alarm.minutes * 60,
        evaluation_periods=1,
        comparison_operator="GreaterThanOrEqualToThreshold",
        threshold=alarm.threshold,
        treat_missing_data="notBreaching",
        actions_enabled=True,
        alarm_actions=[topic],
        tags={**perimeter.tags, "hds:owner": alarm.owner, "hds:severity": alarm.severity},
        opts=site.after(counter),
    )


def _silence(site: Site, args: MonitoringArgs, topic: pulumi.Output[str]) -> None:
    """No entry for two hours: the trail is broken or stopped, for an account that is watched calls itself every few minutes."""
    perimeter = args.perimeter
    aws.cloudwatch.MetricAlarm(
        f"{site.name}-trail-silence-alarm",
        name=perimeter.name("trail-silence", limit=_NAME_LIMIT),
        alarm_description="The trail has been silent for two hours (HDS-LOG-09, critical)",
        namespace="AWS/Logs",
        metric_name="IncomingLogEvents",
        dimensions={"LogGroupName": args.trail},
        statistic="Sum",
        period=_HOUR_SECONDS,
        evaluation_periods=_SILENT_HOURS,
        comparison_operator="LessThanThreshold",
        threshold=1,
        treat_missing_data="breaching",
        actions_enabled=True,
        alarm_actions=[topic],
        ok_actions=[topic],
        tags={**perimeter.tags, "hds:owner": "security", "hds:severity": "critical"},
        opts=site.options,
    )
