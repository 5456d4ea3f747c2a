# SPDX-License-Identifier: Apache-2.0
"""Log groups that services make by themselves, for ever and under a key of AWS, unless the program makes them first (HDS-LOG-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.memo import once_per_graph
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, fail, number, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["group_of_a_service_is_declared"]

_GROUP = "aws:cloudwatch/logGroup:LogGroup"
_METRICS = "RDSOSMetrics"
"""The one group of a region to which enhanced monitoring of databases writes."""
_MONITORED = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
_CLUSTER = "aws:eks/cluster:Cluster"
_FUNCTION = "aws:lambda/function:Function"
_DATABASES = {
    "aws:rds/instance:Instance": ("identifier", "enabledCloudwatchLogsExports[*]", "/aws/rds/instance/{}/{}"),
    "aws:rds/cluster:Cluster": ("clusterIdentifier", "enabledCloudwatchLogsExports[*]", "/aws/rds/cluster/{}/{}"),
    "aws:docdb/cluster:Cluster": ("clusterIdentifier", "enabledCloudwatchLogsExports[*]", "/aws/docdb/{}/{}"),
    "aws:neptune/cluster:Cluster": ("clusterIdentifier", "enableCloudwatchLogsExports[*]", "/aws/neptune/{}/{}"),
}
"""How each database is named, where it lists the logs it exports, and the groups they go to."""


@graph_rule("HDS-LOG-06", _CLUSTER, _FUNCTION, *_DATABASES)
def group_of_a_service_is_declared(source: Resource, graph: Graph) -> Verdict:
    """The group that a cluster, a function or a database writes to is made by the program, with its term."""
    here = graph.region(source)
    declared = [name for region, name in _made(graph) if region == here]
    settled = all(isinstance(name, (Known, Absent)) for name in declared) and isinstance(here, (Known, Absent))
    return all_of(_declared(value, name, declared, settled=settled) for value, name in _groups(source))


@once_per_graph
def _made(graph: Graph) -> list[tuple[Value, Value]]:
    """Region and name of the log groups of the program."""
    return [(graph.region(group), group.get("name")) for group in graph.of(_GROUP)]


def _declared(value: Value, name: str | None, declared: list[Value], *, settled: bool) -> Verdict:
    if name is not None and Known(name) in declared:
        return PASS
    return (fail if name is not None and settled else unknown)("", value, "declared_group", name or "")


def _groups(source: Resource) -> Iterator[tuple[Value, str | None]]:
    """The names of the groups of a source, with the value that tells; None while a part is not known."""
    if source.kind in _DATABASES:
        own, exports, pattern = _DATABASES[source.kind]
        interval = source.get("monitoringInterval") if source.kind in _MONITORED else ABSENT
        if isinstance(interval, Known) and number(interval.value) > 0:
            yield interval, _METRICS
        for _, log in source.all(exports):
            if not isinstance(log, Absent):
                yield log, _spelled(pattern, source.get(own), log)
    elif source.kind == _CLUSTER and source.all("enabledClusterLogTypes[*]") and source.get("enabledClusterLogTypes") != Absent():
        yield source.get("name"), _spelled("/aws/eks/{}/cluster", source.get("name"))
    elif source.kind == _FUNCTION and isinstance(source.get("loggingConfig.logGroup"), Absent):
        yield source.get("name"), _spelled("/aws/lambda/{}", source.get("name"))


def _spelled(pattern: str, *parts: Value) -> str | None:
    known = [str(part.value) for part in parts if isinstance(part, Known)]
    return pattern.format(*known) if len(known) == len(parts) else None
