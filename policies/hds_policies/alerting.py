# SPDX-License-Identifier: Apache-2.0
"""What alerts are set off by: patterns of events with a target, and filters of the trail with an alarm that acts.

Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.alarms import GROUP, alarms_on, fires, fires_at_once, metrics_are_known, threshold
from hds_policies.documents import covers
from hds_policies.json_text import decoded
from hds_policies.memo import once_per_graph
from hds_policies.trails import feeds
from hds_policies.values import Absent, Known, is_list, is_map
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hds_policies.graph import Graph, Resource

__all__ = ["FILTER", "RULE", "TARGET", "Watched", "counts_on_the_trail", "watched"]

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
_CALL_NAME = re.compile(r'\$\.eventName\s*=\s*"?([\w*]+)"?')
_NARROWING = frozenset({"eventSource", "eventName"})
_CALL = "AWS API Call via CloudTrail"


class _Rule(NamedTuple):
    """A rule of events that is on and has a target: its pattern, and its region, None where that is not known."""

    pattern: Any
    region: str | None


class Watched:
    """The patterns of a program that alert; ``settled`` is false when one of them is not known."""

    def __init__(
        self, rules: list[_Rule], silent: list[_Rule], filters: Iterable[str], counts: Iterable[tuple[str, float]], *, settled: bool
    ) -> None:
        """Keep what is asked of every call."""
        self.events: tuple[Any, ...] = tuple(rule.pattern for rule in rules)
        self.filters = tuple(filters)
        """Patterns of filters whose alarm is set off by the first match."""
        self.counts = tuple(counts)
        """Patterns of filters whose alarm is set off by some matches in a row, and how many."""
        self.settled = settled and all(rule.region for rule in rules)
        self._rules = rules
        self._silent = silent
        self._named = {name for text in self.filters for name in _CALL_NAME.findall(text)}
        self._names: dict[tuple[str, str | None], list[Any]] = {}

    def calls(self, service: str, call: str, region: str | None = None) -> bool:
        """Whether a call of a service is matched: by a pattern of events in a region, or anywhere, or by a filter of the trail."""
        if any(covers(name, call) for name in self._named):
            return True
        key = (service, region)
        if key not in self._names:
            self._names[key] = list(_names_of(service, self._in(region)))
        return any(names is None or _holds(names, call) for names in self._names[key])

    def jobs(self, service: str, kind: str, state: str) -> bool:
        """Whether the end of a job of a service in some state is matched."""
        return any(_matches_job(pattern, service, kind, state) for pattern in self.events)

    def findings(self, service: str, kind: str, region: str) -> bool:
        """Whether findings of a service are matched in a region, be it by how grave they are."""
        return any(_matches_finding(pattern, service, kind) for pattern in self._in(region))

    def silent(self, service: str, kind: str, region: str) -> bool:
        """Whether they are matched by a rule that is off or has no target."""
        return any(_matches_finding(rule.pattern, service, kind) for rule in self._silent if rule.region == region)

    def speaks_of(self, what: str, values: tuple[str, ...], most: float) -> bool:
        """Whether a filter of the trail names a field and one of the values looked for, and so many in a row are enough."""
        found = (text for text, threshold in self.counts if threshold <= most)
        return any(what in text and any(value in text for value in values) for text in found)

    def _in(self, region: str | None) -> Iterator[Any]:
        return (rule.pattern for rule in self._rules if region is None or rule.region == region)


@once_per_graph
def watched(graph: Graph) -> Watched:
    """What a program watches for."""
    on = [rule.get("state") != Known("DISABLED") and bool(graph.companions(rule, TARGET, "rule")) for rule in graph.of(RULE)]
    rules, silent = ([rule for rule, heard in zip(graph.of(RULE), on, strict=True) if heard is wanted] for wanted in (True, False))
    filters = counts_on_the_trail(graph)
    heard = [(item.get("pattern"), alarm) for item in filters for alarm in alarms_on(item, graph)]
    firing = [
        (str(value.value), alarm) for value, alarm in heard if isinstance(value, Known) and fires(alarm, graph).outcome is Outcome.PASS
    ]
    patterns = (*(rule.get("eventPattern") for rule in rules), *(value for value, _ in heard))
    return Watched(
        _read(rules, graph),
        _read(silent, graph),
        (text for text, alarm in firing if fires_at_once(alarm, graph).outcome is Outcome.PASS),
        ((text, threshold(alarm)) for text, alarm in firing),
        settled=all(_is_on_a_trail(item, graph) is not None for item in graph.of(FILTER))
        and metrics_are_known(graph, *filters)
        and all(Outcome.UNKNOWN not in (fires(alarm, graph).outcome, fires_at_once(alarm, graph).outcome) for _, alarm in heard)
        and all(isinstance(value, (Known, Absent)) for value in patterns),
    )


@once_per_graph
def counts_on_the_trail(graph: Graph) -> list[Resource]:
    """Filters of the log group of a trail, or of one that a trail outside the program may write to."""
    return [item for item in graph.of(FILTER) if _is_on_a_trail(item, graph) is True]


def _is_on_a_trail(item: Resource, graph: Graph) -> bool | None:
    """None for a group that the program does not show, beside trails that are known to write elsewhere."""
    groups = graph.targets(item, "logGroupName", GROUP)
    if not groups:
        return None if feeds(item, graph) is False else True
    return any(feeds(group, graph) is not False for group in groups)


def _read(rules: list[Resource], graph: Graph) -> list[_Rule]:
    found = ((decoded(rule.get("eventPattern")), rule) for rule in rules)
    return [_Rule(pattern, _region(rule, graph)) for pattern, rule in found if pattern is not None]


def _region(rule: Resource, graph: Graph) -> str | None:
    region = graph.region(rule)
    return str(region.value) if isinstance(region, Known) else None


def _names_of(service: str, patterns: Iterable[Any]) -> Iterator[Any]:
    """What each pattern of calls of a service asks of their name; None asks nothing."""
    for pattern in patterns:
        detail = pattern.get("detail", {}) if is_map(pattern) else None
        if not is_map(detail) or not detail.keys() <= _NARROWING or not _holds(pattern.get("detail-type"), _CALL):
            continue
        if _holds(pattern.get("source"), f"aws.{service}") and _holds(detail.get("eventSource"), f"{service}.amazonaws.com"):
            yield detail.get("eventName")


def _matches_job(pattern: Any, service: str, kind: str, state: str) -> bool:
    if not is_map(pattern) or not _holds(pattern.get("source"), f"aws.{service}") or not _holds(pattern.get("detail-type"), kind):
        return False
    detail = pattern.get("detail", {})
    if not is_map(detail) or not detail.keys() <= {"state", "status"}:
        return False
    return all(_holds(value, state) for value in detail.values())


def _matches_finding(pattern: Any, service: str, kind: str) -> bool:
    """A pattern that names its kinds of events, of which findings are one."""
    named = is_map(pattern) and pattern.get("detail-type") is not None
    return named and _holds(pattern.get("source"), f"aws.{service}") and _holds(pattern["detail-type"], kind)


def _holds(wanted: Any, text: str) -> bool:
    """Whether a field of a pattern takes a text; a field that is not there takes every text."""
    if wanted is None:
        return True
    return is_list(wanted) and (text in wanted or any(_takes(item, text) for item in wanted if is_map(item)))


def _takes(item: dict[str, Any], text: str) -> bool:
    prefix, wildcard = item.get("prefix"), item.get("wildcard")
    return (isinstance(prefix, str) and text.startswith(prefix)) or (isinstance(wildcard, str) and covers(wildcard, text))
