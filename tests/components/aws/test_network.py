# SPDX-License-Identifier: Apache-2.0
"""The network on AWS, whatever its way out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_components.aws.network.dns import resolvable_names
from hds_components.aws.network.endpoints import endpoint_policy, service_name
from tests.components.aws.networks import ACCOUNT, DELIVERY_ARN, EGRESS, ORGANISATION, ZONES, network, one, perimeter

if TYPE_CHECKING:
    from hds_policies.graph import Graph

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
ROUTE = "aws:ec2/route:Route"
TABLE = "aws:ec2/routeTable:RouteTable"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"


@pytest.fixture(params=[(), EGRESS], ids=["closed", "open"])
def graph(request: pytest.FixtureRequest) -> Graph:
    """The network without and with a way out."""
    return network(egress_domains=request.param)


def _statements(policy: str) -> list[dict[str, Any]]:
    return json.loads(policy)["Statement"]


def test_no_subnet_is_public(graph: Graph):
    """No subnet hands out public addresses, and no route of ours names an internet gateway."""
    assert all(subnet.inputs["mapPublicIpOnLaunch"] is False for subnet in graph.of(SUBNET))
    assert not [route for route in graph.of(ROUTE) if "gatewayId" in route.inputs]
    assert not [route for table in graph.of(TABLE) for route in table.inputs.get("routes", ())]


def test_every_tier_has_a_tagged_subnet_in_each_zone(graph: Graph):
    """Private, data and endpoint subnets exist in each zone and say their tier."""
    for tier in ("private", "data", "endpoint"):
        found = [subnet for subnet in graph.of(SUBNET) if subnet.inputs["tags"]["hds:tier"] == tier]
        assert [subnet.inputs["availabilityZone"] for subnet in sorted(found, key=lambda subnet: subnet.name)] == list(ZONES)


def test_each_subnet_follows_a_table_and_an_acl_of_its_own_tier(graph: Graph):
    """No subnet falls back on the default route table or the default ACL, and data subnets share theirs with nobody."""
    for subnet in graph.of(SUBNET):
        (association,) = graph.companions(subnet, ASSOCIATION, "subnetId")
        (table,) = graph.targets(association, "routeTableId", TABLE)
        assert table.inputs["tags"]["hds:tier"] == subnet.inputs["tags"]["hds:tier"]
        (acl,) = graph.companions(subnet, "aws:ec2/networkAcl:NetworkAcl", "subnetIds[*]")
        assert (acl.name == "network-data") is (subnet.inputs["tags"]["hds:tier"] == "data")


def test_data_and_endpoint_subnets_have_no_way_out(graph: Graph):
    """Nothing routes out of the data and endpoint tables: no route, no gateway endpoint; the data ACL knows the network only."""
    closed = {table.urn for table in graph.of(TABLE) if table.inputs["tags"]["hds:tier"] in {"data", "endpoint"}}
    assert len(closed) == 2
    for route in graph.of(ROUTE):
        assert not closed & {table.urn for table in graph.targets(route, "routeTableId", TABLE)}
    for endpoint in graph.of(ENDPOINT):
        assert not closed & {table.urn for table in graph.targets(endpoint, "routeTableIds[0]", TABLE)}
    acl = one(graph, "aws:ec2/networkAcl:NetworkAcl", "network-data")
    assert {rule["cidrBlock"] for way in ("ingress", "egress") for rule in acl.inputs[way]} == {"10.20.0.0/16"}


def test_defaults_admit_nothing(graph: Graph):
    """The default security group, ACL and route table of the VPC are emptied."""
    group = one(graph, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default")
    acl = one(graph, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "network-default")
    table = one(graph, "aws:ec2/defaultRouteTable:DefaultRouteTable", "network-default")
    assert (
        group.inputs["ingress"] == group.inputs["egress"] == acl.inputs["ingress"] == acl.inputs["egress"] == table.inputs["routes"] == []
    )


def test_administration_ports_never_cross_the_edge(graph: Graph):
    """No rule of the transit ACL lets SSH or RDP in or out."""
    acl = one(graph, "aws:ec2/networkAcl:NetworkAcl", "network-transit")
    for rule in [*acl.inputs["ingress"], *acl.inputs["egress"]]:
        if rule["cidrBlock"] != "10.20.0.0/16":
            assert rule["protocol"] == "tcp"
            assert not any(rule["fromPort"] <= port <= rule["toPort"] for port in (22, 3389))


def test_security_groups_are_described_rule_by_rule(graph: Graph):
    """Rules are resources of their own, each described, none open on more than one port, none admitting the internet."""
    assert not [group for group in graph.of("aws:ec2/securityGroup:SecurityGroup") if {"ingress", "egress"} & set(group.inputs)]
    rules = graph.of(INGRESS, EGRESS_RULE)
    assert all(rule.inputs["description"] and rule.inputs["fromPort"] == rule.inputs["toPort"] for rule in rules)
    assert not [rule for rule in graph.of(INGRESS) if rule.inputs["cidrIpv4"] == "0.0.0.0/0"]


def test_private_access_ranges_reach_by_tls_and_nothing_else():
    """A private access range is admitted to endpoints and workloads on 443, and appears in no route and no ACL."""
    graph = network(private_access_ranges=("172.16.8.0/24",))
    rules = [rule for rule in graph.of(INGRESS) if rule.inputs["cidrIpv4"] == "172.16.8.0/24"]
    assert sorted(rule.name for rule in rules) == ["network-endpoint-from-172.16.8.0/24", "network-private-from-172.16.8.0/24"]
    assert {(rule.inputs["fromPort"], rule.inputs["ipProtocol"]) for rule in rules} == {(443, "tcp")}
    others = [resource for resource in graph.resources if resource.kind != INGRESS]
    assert "172.16.8.0/24" not in json.dumps([resource.inputs for resource in others])


def test_workloads_speak_to_endpoints_and_data_only(graph: Graph):
    """The group of a workload lets out TLS inside the network and to gateways, the ports of data stores, and TLS to the firewall if any."""
    flows = {
        (rule.name.removeprefix("network-private-to-"), rule.inputs.get("cidrIpv4"), rule.inputs["fromPort"])
        for rule in graph.of(EGRESS_RULE)
    }
    out = {("firewall", "0.0.0.0/0", 443)} if graph.of("aws:networkfirewall/firewall:Firewall") else set()
    assert flows == out | {
        ("network", "10.20.0.0/16", 443),
        ("postgresql", "10.20.128.0/18", 5432),
        ("nfs", "10.20.128.0/18", 2049),
        ("s3", None, 443),
        ("dynamodb", None, 443),
    }
    for service in ("s3", "dynamodb"):
        rule = one(graph, EGRESS_RULE, f"network-private-to-{service}")
        assert [gateway.name for gateway in graph.targets(rule, "prefixListId", ENDPOINT)] == [f"network-{service}"]


def test_gateways_are_in_every_private_table(graph: Graph):
    """Each private subnet reaches object stores and tables by their gateways, whatever its zone."""
    for service in ("s3", "dynamodb"):
        gateway = one(graph, ENDPOINT, f"network-{service}")
        tables = {urn.rsplit("::", 1)[1] for urn in gateway.property_dependencies["routeTableIds"]}
        assert {f"network-private-{zone}" for zone in ZONES} <= tables


def test_services_are_reached_by_endpoint_in_every_zone():
    """Object stores and tables have gateways; the services asked have interfaces with their usual names, behind the endpoint group."""
    graph = network(services=("kms", "s3", "ecr.dkr"))
    kinds = {endpoint.inputs["serviceName"]: endpoint.inputs["vpcEndpointType"] for endpoint in graph.of(ENDPOINT)}
    assert kinds == {
        "com.amazonaws.eu-west-3.s3": "Gateway",
        "com.amazonaws.eu-west-3.dynamodb": "Gateway",
        "com.amazonaws.eu-west-3.kms": "Interface",
        "com.amazonaws.eu-west-3.ecr.dkr": "Interface",
    }
    kms = one(graph, ENDPOINT, "network-kms")
    assert kms.inputs["privateDnsEnabled"] is True
    assert len(kms.inputs["subnetIds"]) == 3
    assert [group.name for group in graph.targets(kms, "securityGroupIds[0]", "aws:ec2/securityGroup:SecurityGroup")] == [
        "network-endpoint"
    ]
    vpc = graph.of(VPC)[0]
    assert vpc.inputs["enableDnsHostnames"] is vpc.inputs["enableDnsSupport"] is True


@pytest.mark.parametrize("service", ["s3", "dynamodb", "kms", "logs", "ssmmessages"])
def test_an_endpoint_serves_the_organisation_only(service: str):
    """Callers and resources must both be of the organisation; without one, of the account; nothing else is admitted."""
    (own,) = _statements(endpoint_policy(perimeter(), service, ()))
    assert own["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION, "aws:ResourceOrgID": ORGANISATION}}
    (alone,) = _statements(endpoint_policy(perimeter(organisation=None), service, ()))
    assert alone["Condition"] == {"StringEquals": {"aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": ACCOUNT}}


def test_what_aws_owns_is_read_only_when_a_service_needs_it():
    """Image layers and agent packages are readable, by name, only in a network that asks for the registry or the agent."""
    asked = {statement["Sid"]: statement for statement in _statements(endpoint_policy(perimeter(), "s3", ("ecr.dkr", "ssm")))}
    assert asked["OwnRegistryLayers"]["Resource"] == ["arn:aws:s3:::prod-eu-west-3-starport-layer-bucket/*"]
    assert "arn:aws:s3:::patch-baseline-snapshot-eu-west-3/*" in asked["AgentAndPatches"]["Resource"]
    for sid in ("OwnRegistryLayers", "AgentAndPatches"):
        assert asked[sid]["Action"] == ["s3:GetObject"]
        assert not any(resource.startswith("*") or ":::*" in resource for resource in asked[sid]["Resource"])
    assert len(_statements(endpoint_policy(perimeter(), "s3", ("kms",)))) == 1


def test_shared_documents_and_federated_roles_stay_inside():
    """Documents of AWS are for own callers; a federated caller may only take an own role."""
    _, documents = _statements(endpoint_policy(perimeter(), "ssm", ()))
    assert documents["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION}}
    assert documents["Resource"] == ["arn:aws:ssm:eu-west-3::parameter/aws/*", "arn:aws:ssm:eu-west-3::document/*"]
    _, federated = _statements(endpoint_policy(perimeter(), "sts", ()))
    assert federated["Condition"] == {"StringEquals": {"aws:ResourceOrgID": ORGANISATION}}
    assert federated["Action"] == ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]


def test_names_follow_the_partition():
    """Services of the European Sovereign Cloud have their own domain."""
    assert service_name("eu-west-3", "kms") == "com.amazonaws.eu-west-3.kms"
    assert service_name("eusc-de-east-1", "kms") == "eu.amazonaws.eusc-de-east-1.kms"
    assert "*.eusc-de-east-1.amazonaws.eu" in resolvable_names("eusc-de-east-1", ())


def test_every_flow_is_logged_to_the_delivery_store(graph: Graph):
    """Accepted and refused flows of the VPC go to the delivery store each minute, with their state of encryption."""
    flows = one(graph, "aws:ec2/flowLog:FlowLog", "network-flows")
    assert flows.inputs["trafficType"] == "ALL"
    assert flows.inputs["maxAggregationInterval"] == 60
    assert flows.inputs["destinationOptions"] == {"fileFormat": "parquet", "hiveCompatiblePartitions": True, "perHourPartition": True}
    assert "${encryption-status}" in flows.inputs["logFormat"]
    assert flows.inputs["logDestination"] == DELIVERY_ARN
    assert graph.targets(flows, "vpcId", VPC) == list(graph.of(VPC))


def test_only_known_names_resolve(graph: Graph):
    """Names of the region's services and of the egress list resolve, every other is refused, also when the firewall fails."""
    rules = {rule.inputs["action"]: rule for rule in graph.of("aws:route53/resolverFirewallRule:ResolverFirewallRule")}
    assert set(rules) == {"ALLOW", "BLOCK"}
    assert rules["ALLOW"].inputs["priority"] < rules["BLOCK"].inputs["priority"]
    lists = {
        what: graph.targets(rule, "firewallDomainListId", "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList")
        for what, rule in rules.items()
    }
    assert lists["BLOCK"][0].inputs["domains"] == ["*"]
    open_names = set(EGRESS) if graph.of("aws:networkfirewall/firewall:Firewall") else set()
    assert set(lists["ALLOW"][0].inputs["domains"]) == open_names | {
        "*.eu-west-3.amazonaws.com", "*.eu-west-3.vpce.amazonaws.com", "*.eu-west-3.rds.amazonaws.com", "*.eu-west-3.compute.internal"
    }  # fmt: skip
    assert graph.of("aws:route53/resolverFirewallConfig:ResolverFirewallConfig")[0].inputs["firewallFailOpen"] == "DISABLED"
    (association,) = graph.of("aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation")
    assert association.inputs["mutationProtection"] == "ENABLED"
    assert {rules["ALLOW"].urn, rules["BLOCK"].urn} <= set(association.dependencies)


def test_queries_are_logged_and_answers_validated(graph: Graph):
    """Each query of the VPC is logged to the delivery store, and signed answers are checked."""
    (config,) = graph.of("aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig")
    assert config.inputs["destinationArn"] == DELIVERY_ARN
    vpc = graph.of(VPC)[0]
    association = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation"
    assert graph.companions(vpc, association, "resourceId")
    assert graph.companions(vpc, "aws:route53/resolverDnsSecConfig:ResolverDnsSecConfig", "resourceId")


STATEFUL_AND_GUARDRAILS = {
    VPC, SUBNET, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/defaultRouteTable:DefaultRouteTable", "aws:ec2/networkAcl:NetworkAcl", "aws:ec2/flowLog:FlowLog", "aws:ec2/eip:Eip",
    "aws:ec2/vpcEncryptionControl:VpcEncryptionControl", "aws:networkfirewall/firewall:Firewall",
    "aws:networkfirewall/firewallPolicy:FirewallPolicy", "aws:networkfirewall/ruleGroup:RuleGroup",
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
    "aws:route53/resolverFirewallRule:ResolverFirewallRule", "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", "aws:route53/resolverDnsSecConfig:ResolverDnsSecConfig",
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
    "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
}  # fmt: skip


def test_stateful_and_guardrail_leaves_are_protected():
    """What holds data or closes the network refuses deletion in a protected environment, and only there."""
    graph = network(egress_domains=EGRESS)
    kept = graph.of(*STATEFUL_AND_GUARDRAILS)
    assert {resource.kind for resource in kept} == STATEFUL_AND_GUARDRAILS
    assert not [resource.name for resource in kept if not resource.protect]
    free = network(protected=False, egress_domains=EGRESS)
    assert not [resource.name for resource in free.resources if resource.protect]
    (association,) = free.of("aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation")
    assert association.inputs["mutationProtection"] == "DISABLED"


def test_everything_is_in_the_primary_region(graph: Graph):
    """No part of the network is placed elsewhere, and every resource belongs to the component."""
    for resource in graph.resources:
        if resource.custom and resource.type.startswith("aws:") and resource.name.startswith("network"):
            assert graph.region(resource).value == "eu-west-3"
            assert resource.parent
            assert resource.parent.endswith("hds:index:AwsNetwork::network")


LIMITS = {
    "aws:ec2/securityGroup:SecurityGroup": 255,
    "aws:networkfirewall/firewall:Firewall": 128,
    "aws:networkfirewall/firewallPolicy:FirewallPolicy": 128,
    "aws:networkfirewall/ruleGroup:RuleGroup": 128,
    "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": 64,
    "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": 64,
    "aws:route53/resolverFirewallRule:ResolverFirewallRule": 64,
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": 64,
}


@settings(max_examples=5, deadline=None)
@given(st.from_regex(r"[a-z][a-z0-9-]{60,250}[a-z0-9]", fullmatch=True))
def test_names_are_within_the_limits_of_their_services(tenant: str):
    """However long the tenant's name, each physical name fits its service, is free of other characters, and differs from its peers."""
    graph = network(tenant=tenant, egress_domains=EGRESS)
    for kind, limit in LIMITS.items():
        names = [resource.inputs["name"] for resource in graph.of(kind)]
        assert len(set(names)) == len(names) > 0
        assert all(len(name) <= limit and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)
    assert all(len(value) <= 256 for resource in graph.resources for value in resource.inputs.get("tags", {}).values())


def test_a_range_that_cannot_be_cut_is_refused():
    """A network too small for its subnets is refused before anything is registered."""
    with pytest.raises(ValueError, match=r"10\.20\.0\.0/24 is too small"):
        network(address_range="10.20.0.0/24")


@pytest.mark.parametrize(
    ("region", "account"), [("eu-west-3", "602401143452"), ("eu-south-1", "590381155156"), ("eu-south-2", "455263428931")]
)
def test_a_network_with_clusters_reaches_their_images(region, account):
    """Nodes pull the images of add-ons from the account of AWS that holds them in that region, read only and by own principals."""
    statements = json.loads(endpoint_policy(perimeter(region=region), "ecr.dkr", ("ecr.dkr", "eks")))["Statement"]
    (images,) = [statement for statement in statements if statement["Sid"] == "OwnPrincipalsOnClusterImages"]
    assert images["Resource"] == [f"arn:aws:ecr:{region}:{account}:repository/*"]
    assert all(action.startswith(("ecr:Batch", "ecr:GetDownloadUrl")) for action in images["Action"])
    assert images["Condition"] == {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION}}


@pytest.mark.parametrize(("region", "services"), [("eu-west-3", ("ecr.dkr",)), ("eusc-de-east-1", ("ecr.dkr", "eks"))])
def test_no_other_registry_is_reached(region, services):
    """Not without clusters, and not where the account that holds the images is not published."""
    statements = json.loads(endpoint_policy(perimeter(region=region), "ecr.dkr", services))["Statement"]
    assert [statement["Sid"] for statement in statements] == ["OwnPrincipalsOnOwnResources"]
