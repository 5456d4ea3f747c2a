# SPDX-License-Identifier: Apache-2.0
"""The services that a program uses are those that its operator found in the certificate (HDS-LOC-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.graph import STACK
from hds_policies.places import is_aws
from hds_policies.rule import graph_rule
from hds_policies.services import approved, packages, service
from hds_policies.values import ABSENT
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["providers_are_approved", "service_is_approved"]


@graph_rule("HDS-LOC-11", "*")
def service_is_approved(resource: Resource, graph: Graph) -> Verdict:
    """A resource belongs to a service of the list, whether or not it is known to keep data."""
    return _listed(graph, service(resource.type)) if resource.type.startswith("aws:") else NOT_APPLICABLE


@graph_rule("HDS-LOC-11", STACK)
def providers_are_approved(_: Resource, graph: Graph) -> Verdict:
    """The program declares its list, and each provider besides that of AWS is on it: no rule here judges what such a one makes."""
    others = packages(graph)
    if not others and not is_aws(graph):
        return NOT_APPLICABLE
    if approved(graph) is None:
        return unknown("", ABSENT, "services_declared")
    return all_of((PASS, *(_listed(graph, package) for package in others)))


def _listed(graph: Graph, name: str) -> Verdict:
    listed = approved(graph)
    if listed is None:
        return NOT_APPLICABLE
    return PASS if name in listed.names else (unknown if listed.open else fail)("", ABSENT, "approved_service", name)
