# SPDX-License-Identifier: Apache-2.0
"""Endpoints negotiate TLS 1.2 or 1.3 with forward secrecy and authenticated encryption only (HDS-ENC-05)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hds_controls.load import tls_policies
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "POLICIES",
    "classic_listener_has_a_negotiation_policy",
    "classic_negotiation_policy_is_strong",
    "default_endpoint_names_a_strong_tls_policy",
    "endpoint_names_a_strong_tls_policy",
    "file_transfer_names_a_strong_policy",
    "listener_names_a_strong_tls_policy",
    "origin_is_reached_over_tls_1_2",
]

POLICIES = {
    "aws:opensearch/domain:Domain": ("domainEndpointOptions.tlsSecurityPolicy", "opensearch"),
    "aws:elasticsearch/domain:Domain": ("domainEndpointOptions.tlsSecurityPolicy", "opensearch"),
    "aws:cloudsearch/domain:Domain": ("endpointOptions.tlsSecurityPolicy", "opensearch"),
    "aws:apigateway/domainName:DomainName": ("securityPolicy", "apigateway"),
    "aws:apigatewayv2/domainName:DomainName": ("domainNameConfiguration.securityPolicy", "apigateway"),
    "aws:cloudfront/distribution:Distribution": ("viewerCertificate.minimumProtocolVersion", "cloudfront"),
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution": ("viewerCertificate.minimumProtocolVersion", "cloudfront"),
    "aws:iot/domainConfiguration:DomainConfiguration": ("tlsConfig.securityPolicy", "iot"),
}
"""Where a kind names its policy, and the service whose policies the facts list."""
_ORIGINS = {
    "aws:cloudfront/distribution:Distribution": "origins[*].customOriginConfig",
    "aws:cloudfront/multitenantDistribution:MultitenantDistribution": "origins[*].customOriginConfigs[*]",
}
_TLS = ("HTTPS", "TLS")
_CLASSIC_TLS = ("https", "ssl")
_STRONG_SUITE = re.compile(r"(EC)?DHE-.*-(GCM|CCM|POLY1305).*|.*CHACHA20-POLY1305")
_OTHER_ATTRIBUTES = ("Protocol-TLSv1.2", "Server-Defined-Cipher-Order")


@resource_rule("HDS-ENC-05", "aws:lb/listener:Listener")
def listener_names_a_strong_tls_policy(listener: Resource, _: Graph) -> Verdict:
    """A TLS listener names a policy of the dated list; left out, AWS takes one that admits TLS 1.0."""
    protocol = listener.get("protocol")
    if isinstance(protocol, Absent) or (isinstance(protocol, Known) and protocol.value not in _TLS):
        return NOT_APPLICABLE
    if not isinstance(protocol, Known):
        return unknown("protocol", protocol, "one_of", *_TLS)
    return one_of(listener, "sslPolicy", *tls_policies()["elb"].accepted)


@resource_rule("HDS-ENC-05", *POLICIES)
def endpoint_names_a_strong_tls_policy(endpoint: Resource, _: Graph) -> Verdict:
    """An endpoint names a TLS policy of the dated list of its service."""
    path, service = POLICIES[endpoint.kind]
    return one_of(endpoint, path, *tls_policies()[service].accepted)


@resource_rule("HDS-ENC-05", "aws:apigateway/restApi:RestApi")
def default_endpoint_names_a_strong_tls_policy(api: Resource, _: Graph) -> Verdict:
    """The default endpoint of an API names a TLS policy of the dated list, or is switched off."""
    if api.get("disableExecuteApiEndpoint") in (Known(True), Known("true")):
        return NOT_APPLICABLE
    return one_of(api, "securityPolicy", *tls_policies()["apigateway"].accepted)


@resource_rule("HDS-ENC-05", *_ORIGINS)
def origin_is_reached_over_tls_1_2(distribution: Resource, _: Graph) -> Verdict:
    """A distribution reaches its own origins over TLS 1.2 and nothing older."""
    origins = [at for at, value in distribution.all(_ORIGINS[distribution.kind]) if not isinstance(value, Absent)]
    return all_of(one_of(distribution, f"{at}.originSslProtocols[*]", "TLSv1.2") for at in origins)


@resource_rule("HDS-ENC-05", "aws:transfer/server:Server")
def file_transfer_names_a_strong_policy(server: Resource, _: Graph) -> Verdict:
    """A file transfer server names a policy without SHA-1; which TLS suites its FTPS then takes is not documented, so FTPS stays open."""
    policy = one_of(server, "securityPolicyName", *tls_policies()["transfer"].accepted)
    ftps = [unknown(at, value, "absent") for at, value in server.all("protocols[*]") if value == Known("FTPS")]
    return all_of((policy, *ftps))


@graph_rule("HDS-ENC-05", "aws:elb/loadBalancer:LoadBalancer")
def classic_listener_has_a_negotiation_policy(balancer: Resource, graph: Graph) -> Verdict:
    """Each TLS port of a classic balancer has a negotiation policy of the program; the policies AWS ships admit weak suites."""
    covered = [
        policy.get("lbPort") for policy in graph.companions(balancer, "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy", "loadBalancer")
    ]
    return all_of(_negotiated(balancer, at, covered) for at, _ in balancer.all("listeners[*]"))


@resource_rule("HDS-ENC-05", "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy")
def classic_negotiation_policy_is_strong(policy: Resource, _: Graph) -> Verdict:
    """A negotiation policy of a classic balancer turns TLS 1.2 on, and besides it only suites with forward secrecy and GCM."""
    found = [_attribute(policy, at) for at, value in policy.all("attributes[*]") if not isinstance(value, Absent)]
    return all_of(found) if found else fail("attributes", ABSENT, "strong_suite")


def _negotiated(balancer: Resource, at: str, covered: Sequence[Value]) -> Verdict:
    protocol = balancer.get(f"{at}.lbProtocol")
    if isinstance(protocol, Known):
        if str(protocol.value).lower() not in _CLASSIC_TLS:
            return NOT_APPLICABLE
        return PASS if balancer.get(f"{at}.lbPort") in covered else fail(at, protocol, "negotiation_policy")
    return unknown(f"{at}.lbProtocol", protocol, "one_of", *_CLASSIC_TLS)


def _attribute(policy: Resource, at: str) -> Verdict:
    name, value = policy.get(f"{at}.name"), policy.get(f"{at}.value")
    if isinstance(name, Known) and isinstance(value, Known):
        if name.value == "Protocol-TLSv1.2":
            return is_true(policy, f"{at}.value")
        harmless = name.value in _OTHER_ATTRIBUTES or _STRONG_SUITE.fullmatch(str(name.value)) or value.value == "false"
        return PASS if harmless else fail(at, name, "strong_suite")
    return unknown(at, value if isinstance(name, Known) else name, "strong_suite")
