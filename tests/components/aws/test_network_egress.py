# SPDX-License-Identifier: Apache-2.0
"""The way out of the network on AWS."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from pulumi_aws.networkfirewall.outputs import (
    FirewallFirewallStatus,
    FirewallFirewallStatusSyncState,
    FirewallFirewallStatusSyncStateAttachment,
)

from hds_components.aws.network import firewall
from hds_components.aws.network.egress import _endpoint
from tests.components.aws.networks import EGRESS, ZONES, network, one

if TYPE_CHECKING:
    from hds_policies.graph import Graph

SUBNET = "aws:ec2/subnet:Subnet"
ROUTE = "aws:ec2/route:Route"
TABLE = "aws:ec2/routeTable:RouteTable"
FIREWALL = "aws:networkfirewall/firewall:Firewall"
POLICY = "aws:networkfirewall/firewallPolicy:FirewallPolicy"
GROUP = "aws:networkfirewall/ruleGroup:RuleGroup"
NAT = "aws:ec2/natGateway:NatGateway"
CONTROL = "aws:ec2/vpcEncryptionControl:VpcEncryptionControl"


@cache
def opened() -> Graph:
    """The network with an egress list."""
    return network(egress_domains=EGRESS)


def test_without_a_list_there_is_no_way_out():
    """An empty egress list builds no gateway, no firewall, no address, no route, and lets no security group out."""
    graph = network()
    kinds = (NAT, FIREWALL, ROUTE, "aws:ec2/internetGateway:InternetGateway", "aws:ec2/eip:Eip")
    assert not [resource.name for resource in graph.of(*kinds)]
    assert not [subnet for subnet in graph.of(SUBNET) if subnet.inputs["tags"]["hds:tier"] == "firewall"]
    rules = graph.of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    assert not [rule for rule in rules if rule.inputs.get("cidrIpv4") == "0.0.0.0/0"]


def test_each_private_subnet_leaves_by_the_firewall():
    """The default route of each private table leads to the firewall, and there is no other route in it."""
    graph = opened()
    for zone in ZONES:
        table = one(graph, TABLE, f"network-private-{zone}")
        (route,) = graph.companions(table, ROUTE, "routeTableId")
        assert route.inputs["destinationCidrBlock"] == "0.0.0.0/0"
        assert graph.targets(route, "vpcEndpointId", FIREWALL)
        assert "natGatewayId" not in route.inputs


def test_only_the_firewall_reaches_the_nat_gateway():
    """One route leads to the NAT gateway, that of the firewall subnets; the firewall stands in one of them per zone."""
    graph = opened()
    (route,) = [route for route in graph.of(ROUTE) if "natGatewayId" in route.inputs]
    assert route.inputs["destinationCidrBlock"] == "0.0.0.0/0"
    assert [table.name for table in graph.targets(route, "routeTableId", TABLE)] == ["network-firewall"]
    built = graph.of(FIREWALL)[0]
    behind = {urn for urn in built.property_dependencies["subnetMappings"] if "-firewall-" in urn}
    assert len(built.inputs["subnetMappings"]) == len(behind) == len(ZONES)


def test_replies_come_back_through_the_firewall_of_their_zone():
    """The NAT gateway's own table sends each private subnet's replies to the firewall, or they would skip the inspection."""
    graph = opened()
    nat = graph.of(NAT)[0]
    blocks = {subnet.name: subnet.inputs["cidrBlock"] for subnet in graph.of(SUBNET)}
    for zone in ZONES:
        back = one(graph, ROUTE, f"network-private-back-{zone}")
        assert graph.targets(back, "routeTableId", NAT) == [nat]
        assert graph.targets(back, "vpcEndpointId", FIREWALL)
        assert back.inputs["destinationCidrBlock"] == blocks[f"network-private-{zone}"]


def _status(*zones: str) -> list[FirewallFirewallStatus]:
    states = [
        FirewallFirewallStatusSyncState(
            availability_zone=zone,
            attachments=[FirewallFirewallStatusSyncStateAttachment(endpoint_id=f"vpce-{zone}", subnet_id="subnet-0")],
        )
        for zone in zones
    ]
    return [FirewallFirewallStatus(sync_states=states)]


def test_a_zone_is_sent_to_its_own_endpoint():
    """The endpoint of a zone is found by the zone, not by its place in the provider's unordered answer."""
    assert _endpoint(_status("eu-west-3c", "eu-west-3a", "eu-west-3b"), zone="eu-west-3a") == "vpce-eu-west-3a"


def test_a_zone_without_endpoint_is_an_error():
    """A firewall that lacks a zone stops the deployment instead of leaving the zone without filter."""
    with pytest.raises(LookupError, match="no endpoint in eu-west-3b"):
        _endpoint(_status("eu-west-3a"), zone="eu-west-3b")


def test_the_nat_gateway_stands_in_no_subnet():
    """The gateway is regional, with an address of its own per zone, after the internet gateway it needs."""
    graph = opened()
    nat = graph.of(NAT)[0]
    assert nat.inputs["availabilityMode"] == "regional"
    assert "subnetId" not in nat.inputs
    assert [address["availabilityZone"] for address in nat.inputs["availabilityZoneAddresses"]] == list(ZONES)
    assert len(graph.of("aws:ec2/eip:Eip")) == len(ZONES)
    assert graph.of("aws:ec2/internetGateway:InternetGateway")[0].urn in nat.dependencies
    flows = one(graph, "aws:ec2/flowLog:FlowLog", "network-nat-flows")
    assert graph.targets(flows, "regionalNatGatewayId", NAT) == [nat]


def test_the_firewall_drops_what_no_rule_passes():
    """Rules are read in strict order, protocols before domains; everything else is dropped and alerted, fragments and broken flows too."""
    graph = opened()
    policy = graph.of(POLICY)[0].inputs["firewallPolicy"]
    assert policy["statefulDefaultActions"] == ["aws:drop_established", "aws:alert_established"]
    assert policy["statelessDefaultActions"] == policy["statelessFragmentDefaultActions"] == ["aws:forward_to_sfe"]
    assert policy["statefulEngineOptions"] == {"ruleOrder": "STRICT_ORDER", "streamExceptionPolicy": "REJECT"}
    assert [group["priority"] for group in policy["statefulRuleGroupReferences"]] == [1, 2]
    assert {group.inputs["ruleGroup"]["statefulRuleOptions"]["ruleOrder"] for group in graph.of(GROUP)} == {"STRICT_ORDER"}


def test_protocols_are_judged_before_domains(monkeypatch: pytest.MonkeyPatch):
    """A listed name is no reason to pass on another port: the group of protocols comes first."""
    monkeypatch.setattr(firewall, "_group", lambda scope, what, source: SimpleNamespace(arn=what))  # noqa: ARG005
    policy = network.__wrapped__(egress_domains=EGRESS).of(POLICY)[0].inputs["firewallPolicy"]
    assert [(group["priority"], group["resourceArn"]) for group in policy["statefulRuleGroupReferences"]] == [
        (1, "protocols"),
        (2, "domains"),
    ]


def test_only_listed_names_pass_over_tls():
    """The list holds the egress names, judged by TLS server name; no plain HTTP host is admitted."""
    source = one(opened(), GROUP, "network-domains").inputs["ruleGroup"]["rulesSource"]["rulesSourceList"]
    assert source == {"generatedRulesType": "ALLOWLIST", "targetTypes": ["TLS_SNI"], "targets": ["api.example.fr", ".example.org"]}


def test_other_protocols_and_ports_are_dropped_at_the_first_packet():
    """UDP, ICMP and TCP to any other port are dropped by explicit rules, each with its own identifier."""
    rules = one(opened(), GROUP, "network-protocols").inputs["ruleGroup"]["rulesSource"]["rulesString"].splitlines()
    assert [rule.split()[:7] for rule in rules] == [
        ["drop", "ip", "$HOME_NET", "any", "->", "any", "any"],
        ["drop", "tcp", "$HOME_NET", "any", "->", "any", "!443"],
    ]
    assert "ip_proto:!TCP" in rules[0]
    assert "flow:to_server" in rules[1]
    assert len({rule.partition("sid:")[2].partition(";")[0] for rule in rules}) == len(rules)


def test_domains_are_spelled_as_the_firewall_wants():
    """A wildcard becomes a leading dot, a host stays as it is."""
    assert firewall.firewall_targets(("*.example.org", "api.example.fr")) == [".example.org", "api.example.fr"]


def test_firewall_resources_are_encrypted_with_the_customer_key():
    """Firewall, policy and rule groups name the network's own key."""
    graph = opened()
    encrypted = graph.of(FIREWALL, POLICY, GROUP)
    assert len(encrypted) == 4
    for resource in encrypted:
        assert resource.inputs["encryptionConfiguration"]["type"] == "CUSTOMER_KMS"
        assert [key.name for key in graph.targets(resource, "encryptionConfiguration.keyId", "aws:kms/key:Key")] == ["key"]


@pytest.mark.parametrize("protected", [True, False])
def test_the_firewall_protects_itself_where_the_environment_is_protected(protected: bool):  # noqa: FBT001
    """Deletion, change of policy and change of subnets are refused by AWS itself in a protected environment."""
    built = network(protected=protected, egress_domains=EGRESS).of(FIREWALL)[0]
    for guard in ("deleteProtection", "firewallPolicyChangeProtection", "subnetChangeProtection"):
        assert built.inputs[guard] is protected


def test_alerts_and_flows_of_the_firewall_are_delivered():
    """Both kinds of log go to the delivery store."""
    (logging,) = opened().of("aws:networkfirewall/loggingConfiguration:LoggingConfiguration")
    configs = logging.inputs["loggingConfiguration"]["logDestinationConfigs"]
    assert {config["logType"] for config in configs} == {"ALERT", "FLOW"}
    assert all(config["logDestinationType"] == "S3" and config["logDestination"] == {"bucketName": "delivery-bucket"} for config in configs)


def test_encryption_in_transit_is_enforced_where_aws_allows_it():
    """A closed network enforces encryption; one with a network firewall can only watch it, and switches before the firewall comes."""
    closed, graph = network(), opened()
    assert closed.of(CONTROL)[0].inputs["mode"] == "enforce"
    control = graph.of(CONTROL)[0]
    assert control.inputs["mode"] == "monitor"
    assert control.urn in graph.of(FIREWALL)[0].dependencies
    assert control.urn in graph.of("aws:ec2/internetGateway:InternetGateway")[0].dependencies


def test_shared_files_are_the_only_exclusion():
    """File systems are excluded from enforcement when they are mounted, and only then; nothing else is."""
    exclusions = {key for key in network(shared_files=True).of(CONTROL)[0].inputs if key.endswith("Exclusion")}
    assert exclusions == {"elasticFileSystemExclusion"}
    for graph in (network(), network(shared_files=True, egress_domains=EGRESS)):
        assert not [key for key in graph.of(CONTROL)[0].inputs if key.endswith("Exclusion")]
