# SPDX-License-Identifier: Apache-2.0
"""Private endpoints of a network: the service each one reaches, and which are missing.

Service names: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_policies.graph import Graph, Resource

__all__ = ["ENDPOINT", "GATEWAY", "INTERFACE", "endpoint_type", "missing_endpoints", "service"]

ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
GATEWAY = "Gateway"
INTERFACE = "Interface"
_SERVICE = re.compile(r"(?:[a-z]+\.)+[a-z]+(?:-[a-z]+)+-\d\.(?P<service>[a-z0-9.-]+)")
_OF_OTHERS = re.compile(r"(?:^|\.)vpce-svc-")


def endpoint_type(endpoint: Resource) -> str | None:
    """What an endpoint is, a gateway when it does not say; None when it is not known."""
    value = endpoint.get("vpcEndpointType")
    if isinstance(value, Absent):
        return GATEWAY
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def service(endpoint: Resource) -> str | None:
    """The service of AWS an endpoint reaches, ``kms`` or ``ecr.api``; empty for one of somebody else, None when it is not known."""
    value = endpoint.get("serviceName")
    if isinstance(value, Absent):
        return ""
    if not isinstance(value, Known) or not isinstance(value.value, str):
        return None
    match = _SERVICE.fullmatch(value.value)
    return match["service"].removesuffix("-fips") if match and not _OF_OTHERS.search(value.value) else ""


def missing_endpoints(network: Resource, graph: Graph, due: Mapping[str, str]) -> Verdict:
    """A network has an endpoint of the type due for each service; one of unknown service or type may be any that is missing."""
    endpoints = graph.companions(network, ENDPOINT, "vpcId")
    there = {(service(item), endpoint_type(item)) for item in endpoints}
    open_ends = [item for item in endpoints if service(item) is None or endpoint_type(item) is None]
    missing = [(name, kind) for name, kind in due.items() if (name, kind) not in there]
    answer = unknown if open_ends else fail
    return all_of((PASS, *(answer("", ABSENT, "endpoint_due", kind, name) for name, kind in missing)))
