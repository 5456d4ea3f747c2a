# SPDX-License-Identifier: Apache-2.0
"""Managed services are reached by private endpoints that serve the organisation only (HDS-NET-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.conditions import bounds
from hds_policies.documents import statements
from hds_policies.private_endpoints import ENDPOINT, GATEWAY, INTERFACE, endpoint_type, missing_endpoints, service
from hds_policies.routing import VPC
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["endpoint_answers_to_usual_names", "endpoint_serves_the_organisation_only", "network_reaches_services_in_private"]

_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"
_DUE = {"s3": GATEWAY, "kms": INTERFACE, "logs": INTERFACE, "secretsmanager": INTERFACE, "sts": INTERFACE}
_OWN = frozenset({
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalaccount",
    "aws:resourceorgid",
    "aws:resourceorgpaths",
    "aws:resourceaccount",
})


@graph_rule("HDS-NET-03", VPC)
def network_reaches_services_in_private(network: Resource, graph: Graph) -> Verdict:
    """A network has endpoints for the services that every zone uses: objects, keys, logs, secrets and sessions."""
    return missing_endpoints(network, graph, _DUE)


@resource_rule("HDS-NET-03", ENDPOINT)
def endpoint_answers_to_usual_names(endpoint: Resource, _: Graph) -> Verdict:
    """An interface endpoint takes over the usual name of its service, so that no program goes past it."""
    return is_true(endpoint, "privateDnsEnabled") if endpoint_type(endpoint) == INTERFACE and service(endpoint) != "" else NOT_APPLICABLE


@graph_rule("HDS-NET-03", ENDPOINT)
def endpoint_serves_the_organisation_only(endpoint: Resource, graph: Graph) -> Verdict:
    """Each statement of its policy that admits everyone is bounded to the organisation, the account or named resources."""
    if endpoint_type(endpoint) not in (GATEWAY, INTERFACE) or service(endpoint) == "":
        return NOT_APPLICABLE
    separate = [item.get("policy") for item in graph.companions(endpoint, _POLICY, "vpcEndpointId")]
    return all_of(_bounded(policy) for policy in separate or [endpoint.get("policy")])


def _bounded(policy: Value) -> Verdict:
    found = statements(policy)
    if found is None:
        return (fail if isinstance(policy, Absent) else unknown)("policy", policy, "bounded_endpoint")
    return PASS if all(map(_is_bounded, found)) else fail("policy", policy, "bounded_endpoint")


def _is_bounded(statement: Statement) -> bool:
    named = statement.principals and not any(principal.everyone for principal in statement.principals)
    if not statement.allows or named or bounds(statement.conditions, _OWN):
        return True
    return bool(statement.resources) and all(map(_is_named, statement.resources))


def _is_named(resource: str) -> bool:
    """An ARN of one account, or of one bucket by its whole name: those carry no account."""
    parsed = arn.parse(resource)
    if parsed is None:
        return False
    owner = parsed.account or (parsed.resource.partition("/")[0] if parsed.service == "s3" else "")
    return bool(owner) and not set(owner) & set("*?")
