# SPDX-License-Identifier: Apache-2.0
"""What alerts are set off by: patterns of events with a target, and filters of logs with an alarm that acts.

Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.documents import covers
from hds_policies.json_text import decoded
from hds_policies.memo import once_per_graph
from hds_policies.values import Absent, Known, is_list, is_map
from hds_policies.verdict import PASS, Outcome, Verdict, all_of, is_true, present

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["Watched", "acts", "watched"]

_RULE = "aws:cloudwatch/eventRule:EventRule"
_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
_CALL_NAME = re.compile(r'\$\.eventName\s*=\s*"?([\w*]+)"?')
_NARROWING = frozenset({"eventSource", "eventName"})


class Watched(NamedTuple):
    """The patterns of a program that alert; ``settled`` is false when one of them is not known."""

    events: tuple[Any, ...]
    filters: tuple[str, ...]
    settled: bool

    def calls(self, service: str, call: str) -> bool:
        """Whether a call of a service is matched by a pattern of events or a filter of the trail."""
        named = any(covers(name, call) for text in self.filters for name in _CALL_NAME.findall(text))
        return named or any(_matches_call(pattern, service, call) for pattern in self.events)

    def jobs(self, service: str, kind: str, state: str) -> bool:
        """Whether the end of a job of a service in some state is matched."""
        return any(_matches_job(pattern, service, kind, state) for pattern in self.events)

    def speaks_of(self, what: str, values: tuple[str, ...]) -> bool:
        """Whether a filter of the trail names a field and one of the values looked for."""
        return any(what in text and any(value in text for value in values) for text in self.filters)


@once_per_graph
def watched(graph: Graph) -> Watched:
    """What a program watches for."""
    rules = [rule for rule in graph.of(_RULE) if rule.get("state") != Known("DISABLED") and graph.companions(rule, _TARGET, "rule")]
    patterns = [rule.get("eventPattern") for rule in rules]
    filters = [item.get("pattern") for item in graph.of(_FILTER) if _alarms(item, graph)]
    return Watched(
        tuple(raw for value in patterns if (raw := decoded(value)) is not None),
        tuple(str(value.value) for value in filters if isinstance(value, Known)),
        all(isinstance(value, (Known, Absent)) for value in (*patterns, *filters)),
    )


def acts(alarm: Resource) -> Verdict:
    """An alarm has an action, and its actions are enabled."""
    return all_of((present(alarm, "alarmActions"), is_true(alarm, "actionsEnabled", absent=PASS)))


def _alarms(item: Resource, graph: Graph) -> list[Resource]:
    """The alarms that act on the metric of a filter."""
    metric, space = item.get("metricTransformation.name"), item.get("metricTransformation.namespace")
    named = [alarm for alarm in graph.of(_ALARM) if alarm.get("metricName") == metric and alarm.get("namespace") == space]
    return [alarm for alarm in named if acts(alarm).outcome is Outcome.PASS]


def _matches_call(pattern: Any, service: str, call: str) -> bool:
    if not is_map(pattern) or not _holds(pattern.get("source"), f"aws.{service}"):
        return False
    detail = pattern.get("detail", {})
    if not is_map(detail) or not detail.keys() <= _NARROWING or not _holds(pattern.get("detail-type"), "AWS API Call via CloudTrail"):
        return False
    return _holds(detail.get("eventSource"), f"{service}.amazonaws.com") and _holds(detail.get("eventName"), call)


def _matches_job(pattern: Any, service: str, kind: str, state: str) -> bool:
    if not is_map(pattern) or not _holds(pattern.get("source"), f"aws.{service}") or not _holds(pattern.get("detail-type"), kind):
        return False
    detail = pattern.get("detail", {})
    if not is_map(detail) or not detail.keys() <= {"state", "status"}:
        return False
    return all(_holds(value, state) for value in detail.values())


def _holds(wanted: Any, text: str) -> bool:
    """Whether a field of a pattern takes a text; a field that is not there takes every text."""
    if wanted is None:
        return True
    return is_list(wanted) and any(_takes(item, text) for item in wanted)


def _takes(item: Any, text: str) -> bool:
    if not is_map(item):
        return item == text
    prefix, wildcard = item.get("prefix"), item.get("wildcard")
    return (isinstance(prefix, str) and text.startswith(prefix)) or (isinstance(wildcard, str) and covers(wildcard, text))
