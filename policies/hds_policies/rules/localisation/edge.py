# SPDX-License-Identifier: Apache-2.0
"""Global and edge services: none may carry, cache or decrypt health data (HDS-LOC-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls import residency
from hds_policies.rule import resource_rule
from hds_policies.values import ABSENT
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "api_is_not_edge_optimised",
    "global_service_carries_no_data",
    "transfer_acceleration_is_off",
    "web_filter_is_regional",
]

_ACCELERATION = {
    "aws:s3/bucket:Bucket": "accelerationStatus",
    "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration": "status",
}
_APIS = ("aws:apigateway/domainName:DomainName", "aws:apigateway/restApi:RestApi")
_WEB_FILTERS = (
    "aws:wafv2/apiKey:ApiKey",
    "aws:wafv2/ipSet:IpSet",
    "aws:wafv2/regexPatternSet:RegexPatternSet",
    "aws:wafv2/ruleGroup:RuleGroup",
    "aws:wafv2/webAcl:WebAcl",
)


@resource_rule("HDS-LOC-05", "*")
def global_service_carries_no_data(resource: Resource, graph: Graph) -> Verdict:
    """A service that no region confines holds names, tags and settings at most, by the dated facts."""
    del graph
    service = None if resource.kind in _ACCELERATION else residency.global_service(resource.type)
    if service is None:
        return NOT_APPLICABLE
    return PASS if service.carries == "metadata" else fail("", ABSENT, "not_used", service.name)


@resource_rule("HDS-LOC-05", *_ACCELERATION)
def transfer_acceleration_is_off(resource: Resource, graph: Graph) -> Verdict:
    """Objects reach their bucket directly; a bucket that does not speak of acceleration has none."""
    del graph
    return one_of(resource, _ACCELERATION[resource.kind], "Suspended", absent=NOT_APPLICABLE)


@resource_rule("HDS-LOC-05", *_WEB_FILTERS)
def web_filter_is_regional(resource: Resource, graph: Graph) -> Verdict:
    """Requests are inspected in the region, not at the points of presence of CloudFront."""
    del graph
    return one_of(resource, "scope", "REGIONAL")


@resource_rule("HDS-LOC-05", *_APIS)
def api_is_not_edge_optimised(resource: Resource, graph: Graph) -> Verdict:
    """The type of endpoint is stated: when it is not, the provider makes an edge-optimised one, which CloudFront serves.

    Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
    """
    del graph
    return one_of(resource, "endpointConfiguration.types[*]", "REGIONAL", "PRIVATE")
