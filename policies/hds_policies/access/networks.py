# SPDX-License-Identifier: Apache-2.0
"""Addresses that stand for the Internet, whatever ranges a policy names."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["internet_addresses"]

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_WIDE = {4: 8, 6: 16}
"""The longest prefix of a range that is as good as the Internet, by version."""
_EVERYWHERE = ("0.0.0.0/0", "2000::/3")
_TRIES = 64


def internet_addresses(ranges: Iterable[str]) -> tuple[str, ...]:
    """An address of each wide range, and of the Internet at large, that lies in none of the narrow ones."""
    networks = [network for block in ranges if (network := _read(block))]
    narrow = [network for network in networks if network.prefixlen > _WIDE[network.version]]
    wide = [network for network in networks if network.prefixlen <= _WIDE[network.version]]
    found = (_public(network, narrow) for network in (*wide, *map(ipaddress.ip_network, _EVERYWHERE)))
    return tuple(dict.fromkeys(address for address in found if address))


def _read(block: str) -> _Network | None:
    try:
        return ipaddress.ip_network(block, strict=False)
    except ValueError:
        return None


def _public(network: _Network, narrow: list[_Network]) -> str | None:
    """The first of some addresses, spread over a range, that is public and in no narrow one."""
    step = max(network.num_addresses // _TRIES, 1)
    for number in range(min(_TRIES, network.num_addresses)):
        address = network[number * step + step // 2]
        if address.is_global and not any(address in other for other in narrow if other.version == address.version):
            return str(address)
    return None
