# SPDX-License-Identifier: Apache-2.0
"""The tables of the network rules: complete against the SDK, and each line decides."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.policies import sdk
from tests.policies.reads import bare

from hds_policies.graph import Graph, Resource
from hds_policies.judge import judge_resource
from hds_policies.routing import ROUTE, TABLE
from hds_policies.rule import all_rules
from hds_policies.rules.network import administration, egress, exposure, segregation
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

RULES = {rule.name: rule for rule in all_rules()}
ELSEWHERE = {
    "aws:eks/cluster:Cluster vpcConfig.endpointPublicAccess": "its own rule asks for the private endpoint too",
    "aws:rds/cluster:Cluster publiclyAccessible": "its own rule knows the default without a subnet group",
}
KEY_PAIRS_ELSEWHERE = {
    "aws:ec2/keyPair:KeyPair keyName": "the pair itself, which may not exist",
    "aws:grafana/workspaceApiKey:WorkspaceApiKey keyName": "a key of an API",
}
STORE_TARGETS = {
    "natGatewayId": ("nat-1", Outcome.FAIL),
    "egressOnlyGatewayId": ("eigw-1", Outcome.FAIL),
    "carrierGatewayId": ("cagw-1", Outcome.FAIL),
    "transitGatewayId": ("tgw-1", Outcome.PASS),
    "vpcEndpointId": ("vpce-1", Outcome.PASS),
    "coreNetworkArn": ("arn", Outcome.PASS),
    "networkInterfaceId": ("eni-1", Outcome.PASS),
    "localGatewayId": ("lgw-1", Outcome.PASS),
    "vpcPeeringConnectionId": ("pcx-1", Outcome.PASS),
    "odbNetworkArn": ("arn", Outcome.PASS),
}
"""What a route to each target means for the subnets of a store."""
MACHINE_TARGETS = {"networkInterfaceId"}
"""Targets that a store may have and a way out may not."""


def nested(path: str, value: Any) -> dict[str, Any]:
    """Properties with one value at a path."""
    *above, last = re.sub(r"\[\*\]", ".*", path).split(".")
    block: Any = [value] if last == "*" else {last: value}
    for step in reversed(above):
        block = [block] if step == "*" else {step: block}
    return block


def verdict(rule: str, kind: str, inputs: dict[str, Any], *others: Resource) -> Outcome:
    """The verdict of a rule on a resource of a kind."""
    subject = bare(kind, inputs)
    return judge_resource(RULES[rule], subject, Graph([subject, *others])).outcome


def named(pattern: str) -> set[str]:
    """Every property of the SDK whose path matches."""
    found = re.compile(pattern)
    return {f"{kind} {path}" for kind, paths in sdk.properties().items() for path in paths if found.search(path)}


def test_every_property_that_gives_a_public_address_is_judged_or_left_out_for_a_reason():
    """No switch of the SDK that opens something to the Internet is forgotten, today or when the SDK moves on."""
    pattern = (
        r"(?:[pP]ubliclyAccessible|[aA]ssignPublicIp|ssociatePublicIpAddress|mapPublicIpOnLaunch|ndpointPublicAccess|directInternetAccess)$"
    )
    more = r"(?:publicAccess\.type|publicConnectivity|appNetworkAccessType|webserverAccessMode|nable(?:Default)?InternetAccess)$"
    judged = {f"{kind} {switch.path}" for kind, switch in exposure.SWITCHES.items()}
    assert named(pattern) | named(more) == judged | ELSEWHERE.keys()


def test_every_property_that_names_a_key_pair_is_judged_or_left_out_for_a_reason():
    """A machine of a new kind cannot take a shared key unseen."""
    pattern = r"(?:keyName|ec2SshKey|ec2KeyPair|\bkeyPair)$"
    assert named(pattern) == {f"{kind} {path}" for kind, path in administration.KEYED.items()} | KEY_PAIRS_ELSEWHERE.keys()


@pytest.mark.parametrize("kind", exposure.SWITCHES)
def test_each_switch_decides(kind: str):
    """Private passes, public fails, computed is unknown, and left out is what the provider makes of it."""
    switch = exposure.SWITCHES[kind]
    rule = "public_switch_is_off"
    assert verdict(rule, kind, nested(switch.path, switch.private[0])) is Outcome.PASS
    assert verdict(rule, kind, nested(switch.path, True)) is Outcome.FAIL
    assert verdict(rule, kind, nested(switch.path, UNKNOWN_SENTINEL)) is Outcome.UNKNOWN
    assert verdict(rule, kind, {}) is (Outcome.PASS if switch.absent else Outcome.FAIL)


@pytest.mark.parametrize("kind", administration.KEYED)
def test_each_machine_refuses_a_shared_key(kind: str):
    """Named fails, left out passes, computed is unknown."""
    path = administration.KEYED[kind]
    assert verdict("machine_has_no_shared_key", kind, nested(path, "shared")) is Outcome.FAIL
    assert verdict("machine_has_no_shared_key", kind, {}) is Outcome.PASS
    assert verdict("machine_has_no_shared_key", kind, nested(path, UNKNOWN_SENTINEL)) is Outcome.UNKNOWN


@pytest.mark.parametrize("gateway", ["igw-1", None])
@pytest.mark.parametrize("kind", segregation.STORES)
def test_each_store_is_judged_by_its_subnets(kind: str, gateway: str | None):
    """A route of its subnet to the Internet fails, local routes pass, a subnet elsewhere is unknown."""
    path = segregation.STORES[kind]
    table = bare(TABLE, {"name": "rtb-1", "routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": gateway}] if gateway else []})
    others = [
        bare("aws:ec2/subnet:Subnet", {"name": "subnet-1", "vpcId": "vpc-1"}),
        table,
        bare("aws:ec2/routeTableAssociation:RouteTableAssociation", {"subnetId": "subnet-1", "routeTableId": "rtb-1"}),
    ]
    assert verdict("store_has_no_way_out", kind, nested(path, "subnet-1"), *others) is (Outcome.FAIL if gateway else Outcome.PASS)
    assert verdict("store_has_no_way_out", kind, nested(path, "subnet-2"), *others) is Outcome.UNKNOWN


def test_every_target_of_a_route_is_known():
    """A new kind of target in the SDK shows here before a route to it passes unseen."""
    own = {"routeTableId", "region", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "gatewayId"}
    assert sdk.properties()[ROUTE] - own == STORE_TARGETS.keys()
    inline = {path.removeprefix("routes[*].") for path in sdk.properties()[TABLE] if path.startswith("routes[*].")}
    assert inline - {"cidrBlock", "ipv6CidrBlock", "destinationPrefixListId", "gatewayId"} == STORE_TARGETS.keys()


@pytest.mark.parametrize("target", STORE_TARGETS)
def test_each_target_of_a_default_route_decides(target: str):
    """What is no way out of a store's subnet is a relay for others, but for a machine, which filters nothing."""
    value, for_a_store = STORE_TARGETS[target]
    expected = Outcome.FAIL if target in MACHINE_TARGETS else for_a_store
    inputs = {"routeTableId": "rtb-1", "destinationCidrBlock": "0.0.0.0/0", target: value}
    assert verdict(egress.way_out_leads_to_a_relay.__name__, ROUTE, inputs) is expected
