# SPDX-License-Identifier: Apache-2.0
"""Where regions, zones and services keep data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls import load, residency

EEA_AWS = {"eu-west-1", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eusc-de-east-1"}
EEA_AZURE = {
    "francecentral",
    "francesouth",
    "westeurope",
    "northeurope",
    "germanywestcentral",
    "germanynorth",
    "swedencentral",
    "swedensouth",
    "norwayeast",
    "norwaywest",
    "italynorth",
    "polandcentral",
    "spaincentral",
    "austriaeast",
    "belgiumcentral",
    "denmarkeast",
}
NEAR_NAMES = st.sampled_from(sorted(load.regions())).flatmap(
    lambda name: st.one_of(
        st.text(max_size=3).map(lambda tail: name + tail),
        st.text(max_size=3).map(lambda head: head + name),
        st.integers(0, len(name)).map(lambda cut: name[:cut]),
        st.just(name.upper()),
        st.just(f" {name}"),
    )
)


@given(st.one_of(st.text(), NEAR_NAMES, st.from_regex(r"\Aeu-[a-z]{4,8}-[0-9]\Z")))
def test_only_exact_names_are_eea(name: str) -> None:
    """No prefix, no spelling variant: any string outside the exact list is not EEA, however European it looks."""
    assert residency.is_eea(name) == (name in EEA_AWS | EEA_AZURE)


@pytest.mark.parametrize(
    "region", ["eu-west-2", "eu-central-2", "eu-isoe-west-1", "us-east-1", "uksouth", "switzerlandnorth", "global", ""]
)
def test_look_alikes_are_outside(region: str) -> None:
    """London, Zurich, the isolated partition, the pseudo-region global and the empty string are not EEA and never listed."""
    assert not residency.is_eea(region)
    assert not residency.is_listed(region)


def test_eea_regions_of_each_cloud() -> None:
    """The EEA regions of AWS and of Azure are pinned, so that nobody adds or drops one unnoticed."""
    assert set(residency.eea_regions("aws")) == EEA_AWS
    assert set(residency.eea_regions("azure")) == EEA_AZURE


def test_allowed_regions_are_listed_by_name() -> None:
    """Spain and the sovereign cloud are EEA but no public HDS list names them: not allowed until one does."""
    assert set(residency.allowed_regions("aws")) == EEA_AWS - {"eu-south-2", "eusc-de-east-1"}
    assert residency.is_listed("eu-west-3")
    assert not residency.is_listed("eu-south-2")
    assert residency.allowed_regions("azure") == ()


@pytest.mark.parametrize(
    ("region", "english", "french"),
    [
        ("eu-west-2", "London, United Kingdom", "Londres, Royaume-Uni"),
        ("norwayeast", "Oslo, Norway", "Oslo, Norvège"),
        ("mars-north-1", "not a region of the dated facts", "région absente des faits datés"),
    ],
)
def test_describe_says_where_a_region_lies(region: str, english: str, french: str) -> None:
    """A message can name the place in both languages, also for a region nobody knows."""
    assert residency.describe(region, "en") == english
    assert residency.describe(region, "fr") == french


@pytest.mark.parametrize(
    ("zone", "region", "country", "approved"),
    [
        ("eu-west-3a", "eu-west-3", "FR", True),
        ("eusc-de-east-1b", "eusc-de-east-1", "DE", True),
        ("euw3-az1", "eu-west-3", "FR", True),
        ("eu-west-2a", "eu-west-2", "GB", False),
        ("us-east-1f", "us-east-1", "US", False),
        ("eu-west-3-cmn-wlz-1a", "eu-west-3", "MA", False),
        ("eu-central-1-waw-1a", None, None, False),
        ("eu-west-3g", None, None, False),
        ("eu-west-3", None, None, False),
        ("euw2-az1", None, None, False),
        ("euw3-az1-x", None, None, False),
        ("francecentrala", None, None, False),
    ],
)
def test_zones_are_approved_by_exact_form(zone: str, region: str | None, country: str | None, *, approved: bool) -> None:
    """A zone passes as <EEA region>[a-f] or as the id of one; Casablanca is known and refused, any other zone is unknown and refused."""
    assert residency.zone_region(zone) == residency.Zone(zone, region, country, approved)


@given(st.sampled_from(sorted(EEA_AWS)), st.text(min_size=1, max_size=12))
def test_no_tail_but_a_letter_is_approved(region: str, tail: str) -> None:
    """Behind an EEA region name only one letter from a to f makes an approved zone."""
    assert residency.zone_region(region + tail).approved == (tail in set("abcdef"))


def test_thirty_eea_countries() -> None:
    """The EEA is the 27 of the EU with Iceland, Liechtenstein and Norway; Norway is text, neither Switzerland nor the UK is in."""
    codes = residency.country_codes_eea()
    assert len(codes) == 30
    assert codes - load.countries()["eu"].countries == {"IS", "LI", "NO"}
    assert not codes & {"CH", "GB", "UK", "MA", "TR"}


@pytest.mark.parametrize(
    ("token", "service", "carries"),
    [
        ("aws:cloudfront/distribution:Distribution", "cloudfront", "data"),
        ("aws:s3/bucketAccelerateConfigurationV2:BucketAccelerateConfigurationV2", "s3-transfer-acceleration", "data"),
        ("aws:iam/role:Role", "iam", "metadata"),
        ("aws:route53/record:Record", "route53", "metadata"),
    ],
)
def test_global_services_by_type(token: str, service: str, carries: str) -> None:
    """A resource type finds its global service, whether listed alone or with its whole module."""
    found = residency.global_service(token)
    assert found is not None
    assert (found.name, found.carries) == (service, carries)


@pytest.mark.parametrize(
    "token", ["aws:s3/bucket:Bucket", "aws:route53/resolverRule:ResolverRule", "aws:wafv2/webAcl:WebAcl", "aws:wafx/a:A"]
)
def test_regional_services_are_not_global(token: str) -> None:
    """A regional type is no global service, also when its module has global ones."""
    assert residency.global_service(token) is None
