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
from hds_policies.values import ABSENT, Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, decide, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "STORES",
    "disks_of_machines_say_what_they_hold",
    "health_buckets_are_searched",
    "identifier_is_looked_for",
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
_SNAPSHOTS = ("aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:neptune/cluster:Cluster")
_TABLE = "aws:dynamodb/table:Table"
_IDENTIFIER = "aws:macie/customDataIdentifier:CustomDataIdentifier"
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
    if store.kind == VAULT:
        return holds
    copies = (at for at, value in store.all("replicas[*]") if not isinstance(value, Absent)) if store.kind == _TABLE else ()
    passed_on = [is_true(store, "copyTagsToSnapshot")] if store.kind in _SNAPSHOTS else []
    return all_of((holds, _tagged(store, graph, "hds:data-class"), *passed_on, *(is_true(store, f"{at}.propagateTags") for at in copies)))


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
    held = [
        (graph.region(bucket), bucket)
        for bucket in graph.of(BUCKET)
        if not is_copy(bucket, graph) and is_health(bucket, graph) is not False
    ]
    known = {str(region.value): bucket for region, bucket in held if isinstance(region, Known) and is_health(bucket, graph)}
    perhaps = [bucket for region, bucket in held if not isinstance(region, Known) or region.value not in known]
    searched = [_searched(graph, region, bucket) for region, bucket in known.items() if available("macie", region) is not False]
    return all_of((*searched, *(unknown("", ABSENT, "health_search_due", "", bucket.name) for bucket in perhaps[:1])))


def _tagged(store: Resource, graph: Graph, key: str) -> Verdict:
    value = label(store, graph, key)
    return PASS if value else (unknown if value is None else fail)("tags", store.get("tags"), "tag", key)


def _searched(graph: Graph, region: str, bucket: Resource) -> Verdict:
    there = {kind: [graph.region(item) for item in graph.of(kind)] for kind in (_ACCOUNT, _JOB)}
    accounts = [item for item in graph.of(_ACCOUNT) if graph.region(item) == Known(region)]
    jobs = [item for item in graph.of(_JOB) if graph.region(item) == Known(region)]
    misplaced = [item for item in graph.of(BUCKET) if graph.region(item) == Known(region) and _may_be_misplaced(item, graph)]
    if not accounts or (misplaced and not jobs):
        settled = all(isinstance(place, Known) for place in there[_JOB if accounts else _ACCOUNT])
        return (fail if settled else unknown)("", ABSENT, "health_search_due", region, bucket.name)
    on = [one_of(account, "status", "ENABLED", absent=PASS) for account in accounts]
    return all_of((*on, *(any_of(_looks_into(job, item, graph) for job in jobs) for item in misplaced)))


def _looks_into(job: Resource, bucket: Resource, graph: Graph) -> Verdict:
    """A job names a bucket, or chooses buckets by criteria."""
    path = "s3JobDefinition.bucketDefinitions"
    if not isinstance(job.get("s3JobDefinition.bucketCriteria"), Absent):
        return PASS
    named = [value for _, value in job.all(f"{path}[*].buckets[*]") if not isinstance(value, Absent)]
    if bucket.get("bucket") in named or any(isinstance(value, Unknown) and bucket.urn in value.depends_on for value in named):
        return PASS
    settled = all(isinstance(value, Known) for value in (*named, bucket.get("bucket"))) and isinstance(job.get(path), (Known, Absent))
    return (fail if settled and is_health(bucket, graph) is False else unknown)(path, job.get(path), "searched_bucket", bucket.name)


@graph_rule("HDS-GOV-01", _IDENTIFIER)
def identifier_is_looked_for(identifier: Resource, graph: Graph) -> Verdict:
    """A program that searches looks for each identifier of data it makes: one of its jobs names it, and names as many as it takes."""
    path = "customDataIdentifierIds"
    if not graph.of(_JOB):
        return NOT_APPLICABLE
    jobs = graph.companions(identifier, _JOB, f"{path}[*]")
    if any(len(job.all(f"{path}[*]")) >= len(_identifiers(job, graph)) for job in jobs):
        return PASS
    others = [value for job in graph.of(_JOB) if job not in jobs for _, value in job.all(f"{path}[*]")]
    settled = all(isinstance(value, (Known, Absent)) for value in (*others, *(job.get(path) for job in jobs)))
    return (fail if settled else unknown)("", ABSENT, "identifier_job")


def _identifiers(job: Resource, graph: Graph) -> set[str]:
    return {item.urn for item in graph.targets(job, "customDataIdentifierIds[*]", _IDENTIFIER)}


def _may_be_misplaced(bucket: Resource, graph: Graph) -> bool:
    """A bucket that should hold no health data, and holds more than logs, whose classes have a ceiling."""
    known = retention_class(bucket, graph)
    return is_health(bucket, graph) is not True and (known is None or known.maximum_days is None)
