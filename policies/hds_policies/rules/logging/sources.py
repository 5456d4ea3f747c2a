# SPDX-License-Identifier: Apache-2.0
"""Networks, databases, clusters, gateways, filters and warehouses are logged (HDS-LOG-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, decide, fail, is_true, one_of, present, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource

__all__ = [
    "EXPORTS",
    "api_stage_logs_its_requests",
    "cluster_logs_its_control_plane",
    "database_exports_its_audit_log",
    "firewall_logs_alerts_and_flows",
    "firewall_reports_what_it_drops",
    "load_balancer_logs_its_requests",
    "network_logs_its_flows",
    "network_logs_its_name_queries",
    "regional_gateway_logs_its_flows",
    "search_domain_publishes_its_audit_log",
    "warehouse_is_logged",
    "web_filter_is_logged",
]

_VPC = "aws:ec2/vpc:Vpc"
_FLOWS = "aws:ec2/flowLog:FlowLog"
_QUERIES = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation"
_CLUSTER = "aws:eks/cluster:Cluster"
_APPLICATION = "aws:lb/loadBalancer:LoadBalancer"
_CLASSIC = "aws:elb/loadBalancer:LoadBalancer"
_INSTANCE = "aws:rds/instance:Instance"
EXPORTS = {
    _INSTANCE: "enabledCloudwatchLogsExports",
    "aws:rds/cluster:Cluster": "enabledCloudwatchLogsExports",
    "aws:docdb/cluster:Cluster": "enabledCloudwatchLogsExports",
    "aws:neptune/cluster:Cluster": "enableCloudwatchLogsExports",
}
"""Where each kind of database says which of its logs it exports."""
_STAGES = ("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage")
_DOMAINS = ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain")
_PLANE = ("api", "audit", "authenticator", "controllerManager", "scheduler")


@graph_rule("HDS-LOG-03", _VPC)
def network_logs_its_flows(network: Resource, graph: Graph) -> Verdict:
    """Each network has a log of all its flows."""
    return _all_flows(graph.companions(network, _FLOWS, "vpcId"))


@graph_rule("HDS-LOG-03", "aws:ec2/natGateway:NatGateway")
def regional_gateway_logs_its_flows(gateway: Resource, graph: Graph) -> Verdict:
    """A regional gateway, which has no subnet whose flows are logged, has a log of its own."""
    mode = gateway.get("availabilityMode")
    if isinstance(mode, (Absent, Known)):
        return _all_flows(graph.companions(gateway, _FLOWS, "regionalNatGatewayId")) if mode == Known("regional") else NOT_APPLICABLE
    return unknown("availabilityMode", mode, "flow_log")


@graph_rule("HDS-LOG-03", _VPC)
def network_logs_its_name_queries(network: Resource, graph: Graph) -> Verdict:
    """Each network has its name queries logged."""
    return PASS if graph.companions(network, _QUERIES, "resourceId") else fail("", ABSENT, "query_log")


@resource_rule("HDS-LOG-03", *EXPORTS)
def database_exports_its_audit_log(database: Resource, _: Graph) -> Verdict:
    """A database exports the log in which its audit is: ``postgresql`` for PostgreSQL, ``audit`` for the others."""
    path = EXPORTS[database.kind]
    engine = database.get("engine")
    if database.kind == _INSTANCE and isinstance(engine, Absent):
        return present(database, path)
    if not isinstance(engine, (Known, Absent)):
        return unknown("engine", engine, "lists", "audit")
    return _listed(database, path, "postgresql" if isinstance(engine, Known) and "postgres" in str(engine.value) else "audit")


@resource_rule("HDS-LOG-03", _CLUSTER)
def cluster_logs_its_control_plane(cluster: Resource, _: Graph) -> Verdict:
    """A cluster logs all five parts of its control plane."""
    return all_of(_listed(cluster, "enabledClusterLogTypes", name) for name in _PLANE)


@resource_rule("HDS-LOG-03", _APPLICATION, _CLASSIC)
def load_balancer_logs_its_requests(balancer: Resource, _: Graph) -> Verdict:
    """A load balancer writes access logs; one that only passes packets to appliances has none to write."""
    if balancer.kind == _CLASSIC:
        given = not isinstance(balancer.get("accessLogs"), Absent)
        return is_true(balancer, "accessLogs.enabled", absent=PASS if given else None)
    passes_packets = balancer.get("loadBalancerType") == Known("gateway")
    return NOT_APPLICABLE if passes_packets else is_true(balancer, "accessLogs.enabled")


@graph_rule("HDS-LOG-03", "aws:wafv2/webAcl:WebAcl")
def web_filter_is_logged(web_acl: Resource, graph: Graph) -> Verdict:
    """A web ACL has a logging configuration."""
    kind = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
    return PASS if graph.companions(web_acl, kind, "resourceArn") else fail("", ABSENT, "log_configuration")


@graph_rule("HDS-LOG-03", "aws:networkfirewall/firewall:Firewall")
def firewall_logs_alerts_and_flows(firewall: Resource, graph: Graph) -> Verdict:
    """A network firewall logs its alerts and its flows."""
    found = graph.companions(firewall, "aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "firewallArn")
    if not found:
        return fail("", ABSENT, "log_configuration")
    path = "loggingConfiguration.logDestinationConfigs[*].logType"
    return all_of(any_of(_listed(item, path, name) for item in found) for name in ("ALERT", "FLOW"))


@resource_rule("HDS-LOG-03", "aws:networkfirewall/firewallPolicy:FirewallPolicy")
def firewall_reports_what_it_drops(policy: Resource, _: Graph) -> Verdict:
    """What no rule lets pass is reported before it is dropped: the log of alerts holds nothing else of it."""
    path = "firewallPolicy.statefulDefaultActions[*]"
    return any_of(decide(policy, at, _is_alert, "alert_action") for at, _ in policy.all(path) or [(path, ABSENT)])


@resource_rule("HDS-LOG-03", *_STAGES)
def api_stage_logs_its_requests(stage: Resource, _: Graph) -> Verdict:
    """A stage of an interface writes access logs."""
    return decide(stage, "accessLogSettings.destinationArn", bool, "present")


@resource_rule("HDS-LOG-03", *_DOMAINS)
def search_domain_publishes_its_audit_log(domain: Resource, _: Graph) -> Verdict:
    """A search domain publishes its audit log."""
    path = "logPublishingOptions[*]"
    return any_of(
        all_of((one_of(domain, f"{at}.logType", "AUDIT_LOGS"), is_true(domain, f"{at}.enabled", absent=PASS)))
        for at, _ in domain.all(path) or [("logPublishingOptions[0]", ABSENT)]
    )


@graph_rule("HDS-LOG-03", "aws:redshift/cluster:Cluster")
def warehouse_is_logged(warehouse: Resource, graph: Graph) -> Verdict:
    """A warehouse has its connections and users logged."""
    found = graph.companions(warehouse, "aws:redshift/logging:Logging", "clusterIdentifier")
    return PASS if found else fail("", ABSENT, "log_configuration")


def _is_alert(action: object) -> bool:
    return str(action).startswith("aws:alert_")


def _all_flows(logs: Sequence[Resource]) -> Verdict:
    return any_of(one_of(log, "trafficType", "ALL") for log in logs) if logs else fail("", ABSENT, "flow_log")


def _listed(resource: Resource, path: str, wanted: str) -> Verdict:
    """A value is in a list; one that is not known may be it."""
    path = path if path.endswith("logType") else f"{path}[*]"
    found = resource.all(path)
    outcome = any_of(one_of(resource, at, wanted) for at, _ in found).outcome
    if outcome is Outcome.PASS:
        return PASS
    top = path.partition("[")[0]
    return (unknown if outcome is Outcome.UNKNOWN else fail)(top, resource.get(top), "lists", wanted)
