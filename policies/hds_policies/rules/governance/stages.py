# SPDX-License-Identifier: Apache-2.0
"""No health data outside production, by tag or by origin (HDS-GOV-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.data_classes import label
from hds_policies.rule import graph_rule
from hds_policies.rules.governance.classes import STORES
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["ORIGINS", "copy_stays_in_its_stage", "store_outside_production_holds_no_health_data"]

_DATABASES = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
_SNAPSHOTS = ("aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot")
_TABLE = "aws:dynamodb/table:Table"
_DISKS = ("aws:ebs/volume:Volume", "aws:ebs/snapshot:Snapshot", "aws:ebs/snapshotCopy:SnapshotCopy")
ORIGINS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "aws:rds/instance:Instance": (
        ("snapshotIdentifier", "replicateSourceDb", "restoreToPointInTime.sourceDbInstanceIdentifier"),
        (*_DATABASES, *_SNAPSHOTS),
    ),
    "aws:rds/cluster:Cluster": (
        ("snapshotIdentifier", "replicationSourceIdentifier", "restoreToPointInTime.sourceClusterIdentifier"),
        (*_DATABASES, *_SNAPSHOTS),
    ),
    "aws:rds/snapshotCopy:SnapshotCopy": (("sourceDbSnapshotIdentifier",), _SNAPSHOTS),
    "aws:docdb/cluster:Cluster": (("snapshotIdentifier",), ("aws:docdb/clusterSnapshot:ClusterSnapshot",)),
    "aws:neptune/cluster:Cluster": (("snapshotIdentifier",), ("aws:neptune/clusterSnapshot:ClusterSnapshot",)),
    "aws:ebs/volume:Volume": (("snapshotId",), _DISKS),
    "aws:ebs/snapshotCopy:SnapshotCopy": (("sourceSnapshotId",), _DISKS),
    _TABLE: (("restoreSourceTableArn", "restoreSourceName"), (_TABLE,)),
}
"""Where each kind says what it is restored or copied from, and the kinds that may be."""


@graph_rule("HDS-GOV-09", *STORES)
def store_outside_production_holds_no_health_data(store: Resource, graph: Graph) -> Verdict:
    """A store of another stage than production says that it holds no health data."""
    stage, stated = label(store, graph, "hds:stage"), label(store, graph, "hds:dscp")
    if stage == "":
        return NOT_APPLICABLE
    if stated == "no" or stage == "production":
        return PASS
    return (unknown if stage is None or stated is None else fail)("tags", store.get("tags"), "no_health_data_here", stage or "")


@graph_rule("HDS-GOV-09", *ORIGINS)
def copy_stays_in_its_stage(store: Resource, graph: Graph) -> Verdict:
    """What is restored or copied outside production comes from its own stage."""
    paths, kinds = ORIGINS[store.kind]
    given = [(path, store.get(path)) for path in paths if not isinstance(store.get(path), Absent)]
    if label(store, graph, "hds:stage") in ("", "production"):
        return NOT_APPLICABLE
    return all_of(_from_here(store, graph, path, value, kinds) for path, value in given)


def _from_here(store: Resource, graph: Graph, path: str, value: Value, kinds: tuple[str, ...]) -> Verdict:
    stage = label(store, graph, "hds:stage")
    origins = {label(origin, graph, "hds:stage") for origin in graph.targets_of(value, *kinds) if origin is not store}
    if not origins or None in origins or stage is None:
        return unknown(path, value, "own_stage", stage or "")
    return PASS if origins == {stage} else fail(path, value, "own_stage", stage)
