# SPDX-License-Identifier: Apache-2.0
"""Events are sent somewhere, and topics take what is sent to them (HDS-OPS-01)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from hds_policies.access.evaluate import admission
from hds_policies.access.globs import Truth
from hds_policies.access.requests import Caller, Request
from hds_policies.documents import partial_statements
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["event_rule_has_a_target", "topic_takes_what_is_sent_to_it"]

_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_POLICY = "aws:sns/topicPolicy:TopicPolicy"
_SENDERS = {
    "events.amazonaws.com": ((_TARGET, "arn"),),
    "backup.amazonaws.com": (("aws:backup/vaultNotifications:VaultNotifications", "snsTopicArn"),),
    "cloudwatch.amazonaws.com": (
        ("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions[*]"),
        ("aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmActions[*]"),
    ),
}
"""Services that write to a topic, and where a program says that they do."""
_BY_DEFAULT = frozenset({"cloudwatch.amazonaws.com"})
"""What the policy lets in that a topic has when the program gives it none."""


@graph_rule("HDS-OPS-01", "aws:cloudwatch/eventRule:EventRule")
def event_rule_has_a_target(rule: Resource, graph: Graph) -> Verdict:
    """A rule of events that is on has a target in its region, where a rule of another one may have the same name."""
    if rule.get("state") == Known("DISABLED") or rule.get("isEnabled") in (Known(False), Known("false")):
        return NOT_APPLICABLE
    here = graph.region(rule)
    there = [graph.region(target) for target in graph.companions(rule, _TARGET, "rule")]
    if here in there:
        return PASS
    placed = not there or all(isinstance(region, (Absent, Known)) for region in (here, *there))
    named = all(isinstance(target.get("rule"), Known) or graph.targets(target, "rule", rule.kind) for target in graph.of(_TARGET))
    settled = placed and named
    return (fail if settled else unknown)("", ABSENT, "event_target", rule.name)


@graph_rule("HDS-OPS-01", "aws:sns/topic:Topic")
def topic_takes_what_is_sent_to_it(topic: Resource, graph: Graph) -> Verdict:
    """The policy of a topic lets each service publish that the program has write to it; otherwise alerts are lost without a word."""
    senders = [name for name, places in _SENDERS.items() if any(graph.companions(topic, kind, path) for kind, path in places)]
    if not senders:
        return NOT_APPLICABLE
    own = topic.get("policy")
    policies = [policy.get("policy") for policy in graph.companions(topic, _POLICY, "arn")] or ([] if isinstance(own, Absent) else [own])
    if not policies:
        return all_of(PASS if name in _BY_DEFAULT else fail("", ABSENT, "takes_alerts", name) for name in senders)
    return all_of(any_of(_takes(policy, name) for policy in policies) for name in senders)


def _takes(policy: Value, name: str) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return unknown("policy", policy, "readable_policy")
    truth = _lets_publish(found, name)
    return PASS if truth is Truth.YES else (fail if truth is Truth.NO else unknown)("policy", policy, "takes_alerts", name)


@functools.lru_cache(maxsize=256)
def _lets_publish(found: tuple[Statement, ...], name: str) -> Truth:
    return admission(found, Request(Caller(service=name), ("sns:Publish",))).truth
