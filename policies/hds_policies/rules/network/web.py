# SPDX-License-Identifier: Apache-2.0
"""Web traffic enters by a gateway with an application firewall that blocks (HDS-NET-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.data_classes import is_health
from hds_policies.graph import STACK
from hds_policies.places import is_aws
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, fail, is_false, is_true, one_of, unknown
from hds_policies.web_filters import RULE, WEB_ACL, web_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "api_on_the_internet_is_filtered",
    "balancer_drops_malformed_requests",
    "balancer_is_filtered",
    "balancer_without_filter_is_internal",
    "user_pool_is_filtered",
    "web_api_has_a_filter",
    "web_filter_blocks",
    "web_traffic_enters_by_one_gateway",
]

_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
_CLASSIC = "aws:elb/loadBalancer:LoadBalancer"
_STAGE = "aws:apigateway/stage:Stage"
_API = "aws:apigateway/restApi:RestApi"
_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
_GROUP_ASSOCIATION = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
_INTERNAL = (Known(True), Known("true"))


@graph_rule("HDS-NET-06", _BALANCER)
def balancer_is_filtered(balancer: Resource, graph: Graph) -> Verdict:
    """An application balancer on the Internet, or with health data, has a web ACL that fails closed; on the Internet, it limits rates."""
    if not _is_application(balancer):
        return NOT_APPLICABLE
    internal = balancer.get("internal")
    health = internal not in _INTERNAL or is_health(balancer, graph)
    if health is False:
        return NOT_APPLICABLE
    if filters := _filters(balancer, graph):
        limits = [] if internal in _INTERNAL else [_limits_rates(item, graph) for item in filters]
        return all_of((is_false(balancer, "enableWafFailOpen", absent=PASS), *limits))
    if health is None:
        return unknown("tags", balancer.get("tags"), "web_filter")
    return (fail if isinstance(internal, (Absent, Known)) else unknown)("internal", internal, "web_filter")


@graph_rule("HDS-NET-06", STACK)
def web_traffic_enters_by_one_gateway(_: Resource, graph: Graph) -> Verdict:
    """A program has at most one balancer on the Internet in each region; a program on AWS without any has no entry at all."""
    doors: dict[Value, list[str]] = {}
    for balancer in graph.of(_BALANCER, _CLASSIC):
        if balancer.get("internal") not in _INTERNAL and _kind(balancer) != "gateway":
            doors.setdefault(graph.region(balancer), []).append(balancer.name)
    crowded = [fail("", ABSENT, "entry_gateway", *names) for names in doors.values() if len(names) > 1]
    return all_of((PASS if is_aws(graph) else NOT_APPLICABLE, *crowded))


@graph_rule("HDS-NET-06", _STAGE)
def api_on_the_internet_is_filtered(stage: Resource, graph: Graph) -> Verdict:
    """A stage of a REST API has a web ACL, unless the API answers inside the network only."""
    apis = graph.targets(stage, "restApi", _API)
    if apis and all(one_of(api, "endpointConfiguration.types", "PRIVATE").outcome is Outcome.PASS for api in apis):
        return NOT_APPLICABLE
    return PASS if _filters(stage, graph) else fail("", ABSENT, "web_filter")


@graph_rule("HDS-NET-06", "aws:cognito/userPool:UserPool")
def user_pool_is_filtered(pool: Resource, graph: Graph) -> Verdict:
    """A pool of users, whose sign-in page is on the Internet, has a web ACL."""
    return PASS if _filters(pool, graph) else fail("", ABSENT, "web_filter")


@graph_rule("HDS-NET-06", "aws:appsync/graphQLApi:GraphQLApi")
def web_api_has_a_filter(api: Resource, graph: Graph) -> Verdict:
    """A GraphQL API on the Internet, which it is when it does not say, has a web ACL."""
    if _filters(api, graph):
        return PASS
    return one_of(api, "visibility", "PRIVATE")


@resource_rule("HDS-NET-06", _BALANCER, _CLASSIC)
def balancer_without_filter_is_internal(balancer: Resource, _: Graph) -> Verdict:
    """A network or Classic balancer, which no web ACL protects, is internal."""
    return NOT_APPLICABLE if _kind(balancer) in {"application", "gateway"} else is_true(balancer, "internal")


@resource_rule("HDS-NET-06", _BALANCER)
def balancer_drops_malformed_requests(balancer: Resource, _: Graph) -> Verdict:
    """An application balancer drops invalid headers and requests that servers could read in two ways."""
    if not _is_application(balancer):
        return NOT_APPLICABLE
    modes = one_of(balancer, "desyncMitigationMode", "defensive", "strictest", absent=PASS)
    return all_of((is_true(balancer, "dropInvalidHeaderFields"), modes))


@graph_rule("HDS-NET-06", WEB_ACL)
def web_filter_blocks(web_acl: Resource, graph: Graph) -> Verdict:
    """A web ACL blocks by default or has a managed group of rules, and none of its groups only counts."""
    rules = _rules(web_acl, graph)
    groups = graph.companions(web_acl, _GROUP_ASSOCIATION, "webAclArn")
    counting = [fail("rules", Known("count"), "blocks_requests") for rule in rules if "count" in _part(rule, "overrideAction")]
    added = [one_of(group, "overrideAction", "none", absent=PASS) for group in groups]
    return all_of((_bites(web_acl, rules, groups), *counting, *added))


def _kind(balancer: Resource) -> str:
    """The type of a balancer: an application one unless it says otherwise, or is a Classic one."""
    if balancer.kind == _CLASSIC:
        return "classic"
    value = balancer.get("loadBalancerType")
    return str(value.value) if isinstance(value, Known) else "application"


def _is_application(balancer: Resource) -> bool:
    return _kind(balancer) == "application"


def _filters(resource: Resource, graph: Graph) -> list[Resource]:
    """The associations of a resource with a web ACL."""
    return list(graph.companions(resource, _ASSOCIATION, "resourceArn"))


def _limits_rates(association: Resource, graph: Graph) -> Verdict:
    found = graph.targets(association, "webAclArn", WEB_ACL)
    rules = [rule for web_acl in found for rule in _rules(web_acl, graph)]
    if any(is_map(_part(rule, "statement").get("rateBasedStatement")) for rule in rules):
        return PASS
    settled = found and all(isinstance(rule, Known) for rule in rules)
    return (fail if settled else unknown)("", ABSENT, "rate_limit")


def _rules(web_acl: Resource, graph: Graph) -> list[Value]:
    """The rules of a web ACL, its own and those given to it from outside."""
    holders = (web_acl, *graph.companions(web_acl, RULE, "webAclArn"))
    return [rule for holder in holders for _, rule in web_rules(holder) if not isinstance(rule, Absent)]


def _part(rule: Value, name: str) -> Mapping[str, Any]:
    inner = rule.value.get(name) if isinstance(rule, Known) and is_map(rule.value) else None
    return inner if is_map(inner) else {}


def _bites(web_acl: Resource, rules: list[Value], groups: Sequence[Resource]) -> Verdict:
    managed = any("managedRuleGroupStatement" in _part(rule, "statement") for rule in rules)
    added = any(not isinstance(group.get("managedRuleGroup"), Absent) for group in groups)
    if managed or added or isinstance(web_acl.get("defaultAction.block"), Known):
        return PASS
    settled = all(isinstance(rule, Known) for rule in rules)
    return (fail if settled else unknown)("defaultAction", web_acl.get("defaultAction"), "blocks_requests")
