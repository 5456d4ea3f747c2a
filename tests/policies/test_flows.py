# SPDX-License-Identifier: Apache-2.0
"""Rules of security groups, read alike wherever they are written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.flows import GROUP, INGRESS, Demand, Ports, flow_paths, flows, ports, touches
from hds_policies.graph import Graph
from hds_policies.ranges import is_narrow
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome
from tests.policies.reads import bare

OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
PORT = st.integers(0, 65535)
SSH = Demand(lambda found: touches(found, 22), is_narrow, "narrower_source")


def written(kind: str, protocol: Any, first: Any, last: Any, block: Any) -> dict[str, Any]:
    """One inbound rule as a kind of resource writes it."""
    if kind == RULE:
        return {"ipProtocol": protocol, "fromPort": first, "toPort": last, "cidrIpv4": block}
    rule = {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": [block]}
    return {"type": "ingress", **rule} if kind == OLD_RULE else {"ingress": [rule]}


@given(
    st.sampled_from(INGRESS),
    st.sampled_from(["tcp", "udp", "6", "17", "-1", "icmp", "50"]),
    PORT,
    PORT,
    st.sampled_from(["0.0.0.0/0", "10.0.0.0/8"]),
)
def test_every_form_of_a_rule_is_judged_alike(kind: str, protocol: str, first: int, last: int, block: str):
    """Only an Internet range on a protocol with ports, or on all of them, that includes the port fails, in each of the four forms."""
    subject = bare(kind, written(kind, protocol, first, last, block))
    hit = protocol == "-1" or (protocol in {"tcp", "udp", "6", "17"} and first <= 22 <= last)
    expected = Outcome.FAIL if hit and block == "0.0.0.0/0" else Outcome.PASS
    assert flows(subject, Graph([subject]), "ingress", SSH).outcome is expected


@given(PORT, PORT, PORT)
def test_ports_touch_what_lies_between_them(first: int, last: int, port: int):
    """Both ends count."""
    assert touches(Ports(first, last), port) is (first <= port <= last)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"ipProtocol": "tcp", "fromPort": 22, "toPort": 22}, Ports(22, 22)),
        ({"ipProtocol": "TCP", "fromPort": "22", "toPort": "30"}, Ports(22, 30)),
        ({"ipProtocol": "tcp"}, Ports(0, 65535)),
        ({"ipProtocol": "tcp", "fromPort": []}, Ports(0, 65535)),
        ({"ipProtocol": UNKNOWN_SENTINEL, "fromPort": 22, "toPort": 22}, None),
        ({"ipProtocol": "tcp", "fromPort": UNKNOWN_SENTINEL, "toPort": 22}, None),
        ({"ipProtocol": "tcp", "fromPort": 22, "toPort": UNKNOWN_SENTINEL}, None),
        ({}, Ports(0, 65535)),
        ({"ipProtocol": -1, "fromPort": 22, "toPort": 22}, Ports(0, 65535)),
    ],
)
def test_ports_are_read_wide_when_in_doubt(inputs: dict[str, Any], expected: Ports | None):
    """Text counts as a number, what is left out leaves the range open, what is unknown is none."""
    assert ports(bare(RULE, inputs), "") == expected


@pytest.mark.parametrize(("found", "text"), [(Ports(22, 22), "22"), (Ports(20, 30), "20-30"), (Ports(0, 65535), "0-65535")])
def test_ports_are_spelled_as_a_person_would(found: Ports, text: str):
    """One port is one number."""
    assert str(found) == text


def test_a_rule_of_its_own_has_one_direction():
    """An old rule belongs to the direction it names, or to both while that is unknown; a group has as many rules as it lists."""
    for kind, ways in {"ingress": ["ingress"], "egress": ["egress"], UNKNOWN_SENTINEL: ["ingress", "egress"]}.items():
        subject = bare(OLD_RULE, {"type": kind})
        assert [way for way in ("ingress", "egress") if flow_paths(subject, way)] == ways
    assert flow_paths(bare(GROUP, {"ingress": [{}, {}], "egress": [None]}), "ingress") == ["ingress[0].", "ingress[1]."]
    assert flow_paths(bare(GROUP, {"egress": [None]}), "egress") == []
