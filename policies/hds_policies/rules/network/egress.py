# SPDX-License-Identifier: Apache-2.0
"""What leaves goes through a relay that filters, by address and by name (HDS-NET-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.flows import EGRESS, Demand, flows, is_vague
from hds_policies.memo import once_per_graph
from hds_policies.ranges import is_narrow, listed_ranges, named_range
from hds_policies.routing import DEFAULT_TABLE, ROUTE, SUBNET, TABLE, VPC, route_at, tables_of
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, fail, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.routing import Route
    from hds_policies.values import Value

__all__ = [
    "firewall_drops_by_default",
    "group_releases_no_flow_to_everywhere",
    "name_firewall_closes_when_it_fails",
    "network_resolves_listed_names_only",
    "way_out_leads_to_a_relay",
]

_FIREWALL = "aws:networkfirewall/firewall:Firewall"
_GROUP_ASSOCIATION = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"
_GROUP = "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup"
_RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule"
_LIST = "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList"
_STATELESS = ("aws:forward_to_sfe", "aws:drop")
_STATEFUL = "firewallPolicy.statefulDefaultActions[*]"
_DROPS = ("aws:drop_established", "aws:drop_established_app_layer", "aws:drop_strict")


@graph_rule("HDS-NET-05", ROUTE, TABLE, DEFAULT_TABLE)
def way_out_leads_to_a_relay(resource: Resource, graph: Graph) -> Verdict:
    """A route to the Internet leads to a firewall, a transit gateway, an endpoint of one or the establishment; behind these, to NAT."""
    prefixes = [""] if resource.kind == ROUTE else [f"{at}." for at, value in resource.all("routes[*]") if not isinstance(value, Absent)]
    return all_of((NOT_APPLICABLE, *(_filtered(route_at(resource, at, graph), graph) for at in prefixes)))


@resource_rule("HDS-NET-05", "aws:networkfirewall/firewallPolicy:FirewallPolicy")
def firewall_drops_by_default(policy: Resource, _: Graph) -> Verdict:
    """Every packet reaches the stateful rules, in their order, and is dropped when none lets it pass or its flow was cut."""
    stateless = ("statelessDefaultActions", "statelessFragmentDefaultActions")
    return all_of((
        one_of(policy, "firewallPolicy.statefulEngineOptions.streamExceptionPolicy", "DROP", "REJECT", absent=PASS),
        *(one_of(policy, f"firewallPolicy.{name}[*]", *_STATELESS) for name in stateless),
        one_of(policy, "firewallPolicy.statefulEngineOptions.ruleOrder", "STRICT_ORDER"),
        any_of(one_of(policy, at, *_DROPS) for at, _ in policy.all(_STATEFUL) or [(_STATEFUL, ABSENT)]),
    ))


@graph_rule("HDS-NET-05", VPC)
def network_resolves_listed_names_only(network: Resource, graph: Graph) -> Verdict:
    """A DNS firewall group of a network ends with a rule that blocks every name."""
    found = graph.companions(network, _GROUP_ASSOCIATION, "vpcId")
    if not found:
        return fail("", ABSENT, "name_firewall")
    return any_of(_ends_with_a_block(association, graph) for association in found)


@resource_rule("HDS-NET-05", "aws:route53/resolverFirewallConfig:ResolverFirewallConfig")
def name_firewall_closes_when_it_fails(config: Resource, _: Graph) -> Verdict:
    """No name resolves while the DNS firewall cannot answer; so does AWS where nothing is said."""
    return one_of(config, "firewallFailOpen", "DISABLED", absent=PASS)


@resource_rule("HDS-NET-05", *EGRESS)
def group_releases_no_flow_to_everywhere(resource: Resource, graph: Graph) -> Verdict:
    """To the Internet, a rule names its ports: a range that takes in those of administration names none."""
    return flows(resource, graph, "egress", Demand(is_vague, is_narrow, "named_ports"))


def _filtered(route: Route, graph: Graph) -> Verdict:
    """What is said of a route whose destination is the Internet, or may be; a relay may take any."""
    target = route.target
    if target is None:
        return NOT_APPLICABLE
    if target.leads in {"relay", "private"} or (target.leads == "nat" and _is_behind_the_firewall(route.resource, graph)):
        return PASS
    reach = _reach(route, graph)
    if reach.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}:
        return NOT_APPLICABLE
    sure = reach.outcome is Outcome.FAIL and target.leads != "unknown"
    return (fail if sure else unknown)(target.at, target.value, "filtering_relay")


def _reach(route: Route, graph: Graph) -> Verdict:
    """Fails when a destination is the Internet."""
    *blocks, (listed_at, listed) = route.destinations
    return all_of((
        *(named_range(at, value, graph, is_narrow, "filtering_relay") for at, value in blocks),
        listed_ranges(listed_at, listed, graph, is_narrow, "filtering_relay"),
    ))


def _is_behind_the_firewall(resource: Resource, graph: Graph) -> bool:
    """Whether the route belongs to a table whose every subnet holds an endpoint of a firewall of the program."""
    owners = [resource] if resource.kind != ROUTE else graph.targets(resource, "routeTableId", TABLE, DEFAULT_TABLE)
    led = {urn for owner in owners for urn in _led(graph).get(owner.urn, ())}
    return bool(led) and led <= _guarded(graph)


@once_per_graph
def _guarded(graph: Graph) -> set[str]:
    """The subnets that hold an endpoint of a firewall."""
    return {item.urn for firewall in graph.of(_FIREWALL) for item in graph.targets(firewall, "subnetMappings[*].subnetId", SUBNET)}


@once_per_graph
def _led(graph: Graph) -> dict[str, list[str]]:
    """The subnets that follow each route table."""
    found: dict[str, list[str]] = {}
    for subnet in graph.of(SUBNET):
        for table in tables_of(subnet, graph) or ():
            found.setdefault(table.urn, []).append(subnet.urn)
    return found


def _ends_with_a_block(association: Resource, graph: Graph) -> Verdict:
    groups = graph.targets(association, "firewallRuleGroupId", _GROUP)
    if not groups:
        return unknown("", association.get("firewallRuleGroupId"), "name_firewall")
    return any_of(_blocks_the_rest(group, graph) for group in groups)


def _blocks_the_rest(group: Resource, graph: Graph) -> Verdict:
    """Every rule about all names blocks, and there is one; a rule whose names are not known may be it."""
    rules = graph.companions(group, _RULE, "firewallRuleGroupId")
    names = [(rule, _names(rule, graph)) for rule in rules]
    last = [rule for rule, found in names if Known("*") in found]
    if last:
        return all_of(one_of(rule, "action", "BLOCK") for rule in last)
    settled = all(found and all(isinstance(name, Known) for name in found) for _, found in names)
    return (fail if settled else unknown)("", ABSENT, "name_firewall")


def _names(rule: Resource, graph: Graph) -> list[Value]:
    return [name for item in graph.targets(rule, "firewallDomainListId", _LIST) for _, name in item.all("domains[*]")]
