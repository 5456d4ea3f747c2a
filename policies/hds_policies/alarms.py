# SPDX-License-Identifier: Apache-2.0
"""Alarms on metrics: which metric they watch, and what sets them off.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.memo import once_per_graph, once_per_resource
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, any_of, at_most, decide, is_true, number, one_of, present

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["ALARM", "GROUP", "acts", "alarms_on", "fires", "fires_at_once", "metrics_are_known", "threshold"]

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
GROUP = "aws:cloudwatch/logGroup:LogGroup"
_REACHES, _EXCEEDS = "GreaterThanOrEqualToThreshold", "GreaterThanThreshold"
_LONGEST_SECONDS = 900
"""A quarter of an hour: what comes later is no alert at once."""


def acts(alarm: Resource) -> Verdict:
    """An alarm has an action, and its actions are enabled."""
    return all_of((present(alarm, "alarmActions"), is_true(alarm, "actionsEnabled", absent=PASS)))


@once_per_resource
def fires(alarm: Resource, _: Graph) -> Verdict:
    """An alarm on a count is set off when there is more of it, within a quarter of an hour, by one period, and acts.

    A count that is always reached never changes, and so never tells: the threshold is above nothing.
    """
    lowest = 0 if alarm.get("comparisonOperator") == Known(_EXCEEDS) else 1
    once = any_of((at_most(alarm, "evaluationPeriods", 1), at_most(alarm, "datapointsToAlarm", 1)))
    return all_of((
        acts(alarm),
        one_of(alarm, "comparisonOperator", _REACHES, _EXCEEDS),
        one_of(alarm, "statistic", "Sum"),
        decide(alarm, "threshold", lambda value: number(value) >= lowest, "at_least", lowest),
        at_most(alarm, "period", _LONGEST_SECONDS, absent=PASS),
        once,
    ))


@once_per_resource
def fires_at_once(alarm: Resource, graph: Graph) -> Verdict:
    """The first one sets it off."""
    highest = 0 if alarm.get("comparisonOperator") == Known(_EXCEEDS) else 1
    return all_of((fires(alarm, graph), at_most(alarm, "threshold", highest)))


def threshold(alarm: Resource) -> float:
    """How many set it off, where that is known."""
    value, more = alarm.get("threshold"), alarm.get("comparisonOperator") == Known(_EXCEEDS)
    return number(value.value) + more if isinstance(value, Known) else float("nan")


@once_per_resource
def alarms_on(item: Resource, graph: Graph) -> list[Resource]:
    """The alarms on the metric of a filter."""
    metric, space = item.get("metricTransformation.name"), item.get("metricTransformation.namespace")
    return _by_metric(graph).get((metric, space), []) if isinstance(metric, Known) and isinstance(space, Known) else []


def metrics_are_known(graph: Graph, *filters: Resource) -> bool:
    """Whether each alarm and each of some filters says which metric it is about."""
    named = [item.get(f"metricTransformation.{name}") for item in filters for name in ("name", "namespace")]
    named += [alarm.get(name) for alarm in graph.of(ALARM) for name in ("metricName", "namespace")]
    return all(isinstance(value, (Known, Absent)) for value in named)


@once_per_graph
def _by_metric(graph: Graph) -> dict[tuple[Value, Value], list[Resource]]:
    found: dict[tuple[Value, Value], list[Resource]] = {}
    for alarm in graph.of(ALARM):
        found.setdefault((alarm.get("metricName"), alarm.get("namespace")), []).append(alarm)
    return found
