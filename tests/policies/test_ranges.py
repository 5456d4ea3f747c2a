# SPDX-License-Identifier: Apache-2.0
"""Which ranges are the Internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.graph import Graph
from hds_policies.ranges import PREFIX_LIST, is_internet, is_narrow, listed_ranges, named_range
from hds_policies.values import ABSENT, SECRET, Known, Unknown
from hds_policies.verdict import Outcome
from tests.policies.reads import bare

if TYPE_CHECKING:
    import ipaddress

VPC = "aws:ec2/vpc:Vpc"
ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"
KEY = "filtering_relay"


@given(st.ip_addresses(v=4), st.integers(0, 32))
def test_an_ipv4_range_is_the_internet_below_eight_bits(address: ipaddress.IPv4Address, length: int):
    """The length of the prefix decides and the address does not, so no cut of the Internet into a few parts passes."""
    assert is_internet(f"{address}/{length}") is (length < 8)


@given(st.ip_addresses(v=6), st.integers(0, 128))
def test_an_ipv6_range_is_the_internet_below_sixteen_bits_but_for_unique_local_addresses(address: ipaddress.IPv6Address, length: int):
    """``fc00::/7`` is nobody's Internet, however wide."""
    local = length >= 7 and int(address) >> 121 == 0xFC >> 1
    assert is_internet(f"{address}/{length}") is (length < 16 and not local)


@pytest.mark.parametrize("raw", ["", "anywhere", "10.0.0.0/33", "::ffff/200", None, 7, ["10.0.0.0/8"], {}])
def test_what_is_no_range_counts_as_the_internet(raw: object):
    """A text that cannot be read must not pass for a narrow range."""
    assert is_internet(raw)
    assert not is_narrow(raw)


def test_one_address_is_narrow():
    """A host without a prefix length is a range of one."""
    assert is_narrow("192.0.2.1")


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (Known("10.0.0.0/16"), Outcome.PASS),
        (Known("0.0.0.0/0"), Outcome.FAIL),
        (Known(""), Outcome.NOT_APPLICABLE),
        (ABSENT, Outcome.NOT_APPLICABLE),
        (SECRET, Outcome.UNKNOWN),
        (Unknown(), Outcome.UNKNOWN),
        (Unknown(("network",)), Outcome.PASS),
        (Unknown(("network", "other")), Outcome.UNKNOWN),
        (Unknown(("gone",)), Outcome.UNKNOWN),
    ],
)
def test_a_range_is_proved_by_its_text_or_by_the_networks_it_comes_from(value, outcome: Outcome):
    """Unknown is a pass only when networks of the program, and nothing else, decide it."""
    network, other = bare(VPC), bare("aws:ssm/parameter:Parameter")
    graph = Graph([network, other])
    spelled = {"network": network.urn, "other": other.urn}
    if isinstance(value, Unknown):
        value = Unknown(tuple(spelled.get(urn, urn) for urn in value.depends_on))
    assert named_range("at", value, graph, is_narrow, KEY).outcome is outcome


@given(st.lists(st.sampled_from(["10.0.0.0/8", "192.0.2.0/24", "0.0.0.0/1"]), max_size=3), st.booleans())
def test_a_prefix_list_is_what_its_entries_are(blocks: list[str], separate: bool):  # noqa: FBT001 - drawn
    """Inline entries and entries of their own decide alike; an empty list lets nobody in."""
    entries = [] if separate else [{"cidr": block} for block in blocks]
    listed = bare(PREFIX_LIST, {"name": "pl-1", "entries": entries})
    more = [bare(ENTRY, {"prefixListId": "pl-1", "cidr": block}) for block in blocks] if separate else []
    outcome = listed_ranges("at", Known("pl-1"), Graph([listed, *more]), is_narrow, KEY).outcome
    assert outcome is (Outcome.FAIL if "0.0.0.0/1" in blocks else Outcome.PASS)
