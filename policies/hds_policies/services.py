# SPDX-License-Identifier: Apache-2.0
"""Which service a resource type belongs to, and which services a program declares that it may use."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.graph import STACK
from hds_policies.memo import once_per_graph
from hds_policies.values import is_list, is_map, is_unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph

__all__ = ["Approved", "approved", "packages", "service"]

_DECLARED = "approvedServices"
_PREFIXES = {
    "aws:cloudwatch/event": "events",
    "aws:cloudwatch/internetMonitor": "internetmonitor",
    "aws:cloudwatch/log": "logs",
    "aws:cloudwatch/queryDefinition": "logs",
    "aws:route53/resolver": "route53resolver",
    "aws:ec2/transitGateway": "ec2-transit-gateway",
}
"""Types whose module is that of several services, as they begin."""
_MODULES = {
    "alb": "elasticloadbalancing",
    "cfg": "config",
    "ebs": "ec2",
    "ec2clientvpn": "ec2-client-vpn",
    "ec2transitgateway": "ec2-transit-gateway",
    "elb": "elasticloadbalancing",
    "lb": "elasticloadbalancing",
    "macie2": "macie",
    "networkfirewall": "network-firewall",
    "s3control": "s3",
    "sfn": "stepfunctions",
    "vpc": "ec2",
}
"""Modules of pulumi-aws that are named otherwise than their service; every other one is its service."""
_VALUES_ONLY = frozenset({"archive", "aws", "null", "pulumi", "random", "std", "time", "tls"})
"""Packages that keep nothing anywhere but in the state; ``aws`` is told service by service."""


class Approved(NamedTuple):
    """The services that a program declares; ``open`` while some of them are not known."""

    names: frozenset[str]
    open: bool


@functools.cache
def service(token: str) -> str:
    """The service of a type of pulumi-aws, by the name that a list of approved services gives it.

    A module that nobody here has heard of is a service of that name: it is on a list or it is not.
    """
    named = next((name for prefix, name in _PREFIXES.items() if token.startswith(prefix)), None)
    module = token.removeprefix("aws:").partition("/")[0]
    return named or _MODULES.get(module, module)


@once_per_graph
def approved(graph: Graph) -> Approved | None:
    """What the program declares, in an output ``approvedServices`` or in that of the contract that it exports; None where it does not."""
    found = [listed for stack in graph.of(STACK) for output in _outputs(stack.outputs) if (listed := output.get(_DECLARED)) is not None]
    items = [item for listed in found for item in (listed if is_list(listed) else [listed])]
    named = [item for item in items if isinstance(item, str) and not is_unknown(item)]
    return Approved(frozenset(named), len(named) < len(items)) if found else None


def packages(graph: Graph) -> list[str]:
    """The providers of a program that may keep data somewhere, and are not AWS's own."""
    found = (resource.type.partition(":")[0] for resource in graph.resources if resource.custom)
    return sorted(set(found) - _VALUES_ONLY)


def _outputs(outputs: Any) -> list[dict[str, Any]]:
    return [outputs, *(value for value in outputs.values() if is_map(value))] if is_map(outputs) else []
