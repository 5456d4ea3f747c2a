# SPDX-License-Identifier: Apache-2.0
"""Private endpoints and the services behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls import residency
from hds_policies.private_endpoints import ENDPOINT, GATEWAY, endpoint_type, service
from hds_policies.values import UNKNOWN_SENTINEL
from tests.policies.reads import bare


@given(
    st.sampled_from(["com.amazonaws", "eu.amazonaws", "cn.com.amazonaws"]),
    st.sampled_from(residency.eea_regions("aws")),
    st.sampled_from(["kms", "ecr.api", "s3express"]),
)
def test_a_service_is_what_follows_the_region(prefix: str, region: str, name: str):
    """In every partition, with a dot in its name or without."""
    assert service(bare(ENDPOINT, {"serviceName": f"{prefix}.{region}.{name}"})) == name


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("com.amazonaws.eu-west-3.kms-fips", "kms"),
        ("com.amazonaws.vpce.eu-west-3.vpce-svc-0123456789abcdef0", ""),
        ("kms", ""),
        ("com.amazonaws.eu-west-3.", ""),
        (None, ""),
        (7, None),
        (UNKNOWN_SENTINEL, None),
    ],
)
def test_a_service_of_somebody_else_has_no_name_here(given_name: object, expected: str | None):
    """Endpoint services of others, and texts that are no service names, are empty; what is not known is None."""
    assert service(bare(ENDPOINT, {"serviceName": given_name})) == expected


@pytest.mark.parametrize(("raw", "expected"), [(None, GATEWAY), ("Interface", "Interface"), (UNKNOWN_SENTINEL, None), ([], None)])
def test_an_endpoint_is_a_gateway_unless_it_says_otherwise(raw: object, expected: str | None):
    """That is the provider's default."""
    assert endpoint_type(bare(ENDPOINT, {"vpcEndpointType": raw})) == expected
