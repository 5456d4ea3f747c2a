# SPDX-License-Identifier: Apache-2.0
"""The audit trail runs everywhere, and nothing can alter what it wrote (HDS-LOG-01, HDS-LOG-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.buckets import is_versioned, locked_for
from hds_policies.data_classes import label
from hds_policies.due import due_once
from hds_policies.graph import STACK
from hds_policies.log_stores import last_copies
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.trails import TRAIL, audits_everything, feeds
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, is_false, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "event_store_cannot_be_deleted",
    "group_of_the_trail_cannot_be_deleted",
    "last_copy_of_the_trail_is_locked",
    "trail_audits_everything",
    "trail_exists",
]

_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_DAYS = 180
"""The floor that CNIL recommends for traces: six months (deliberation 2021-122)."""


@graph_rule("HDS-LOG-01", STACK)
def trail_exists(_: Resource, graph: Graph) -> Verdict:
    """A program with networks, machines or health data has a trail."""
    return due_once(graph, met=bool(graph.of(TRAIL)), key="trail_due")


@graph_rule("HDS-LOG-01", TRAIL)
def trail_audits_everything(trail: Resource, graph: Graph) -> Verdict:
    """A trail records all management events in all regions, validated; one beside a trail that does may record less."""
    others = (other for other in graph.of(TRAIL) if other is not trail)
    own = audits_everything(trail)
    if own.outcome is not Outcome.PASS and any(audits_everything(other).outcome is Outcome.PASS for other in others):
        return NOT_APPLICABLE
    return own


@graph_rule("HDS-LOG-05", TRAIL)
def last_copy_of_the_trail_is_locked(trail: Resource, graph: Graph) -> Verdict:
    """The bucket with the last copy of a trail is versioned and locked for six months at least, and is not emptied when destroyed."""
    found = last_copies(trail, graph)
    if not found:
        return unknown("s3BucketName", trail.get("s3BucketName"), "own_log_store")
    return all_of(
        all_of((locked_for(bucket, graph, _DAYS), is_versioned(bucket, graph), is_false(bucket, "forceDestroy", absent=PASS)))
        for bucket in found
    )


@graph_rule("HDS-LOG-05", _GROUP)
def group_of_the_trail_cannot_be_deleted(group: Resource, graph: Graph) -> Verdict:
    """A log group that a trail writes to, or of production, is protected from deletion."""
    stage, protected = label(group, graph, "hds:stage"), is_true(group, "deletionProtectionEnabled")
    if feeds(group, graph) or stage == "production":
        return protected
    return NOT_APPLICABLE if stage is not None else unknown("tags", group.get("tags"), "tag", "hds:stage")


@resource_rule("HDS-LOG-05", "aws:cloudtrail/eventDataStore:EventDataStore")
def event_store_cannot_be_deleted(store: Resource, _: Graph) -> Verdict:
    """An event data store keeps its protection from termination, which is on when nothing is said."""
    return is_true(store, "terminationProtectionEnabled", absent=PASS)
