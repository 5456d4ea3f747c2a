# SPDX-License-Identifier: Apache-2.0
"""Rules speak of types and properties that pulumi-aws has."""

from __future__ import annotations

import pytest

from hds_policies.graph import STACK
from hds_policies.rule import Rule, all_rules
from tests.policies import sdk
from tests.policies.reads import read_by

pytestmark = pytest.mark.xdist_group("cases")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_names_types_that_exist(rule: Rule):
    """Every kind of a rule is a type of pulumi-aws: a rule on a type that does not exist judges nothing and passes for ever."""
    assert [kind for kind in rule.kinds if kind not in ("*", STACK) and kind not in sdk.properties()] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_reads_properties_that_exist(rule: Rule):
    """Every property path that a rule reads can be set on the type it reads it from; a rule on all types reads what some type has."""
    reads = [(kind, path) for kind, paths in read_by(rule).items() for path in paths]
    assert [(kind, path) for kind, path in reads if not _exists(kind, path, anywhere="*" in rule.kinds)] == []


def test_the_sdk_tells_a_property_from_none():
    """The reader of the SDK knows blocks, lists, maps and old twins, and says no to what is not there."""
    bucket = "aws:s3/bucket:Bucket"
    assert sdk.has(bucket, "replicationConfiguration.rules[*].destination.bucket")
    assert sdk.has(bucket, "replicationConfigurations[*].rules[*].destinations[*].bucket")
    assert sdk.has(bucket, "tags")
    assert sdk.has(bucket, "tags.owner")
    assert sdk.has(bucket, "replicationConfiguration")
    assert not sdk.has(bucket, "replicationConfiguration.rules[*].destination.buckets")
    assert not sdk.has(bucket, "replicationConfig")


def _exists(kind: str, path: str, *, anywhere: bool) -> bool:
    return sdk.has(kind, path) or (anywhere and any(sdk.has(other, path) for other in sdk.properties()))
