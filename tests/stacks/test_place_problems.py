# SPDX-License-Identifier: Apache-2.0
"""Bad regions and address ranges: their line, the value given, the values allowed and the cure, in both languages."""

from __future__ import annotations

import pytest

from tests.stacks.samples import Case, check, line_of, problems, text

REGIONS = "eu-west-1, eu-west-3, eu-central-1, eu-north-1, eu-south-1"
OTHERS = "eu-west-1, eu-central-1, eu-north-1, eu-south-1"
CASES = {
    "london": Case(
        "region_outside",
        "region",
        "eu-west-2",
        ('region "eu-west-2" is not in the EEA (London, United Kingdom)', f"allowed: {REGIONS}", "hint: health data are stored"),
        ("n'est pas dans l'EEE (Londres, Royaume-Uni)", f"valeurs admises : {REGIONS}", "conseil : les données de santé"),
    ),
    "zurich": Case(
        "region_outside",
        "region",
        "eu-central-2",
        ("(Zurich, Switzerland)", f"allowed: {REGIONS}", "EXI 28"),
        ("(Zurich, Suisse)", f"valeurs admises : {REGIONS}", "EXI 28"),
    ),
    "virginia": Case(
        "region_outside",
        "region",
        "us-east-1",
        ("(Northern Virginia, United States)", f"allowed: {REGIONS}", "EXI 28"),
        ("(Virginie du Nord, États-Unis)", f"valeurs admises : {REGIONS}", "EXI 28"),
    ),
    "replica_in_ohio": Case(
        "region_outside",
        "replicaRegion",
        "us-east-2",
        ('region "us-east-2" is not in the EEA (Ohio, United States)', f"allowed: {REGIONS}"),
        ("(Ohio, États-Unis)", f"valeurs admises : {REGIONS}"),
    ),
    "nowhere": Case(
        "region_unknown",
        "region",
        "eu-west-9",
        ('region "eu-west-9" is not in the dated facts', f"allowed: {REGIONS}"),
        ('la région "eu-west-9" est absente des faits datés', f"valeurs admises : {REGIONS}"),
    ),
    "azure_region": Case(
        "region_of_other_cloud",
        "region",
        "francecentral",
        ('region "francecentral" (Paris, France) is not a region of aws', f"allowed: {REGIONS}"),
        ("n'est pas une région de aws", f"valeurs admises : {REGIONS}"),
    ),
    "replica_is_primary": Case(
        "replica_is_primary",
        "replicaRegion",
        "eu-west-3",
        ('the replica region "eu-west-3" is the primary region itself', f"allowed: {OTHERS}", "hint: a copy in the same region"),
        ('la région de réplique "eu-west-3" est la région principale elle-même', f"valeurs admises : {OTHERS}"),
    ),
    "overlap": Case(
        "ranges_overlap",
        "network",
        "{addressRange: 10.80.0.0/20, privateAccess: [10.80.8.0/24]}",
        ('privateAccess[0] is "10.80.8.0/24", which overlaps 10.80.0.0/20 (hds:network.addressRange)', "hint: traffic between"),
        ('privateAccess[0] vaut "10.80.8.0/24", qui recouvre 10.80.0.0/20', "conseil : le trafic"),
    ),
    "overlap_of_access": Case(
        "ranges_overlap",
        "network",
        "{addressRange: 10.80.0.0/20, privateAccess: [10.20.0.0/16, 10.20.1.0/24]}",
        ("privateAccess[1]", "overlaps 10.20.0.0/16 (hds:network.privateAccess[0])"),
        ("privateAccess[1]", "recouvre 10.20.0.0/16"),
    ),
    "too_small": Case(
        "range_for_zones",
        "network",
        "{addressRange: 10.80.0.0/26}",
        ('"10.80.0.0/26", which cannot hold the subnets of 3 zones', "allowed: /16, /17, /18, /19, /20, /21, /22", "fewer zones"),
        ("ne peut pas contenir les sous-réseaux de 3 zones", "valeurs admises : /16", "moins de zones"),
    ),
    "host_bits": Case(
        "range_host_bits",
        "network",
        "{addressRange: 10.80.0.1/20}",
        ('"10.80.0.1/20", an address inside a range', "allowed: 10.80.0.0/20", "hint: write 10.80.0.0/20"),
        ("une adresse dans une plage", "valeurs admises : 10.80.0.0/20"),
    ),
    "public_range": Case(
        "range_public",
        "network",
        "{addressRange: 8.8.0.0/16}",
        ('"8.8.0.0/16", which is not a private range', "allowed: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"),
        ("n'est pas une plage privée", "valeurs admises : 10.0.0.0/8"),
    ),
    "not_a_range": Case(
        "range_malformed",
        "network",
        "{addressRange: 10.80.0.0/33}",
        ('"10.80.0.0/33", which is not an IPv4 range', "allowed: an IPv4 range", "prefix from 0 to 32"),
        ("n'est pas une plage IPv4", "valeurs admises : une plage IPv4"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path):
    """Each mistake is one problem, with its line, the value, the values allowed and a hint, in both languages."""
    check(CASES[name], tmp_path)


def test_replica_in_other_partition(tmp_path):
    """A replica in another partition is refused for that, beside not being listed."""
    found = {item.code: item for item in problems(tmp_path, text(replicaRegion="eusc-de-east-1"))}
    assert set(found) == {"region_unlisted", "replica_in_other_partition"}
    assert '"eusc-de-east-1" is in the partition aws-eusc, the primary region in aws' in found["replica_in_other_partition"].message.en
    assert "dans la partition aws-eusc" in found["replica_in_other_partition"].message.fr


def test_region_is_said_once(tmp_path):
    """A provider region that differs from hds:region is a problem, on its own line."""
    found = problems(tmp_path, text() + "  aws:region: eu-west-1\n")
    assert [(item.code, item.line) for item in found] == [("provider_region", line_of("breakGlass") + 1)]
    assert 'aws:region is "eu-west-1", and hds:region is "eu-west-3"' in found[0].message.en
