# SPDX-License-Identifier: Apache-2.0
"""Where a value points: regions by name, zones, and targets given by ARN, bucket or reference.

The one place that decides known, unknown, absent and secret for residency; rules only say which properties to look at.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hds_controls import load, residency
from hds_policies.arn import bucket_name, parse
from hds_policies.values import Absent, Known, Unknown, Value, steps
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, decide, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["BUCKETS", "Target", "bucket", "by_arn", "by_name", "is_aws", "located", "named_region", "outside", "region", "target", "zone"]

BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/directoryBucket:DirectoryBucket")
_EEA = residency.eea_regions("aws")
_ZONAL = frozenset({
    "aws:ebs/volume:Volume",
    "aws:ec2/defaultSubnet:DefaultSubnet",
    "aws:ec2/instance:Instance",
    "aws:ec2/subnet:Subnet",
    "aws:rds/instance:Instance",
})
"""Kinds whose zone other resources take over; each is judged itself."""


class Target(NamedTuple):
    """A property that refers to something which may lie in another region, and the kinds it may refer to.

    ``bare`` says where a name without a region lies: in the region of the resource that names it (``here``), or, as bucket names and
    texts that must be ARNs, nowhere to be read from the text (``elsewhere``).
    """

    path: str
    kinds: tuple[str, ...]
    bare: Literal["here", "elsewhere"]


def bucket(path: str) -> Target:
    """A bucket by name, ARN or ``s3://`` address: none of them carries a region."""
    return Target(path, BUCKETS, "elsewhere")


def by_arn(path: str, *kinds: str) -> Target:
    """Something given by ARN."""
    return Target(path, kinds, "elsewhere")


def by_name(path: str, *kinds: str) -> Target:
    """Something given by ARN, or by a name or id that the provider looks up in the region of the resource itself."""
    return Target(path, kinds, "here")


def region(resource: Resource, graph: Graph) -> Verdict:
    """The effective region of a resource is in the EEA; one that is set nowhere fails, since the environment would choose it."""
    value = graph.region(resource)
    if isinstance(value, Known):
        return PASS if _is_eea(value.value) else fail("region", value, "in_eea", *_EEA)
    return fail("region", value, "in_eea", *_EEA) if isinstance(value, Absent) else unknown("region", value, "in_eea", *_EEA)


def named_region(resource: Resource, *paths: str) -> Verdict:
    """Every region that the properties name is in the EEA; a property that is not set names none."""
    return all_of(decide(resource, path, _is_eea, "in_eea", *_EEA, absent=NOT_APPLICABLE) for path in paths if _is_set(resource, path))


def zone(resource: Resource, graph: Graph, *paths: str) -> Verdict:
    """Every zone that the properties name is a zone of an EEA region; one read from a resource of the program is judged there."""
    return all_of(_zone(graph, at, value) for path in paths if _is_set(resource, path) for at, value in resource.all(path))


def target(resource: Resource, graph: Graph, *targets: Target) -> Verdict:
    """Everything the properties refer to lies in the EEA; what cannot be placed is unknown, never a pass."""
    stated = [wanted for wanted in targets if _is_set(resource, wanted.path)]
    return all_of(_target(resource, graph, at, value, wanted) for wanted in stated for at, value in resource.all(wanted.path))


def located(at: str, value: Value, found: Value) -> Verdict:
    """A value that leads to a region is in the EEA, if that region is known."""
    if not isinstance(found, Known):
        return unknown(at, value, "target_placed")
    return PASS if _is_eea(found.value) else fail(at, value, "target_in_eea", found.value)


def is_aws(graph: Graph) -> bool:
    """Whether a program makes anything on AWS: only then does the absence of something there prove anything."""
    return any(kind.startswith("aws:") for kind in graph.kinds)


def _is_set(resource: Resource, path: str) -> bool:
    """Whether the top-level property of a path is there: most of the many paths of a table are not, and cost nothing then."""
    return steps(path)[0] in resource.inputs


def _target(resource: Resource, graph: Graph, at: str, value: Value, wanted: Target) -> Verdict:
    if isinstance(value, Absent) or value == Known(""):
        return NOT_APPLICABLE
    regions = _regions(resource, graph, value, wanted)
    return all_of(located(at, value, found) for found in regions) if regions else unknown(at, value, "target_placed")


def _regions(resource: Resource, graph: Graph, value: Value, wanted: Target) -> list[Value]:
    """The regions a reference leads to; none when nothing tells."""
    if isinstance(value, Known):
        if not isinstance(value.value, str):
            return []
        arn = parse(value.value)
        if arn and arn.region:
            return [Known(arn.region)]
        if wanted.kinds == BUCKETS or (arn and arn.service == "s3"):
            value = Known(bucket_name(value.value))
        if not (found := graph.targets_of(value, *wanted.kinds)):
            return [graph.region(resource)] if wanted.bare == "here" and arn is None else []
    else:
        found = graph.targets_of(value, *wanted.kinds)
    return [graph.region(resource) for resource in found]


def _zone(graph: Graph, at: str, value: Value) -> Verdict:
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if isinstance(value, Known):
        return PASS if isinstance(value.value, str) and _is_eea_zone(value.value) else fail(at, value, "eea_zone")
    return PASS if _is_zone_of_the_program(graph, value) else unknown(at, value, "eea_zone")


def _is_zone_of_the_program(graph: Graph, value: Value) -> bool:
    """True for a zone computed from resources that lie in one, and from nothing else."""
    urns = value.depends_on if isinstance(value, Unknown) else ()
    return bool(urns) and all(urn in graph.by_urn and graph.by_urn[urn].kind in _ZONAL for urn in urns)


def _is_eea(raw: Any) -> bool:
    """True for the name of an EEA region, or an ARN in one (some properties take either)."""
    return isinstance(raw, str) and _names_eea(raw)


@functools.lru_cache(maxsize=1024)
def _names_eea(text: str) -> bool:
    arn = parse(text)
    return residency.is_eea(arn.region if arn else text)


@functools.lru_cache(maxsize=256)
def _is_eea_zone(name: str) -> bool:
    return residency.zone_region(name).approved


@functools.cache
def outside() -> tuple[str, ...]:
    """The regions of AWS that the facts place outside the EEA, and one that nobody knows yet: where rights must not reach."""
    return (*(region.name for region in load.regions().values() if region.cloud == "aws" and not region.eea), "xx-0000-1")
