# SPDX-License-Identifier: Apache-2.0
"""Every alarm has an action, an owner and somebody at the other end (HDS-OPS-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.alerting import FILTER
from hds_policies.due import due_once
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule
from hds_policies.tags import tags
from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, fail, is_true, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "TARGETS",
    "alarm_has_an_action",
    "alarm_has_an_owner",
    "alarm_watches_what_is_counted",
    "alert_reaches_somebody",
    "somebody_is_alerted",
]

_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
_COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
_EVENT_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_TOPIC = "aws:sns/topic:Topic"
_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
_SCALING = ("aws:autoscaling/policy:Policy", "aws:appautoscaling/policy:Policy")
_REACHING = ("application", "email", "email-json", "https", "lambda", "sms", "sqs")
"""Protocols that reach people or a tool; plain ``http`` would send alerts in clear, ``firehose`` only stores them."""
TARGETS = {_ALARM: "alarmActions[*]", _COMPOSITE: "alarmActions[*]", _EVENT_TARGET: "arn"}
"""Where each kind says whom it tells."""


@graph_rule("HDS-OPS-01", _ALARM, _COMPOSITE)
def alarm_has_an_action(alarm: Resource, graph: Graph) -> Verdict:
    """An alarm acts; one that only feeds a composite alarm leaves that to it."""
    if isinstance(alarm.get("alarmActions"), Absent) and _feeds_another(alarm, graph):
        return NOT_APPLICABLE
    return all_of((present(alarm, "alarmActions"), is_true(alarm, "actionsEnabled", absent=PASS)))


@graph_rule("HDS-OPS-01", _ALARM, _COMPOSITE)
def alarm_has_an_owner(alarm: Resource, graph: Graph) -> Verdict:
    """An alarm names who answers for it, unless no person has to: one that scales, or feeds another alarm."""
    if _feeds_another(alarm, graph) or _only_scales(alarm, graph):
        return NOT_APPLICABLE
    found = tags(alarm, graph)
    if found is None:
        return unknown("tags", alarm.get("tags"), "tag", "hds:owner")
    return PASS if found.get("hds:owner") else fail("tags", alarm.get("tags"), "tag", "hds:owner")


@graph_rule("HDS-OPS-01", *TARGETS)
def alert_reaches_somebody(alert: Resource, graph: Graph) -> Verdict:
    """A topic that an alarm or an event is sent to has a subscription of people or of a tool."""
    return all_of(_reaches(at, value, graph) for at, value in alert.all(TARGETS[alert.kind]))


@graph_rule("HDS-OPS-01", _ALARM)
def alarm_watches_what_is_counted(alarm: Resource, graph: Graph) -> Verdict:
    """An alarm in the namespace of filters of the program is on a metric that one of them counts."""
    space, metric = alarm.get("namespace"), alarm.get("metricName")
    counted = [(item.get("metricTransformation.namespace"), item.get("metricTransformation.name")) for item in graph.of(FILTER)]
    if (space, metric) in counted:
        return PASS
    if space not in [namespace for namespace, _ in counted] or not isinstance(space, Known):
        return NOT_APPLICABLE if isinstance(space, (Known, Absent)) else unknown("namespace", space, "counted_metric")
    settled = all(isinstance(value, (Known, Absent)) for value in (metric, *(value for pair in counted for value in pair)))
    return (fail if settled else unknown)("metricName", metric, "counted_metric")


@graph_rule("HDS-OPS-01", STACK)
def somebody_is_alerted(_: Resource, graph: Graph) -> Verdict:
    """A program with networks, machines or health data has an alarm, or an event that is sent somewhere."""
    return due_once(graph, met=bool(graph.of(*TARGETS)), key="alarm_due")


def _feeds_another(alarm: Resource, graph: Graph) -> bool:
    name = alarm.get("name" if alarm.kind == _ALARM else "alarmName")
    for composite in graph.of(_COMPOSITE):
        rule = composite.get("alarmRule")
        spelled = isinstance(rule, Known) and isinstance(name, Known) and f'"{name.value}"' in str(rule.value)
        if spelled or (isinstance(rule, Unknown) and alarm.urn in rule.depends_on):
            return True
    return False


def _only_scales(alarm: Resource, graph: Graph) -> bool:
    actions = alarm.all("alarmActions[*]")
    return bool(actions) and all(graph.targets_of(value, *_SCALING) or _service(value) == "autoscaling" for _, value in actions)


def _service(value: Value) -> str | None:
    parsed = arn.parse(value.value) if isinstance(value, Known) else None
    return parsed.service if parsed else None


def _reaches(at: str, value: Value, graph: Graph) -> Verdict:
    topics = graph.targets_of(value, _TOPIC)
    if topics:
        return all_of(_subscribed(at, value, topic, graph) for topic in topics)
    if isinstance(value, Absent) or (isinstance(value, Known) and _service(value) not in {None, "sns"}):
        return NOT_APPLICABLE
    elsewhere = isinstance(value, Unknown) and any(urn in graph.by_urn for urn in value.depends_on)
    return NOT_APPLICABLE if elsewhere else unknown(at, value, "subscription")


def _subscribed(at: str, value: Value, topic: Resource, graph: Graph) -> Verdict:
    found = graph.companions(topic, _SUBSCRIPTION, "topic")
    if not found:
        return fail(at, value, "subscription")
    return any_of(one_of(subscription, "protocol", *_REACHING) for subscription in found)
