# SPDX-License-Identifier: Apache-2.0
"""Promises of recovery are kept by the design (HDS-RES-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import SERVICES, hours_between, selecting
from hds_policies.buckets import BUCKET, copies
from hds_policies.data_classes import label
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, fail, is_true, number, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["loss_stays_within_the_promise"]

_TABLE = "aws:dynamodb/table:Table"
_LOG_MINUTES, _REPLICATION_MINUTES, _HOUR_MINUTES = 5, 15, 60
_RETENTION = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster")
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


def _lost(store: Resource, graph: Graph) -> tuple[float, bool]:
    """Minutes that a store can lose, and whether everything that could make them fewer is known."""
    if store.kind == _TABLE and is_true(store, "pointInTimeRecovery.enabled").outcome is Outcome.PASS:
        return _LOG_MINUTES, True
    if store.kind in _RETENTION and isinstance(days := store.get("backupRetentionPeriod"), Known) and number(days.value) > 0:
        return _LOG_MINUTES, True
    if store.kind == BUCKET and any(copy.on and copy.everything for copy in copies(store, graph)):
        return _REPLICATION_MINUTES, True
    if store.kind == _FILES and graph.companions(store, _FILE_COPY, "sourceFileSystemId"):
        return _REPLICATION_MINUTES, True
    outcome, rules = selecting(store, graph)
    continuous = store.kind == BUCKET and any(rule.get("enableContinuousBackup") == Known(True) for rule in rules)
    schedules = [rule.get("schedule") for rule in rules]
    each = [hours_between(value.value) * _HOUR_MINUTES for value in schedules if isinstance(value, Known)]
    settled = outcome is not Outcome.UNKNOWN and all(isinstance(value, (Known, Absent)) for value in schedules)
    least = _REPLICATION_MINUTES if continuous else min(each, default=float("inf"))
    return (least if outcome is Outcome.PASS else float("inf")), settled
