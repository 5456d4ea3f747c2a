# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.aws.naming import arn, bucket_arn, partition, replica_name, root_arn, store_name, table_name, zone_names
from hds_components.errors import CapabilityUnavailable
from hds_controls.residency import eea_regions, zone_region
from tests.components.aws.samples import PRODUCTION

TENANTS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,40}){0,3}", fullmatch=True)
SHORT_NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,40}){0,2}", fullmatch=True)
SOVEREIGN = replace(PRODUCTION, region="eusc-de-east-1", replica_region=None)


@given(tenant=TENANTS, store=SHORT_NAMES)
def test_a_bucket_name_is_one_that_s3_takes(tenant, store):
    """3 to 63 characters, lower case, digits and hyphens, letter or digit at both ends; so is its copy's, which is another name."""
    name = store_name(replace(PRODUCTION, tenant=tenant), store)
    copy = replica_name(name)
    assert name != copy
    for found in (name, copy):
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", found)


@given(tenant=TENANTS, stores=st.lists(SHORT_NAMES, min_size=2, max_size=5, unique=True))
def test_no_two_stores_share_a_bucket(tenant, stores):
    """Neither with each other nor with the copy of another, unless it is called so."""
    perimeter = replace(PRODUCTION, tenant=tenant)
    names = {store_name(perimeter, store) for store in stores}
    copies = {replica_name(name) for name in names}
    assert len(names) == len(copies) == len(stores)


@given(tenant=TENANTS, store=SHORT_NAMES)
def test_two_accounts_never_share_a_bucket(tenant, store):
    """Bucket names are unique in a partition: the account keeps two customers of one name apart, also when names are shortened."""
    accounts = (replace(PRODUCTION, tenant=tenant, account=account) for account in ("123456789012", "210987654321"))
    assert len({store_name(perimeter, store) for perimeter in accounts}) == 2


@given(tenant=TENANTS, table=SHORT_NAMES)
def test_a_table_name_is_one_that_dynamodb_takes(tenant, table):
    """3 to 255 characters of its alphabet."""
    assert re.fullmatch(r"[a-zA-Z0-9_.-]{3,255}", table_name(replace(PRODUCTION, tenant=tenant * 9), table))


def test_arns_follow_the_partition():
    """The European Sovereign Cloud is another partition than the rest of the EEA."""
    assert arn(PRODUCTION, "logs", "*") == "arn:aws:logs:eu-west-3:123456789012:*"
    assert arn(PRODUCTION, "logs", "*", region="eu-central-1") == "arn:aws:logs:eu-central-1:123456789012:*"
    assert root_arn(SOVEREIGN) == "arn:aws-eusc:iam::123456789012:root"
    assert bucket_arn(SOVEREIGN, "records") == "arn:aws-eusc:s3:::records"


def test_a_region_without_a_fact_has_no_partition():
    """Nothing is guessed from the spelling of a region."""
    with pytest.raises(CapabilityUnavailable, match="eu-nowhere-1: the dated facts do not name this region"):
        partition("eu-nowhere-1")


@pytest.mark.parametrize("region", [region for region in eea_regions("aws") if region != "eusc-de-east-1"])
def test_three_zones_of_a_region_are_approved_ones(region):
    """Each EEA region of the main partition has at least three lettered zones, all of them in the region itself."""
    zones = zone_names(region, 3)
    assert zones == (f"{region}a", f"{region}b", f"{region}c")
    assert all(zone_region(zone).approved for zone in zones)


@pytest.mark.parametrize(("region", "count"), [("eu-west-3", 4), ("eusc-de-east-1", 1), ("eu-nowhere-1", 1)])
def test_more_zones_than_the_facts_state_are_not_available(region, count):
    """The message says what the facts state and what to do."""
    with pytest.raises(CapabilityUnavailable, match=rf"{count} availability zones asked.*name the zones in the stack file"):
        zone_names(region, count)
