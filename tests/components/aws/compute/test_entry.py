# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hds_components.aws.compute.entry import TLS_POLICY
from hds_controls.load import tls_policies
from hds_policies.values import ABSENT
from tests.components.aws.compute.builds import CERTIFICATE, CLIENTS, built
from tests.components.aws.samples import one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

BALANCER, LISTENER = "aws:lb/loadBalancer:LoadBalancer", "aws:lb/listener:Listener"
TARGET, RULE = "aws:lb/targetGroup:TargetGroup", "aws:lb/listenerRule:ListenerRule"
ACL, ASSOCIATION = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclAssociation:WebAclAssociation"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS, EGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
OTHER = CERTIFICATE.replace("1111", "9999", 1)


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Two groups of machines behind one gateway."""
    return built("portal", "exchange")


def test_there_is_one_internal_gateway(graph: Graph):
    """Two groups share it; it is reached from inside only, in every zone."""
    balancer = one(graph, BALANCER)
    assert value(balancer, "internal") is True
    assert len(balancer.all("subnets[*]")) == 3
    assert value(balancer, "enableDeletionProtection") is True


def test_requests_that_can_be_read_two_ways_are_refused(graph: Graph):
    """Invalid headers are dropped, desync is judged strictly, and nothing passes when the web firewall is silent."""
    balancer = one(graph, BALANCER)
    assert value(balancer, "dropInvalidHeaderFields") is True
    assert value(balancer, "desyncMitigationMode") == "strictest"
    assert value(balancer, "enableWafFailOpen") is False


def test_requests_and_connections_are_logged(graph: Graph):
    """Both go to the store of access logs, under the prefix its policy admits."""
    for logs in ("accessLogs", "connectionLogs"):
        assert value(one(graph, BALANCER), logs) == {"bucket": "access-logs", "prefix": "entry", "enabled": True}


def test_only_tls_is_spoken(graph: Graph):
    """One listener, on 443, by an accepted policy; there is no plain one, not even to redirect."""
    listener = one(graph, LISTENER)
    assert (value(listener, "port"), value(listener, "protocol")) == (443, "HTTPS")
    assert value(listener, "sslPolicy") == TLS_POLICY
    assert TLS_POLICY in tls_policies()["elb"].accepted
    assert value(listener, "certificateArn") == CERTIFICATE


def test_a_name_nobody_serves_gets_nothing(graph: Graph):
    """The default answer is 404; each group has a rule for its own names."""
    assert value(one(graph, LISTENER), "defaultActions[0].fixedResponse.statusCode") == "404"
    served = {value(rule, "priority"): value(rule, "conditions[0].hostHeader.values") for rule in graph.of(RULE)}
    assert served == {1: ["portal.clinic.example"], 2: ["exchange.clinic.example"]}


def test_machines_are_reached_over_tls(graph: Graph):
    """Traffic and health checks, on the port of the machines."""
    for group in graph.of(TARGET):
        assert value(group, "protocol") == "HTTPS"
        assert value(group, "port") == 8443
        assert value(group, "healthCheck")["protocol"] == "HTTPS"


def test_each_certificate_is_served_once():
    """Certificates beside the first are added to the listener, the same one only once."""
    added = "aws:lb/listenerCertificate:ListenerCertificate"
    assert not built("portal", "exchange").of(added)
    assert value(one(built("portal", certificate=OTHER), LISTENER), "certificateArn") == OTHER


def test_only_the_callers_ranges_reach_the_gateway_and_only_it_the_machines(graph: Graph):
    """CIDR blocks stand on the gateway only; between gateway and machines, groups name each other, on one port."""
    entry = one(graph, GROUP, "compute-entry")
    callers = [rule for rule in graph.of(INGRESS) if graph.targets(rule, "securityGroupId", GROUP) == [entry]]
    assert {value(rule, "cidrIpv4") for rule in callers} == set(CLIENTS)
    assert {(value(rule, "fromPort"), value(rule, "toPort")) for rule in callers} == {(443, 443)}
    rest = [rule for rule in graph.of(INGRESS, EGRESS) if rule not in callers]
    assert len(rest) == 4
    for rule in rest:
        assert rule.get("cidrIpv4") == ABSENT
        assert (value(rule, "fromPort"), value(rule, "toPort"), value(rule, "ipProtocol")) == (8443, 8443, "tcp")


def test_the_web_firewall_blocks(graph: Graph):
    """No managed group only counts, floods are blocked, and one rule of one group counts: the size of a body."""
    acl = one(graph, ACL)
    rules = value(acl, "rules")
    managed = [rule for rule in rules if "managedRuleGroupStatement" in rule["statement"]]
    assert len(managed) == 5
    assert all(rule["overrideAction"] == {"none": {}} for rule in managed)
    counted = [
        override["name"] for rule in managed for override in rule["statement"]["managedRuleGroupStatement"].get("ruleActionOverrides", ())
    ]
    assert counted == ["SizeRestrictions_BODY"]
    (floods,) = [rule for rule in rules if rule not in managed]
    assert floods["action"] == {"block": {}}
    assert floods["statement"]["rateBasedStatement"]["limit"] == 2000
    assert [rule["priority"] for rule in rules] == [1, 2, 3, 4, 5, 6]


def test_the_web_firewall_stands_before_the_gateway(graph: Graph):
    """It is associated with the balancer."""
    association = one(graph, ASSOCIATION)
    assert graph.targets(association, "resourceArn", BALANCER) == [one(graph, BALANCER)]
    assert graph.targets(association, "webAclArn", ACL) == [one(graph, ACL)]


def test_decisions_are_logged_without_credentials_and_queries(graph: Graph):
    """The log group has the name the service asks for, a key and a term; secrets and patients' numbers are left out, nothing is sampled."""
    log = one(graph, "aws:cloudwatch/logGroup:LogGroup", "compute-entry-requests")
    assert value(log, "name") == "aws-waf-logs-chu-lyon-production-entry"
    assert value(log, "retentionInDays") == 365
    assert graph.targets(log, "kmsKeyId", "aws:kms/key:Key")
    redacted = value(one(graph, LOGGING), "redactedFields")
    assert redacted == [{"singleHeader": {"name": "authorization"}}, {"singleHeader": {"name": "cookie"}}, {"queryString": {}}]
    acl = one(graph, ACL)
    configs = [value(acl, "visibilityConfig"), *(rule["visibilityConfig"] for rule in value(acl, "rules"))]
    assert not any(config["sampledRequestsEnabled"] for config in configs)
