# SPDX-License-Identifier: Apache-2.0
"""A second site holds a replica (HDS-RES-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import is_copy
from hds_policies.buckets import BUCKET, copies, targets
from hds_policies.data_classes import is_health
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, best, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.buckets import Copy
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["health_store_has_a_replica"]

_TABLE = "aws:dynamodb/table:Table"
_FILES = "aws:efs/fileSystem:FileSystem"
_REPOSITORY = "aws:ecr/repository:Repository"
_REGISTRY = "aws:ecr/replicationConfiguration:ReplicationConfiguration"
_CLUSTERS = ("aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster")
_GLOBAL = "globalClusterIdentifier"
_INSTANCE = "aws:rds/instance:Instance"
_COMPANIONS: dict[str, tuple[tuple[str, str], ...]] = {
    _INSTANCE: (
        ("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication", "sourceDbInstanceArn"),
        (_INSTANCE, "replicateSourceDb"),
    ),
    _TABLE: (("aws:dynamodb/tableReplica:TableReplica", "globalTableArn"),),
    _FILES: (),
    _REPOSITORY: (),
    _CLUSTERS[0]: ((_CLUSTERS[0], "replicationSourceIdentifier"),),
    **dict.fromkeys(_CLUSTERS[1:], ()),
}
"""Resources that replicate each kind, and where they name their source; they stand where the replica does."""


@graph_rule("HDS-RES-02", BUCKET, *_COMPANIONS)
def health_store_has_a_replica(store: Resource, graph: Graph) -> Verdict:
    """A store of health data is replicated as a whole to another region; a replica needs none."""
    health = is_health(store, graph)
    if health is None:
        return unknown("tags", store.get("tags"), "replica_due")
    if not health or is_copy(store, graph):
        return NOT_APPLICABLE
    outcome = best(_replicas(store, graph))
    return PASS if outcome is Outcome.PASS else (unknown if outcome is Outcome.UNKNOWN else fail)("", ABSENT, "replica_due")


def _replicas(store: Resource, graph: Graph) -> Iterator[Outcome]:
    """What each replica of a store amounts to."""
    here = graph.region(store)
    if store.kind == BUCKET:
        yield from (_copied(copy, here, graph) for copy in copies(store, graph))
        return
    if store.kind == _TABLE:
        inline = store.all("replicas[*].regionName")
        yield from (_away(value, here) for _, value in inline if not isinstance(value, Absent))
    if store.kind == _FILES:
        found = graph.companions(store, "aws:efs/replicationConfiguration:ReplicationConfiguration", "sourceFileSystemId")
        yield from (_away(item.get("destination.region"), here) for item in found)
    if store.kind == _REPOSITORY:
        rules = [(item, at) for item in graph.of(_REGISTRY) for at, _ in item.all("replicationConfiguration.rules[*]")]
        yield from (_stored(item, at, store, here) for item, at in rules)
    if store.kind in _CLUSTERS and not isinstance(identifier := store.get(_GLOBAL), Absent):
        peers = [peer for peer in graph.of(store.kind) if peer is not store and _same(peer.get(_GLOBAL), identifier)]
        yield from (_away(graph.region(peer), here) for peer in peers)
    for kind, path in _COMPANIONS[store.kind]:
        yield from (_away(graph.region(item), here) for item in graph.companions(store, kind, path))


def _copied(copy: Copy, here: Value, graph: Graph) -> Outcome:
    if copy.on is False or copy.everything is False:
        return Outcome.FAIL
    found = [_away(graph.region(target), here) for target in targets(copy, graph)]
    settled = found and copy.on and copy.everything
    return best(found) if settled else Outcome.UNKNOWN


def _stored(registry: Resource, at: str, repository: Resource, here: Value) -> Outcome:
    """A rule of a registry that takes a repository, by the beginning of its name or whatever its name, to another region."""
    name, prefixes = repository.get("name"), [value for _, value in registry.all(f"{at}.repositoryFilters[*].filter")]
    given = [value.value for value in (name, *prefixes) if isinstance(value, Known)]
    readable = len(given) == 1 + sum(not isinstance(value, Absent) for value in prefixes)
    taken = not given[1:] or any(str(given[0]).startswith(str(prefix)) for prefix in given[1:])
    regions = [_away(value, here) for _, value in registry.all(f"{at}.destinations[*].region")]
    if not readable:
        return Outcome.UNKNOWN
    return best(regions) if taken else Outcome.FAIL


def _same(one: Value, other: Value) -> bool:
    """Two references to one global cluster, by its name or through what they are computed from."""
    shared = isinstance(one, Unknown) and isinstance(other, Unknown) and set(one.depends_on) & set(other.depends_on)
    return bool(shared) or (isinstance(one, Known) and one == other)


def _away(there: Value, here: Value) -> Outcome:
    if not isinstance(there, Known) or not isinstance(here, Known):
        return Outcome.UNKNOWN
    return Outcome.PASS if there != here else Outcome.FAIL
