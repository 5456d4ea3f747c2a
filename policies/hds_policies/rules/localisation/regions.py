# SPDX-License-Identifier: Apache-2.0
"""The region of each resource and of each provider (HDS-LOC-01, HDS-LOC-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls import residency
from hds_policies import places
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["region_is_in_eea", "region_is_in_hds_certificate"]


@resource_rule("HDS-LOC-01", "*")
def region_is_in_eea(resource: Resource, graph: Graph) -> Verdict:
    """Its own region, else that of its provider, else that of the configuration; services without a region are HDS-LOC-05."""
    return NOT_APPLICABLE if _has_no_region(resource) else places.region(resource, graph)


@resource_rule("HDS-LOC-11", "*")
def region_is_in_hds_certificate(resource: Resource, graph: Graph) -> Verdict:
    """A public list names it; the silence of the lists on an EEA region proves nothing."""
    if _has_no_region(resource):
        return NOT_APPLICABLE
    value = graph.region(resource)
    if isinstance(value, Known) and isinstance(value.value, str):
        if residency.is_listed(value.value):
            return PASS
        return (unknown if residency.is_eea(value.value) else fail)("region", value, "listed_region", *_LISTED)
    return (fail if isinstance(value, (Known, Absent)) else unknown)("region", value, "listed_region", *_LISTED)


_LISTED = residency.allowed_regions("aws")


def _has_no_region(resource: Resource) -> bool:
    """True for a resource of a service that no region confines, unless it sets one all the same."""
    return residency.global_service(resource.type) is not None and isinstance(resource.get("region"), Absent)
