# SPDX-License-Identifier: Apache-2.0
"""The address plan."""

from __future__ import annotations

from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.contracts.addresses import LONGEST_PREFIX, SHORTEST_PREFIX, ZONE_LIMIT, AddressPlan, Tier, address_plan

_PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """A private block of a size that can be planned."""
    space = IPv4Network(draw(st.sampled_from(_PRIVATE)))
    prefix = draw(st.integers(max(SHORTEST_PREFIX, space.prefixlen), LONGEST_PREFIX))
    step = 2 ** (32 - prefix)
    index = draw(st.integers(0, space.num_addresses // step - 1))
    return str(IPv4Network((int(space.network_address) + index * step, prefix)))


zones = st.integers(1, ZONE_LIMIT)


def _tiers(plan: AddressPlan) -> tuple[Tier, ...]:
    return (plan.private, plan.data, plan.endpoint, plan.firewall)


def _subnets(plan: AddressPlan) -> list[IPv4Network]:
    return [IPv4Network(block) for tier in _tiers(plan) for block in tier.subnets]


@given(ranges(), zones)
def test_every_subnet_is_inside_the_range(block: str, count: int):
    """No subnet leaves the network's own range, nor its tier's block."""
    plan = address_plan(block, count)
    for tier in _tiers(plan):
        assert IPv4Network(tier.block).subnet_of(IPv4Network(block))
        assert all(IPv4Network(subnet).subnet_of(IPv4Network(tier.block)) for subnet in tier.subnets)


@given(ranges(), zones)
def test_no_two_subnets_share_an_address(block: str, count: int):
    """Subnets of one plan never overlap, whatever their tier."""
    assert not any(one.overlaps(other) for one, other in combinations(_subnets(address_plan(block, count)), 2))


@given(ranges(), zones)
def test_every_tier_has_one_usable_subnet_per_zone(block: str, count: int):
    """Each tier has as many subnets as there are zones, none smaller than AWS accepts."""
    plan = address_plan(block, count)
    assert all(len(tier.subnets) == count for tier in _tiers(plan))
    assert all(subnet.prefixlen <= 28 for subnet in _subnets(plan))


@given(ranges(), st.integers(1, ZONE_LIMIT - 1))
def test_adding_a_zone_moves_nothing(block: str, count: int):
    """The subnets of the first zones stay where they were."""
    for before, after in zip(_tiers(address_plan(block, count)), _tiers(address_plan(block, count + 1)), strict=True):
        assert after.block == before.block
        assert after.subnets[:-1] == before.subnets


def test_a_plan_is_frozen():
    """The plan of a known range is the one of the day it was built: moving a subnet replaces what stands in it."""
    assert address_plan("10.20.0.0/22", 3) == AddressPlan(
        private=Tier(block="10.20.0.0/23", subnets=("10.20.0.0/25", "10.20.0.128/25", "10.20.1.0/25")),
        data=Tier(block="10.20.2.0/24", subnets=("10.20.2.0/26", "10.20.2.64/26", "10.20.2.128/26")),
        endpoint=Tier(block="10.20.3.0/25", subnets=("10.20.3.0/27", "10.20.3.32/27", "10.20.3.64/27")),
        firewall=Tier(block="10.20.3.128/26", subnets=("10.20.3.128/28", "10.20.3.144/28", "10.20.3.160/28")),
    )


@pytest.mark.parametrize(
    ("block", "count", "said"),
    [
        ("10.0.0.0/23", 3, r"10\.0\.0\.0/23 is too small.*/16 to /22"),
        ("10.0.0.0/8", 3, r"10\.0\.0\.0/8 is too large.*/16 to /22"),
        ("8.8.0.0/16", 3, r"8\.8\.0\.0/16 is not private.*10\.0\.0\.0/8"),
        ("169.254.0.0/16", 3, r"169\.254\.0\.0/16 is not private"),
        ("10.0.0.1/16", 3, r"10\.0\.0\.1/16 is not an IPv4 block.*host bits"),
        ("2001:db8::/56", 3, "2001:db8::/56 is not an IPv4 block"),
        ("10.0.0.0/16", 5, "5 zones.*1 to 4"),
        ("10.0.0.0/16", 0, "0 zones"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_its_facts(block: str, count: int, said: str):
    """A range or a number of zones outside the limits is refused, and the message says the value and the limits."""
    with pytest.raises(ValueError, match=said):
        address_plan(block, count)
