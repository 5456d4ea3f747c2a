# SPDX-License-Identifier: Apache-2.0
"""Amazon resource names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.arn import Arn, bucket_name, parse, partition
from hds_policies.values import Known, Unknown

PART = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), max_size=10)


@given(PART, PART, PART, PART, st.text(max_size=20))
def test_an_arn_gives_back_its_parts(partition: str, service: str, region: str, account: str, resource: str):
    """Whatever the six parts hold, the last with colons of its own, they come back as they were."""
    assert parse(f"arn:{partition}:{service}:{region}:{account}:{resource}") == Arn(partition, service, region, account, resource)


@given(st.text())
def test_only_six_parts_after_arn_are_an_arn(text: str):
    """Any other text is none."""
    assert (parse(text) is not None) == (text.startswith("arn:") and text.count(":") >= 5)


@pytest.mark.parametrize("other", [None, 1, ["arn:aws:s3:::b"], {"arn": "arn:aws:s3:::b"}, True])
def test_what_is_no_text_is_no_arn(other: object):
    """A number, a list or a map is no ARN and breaks nothing."""
    assert parse(other) is None


@pytest.mark.parametrize(
    "text", ["records", "records/prefix", "arn:aws:s3:::records", "arn:aws-eusc:s3:::records/prefix/x", "s3://records", "s3://records/p"]
)
def test_a_bucket_has_one_name_however_it_is_given(text: str):
    """Name, ARN and address, with or without a prefix, lead to the same bucket."""
    assert bucket_name(text) == "records"


def test_a_region_lies_in_a_partition():
    """The sovereign cloud has one of its own; an unknown region is taken to be of the usual one."""
    assert partition(Known("eusc-de-east-1")) == "aws-eusc"
    assert partition(Known("eu-west-3")) == partition(Unknown()) == "aws"
