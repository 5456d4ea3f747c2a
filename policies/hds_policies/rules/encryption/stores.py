# SPDX-License-Identifier: Apache-2.0
"""Databases, file systems, caches, search, queues and warehouses are encrypted with a customer key (HDS-ENC-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies import arn
from hds_policies.at_rest import encrypted
from hds_policies.checks import customer_key, is_customer_key
from hds_policies.json_text import decoded
from hds_policies.rule import resource_rule
from hds_policies.rules.encryption.store_kinds import DATABASES, INSIGHTS, STORES
from hds_policies.values import ABSENT, Absent, Known, Unknown, Value, is_list, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "database_uses_a_customer_key",
    "function_settings_use_a_customer_key",
    "global_database_is_encrypted",
    "search_policy_names_a_customer_key",
    "store_can_hold_a_customer_key",
    "store_uses_a_customer_key",
]

_SOURCES = {"aws:rds/instance:Instance": "replicateSourceDb", "aws:rds/cluster:Cluster": "replicationSourceIdentifier"}
_CACHE = "aws:elasticache/cluster:Cluster"
_KEYLESS = (
    _CACHE,
    "aws:dax/cluster:Cluster",
    "aws:msk/serverlessCluster:ServerlessCluster",
    "aws:timestreaminfluxdb/dbInstance:DbInstance",
    "aws:timestreaminfluxdb/dbCluster:DbCluster",
    "aws:lightsail/bucket:Bucket",
    "aws:lightsail/database:Database",
    "aws:lightsail/disk:Disk",
)
"""Stores whose service offers no property for a customer key."""


@resource_rule("HDS-ENC-03", *STORES)
def store_uses_a_customer_key(store: Resource, graph: Graph) -> Verdict:
    """A managed store turns encryption on and names a customer key for each thing it keeps."""
    return encrypted(store, graph, STORES[store.kind])


@resource_rule("HDS-ENC-03", *_KEYLESS)
def store_can_hold_a_customer_key(store: Resource, _: Graph) -> Verdict:
    """A store that cannot take a customer key is not used; the members of a cache group have the key of the group."""
    member = store.kind == _CACHE and not isinstance(store.get("replicationGroupId"), Absent)
    return PASS if member else fail("", ABSENT, "store_with_customer_key")


@resource_rule("HDS-ENC-03", "aws:lambda/function:Function")
def function_settings_use_a_customer_key(function: Resource, graph: Graph) -> Verdict:
    """The environment of a function is encrypted with a customer key; without one there is nothing to encrypt."""
    return NOT_APPLICABLE if isinstance(function.get("environment"), Absent) else customer_key(function, "kmsKeyArn", graph)


@resource_rule("HDS-ENC-03", *_SOURCES)
def database_uses_a_customer_key(database: Resource, graph: Graph) -> Verdict:
    """A database is encrypted with a customer key; a replica in another region names a key of that region.

    For a replica ``storageEncrypted`` is ignored: in the region of its source it takes the key of the source.
    """
    if isinstance(database.get(_SOURCES[database.kind]), Absent):
        return encrypted(database, graph, DATABASES[database.kind])
    return all_of((_replica(database, _SOURCES[database.kind], graph), encrypted(database, graph, (INSIGHTS,))))


@resource_rule(
    "HDS-ENC-03", "aws:rds/globalCluster:GlobalCluster", "aws:docdb/globalCluster:GlobalCluster", "aws:neptune/globalCluster:GlobalCluster"
)
def global_database_is_encrypted(database: Resource, _: Graph) -> Verdict:
    """A global database is encrypted, unless it is made from a cluster and takes over what that one has."""
    made_from = database.get("sourceDbClusterIdentifier")
    return is_true(database, "storageEncrypted", absent=None if isinstance(made_from, Absent) else NOT_APPLICABLE)


@resource_rule("HDS-ENC-03", "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy")
def search_policy_names_a_customer_key(policy: Resource, graph: Graph) -> Verdict:
    """The encryption policy of serverless search names a customer key and not the one AWS owns."""
    if policy.get("type") == Known("network"):
        return NOT_APPLICABLE
    value = policy.get("policy")
    if isinstance(value, Unknown):
        return customer_key(policy, "policy", graph)
    document = _document(value)
    if not is_map(document):
        return unknown("policy", value, "customer_key")
    owned = document.get("AWSOwnedKey") is True
    return fail("policy", value, "customer_key") if owned else is_customer_key("policy", Known(document.get("KmsARN")), graph)


def _document(value: Value) -> Any:
    """The policy as a map; the service takes one, or a list of one."""
    parsed = decoded(value)
    return parsed[0] if is_list(parsed) and parsed else parsed


def _replica(replica: Resource, path: str, graph: Graph) -> Verdict:
    here = graph.region(replica)
    if not isinstance(replica.get("kmsKeyId"), Absent):
        return customer_key(replica, "kmsKeyId", graph, region=here)
    sources = graph.targets(replica, path, *_SOURCES)
    there = graph.region(sources[0]) if sources else _region_named(replica.get(path))
    if there is None or not isinstance(here, Known):
        return unknown(path, replica.get(path), "customer_key")
    if there != here:
        return fail("kmsKeyId", ABSENT, "customer_key")
    return PASS if sources else unknown(path, replica.get(path), "customer_key")


def _region_named(source: Value) -> Value | None:
    """The region that a source names in its ARN; None when there is no ARN."""
    parsed = arn.parse(source.value) if isinstance(source, Known) else None
    return Known(parsed.region) if parsed else None
