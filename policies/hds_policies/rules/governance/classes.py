# SPDX-License-Identifier: Apache-2.0
"""Stores say whose they are and what they hold, and those with health data are searched (HDS-GOV-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.services import available
from hds_policies.backups import VAULT, is_copy
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health, label, retention_class
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, decide, fail, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "STORES",
    "disks_of_machines_say_what_they_hold",
    "health_buckets_are_searched",
    "store_says_what_it_holds",
    "store_says_whose_it_is",
]

STORES = (
    BUCKET,
    VAULT,
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "aws:kinesis/stream:Stream",
    "aws:memorydb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
)
"""Kinds that keep data of persons, in their tags or under them."""
_ACCOUNT = "aws:macie2/account:Account"
_JOB = "aws:macie2/classificationJob:ClassificationJob"
_WHAT = ("hds:dscp", "hds:data-class")
_WHOSE = ("hds:tenant", "hds:stage")


@graph_rule("HDS-GOV-01", *STORES)
def store_says_whose_it_is(store: Resource, graph: Graph) -> Verdict:
    """A store ends up with the tags of its tenant and its stage."""
    return all_of(_tagged(store, graph, key) for key in _WHOSE)


@graph_rule("HDS-GOV-01", *STORES)
def store_says_what_it_holds(store: Resource, graph: Graph) -> Verdict:
    """A store says whether it holds health data, and of which class its data are; a vault holds those of many."""
    stated = label(store, graph, "hds:dscp")
    holds = PASS if stated in ("yes", "no") else (unknown if stated is None else fail)("tags", store.get("tags"), "stated", "hds:dscp")
    return holds if store.kind == VAULT else all_of((holds, _tagged(store, graph, "hds:data-class")))


@resource_rule("HDS-GOV-01", "aws:ec2/launchTemplate:LaunchTemplate")
def disks_of_machines_say_what_they_hold(template: Resource, _: Graph) -> Verdict:
    """The disks that a launch template makes say whether they hold health data, and of which class, which backups go by."""
    kinds = [(at, template.get(f"{at}.resourceType")) for at, _ in template.all("tagSpecifications[*]")]
    disks = [at for at, kind in kinds if kind == Known("volume")]
    answer = fail if all(isinstance(kind, (Absent, Known)) for _, kind in kinds) else unknown
    missing = [answer("tagSpecifications", template.get("tagSpecifications"), "tag", key) for key in _WHAT if not disks]
    return all_of((*missing, *(decide(template, f"{at}.tags.{key}", bool, "tag", key) for at in disks for key in _WHAT)))


@graph_rule("HDS-GOV-01", STACK)
def health_buckets_are_searched(_: Resource, graph: Graph) -> Verdict:
    """Each region with buckets of health data, replicas aside, has Macie on, and a job where they may be misplaced."""
    held = ((graph.region(bucket), bucket) for bucket in graph.of(BUCKET) if is_health(bucket, graph) and not is_copy(bucket, graph))
    found = {str(region.value): bucket for region, bucket in held if isinstance(region, Known)}
    return all_of(_searched(graph, region, bucket) for region, bucket in found.items() if available("macie", region) is not False)


def _tagged(store: Resource, graph: Graph, key: str) -> Verdict:
    value = label(store, graph, key)
    return PASS if value else (unknown if value is None else fail)("tags", store.get("tags"), "tag", key)


def _searched(graph: Graph, region: str, bucket: Resource) -> Verdict:
    accounts = [item for item in graph.of(_ACCOUNT) if graph.region(item) == Known(region)]
    jobs = [item for item in graph.of(_JOB) if graph.region(item) == Known(region)]
    misplaced = any(graph.region(item) == Known(region) and _may_be_misplaced(item, graph) for item in graph.of(BUCKET))
    if not accounts or (misplaced and not jobs):
        return fail("", ABSENT, "health_search_due", region, bucket.name)
    return all_of(one_of(account, "status", "ENABLED", absent=PASS) for account in accounts)


def _may_be_misplaced(bucket: Resource, graph: Graph) -> bool:
    """A bucket that should hold no health data, and holds more than logs, whose classes have a ceiling."""
    known = retention_class(bucket, graph)
    return is_health(bucket, graph) is not True and (known is None or known.maximum_days is None)
