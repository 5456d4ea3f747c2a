# SPDX-License-Identifier: Apache-2.0
"""Addresses that stand for the Internet."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.access.networks import internet_addresses

OCTETS = st.tuples(st.integers(1, 223), st.integers(0, 255))


@pytest.mark.parametrize(
    ("blocks", "inside"),
    [
        (["128.0.0.0/1"], True),
        (["8.0.0.0/8"], True),
        (["8.1.2.3/8"], True),
        (["8.0.0.0/9"], False),
        (["10.0.0.0/8"], False),
        (["2000::/3"], True),
        (["2a01::/16"], True),
        (["2a01:e00::/26"], False),
        (["home"], False),
    ],
)
def test_a_wide_public_range_is_the_internet(blocks: list[str], *, inside: bool):
    """A range no narrower than a /8, or a /16 of IPv6, is reached from the Internet; a private or narrow one is not."""
    found = [ipaddress.ip_address(address) for address in internet_addresses(blocks)]
    networks = [ipaddress.ip_network(block, strict=False) for block in blocks if "/" in block]
    assert any(address in network for address in found for network in networks) is inside
    assert {address.version for address in found} == {4, 6}


@given(st.lists(OCTETS, max_size=6))
def test_no_address_is_in_a_narrow_range(octets: list[tuple[int, int]]):
    """Whatever narrow ranges a policy names, the addresses are public and in none of them."""
    blocks = [f"{first}.{second}.0.0/16" for first, second in octets]
    found = [ipaddress.ip_address(address) for address in internet_addresses(blocks)]
    assert all(address.is_global for address in found)
    assert not [address for address in found for block in blocks if address in ipaddress.ip_network(block)]
    assert found


def test_an_address_lies_in_what_is_left_of_a_wide_range():
    """A narrow range inside a wide one takes its part away, and two that cover it take it all; the Internet at large is left."""
    (four,) = (address for address in internet_addresses(["8.0.0.0/8", "8.0.0.0/9"]) if address.startswith("8."))
    assert ipaddress.ip_address(four) in ipaddress.ip_network("8.128.0.0/9")
    assert not [address for address in internet_addresses(["8.0.0.0/8", "8.0.0.0/9", "8.128.0.0/9"]) if address.startswith("8.")]
    (six,) = (address for address in internet_addresses(["2a01::/16", "2a01::/17"]) if address.startswith("2a01:"))
    assert ipaddress.ip_address(six) not in ipaddress.ip_network("2a01::/17")
