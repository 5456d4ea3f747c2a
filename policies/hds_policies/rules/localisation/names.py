# SPDX-License-Identifier: Apache-2.0
"""Services and names of AWS that a network lets its workloads reach: each names its region (HDS-LOC-02)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hds_controls import residency
from hds_policies import places
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["endpoint_leads_to_a_service_in_eea", "listed_names_are_in_eea", "resolved_names_are_in_eea"]

_SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService"
_RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule"
_REGION = re.compile(r"(?<![a-z0-9])(?P<region>[a-z]{2,4}(?:-[a-z]+)+-\d)(?![a-z0-9])")
_OF_AWS = (".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".api.aws", ".on.aws", ".compute.internal")
_LIST = "ruleGroup.rulesSource.rulesSourceList"


@graph_rule("HDS-LOC-02", "aws:ec2/vpcEndpoint:VpcEndpoint")
def endpoint_leads_to_a_service_in_eea(endpoint: Resource, graph: Graph) -> Verdict:
    """The region in the name of the service, which is that of the endpoint unless it says otherwise, is in the EEA."""
    value = endpoint.get("serviceName")
    if isinstance(value, Known):
        return _named("serviceName", value)
    found = [graph.region(service) for service in graph.targets_of(value, _SERVICE)]
    if isinstance(value, Absent) or found:
        return all_of(places.located("serviceName", value, region) for region in found)
    return unknown("serviceName", value, "target_placed")


@graph_rule("HDS-LOC-02", "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList")
def resolved_names_are_in_eea(names: Resource, graph: Graph) -> Verdict:
    """Names of AWS that a DNS firewall lets through are of regions in the EEA; a list that is only blocked may hold any."""
    rules = graph.companions(names, _RULE, "firewallDomainListId")
    if not rules:
        return NOT_APPLICABLE
    actions = [rule.get("action") for rule in rules if rule.get("action") != Known("BLOCK")]
    if not actions:
        return PASS
    settled = any(isinstance(action, Known) for action in actions)
    return all_of((PASS, *(_of_aws(at, value, settled=settled) for at, value in names.all("domains[*]"))))


@resource_rule("HDS-LOC-02", "aws:networkfirewall/ruleGroup:RuleGroup")
def listed_names_are_in_eea(group: Resource, _: Graph) -> Verdict:
    """Names of AWS that a network firewall lets through are of regions in the EEA."""
    kind = group.get(f"{_LIST}.generatedRulesType")
    if isinstance(kind, Absent) or (isinstance(kind, Known) and kind.value not in ("ALLOWLIST", "ALERTLIST")):
        return NOT_APPLICABLE
    settled = isinstance(kind, Known)
    return all_of((PASS, *(_of_aws(at, value, settled=settled) for at, value in group.all(f"{_LIST}.targets[*]"))))


def _named(at: str, value: Known) -> Verdict:
    match = _REGION.search(str(value.value))
    return places.located(at, value, Known(match["region"])) if match else NOT_APPLICABLE


def _of_aws(at: str, value: Value, *, settled: bool) -> Verdict:
    """A name of AWS that names a region; what is behind other names is not for their lists to say."""
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if not isinstance(value, Known):
        return unknown(at, value, "eea_name")
    match = _REGION.search(name) if (name := str(value.value).rstrip(".").lower()).endswith(_OF_AWS) else None
    return PASS if match is None or residency.is_eea(match["region"]) else (fail if settled else unknown)(at, value, "eea_name")
