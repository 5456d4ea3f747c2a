# SPDX-License-Identifier: Apache-2.0
"""Access from outside the EEA: refused at the network's edge, or traced (HDS-LOC-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hds_controls import residency
from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known, Value, is_map, walk
from hds_policies.verdict import PASS, Verdict, all_of, fail, is_true, one_of, present, unknown
from hds_policies.web_filters import JSON_RULES, RULE, WEB_ACL, web_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource

__all__ = [
    "client_vpn_logs_its_connections",
    "exclusion_lets_nobody_in",
    "geographic_match_admits_eea_only",
    "internet_lets_nobody_in",
]


@resource_rule("HDS-LOC-09", "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions")
def internet_lets_nobody_in(resource: Resource, graph: Graph) -> Verdict:
    """Internet gateways of the account let no connection in, from the EEA or from elsewhere."""
    del graph
    return one_of(resource, "internetGatewayBlockMode", "block-bidirectional", "block-ingress")


@resource_rule("HDS-LOC-09", "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion")
def exclusion_lets_nobody_in(resource: Resource, graph: Graph) -> Verdict:
    """A network left out of the block may open connections to the Internet, and receives none."""
    del graph
    return one_of(resource, "internetGatewayExclusionMode", "allow-egress")


@resource_rule("HDS-LOC-09", "aws:ec2clientvpn/endpoint:Endpoint")
def client_vpn_logs_its_connections(resource: Resource, graph: Graph) -> Verdict:
    """Each remote connection is recorded, so that where it came from can be shown."""
    del graph
    return all_of((is_true(resource, "connectionLogOptions.enabled"), present(resource, "connectionLogOptions.cloudwatchLogGroup")))


@resource_rule("HDS-LOC-09", *JSON_RULES, RULE)
def geographic_match_admits_eea_only(resource: Resource, graph: Graph) -> Verdict:
    """Web requests are let in from countries of the EEA only, as far as a rule speaks of countries."""
    del graph
    return all_of(verdict for at, value in web_rules(resource) for verdict in _judged(resource, at, value))


class _Match(NamedTuple):
    """A geographic match: its path and content, and whether an odd number of negations stands above it."""

    at: str
    content: Any
    negated: bool


def _judged(resource: Resource, at: str, value: Value) -> list[Verdict]:
    if isinstance(value, Absent):
        return []
    if not isinstance(value, Known) or not is_map(value.value):
        return [unknown(at, value, "eea_countries")]
    rule = value.value
    chosen = rule.get("action")
    action = next((name for name in ("allow", "block") if is_map(chosen) and name in chosen), None)
    matches = list(_matches(rule.get("statement"), f"{at}.statement".removeprefix("."), negated=False)) if action else []
    verdicts = [_admits(match, action == "allow") for match in matches]
    return [*verdicts, _default(resource)] if matches and action == "allow" else verdicts


def _matches(statement: Any, at: str, *, negated: bool) -> Iterator[_Match]:
    """Geographic matches of a statement and of what it combines; what only narrows a rate limit or a managed group lets nobody in."""
    if not is_map(statement):
        return
    if "geoMatchStatement" in statement:
        yield _Match(f"{at}.geoMatchStatement", statement["geoMatchStatement"], negated)
    for name in ("andStatement", "orStatement", "notStatement"):
        for path, child in (*walk(statement, f"{name}.statements[*]", ()), *walk(statement, f"{name}.statement", ())):
            if isinstance(child, Known):
                yield from _matches(child.value, f"{at}.{path}", negated=negated != (name == "notStatement"))


def _admits(match: _Match, allows: bool) -> Verdict:  # noqa: FBT001 - the two sides of one table
    """A list that lets in, or a negated list that blocks: both say who may enter."""
    countries = walk(match.content, "countryCodes[*]", ())
    if allows == match.negated or not countries:
        path, given = walk(match.content, "countryCodes", ())[0]
        return fail(f"{match.at}.{path}", given, "eea_countries")
    return all_of(_country(f"{match.at}.{path}", value) for path, value in countries)


def _country(at: str, value: Value) -> Verdict:
    if not isinstance(value, Known):
        return unknown(at, value, "eea_countries")
    return PASS if isinstance(value.value, str) and value.value in _EEA else fail(at, value, "eea_countries")


def _default(resource: Resource) -> Verdict:
    """A list that lets in protects nothing when all the others are let in too."""
    if resource.kind != WEB_ACL or isinstance(resource.get("defaultAction.block"), Known):
        return PASS
    return fail("defaultAction", resource.get("defaultAction"), "block_by_default")


_EEA = residency.country_codes_eea()
