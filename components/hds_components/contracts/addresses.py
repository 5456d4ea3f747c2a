# SPDX-License-Identifier: Apache-2.0
"""The address plan of a network: the same range always gives the same subnets, whatever is built in them."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network

__all__ = ["LONGEST_PREFIX", "SHORTEST_PREFIX", "ZONE_LIMIT", "AddressPlan", "Tier", "address_plan"]

SHORTEST_PREFIX = 16
"""The largest network planned, ``/16``: also the largest AWS allows."""
LONGEST_PREFIX = 22
"""The smallest network planned, ``/22``: below it a firewall subnet would be smaller than ``/28``, the smallest AWS allows."""
ZONE_LIMIT = 4
"""Zones a plan has room for; room is kept for all of them, so that adding a zone moves nothing."""

_PRIVATE = (IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16"))


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One tier of a network: its own block, and in it one subnet per zone."""

    block: str
    subnets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AddressPlan:
    """CIDR blocks by tier; half of the range is private, a quarter data, an eighth endpoints, a sixteenth firewall, the rest is spare."""

    private: Tier
    data: Tier
    endpoint: Tier
    firewall: Tier


def address_plan(address_range: str, zones: int) -> AddressPlan:
    """The subnets of a network, a pure function of its range.

    Args:
        address_range: private IPv4 CIDR block, ``/16`` to ``/22``.
        zones: how many availability zones, 1 to 4.

    Raises:
        ValueError: the range is not a private IPv4 block of a size that can be planned, or there are too many zones; says which and why.
    """
    network = _network(address_range)
    if not 1 <= zones <= ZONE_LIMIT:
        raise ValueError(f"{zones} zones: a network is planned over 1 to {ZONE_LIMIT}")
    start = int(network.network_address)
    tiers: list[Tier] = []
    for halvings in range(1, 5):
        block = IPv4Network((start, network.prefixlen + halvings))
        start += block.num_addresses
        subnets = tuple(map(str, block.subnets(prefixlen_diff=2)))[:zones]
        tiers.append(Tier(block=str(block), subnets=subnets))
    private, data, endpoint, firewall = tiers
    return AddressPlan(private=private, data=data, endpoint=endpoint, firewall=firewall)


def _network(address_range: str) -> IPv4Network:
    try:
        network = IPv4Network(address_range)
    except ValueError as error:
        raise ValueError(f"{address_range} is not an IPv4 block: {error}") from error
    if not SHORTEST_PREFIX <= network.prefixlen <= LONGEST_PREFIX:
        size = "small" if network.prefixlen > LONGEST_PREFIX else "large"
        raise ValueError(f"{address_range} is too {size}: a network is planned from /{SHORTEST_PREFIX} to /{LONGEST_PREFIX}")
    if not any(network.subnet_of(space) for space in _PRIVATE):
        raise ValueError(f"{address_range} is not private: choose a block of {', '.join(map(str, _PRIVATE))} (RFC 1918)")
    return network
