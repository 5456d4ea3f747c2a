# SPDX-License-Identifier: Apache-2.0
"""Databases refuse connections without TLS, by their parameters (HDS-ENC-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, Unknown
from hds_policies.verdict import PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["CLUSTERS", "cluster_refuses_plain_text", "database_refuses_plain_text", "warehouse_refuses_plain_text"]

_GROUPS = {
    "aws:rds/instance:Instance": ("parameterGroupName", "aws:rds/parameterGroup:ParameterGroup"),
    "aws:rds/cluster:Cluster": ("dbClusterParameterGroupName", "aws:rds/clusterParameterGroup:ClusterParameterGroup"),
}
_FORCE_SSL = {"rds.force_ssl": ("1",)}
_SECURE_TRANSPORT = {"require_secure_transport": ("1", "ON")}
_ENGINES = {
    "postgres": _FORCE_SSL,
    "aurora-postgresql": _FORCE_SSL,
    "sqlserver": _FORCE_SSL,
    "mysql": _SECURE_TRANSPORT,
    "mariadb": _SECURE_TRANSPORT,
    "aurora-mysql": _SECURE_TRANSPORT,
}
"""The parameter that forces TLS, by the start of the engine's name; Oracle and Db2 do it elsewhere and stay open."""


@dataclass(frozen=True, slots=True)
class _Forced:
    """How a kind forces TLS: where it names its group, the parameter with the values that force, and whether it is so by default."""

    path: str
    group: str
    parameters: Mapping[str, tuple[object, ...]]
    by_default: bool = False


CLUSTERS = {
    "aws:docdb/cluster:Cluster": _Forced(
        "dbClusterParameterGroupName",
        "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
        {"tls": ("enabled", "fips-140-3", "tls1.2+", "tls1.3+")},
        by_default=True,
    ),
    "aws:neptune/cluster:Cluster": _Forced(
        "neptuneClusterParameterGroupName",
        "aws:neptune/clusterParameterGroup:ClusterParameterGroup",
        {"neptune_enforce_ssl": ("1",)},
        by_default=True,
    ),
    "aws:redshift/cluster:Cluster": _Forced(
        "clusterParameterGroupName", "aws:redshift/parameterGroup:ParameterGroup", {"require_ssl": ("true",)}
    ),
}


@graph_rule("HDS-ENC-06", *_GROUPS)
def database_refuses_plain_text(database: Resource, graph: Graph) -> Verdict:
    """The parameter group of a database forces TLS; the groups of AWS leave it to the version, and are not taken for an answer."""
    path, group = _GROUPS[database.kind]
    engine = database.get("engine")
    if isinstance(engine, Absent):  # a replica has the engine of its source
        return _forced(database, _Forced(path, group, _FORCE_SSL | _SECURE_TRANSPORT), graph)
    found = next((wanted for name, wanted in _ENGINES.items() if str(getattr(engine, "value", "")).startswith(name)), None)
    return _forced(database, _Forced(path, group, found), graph) if found else unknown("engine", engine, "one_of", *_ENGINES)


@graph_rule("HDS-ENC-06", *CLUSTERS)
def cluster_refuses_plain_text(cluster: Resource, graph: Graph) -> Verdict:
    """The parameter group of a document, graph or warehouse cluster forces TLS."""
    return _forced(cluster, CLUSTERS[cluster.kind], graph)


@resource_rule("HDS-ENC-06", "aws:redshiftserverless/workgroup:Workgroup")
def warehouse_refuses_plain_text(group: Resource, _: Graph) -> Verdict:
    """A serverless warehouse says that it requires TLS."""
    found = list(_settings(group, "configParameters[*]", ("parameterKey", "parameterValue"), {"require_ssl": ("true",)}))
    return all_of(found) if found else fail("configParameters", ABSENT, "forces_tls", "require_ssl")


def _forced(database: Resource, forced: _Forced, graph: Graph) -> Verdict:
    value = database.get(forced.path)
    groups = graph.targets(database, forced.path, forced.group)
    if not groups and not _is_default(value):
        return unknown(forced.path, value, "forces_tls", *forced.parameters)
    found = [verdict for group in groups for verdict in _settings(group, "parameters[*]", ("name", "value"), forced.parameters)]
    if found:
        return all_of(found)
    return PASS if forced.by_default else fail(forced.path, value, "forces_tls", *forced.parameters)


def _is_default(group: Value) -> bool:
    """Whether AWS's own group of the engine applies; their names start so and no other may."""
    return isinstance(group, Absent) or (isinstance(group, Known) and str(group.value).startswith("default."))


def _settings(group: Resource, block: str, names: tuple[str, str], wanted: Mapping[str, tuple[object, ...]]) -> Iterator[Verdict]:
    """A verdict for each setting of a group that is about TLS, or may be: one whose name is not known yet."""
    for at, _ in group.all(block):
        name, value = (group.get(f"{at}.{part}") for part in names)
        if isinstance(name, Known) and name.value in tuple(wanted):
            accepted = wanted[name.value]
            if not isinstance(value, Known):
                yield unknown(f"{at}.{names[1]}", value, "one_of", accepted[0])
            else:
                yield PASS if value.value in accepted else fail(f"{at}.{names[1]}", value, "one_of", accepted[0])
        elif isinstance(name, Unknown):
            yield unknown(f"{at}.{names[0]}", name, "forces_tls", *wanted)
