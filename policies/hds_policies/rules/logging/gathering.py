# SPDX-License-Identifier: Apache-2.0
"""Logs gather where only services write, where strangers do not read, and are copied away (HDS-LOG-04, HDS-LOG-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, admits_deputies, admits_strangers, holders
from hds_policies.buckets import BUCKET, copies, targets
from hds_policies.data_classes import is_health
from hds_policies.documents import partial_statements
from hds_policies.log_stores import last_copies, receives_logs, written_to
from hds_policies.rule import graph_rule
from hds_policies.trails import TRAIL
from hds_policies.values import ABSENT, Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from hds_policies.buckets import Copy
    from hds_policies.documents import Principal, Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

    _Judge: TypeAlias = Callable[[str, Value, tuple[Statement, ...]], Verdict]

__all__ = [
    "log_store_holds_no_health_data",
    "only_services_write_logs",
    "strangers_read_no_log",
    "trail_is_copied_away",
]

_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
_PUT = "s3:PutObject"
_WRITES, _READS = Scope((_PUT,)), Scope(("s3:GetObject",))
_OF_A_SERVICE = ":role/aws-service-role/"


@graph_rule("HDS-LOG-04", BUCKET)
def log_store_holds_no_health_data(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket that logs are written to is no store of health data."""
    if bucket.urn not in receives_logs(graph):
        return NOT_APPLICABLE
    health = is_health(bucket, graph)
    if health is None:
        return unknown("tags", bucket.get("tags"), "no_health_data")
    return fail("tags", bucket.get("tags"), "no_health_data") if health else PASS


@graph_rule("HDS-LOG-04", BUCKET)
def only_services_write_logs(bucket: Resource, graph: Graph) -> Verdict:
    """The policy of a bucket that logs are written to lets services write, for the account or the organisation, and nobody else."""
    if bucket.urn not in receives_logs(graph):
        return NOT_APPLICABLE
    return all_of(list(_each_policy(bucket, graph, _written_by_services)) or [fail("", ABSENT, "log_policy")])


@graph_rule("HDS-LOG-11", BUCKET)
def strangers_read_no_log(bucket: Resource, graph: Graph) -> Verdict:
    """No policy of a bucket that logs are written to lets everyone read, unless within the account or the organisation."""
    return all_of(_each_policy(bucket, graph, _read_by_nobody)) if bucket.urn in receives_logs(graph) else NOT_APPLICABLE


@graph_rule("HDS-LOG-04", TRAIL)
def trail_is_copied_away(trail: Resource, graph: Graph) -> Verdict:
    """The bucket of a trail is replicated as a whole to another bucket, which only the replication writes to."""
    stores = list(written_to(trail, "s3BucketName", graph))
    if not stores:
        return unknown("s3BucketName", trail.get("s3BucketName"), "own_log_store")
    copied = [_whole(copy, graph) for store in stores for copy in copies(store, graph)]
    further = [bucket for bucket in last_copies(trail, graph) if bucket not in stores]
    return all_of((any_of(copied) if copied else fail("", ABSENT, "log_copy"), *(_sealed(bucket, graph) for bucket in further)))


def _each_policy(bucket: Resource, graph: Graph, judge: _Judge) -> Iterator[Verdict]:
    own = [(bucket, "policy")] if not isinstance(bucket.get("policy"), Absent) else []
    for holder, at in [*own, *((policy, "policy") for policy in graph.companions(bucket, _POLICY, "bucket"))]:
        value = holder.get(at)
        found = partial_statements(value)
        yield unknown(at, value, "readable_policy") if found is None else judge(at, value, found)


def _written_by_services(at: str, value: Value, found: tuple[Statement, ...]) -> Verdict:
    others = [principal.name for principal in holders(found, _PUT) if not _is_service(principal)]
    if others:
        return fail(at, value, "services_write", ", ".join(others))
    truth, _ = admits_deputies(found, _WRITES)
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)(at, value, "own_source", _PUT)


def _read_by_nobody(at: str, value: Value, found: tuple[Statement, ...]) -> Verdict:
    truth, _ = admits_strangers(found, _READS)
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)(at, value, "closed_to_strangers", "s3:GetObject")


def _is_service(principal: Principal) -> bool:
    return principal.kind == "Service" or _OF_A_SERVICE in principal.name


def _whole(copy: Copy, graph: Graph) -> Verdict:
    """A replication rule on every object that is on and leads to another bucket of the program."""
    target = copy.place.path(copy.target)
    if copy.everything is None or copy.on is None or not targets(copy, graph):
        return unknown(target, copy.place.get(copy.target), "log_copy")
    return PASS if copy.everything and copy.on else fail(target, copy.place.get(copy.target), "log_copy")


def _sealed(bucket: Resource, graph: Graph) -> Verdict:
    """The policy of the last copy denies writes to everyone that a condition on the caller does not spare."""
    found = list(_each_policy(bucket, graph, _denies_writes))
    return any_of(found) if found else fail("", ABSENT, "sealed_copy", bucket.name)


def _denies_writes(at: str, value: Value, found: tuple[Statement, ...]) -> Verdict:
    sealed = any(
        not item.allows
        and any(principal.everyone for principal in item.principals)
        and item.acts(_PUT)
        and {condition.key for condition in item.conditions} <= {"aws:principalarn"}
        for item in found
    )
    return PASS if sealed else fail(at, value, "sealed_copy", _PUT)
