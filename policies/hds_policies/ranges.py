# SPDX-License-Identifier: Apache-2.0
"""Address ranges: which are the Internet, and how a property that names one is judged."""

from __future__ import annotations

import functools
import ipaddress
from typing import TYPE_CHECKING, Any

from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["PREFIX_LIST", "is_internet", "is_narrow", "listed_ranges", "named_range"]

PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList"
_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"
_NETWORKS = frozenset({"aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"})
"""Kinds whose own ranges are at most a /16, so a range computed from them alone is never the Internet."""
_A_NETWORK = "10.0.0.0/16"
_SHORTEST = {4: 8, 6: 16}
"""Prefix lengths below which a range is the Internet: two halves must not pass for less than the whole."""
_UNIQUE_LOCAL = ipaddress.IPv6Network("fc00::/7")


def is_internet(raw: Any) -> bool:
    """Whether a range is the Internet or a large part of it; what is no range at all counts as one."""
    return _is_internet(raw) if isinstance(raw, str) else True


def is_narrow(raw: Any) -> bool:
    """Whether a range is less than the Internet."""
    return not is_internet(raw)


def named_range(at: str, value: Value, graph: Graph, accepts: Callable[[Any], bool], key: str, *values: Any) -> Verdict:
    """A range is accepted; one that is computed from networks of the program alone is theirs, and no wider."""
    if isinstance(value, Absent) or value == Known(""):
        return NOT_APPLICABLE
    if isinstance(value, Known):
        return PASS if accepts(value.value) else fail(at, value, key, *values)
    if _of_a_network(value, graph):
        return PASS if accepts(_A_NETWORK) else fail(at, value, key, *values)
    return unknown(at, value, key, *values)


def listed_ranges(at: str, value: Value, graph: Graph, accepts: Callable[[Any], bool], key: str, *values: Any) -> Verdict:
    """The same of a prefix list: its entries decide when it is one of the program, else nothing tells what it holds."""
    if isinstance(value, Absent) or value == Known(""):
        return NOT_APPLICABLE
    lists = graph.targets_of(value, PREFIX_LIST)
    if not lists:
        return unknown(at, value, key, *values)
    return all_of((PASS, *(named_range(at, entry, graph, accepts, key, *values) for item in lists for entry in _entries(item, graph))))


def _entries(prefix_list: Resource, graph: Graph) -> Iterator[Value]:
    yield from (value for _, value in prefix_list.all("entries[*].cidr"))
    yield from (entry.get("cidr") for entry in graph.companions(prefix_list, _ENTRY, "prefixListId"))


def _of_a_network(value: Value, graph: Graph) -> bool:
    urns = value.depends_on if isinstance(value, Unknown) else ()
    return bool(urns) and all(urn in graph.by_urn and graph.by_urn[urn].kind in _NETWORKS for urn in urns)


@functools.lru_cache(maxsize=4096)
def _is_internet(text: str) -> bool:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return True
    if isinstance(network, ipaddress.IPv6Network) and network.subnet_of(_UNIQUE_LOCAL):
        return False
    return network.prefixlen < _SHORTEST[network.version]
