# SPDX-License-Identifier: Apache-2.0
"""Settings over large spaces of values."""

from __future__ import annotations

from ipaddress import IPv4Network

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from hds_controls import load as facts
from hds_controls import residency
from hds_stacks.errors import SettingsError
from hds_stacks.load import from_config
from hds_stacks.schema import known_keys, settings_schema

RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CONFIG = {
    "hds:layer": "environment",
    "hds:cloud": "aws",
    "hds:tenant": "chu-exemple",
    "hds:stage": "test",
    "hds:profile": "dev",
    "hds:account": "111122223333",
    "hds:region": "eu-west-3",
    "hds:network": {"addressRange": "10.80.0.0/20"},
}
RANGES = st.builds(lambda address, prefix: str(IPv4Network((address, prefix), strict=False)), st.integers(0, 2**32 - 1), st.integers(8, 32))


def codes(**changes: object) -> set[str]:
    """The codes of what is wrong with a right config after those changes."""
    try:
        from_config({**CONFIG, **{f"hds:{key}": value for key, value in changes.items()}})
    except SettingsError as error:
        return {problem.code for problem in error.problems}
    return set()


@RELAXED
@given(name=st.text(max_size=30) | st.sampled_from(sorted(facts.regions())) | st.from_regex(r"\Aeu-(west|central|north)-[0-9]\Z"))
@example("EU-WEST-3")
@example("eu-west-3a")
@example(" eu-west-3")
def test_only_listed_regions(name):
    """A region is accepted exactly when the dated facts list it for that cloud."""
    assert (codes(region=name) == set()) is (name in residency.allowed_regions("aws"))


@RELAXED
@given(primary=st.sampled_from(sorted(facts.regions())), replica=st.sampled_from(sorted(facts.regions())))
def test_two_listed_regions(primary, replica):
    """A pair of regions is accepted exactly when both are listed and they differ."""
    allowed = residency.allowed_regions("aws")
    assert (codes(region=primary, replicaRegion=replica) == set()) is (primary in allowed and replica in allowed and primary != replica)


@RELAXED
@given(own=RANGES, others=st.lists(RANGES, max_size=3))
@example("10.80.0.0/16", ["10.80.0.0/24"])
@example("10.80.0.0/22", ["10.80.4.0/22"])
@example("10.80.0.0/23", [])
def test_address_ranges(own, others):
    """Ranges are accepted exactly when the first is private and of a size that can be planned, and none overlaps another."""
    network, *rest = blocks = [IPv4Network(block) for block in (own, *others)]
    private = any(network.subnet_of(IPv4Network(block)) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
    apart = not any(a.overlaps(b) for index, a in enumerate(blocks) for b in blocks[index + 1 :])
    found = codes(network={"addressRange": own, "privateAccess": [str(block) for block in rest]})
    assert (found == set()) is (private and 16 <= network.prefixlen <= 22 and apart)
    if private:
        assert ("ranges_overlap" in found) is not apart


@RELAXED
@given(name=st.from_regex(r"\A[a-z][a-z0-9-]{0,25}\Z") | st.text(max_size=26))
def test_tenants(name):
    """A tenant is a short lower-case slug; what is not is said to be malformed, or personal data."""
    letters = set("abcdefghijklmnopqrstuvwxyz")
    shaped = 2 <= len(name) <= 20 and name[0] in letters and set(name) <= letters | set("0123456789-") and "--" not in name
    assert codes(tenant=name) <= {"malformed", "personal_data", "plain_secret"}
    assert ("malformed" not in codes(tenant=name)) or not (shaped and not name.endswith("-"))


@RELAXED
@given(days=st.integers(1, 36500), retention_class=st.sampled_from(sorted(facts.retention())))
def test_terms(days, retention_class):
    """A term is accepted exactly between the floor and the ceiling of its class."""
    law = facts.retention()[retention_class]
    found = codes(dataClasses={"kept": {"retentionClass": retention_class, "retentionDays": days}})
    assert (found == set()) is (law.minimum_days <= days <= (law.maximum_days or days))


def test_terms_at_their_limits():
    """The floor and the ceiling of a class are accepted, a day beyond is not."""
    for name, law in facts.retention().items():
        limits = {law.minimum_days - 1: {"under_floor"}, law.minimum_days: set()} if law.minimum_days else {}
        limits |= {law.maximum_days: set(), law.maximum_days + 1: {"over_ceiling"}} if law.maximum_days else {}
        for days, expected in limits.items():
            assert codes(dataClasses={"kept": {"retentionClass": name, "retentionDays": days}}) == expected


@RELAXED
@given(key=st.sampled_from(sorted(settings_schema()["properties"])), data=st.data())
def test_misspelled_keys(key, data):
    """A known key with two letters swapped, one doubled or one left out is refused, and a known key is offered."""
    at = data.draw(st.integers(0, len(key) - 2))
    swapped = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    wrong = data.draw(st.sampled_from([swapped, key[:at] + key[at] + key[at:], key[:at] + key[at + 1 :]]))
    assume(wrong not in known_keys((), {}))
    try:
        from_config({**CONFIG, f"hds:{wrong}": "x"})
        raise AssertionError(wrong)
    except SettingsError as error:
        (problem,) = [item for item in error.problems if item.key == f"hds:{wrong}"]
    assert problem.code == "unknown_key"
    assert problem.hint.en.removeprefix('did you mean "').removesuffix('"?') in known_keys((), {})
