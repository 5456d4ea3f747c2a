# SPDX-License-Identifier: Apache-2.0
"""Promises of recovery are kept by the design (HDS-RES-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import SERVICES, is_copy, selecting
from hds_policies.buckets import BUCKET, copies
from hds_policies.data_classes import label
from hds_policies.rule import graph_rule
from hds_policies.rules.resilience.zones import cluster_has_two_instances, spans_two_subnets, store_has_a_standby
from hds_policies.schedules import hours_between
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, at_least, best, fail, is_true, unknown, worst

if TYPE_CHECKING:
    from hds_policies.buckets import Place
    from hds_policies.graph import Graph, Resource
    from hds_policies.rule import Check

__all__ = ["loss_stays_within_the_promise", "recovery_stays_within_the_promise"]

_TABLE = "aws:dynamodb/table:Table"
_LOG_MINUTES, _REPLICATION_MINUTES, _HOUR_MINUTES = 5, 15, 60
_RETENTION = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster")
_GROUP = "aws:autoscaling/group:Group"
_STANDBY: dict[str, Check] = {
    _RETENTION[0]: store_has_a_standby,
    **dict.fromkeys(_RETENTION[1:], cluster_has_two_instances),
    _GROUP: spans_two_subnets,
}
"""What tells for each kind whether it stands by in another zone."""
_FILES = "aws:efs/fileSystem:FileSystem"
_FILE_COPY = "aws:efs/replicationConfiguration:ReplicationConfiguration"


@graph_rule("HDS-RES-03", *SERVICES)
def loss_stays_within_the_promise(store: Resource, graph: Graph) -> Verdict:
    """What a store promises to lose at most, in minutes, is no less than what its backups and replicas can lose."""
    promised = label(store, graph, "hds:rpo")
    if not promised:
        return NOT_APPLICABLE if promised == "" else unknown("tags", store.get("tags"), "minutes", "hds:rpo")
    if not promised.isdecimal():
        return fail("tags", store.get("tags"), "minutes", "hds:rpo")
    lost, settled = _lost(store, graph)
    if lost <= int(promised):
        return PASS
    return (fail if settled else unknown)("", ABSENT, "loss_within", promised, lost)


@graph_rule("HDS-RES-03", *SERVICES, _GROUP)
def recovery_stays_within_the_promise(store: Resource, graph: Graph) -> Verdict:
    """What promises to be back within an hour stands by in another zone; what promises more has something to come back from."""
    promised = label(store, graph, "hds:rto")
    if not promised:
        return NOT_APPLICABLE if promised == "" else unknown("tags", store.get("tags"), "minutes", "hds:rto")
    if not promised.isdecimal():
        return fail("tags", store.get("tags"), "minutes", "hds:rto")
    if int(promised) < _HOUR_MINUTES and store.kind in _STANDBY:
        standby = _STANDBY[store.kind](store, graph).outcome
        return PASS if standby is Outcome.PASS else (fail if standby is Outcome.FAIL else unknown)("", ABSENT, "standby_within", promised)
    if store.kind == _GROUP or is_copy(store, graph):
        return PASS
    found = best((_own(store, graph), selecting(store, graph).outcome))
    return PASS if found is Outcome.PASS else (unknown if found is Outcome.UNKNOWN else fail)("", ABSENT, "back_from", promised)


def _lost(store: Resource, graph: Graph) -> tuple[float, bool]:
    """Minutes that a store can lose, and whether everything that could make them fewer is known."""
    own = _own(store, graph)
    if own is Outcome.PASS:
        return _LOG_MINUTES if store.kind in (_TABLE, *_RETENTION) else _REPLICATION_MINUTES, True
    taken = selecting(store, graph)
    settled = own is Outcome.FAIL and taken.seen and not taken.possible
    rates = [_rate(rule, store.kind) for rule in taken.rules]
    return min((minutes for minutes, _ in rates), default=float("inf")), settled and all(sure for _, sure in rates)


def _own(store: Resource, graph: Graph) -> Outcome:
    """Whether a store keeps a log of its own, or has a replica that follows it."""
    if store.kind == _TABLE:
        return is_true(store, "pointInTimeRecovery.enabled").outcome
    if store.kind in _RETENTION:
        return at_least(store, "backupRetentionPeriod", 1).outcome
    if store.kind == _FILES and graph.companions(store, _FILE_COPY, "sourceFileSystemId"):
        return Outcome.PASS
    states = [(copy.on, copy.everything) for copy in copies(store, graph)] if store.kind == BUCKET else []
    return best(worst(map(_switch, state)) for state in states)


def _switch(on: bool | None) -> Outcome:  # noqa: FBT001 - a state, not an option
    return Outcome.UNKNOWN if on is None else Outcome.PASS if on else Outcome.FAIL


def _rate(rule: Place, kind: str) -> tuple[float, bool]:
    """Minutes between the copies that a rule of a plan makes, and whether they are known."""
    schedule, continuous = rule.get("schedule"), rule.get("enableContinuousBackup")
    known = isinstance(schedule, (Known, Absent)) and (kind != BUCKET or isinstance(continuous, (Known, Absent)))
    if kind == BUCKET and continuous in (Known(True), Known("true")):
        return _REPLICATION_MINUTES, known
    return hours_between(schedule.value) * _HOUR_MINUTES if isinstance(schedule, Known) else float("inf"), known
