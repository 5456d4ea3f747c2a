# SPDX-License-Identifier: Apache-2.0
"""What makes a protection due: health data, networks and machines of the program, and the regions they are in.

A project without any of these, such as a shared registry, owes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.services import available
from hds_policies.data_classes import is_health
from hds_policies.memo import once_per_graph
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource

__all__ = ["MACHINES", "due_in_each_region", "due_once", "due_regions", "holds_health_data"]

MACHINES = (
    "aws:ec2/instance:Instance",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    "aws:ec2/launchTemplate:LaunchTemplate",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
)
_VPC = "aws:ec2/vpc:Vpc"
_CLUSTER = "aws:eks/cluster:Cluster"
_STORES = (
    "aws:backup/vault:Vault",
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:dynamodb/tableReplica:TableReplica",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:s3/bucket:Bucket",
)


def holds_health_data(resource: Resource, graph: Graph) -> bool:
    """Whether a resource is a store that its tags class as holding health data of persons."""
    return resource.kind in _STORES and is_health(resource, graph) is True


@once_per_graph
def due_regions(graph: Graph) -> dict[str, str]:
    """Each known region in which the program has a network, machines or health data, with the name of what is there."""
    found: dict[str, str] = {}
    for resource in graph.of(_VPC, _CLUSTER, *MACHINES, *_STORES):
        region = graph.region(resource)
        if isinstance(region, Known) and region.value not in found and (resource.kind not in _STORES or holds_health_data(resource, graph)):
            found[str(region.value)] = resource.name
    return found


def due_in_each_region(
    graph: Graph, kind: str, key: str, *, service: str | None = None, counts: Callable[[Resource], bool | None] | None = None
) -> Verdict:
    """There is a resource of a kind in each region that owes one; ``key`` takes the region and what makes it due.

    Nothing is owed where the dated facts say that ``service`` does not exist; ``counts`` says which resources of the kind serve, None
    where that is not known yet.
    """
    found = [(graph.region(resource), True if counts is None else counts(resource)) for resource in graph.of(kind)]
    there = [region for region, serves in found if serves]
    perhaps = [region for region, serves in found if serves is None]
    placed = all(isinstance(region, Known) for region in (*there, *perhaps))
    owing = [
        (region, because) for region, because in due_regions(graph).items() if service is None or available(service, region) is not False
    ]
    return all_of(
        PASS if Known(region) in there else (fail if placed and Known(region) not in perhaps else unknown)("", ABSENT, key, region, because)
        for region, because in owing
    )


def due_once(graph: Graph, *, met: bool | None, key: str) -> Verdict:
    """Something is there once for the whole program, None while that is not known; ``key`` takes what makes it due."""
    because = next(iter(due_regions(graph).values()), None)
    if because is None:
        return NOT_APPLICABLE
    return PASS if met else (unknown if met is None else fail)("", ABSENT, key, because)
