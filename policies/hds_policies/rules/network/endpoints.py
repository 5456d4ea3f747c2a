# SPDX-License-Identifier: Apache-2.0
"""Managed services are reached by private endpoints that serve the organisation only (HDS-NET-03)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.conditions import bounds
from hds_policies.documents import statements
from hds_policies.private_endpoints import ENDPOINT, GATEWAY, INTERFACE, endpoint_type, missing_endpoints, service
from hds_policies.routing import VPC
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "endpoint_answers_to_usual_names",
    "endpoint_serves_the_organisation_only",
    "endpoint_stands_in_its_network",
    "network_reaches_services_in_private",
]

_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"
_DUE = {"s3": GATEWAY, "kms": INTERFACE, "logs": INTERFACE, "secretsmanager": INTERFACE, "sts": INTERFACE}
_OWN_CALLERS = frozenset({"aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount"})
_OWN_RESOURCES = frozenset({"aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount"})
_READS = re.compile(r"[a-z0-9-]+:(batch)?(check|describe|get|list)[a-z]*\*?", re.IGNORECASE)
_PLACES = {
    GATEWAY: ("routeTableIds", "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"),
    INTERFACE: ("subnetIds", "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation"),
}
"""Where each type of endpoint says from where it is reached, and the resource that says it apart."""


@graph_rule("HDS-NET-03", VPC)
def network_reaches_services_in_private(network: Resource, graph: Graph) -> Verdict:
    """A network has endpoints for the services that every zone uses: objects, keys, logs, secrets and sessions."""
    return missing_endpoints(network, graph, _DUE)


@resource_rule("HDS-NET-03", ENDPOINT)
def endpoint_answers_to_usual_names(endpoint: Resource, _: Graph) -> Verdict:
    """An interface endpoint takes over the usual name of its service, so that no program goes past it."""
    if settled := _settled(endpoint):
        return settled
    return is_true(endpoint, "privateDnsEnabled") if endpoint_type(endpoint) == INTERFACE else NOT_APPLICABLE


@graph_rule("HDS-NET-03", ENDPOINT)
def endpoint_stands_in_its_network(endpoint: Resource, graph: Graph) -> Verdict:
    """An endpoint is in a route table, or has an address in a subnet: without one, calls go past it or nowhere."""
    if settled := _settled(endpoint):
        return settled
    path, apart = _PLACES[str(endpoint_type(endpoint))]
    placed = [value for _, value in endpoint.all(f"{path}[*]") if not isinstance(value, Absent)]
    configured = endpoint.all("subnetConfigurations[*].subnetId") if path == "subnetIds" else ()
    placed += [value for _, value in configured if not isinstance(value, Absent)]
    return PASS if placed or graph.companions(endpoint, apart, "vpcEndpointId") else fail("", ABSENT, "placed_endpoint")


@graph_rule("HDS-NET-03", ENDPOINT)
def endpoint_serves_the_organisation_only(endpoint: Resource, graph: Graph) -> Verdict:
    """Each statement of its policy that admits everyone leads to resources of the organisation, or named; reading may be of its callers."""
    if settled := _settled(endpoint):
        return settled
    separate = [item.get("policy") for item in graph.companions(endpoint, _POLICY, "vpcEndpointId")]
    return all_of(_bounded(policy) for policy in separate or [endpoint.get("policy")])


def _settled(endpoint: Resource) -> Verdict | None:
    """What is said of an endpoint that leads to no service of AWS, or of one whose type is not known yet."""
    kind = endpoint_type(endpoint)
    if service(endpoint) == "" or kind not in (GATEWAY, INTERFACE, None):
        return NOT_APPLICABLE
    return unknown("vpcEndpointType", endpoint.get("vpcEndpointType"), "one_of", GATEWAY, INTERFACE) if kind is None else None


def _bounded(policy: Value) -> Verdict:
    found = statements(policy)
    if found is None:
        return (fail if isinstance(policy, Absent) else unknown)("policy", policy, "bounded_endpoint")
    return PASS if all(map(_is_bounded, found)) else fail("policy", policy, "bounded_endpoint")


def _is_bounded(statement: Statement) -> bool:
    named = statement.principals and not any(principal.everyone for principal in statement.principals)
    if not statement.allows or named or bounds(statement.conditions, _OWN_RESOURCES):
        return True
    reads = bool(statement.actions) and all(map(_READS.fullmatch, statement.actions))
    if reads and bounds(statement.conditions, _OWN_CALLERS):
        return True
    return bool(statement.resources) and all(map(_is_named, statement.resources))


def _is_named(resource: str) -> bool:
    """An ARN of one account, of one bucket by its whole name, or of what Systems Manager shares with all: those carry no account."""
    parsed = arn.parse(resource)
    if parsed is None:
        return False
    if parsed.service == "ssm" and not parsed.account:
        return parsed.resource.startswith(("document/", "parameter/aws/"))
    owner = parsed.account or (parsed.resource.partition("/")[0] if parsed.service == "s3" else "")
    return bool(owner) and not set(owner) & set("*?")
