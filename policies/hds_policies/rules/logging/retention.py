# SPDX-License-Identifier: Apache-2.0
"""Logs are kept six to twelve months, longer only where declared (HDS-LOG-06, HDS-LOG-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.buckets import BUCKET, LOCK, blocks, life_cycles
from hds_policies.data_classes import label
from hds_policies.log_stores import keeps_logs
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, at_most, decide, fail, number, unknown

if TYPE_CHECKING:
    from hds_policies.buckets import Lifecycle, Place
    from hds_policies.graph import Graph, Resource

__all__ = [
    "declared_trace_is_bounded",
    "declared_trace_store_is_bounded",
    "log_group_is_kept_six_to_twelve_months",
    "log_store_is_kept_six_to_twelve_months",
]

_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_FLOOR, _CEILING, _EXTENDED = 180, 365, 1095
_NONCURRENT, _DAYS_OF_YEAR = 30, 365
_GROUP_STEPS = (180, 365)
"""The terms of log groups between six and twelve months; the service knows no other."""
_EXTENDED_STEP = 1096
"""The step of log groups at three years."""


@graph_rule("HDS-LOG-06", _GROUP)
def log_group_is_kept_six_to_twelve_months(group: Resource, graph: Graph) -> Verdict:
    """A log group keeps its events 180 or 365 days; without a term it keeps them for ever."""
    extended = _is_extended(group, graph)
    if extended or group.get("logGroupClass") == Known("DELIVERY"):
        return NOT_APPLICABLE
    if extended is None:
        return unknown("tags", group.get("tags"), "one_of", *_GROUP_STEPS)
    return decide(group, "retentionInDays", lambda days: number(days) in _GROUP_STEPS, "one_of", *_GROUP_STEPS)


@graph_rule("HDS-LOG-06", BUCKET)
def log_store_is_kept_six_to_twelve_months(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket that logs are written or copied to expires all of them after six to twelve months."""
    if bucket.urn not in keeps_logs(graph):
        return NOT_APPLICABLE
    extended = _is_extended(bucket, graph)
    if extended is not False:
        return NOT_APPLICABLE if extended else unknown("tags", bucket.get("tags"), "between", _FLOOR, _CEILING)
    found = [_expires(rule, _FLOOR, _CEILING) for rule in life_cycles(bucket, graph)]
    return any_of(found) if found else fail("", ABSENT, "expiration", _FLOOR, _CEILING)


@graph_rule("HDS-LOG-07", _GROUP)
def declared_trace_is_bounded(group: Resource, graph: Graph) -> Verdict:
    """A log group declared as kept longer keeps its events three years at most."""
    extended = _is_extended(group, graph)
    if not extended:
        return NOT_APPLICABLE if extended is False else unknown("tags", group.get("tags"), "between", 1, _EXTENDED_STEP)
    return decide(group, "retentionInDays", lambda days: 0 < number(days) <= _EXTENDED_STEP, "between", 1, _EXTENDED_STEP)


@graph_rule("HDS-LOG-07", BUCKET)
def declared_trace_store_is_bounded(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket declared as keeping traces longer expires them after three years at most, and locks them no longer than that."""
    extended = _is_extended(bucket, graph)
    if not extended:
        return NOT_APPLICABLE if extended is False else unknown("tags", bucket.get("tags"), "between", 1, _EXTENDED)
    rules = life_cycles(bucket, graph)
    found = [_expires(rule, 1, _EXTENDED) for rule in rules]
    if not found:
        return fail("", ABSENT, "expiration", 1, _EXTENDED)
    terms = [rule.place.get(rule.days) for rule in rules]
    longest = max((number(value.value) for value in terms if isinstance(value, Known)), default=_EXTENDED)
    inline = "objectLockConfiguration.rule.defaultRetention"
    locks = blocks(bucket, graph, LOCK, "rule.defaultRetention", inline)
    return all_of((any_of(found), *(_held(lock, longest) for lock in locks)))


def _is_extended(resource: Resource, graph: Graph) -> bool | None:
    """Whether it is declared as kept longer; None while its tags are not known."""
    declared = label(resource, graph, "hds:log-class")
    return None if declared is None else declared == "extended"


def _held(lock: Place, longest: float) -> Verdict:
    """A lock is no longer than a term, in days or in years."""
    terms = (("days", longest), ("years", longest // _DAYS_OF_YEAR))
    return all_of(at_most(lock.holder, lock.path(path), most, absent=PASS) for path, most in terms)


def _expires(rule: Lifecycle, floor: int, ceiling: int) -> Verdict:
    """A rule that is on, takes every object and expires it in time, with older versions soon after."""
    holder, at = rule.place
    if rule.everything is None or rule.on is None:
        return unknown(at, holder.get(at), "expiration", floor, ceiling)
    if not (rule.everything and rule.on):
        return fail(at, holder.get(at), "expiration", floor, ceiling)
    term = decide(holder, rule.place.path(rule.days), lambda days: floor <= number(days) <= ceiling, "between", floor, ceiling)
    return all_of((term, at_most(holder, rule.place.path(rule.noncurrent), _NONCURRENT)))
