# SPDX-License-Identifier: Apache-2.0
"""Archives are write-once for the term of their records, and listed with their checksums (HDS-ARC-01, HDS-ARC-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.arn import bucket_name
from hds_policies.buckets import BUCKET, is_versioned, life_cycles, locked_for
from hds_policies.data_classes import label, retention_class
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import (
    NOT_APPLICABLE,
    PASS,
    Verdict,
    absent,
    all_of,
    any_of,
    at_least,
    fail,
    is_false,
    is_true,
    one_of,
    unknown,
)

if TYPE_CHECKING:
    from hds_policies.buckets import Lifecycle
    from hds_policies.graph import Graph, Resource

__all__ = ["archive_is_listed_with_its_checksums", "archive_is_locked_for_its_term", "archive_keeps_its_records_for_their_term"]

_INVENTORY = "aws:s3/inventory:Inventory"
_FIELDS = ("ChecksumAlgorithm", "Size", "ObjectLockRetainUntilDate")


@graph_rule("HDS-ARC-01", BUCKET)
def archive_is_locked_for_its_term(bucket: Resource, graph: Graph) -> Verdict:
    """An archive is versioned, not emptied when destroyed, and locked at least as long as its class of records has to be kept."""
    archive = _is_archive(bucket, graph)
    if archive is not PASS:
        return archive
    return all_of((
        locked_for(bucket, graph, _floor(bucket, graph)),
        is_versioned(bucket, graph),
        is_false(bucket, "forceDestroy", absent=PASS),
    ))


@graph_rule("HDS-ARC-01", BUCKET)
def archive_keeps_its_records_for_their_term(bucket: Resource, graph: Graph) -> Verdict:
    """No rule of an archive expires records before their term, and none at all while a legal hold lasts."""
    archive = _is_archive(bucket, graph)
    if archive is not PASS:
        return archive
    held = label(bucket, graph, "hds:legal-hold") == "yes"
    return all_of((PASS, *(_keeps(rule, _floor(bucket, graph), held=held) for rule in life_cycles(bucket, graph) if rule.on is not False)))


@graph_rule("HDS-ARC-02", BUCKET)
def archive_is_listed_with_its_checksums(bucket: Resource, graph: Graph) -> Verdict:
    """An archive has an inventory of all its versions, every week at least, with what proves that they are whole and locked."""
    archive = _is_archive(bucket, graph)
    if archive is not PASS:
        return archive
    found = graph.companions(bucket, _INVENTORY, "bucket")
    return any_of(_lists(item, graph) for item in found) if found else fail("", ABSENT, "inventory_due")


def _is_archive(bucket: Resource, graph: Graph) -> Verdict:
    """PASS when a bucket is declared as an archive."""
    declared = label(bucket, graph, "hds:archive")
    if declared is None:
        return unknown("tags", bucket.get("tags"), "tag", "hds:archive")
    return PASS if declared == "yes" else NOT_APPLICABLE


def _floor(bucket: Resource, graph: Graph) -> int:
    """Days that the records of an archive have to be kept; one, where the facts do not name their class."""
    known = retention_class(bucket, graph)
    return max(known.minimum_days if known else 0, 1)


def _keeps(rule: Lifecycle, floor: int, *, held: bool) -> Verdict:
    holder, days, date = rule.place.holder, rule.place.path(rule.days), rule.place.path(rule.date)
    term = absent(holder, days) if held else at_least(holder, days, floor, absent=PASS)
    return all_of((term, absent(holder, date)))


def _lists(inventory: Resource, graph: Graph) -> Verdict:
    often = one_of(inventory, "schedule.frequency", "Daily", "Weekly")
    versions = one_of(inventory, "includedObjectVersions", "All")
    return all_of((is_true(inventory, "enabled", absent=PASS), often, versions, _fields(inventory), _delivered(inventory, graph)))


def _delivered(inventory: Resource, graph: Graph) -> Verdict:
    path = "destination.bucket.bucketArn"
    value = inventory.get(path)
    named = Known(bucket_name(value.value)) if isinstance(value, Known) and isinstance(value.value, str) else value
    return PASS if graph.targets_of(named, BUCKET) else unknown(path, value, "list_receiver")


def _fields(inventory: Resource) -> Verdict:
    path = "optionalFields"
    values = [value for _, value in inventory.all(f"{path}[*]")]
    listed = {value.value for value in values if isinstance(value, Known)}
    missing = ", ".join(name for name in _FIELDS if name not in listed)
    settled = all(isinstance(value, (Known, Absent)) for value in values)
    return (fail if settled else unknown)(path, inventory.get(path), "lists", missing) if missing else PASS
