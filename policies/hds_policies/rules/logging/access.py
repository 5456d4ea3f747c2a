# SPDX-License-Identifier: Apache-2.0
"""Each access to health data, and to the log itself, is traced (HDS-LOG-02, HDS-LOG-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.arn import bucket_name
from hds_policies.buckets import BUCKET, LOGGING, blocks
from hds_policies.data_classes import is_health
from hds_policies.log_stores import last_copies, receives_access_logs, written_to
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.selectors import READS
from hds_policies.trails import TABLE, TRAIL, auditing, data_is_recorded, traced
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.buckets import Place
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "access_to_health_data_is_traced",
    "bucket_logs_its_accesses",
    "reading_of_the_log_is_traced",
    "use_of_keys_is_traced",
]

_KEYS = "kms.amazonaws.com"


@graph_rule("HDS-LOG-02", BUCKET, TABLE)
def access_to_health_data_is_traced(store: Resource, graph: Graph) -> Verdict:
    """Reads and writes of each store of health data, and of its replicas, are recorded by a trail that audits everything."""
    health = is_health(store, graph)
    if health is None:
        return unknown("tags", store.get("tags"), "data_events", store.name)
    if not health:
        return NOT_APPLICABLE
    return all_of(_recorded(item.type, data_is_recorded(auditing(graph), item, graph)) for item in traced(store, graph))


@graph_rule("HDS-LOG-02", BUCKET)
def bucket_logs_its_accesses(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket writes its access logs to another bucket of its region, unless it is the one that receives them."""
    if bucket.urn in receives_access_logs(graph):
        return NOT_APPLICABLE
    inline = ("logging", "loggings[*]")
    found = [_elsewhere(bucket, place, graph) for place in blocks(bucket, graph, LOGGING, "", *inline)]
    return any_of(found) if found else fail("", ABSENT, "access_logs")


@resource_rule("HDS-LOG-02", TRAIL)
def use_of_keys_is_traced(trail: Resource, _: Graph) -> Verdict:
    """A trail leaves the calls to the key service in."""
    left_out = list(trail.all("eventSelectors[*].excludeManagementEventSources[*]"))
    left_out += trail.all("advancedEventSelectors[*].fieldSelectors[*].notEquals[*]")
    return all_of((PASS, *(_kept(at, value) for at, value in left_out)))


@graph_rule("HDS-LOG-11", TRAIL)
def reading_of_the_log_is_traced(trail: Resource, graph: Graph) -> Verdict:
    """Reads of the last copy of a trail are recorded by a trail of the program."""
    stores = last_copies(trail, graph)
    if not stores:
        return unknown("s3BucketName", trail.get("s3BucketName"), "own_log_store")
    trails = graph.of(TRAIL)
    items = (item for store in stores for item in traced(store, graph))
    return all_of(_recorded(item.type, data_is_recorded(trails, item, graph, (READS,))) for item in items)


def _recorded(kind: str, outcome: Outcome) -> Verdict:
    return PASS if outcome is Outcome.PASS else (unknown if outcome is Outcome.UNKNOWN else fail)("", ABSENT, "data_events", kind)


def _elsewhere(bucket: Resource, place: Place, graph: Graph) -> Verdict:
    """A target that is another bucket, in the same region where the plan tells."""
    path, value = place.path("targetBucket"), place.get("targetBucket")
    if isinstance(value, Known) and bucket.get("bucket") == Known(bucket_name(str(value.value))):
        return fail(path, value, "access_logs")
    here = graph.region(bucket)
    found = [graph.region(target) for target in written_to(place.holder, path, graph)]
    away = bool(found) and here not in found
    if isinstance(value, Absent) or (away and all(isinstance(region, Known) for region in (here, *found))):
        return fail(path, value, "access_logs")
    return PASS if not away and (found or isinstance(value, Known)) else unknown(path, value, "access_logs")


def _kept(at: str, value: Value) -> Verdict:
    if isinstance(value, Absent):
        return PASS
    if isinstance(value, Known):
        return fail(at, value, "key_events") if value.value == _KEYS else PASS
    return unknown(at, value, "key_events")
