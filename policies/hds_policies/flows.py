# SPDX-License-Identifier: Apache-2.0
"""Rules of security groups, in each of the four places where a program can write one, read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.ranges import listed_ranges, named_range
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "DEFAULT_GROUP",
    "EGRESS",
    "GROUP",
    "INGRESS",
    "LAST_PORT",
    "OWN_RULES",
    "Demand",
    "Ports",
    "flow_paths",
    "flows",
    "is_vague",
    "ports",
    "touches",
]

GROUP = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
_INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
_EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
OWN_RULES = (_RULE, _INGRESS_RULE, _EGRESS_RULE)
"""Kinds that are one rule each, and name the group they belong to in ``securityGroupId``."""
INGRESS = (GROUP, DEFAULT_GROUP, _RULE, _INGRESS_RULE)
EGRESS = (GROUP, DEFAULT_GROUP, _RULE, _EGRESS_RULE)
LAST_PORT = 65535
_ADMINISTRATION = (22, 3389)
_WITH_PORTS = frozenset({"tcp", "udp", "6", "17"})
_ALL = frozenset({"-1", "all"})
_INLINE = (("cidrBlocks[*]", "ipv6CidrBlocks[*]"), ("prefixListIds[*]",))
_OWN = (("cidrIpv4", "cidrIpv6"), ("prefixListId",))


class Ports(NamedTuple):
    """What a rule lets through: ports ``first`` to ``last``; none for a protocol without ports, all of them for every protocol."""

    first: float
    last: float

    def __str__(self) -> str:
        """The range as a person writes it."""
        return f"{self.first:g}" if self.first == self.last else f"{self.first:g}-{self.last:g}"


class Demand(NamedTuple):
    """What is asked of rules that let through ports that matter: ranges that are accepted, else ``key``, which takes the ports."""

    matters: Callable[[Ports], bool]
    accepts: Callable[[Any], bool]
    key: str


_EVERYTHING = Ports(0, LAST_PORT)
_NOTHING = Ports(1, 0)


def flow_paths(resource: Resource, direction: str) -> list[str]:
    """Where a resource writes its rules of one direction, ``ingress`` or ``egress``: a prefix for each; ``""`` is the resource itself."""
    if resource.kind in (GROUP, DEFAULT_GROUP):
        return [f"{at}." for at, value in resource.all(f"{direction}[*]") if not isinstance(value, Absent)]
    if resource.kind != _RULE:
        return [""]
    return [] if isinstance(kind := resource.get("type"), Known) and kind.value != direction else [""]


def flows(resource: Resource, graph: Graph, direction: str, demand: Demand) -> Verdict:
    """Every rule of a direction meets a demand. Other groups, as a source or a destination, always do.

    A rule of unknown ports, or of unknown direction, with a range that is not accepted is unknown.
    """
    paths = flow_paths(resource, direction)
    return all_of((PASS, *(_flow(resource, graph, at, demand) for at in paths))) if paths else NOT_APPLICABLE


def ports(resource: Resource, at: str) -> Ports | None:
    """The ports of the rule at a prefix; None when they are not known yet."""
    protocol = resource.get(f"{at}{'ipProtocol' if _is_own(resource) else 'protocol'}")
    first, last = resource.get(f"{at}fromPort"), resource.get(f"{at}toPort")
    return _ports(protocol, first, last)


def touches(found: Ports, *wanted: int) -> bool:
    """Whether ports include one of those wanted."""
    return any(found.first <= port <= found.last for port in wanted)


def is_vague(found: Ports) -> bool:
    """Whether a range takes in ports of administration, which nobody who named its ports alone would open: SSH, RDP."""
    return found.first != found.last and touches(found, *_ADMINISTRATION)


def _flow(resource: Resource, graph: Graph, at: str, demand: Demand) -> Verdict:
    found = ports(resource, at)
    if found is not None and not demand.matters(found):
        return PASS
    ranges, lists = _OWN if _is_own(resource) else _INLINE
    said = (demand.accepts, demand.key, str(found or "?"))
    verdict = all_of((
        PASS,
        *(named_range(path, value, graph, *said) for name in ranges for path, value in resource.all(at + name)),
        *(listed_ranges(path, value, graph, *said) for name in lists for path, value in resource.all(at + name)),
    ))
    settled = found is not None and (resource.kind != _RULE or isinstance(resource.get("type"), (Known, Absent)))
    if verdict.outcome is not Outcome.FAIL or settled:
        return verdict
    return Verdict(Outcome.UNKNOWN, verdict.evidence)


def _is_own(resource: Resource) -> bool:
    return resource.kind in (_INGRESS_RULE, _EGRESS_RULE)


def _ports(protocol: Value, first: Value, last: Value) -> Ports | None:
    if isinstance(protocol, Absent) or (isinstance(protocol, Known) and str(protocol.value).lower() in _ALL):
        return _EVERYTHING
    if not isinstance(protocol, Known):
        return None
    if str(protocol.value).lower() not in _WITH_PORTS:
        return _NOTHING
    numbers = [_number(value, default) for value, default in ((first, 0.0), (last, float(LAST_PORT)))]
    return None if None in numbers else Ports(numbers[0] or 0.0, numbers[1] or 0.0)


def _number(value: Value, default: float) -> float | None:
    """A port, also as text; one left out, or that is no number, leaves the range open on its side."""
    if value == ABSENT:
        return default
    if not isinstance(value, Known):
        return None
    try:
        return float(value.value)
    except (TypeError, ValueError):
        return default
