# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hds_policies.values import ABSENT
from tests.components.aws.log_chain import BUCKET, CHANNEL, GROUP, POLICY, RECORDER, RECORDS, ROLE, TRAIL, built
from tests.components.aws.samples import one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

STATUS, ROLE_POLICY = "aws:cfg/recorderStatus:RecorderStatus", "aws:iam/rolePolicy:RolePolicy"


@pytest.fixture(scope="module")
def production() -> Graph:
    """The log chain of a replicated environment with a traced store and a traced table."""
    return built(traced_stores=(RECORDS,), traced_tables=("chu-lyon-production-index",))


def test_the_trail_covers_every_region_and_proves_itself(production):
    """Multi-region, global events, file validation, started, encrypted, protected, and copied to a log group for search."""
    trail = one(production, TRAIL)
    for flag in ("isMultiRegionTrail", "includeGlobalServiceEvents", "enableLogFileValidation", "enableLogging"):
        assert value(trail, flag) is True
    assert trail.protect
    assert [found.name for found in production.targets(trail, "kmsKeyId", "aws:kms/key:Key")] == ["logs-key"]
    assert [found.name for found in production.targets(trail, "cloudWatchLogsGroupArn", GROUP)] == ["logs-trail-group"]
    assert value(trail, "s3BucketName") == value(one(production, BUCKET, "logs-delivery"), "bucket")


def test_the_trail_waits_for_the_right_to_deliver(production):
    """CloudTrail checks the bucket's policy when a trail is made: the policy comes first, and so does the role's."""
    trail = one(production, TRAIL)
    urns = set(trail.dependencies) | {urn for found in trail.property_dependencies.values() for urn in found}
    assert {one(production, POLICY, "logs-delivery-policy").urn, one(production, ROLE_POLICY, "logs-trail-policy").urn} <= urns
    for channel in production.of(CHANNEL):
        assert one(production, POLICY, "logs-delivery-policy").urn in channel.depends_on("s3BucketName")


def selectors(graph: Graph) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Conditions by field, by name of the selector."""
    found = value(one(graph, TRAIL), "advancedEventSelectors")
    return {
        selector["name"]: {field["field"]: {k: v for k, v in field.items() if k != "field"} for field in selector["fieldSelectors"]}
        for selector in found
    }


def test_use_of_health_data_is_traced_in_both_regions(production):
    """Objects of the health stores and of their copies, items of the health tables in each region, reading and writing."""
    found = selectors(production)
    assert found["management"] == {"eventCategory": {"equals": ["Management"]}}
    stores = found["health-stores"]
    assert stores["resources.type"] == {"equals": ["AWS::S3::Object"]}
    assert stores["resources.ARN"] == {"startsWiths": [f"arn:aws:s3:::{RECORDS}/", f"arn:aws:s3:::{RECORDS}-replica/"]}
    tables = found["health-tables"]
    assert tables["resources.type"] == {"equals": ["AWS::DynamoDB::Table"]}
    assert tables["resources.ARN"] == {
        "equals": [f"arn:aws:dynamodb:{region}:123456789012:table/chu-lyon-production-index" for region in ("eu-west-3", "eu-central-1")]
    }
    assert not {"readOnly"} & (stores.keys() | tables.keys())


def test_reading_the_archive_is_traced_and_writing_to_log_buckets_is_not(production):
    """A traced delivery would be delivered, and traced again."""
    assert selectors(production)["archive-reads"]["readOnly"] == {"equals": ["true"]}
    delivery = value(one(production, BUCKET, "logs-delivery"), "bucket")
    assert not [name for name, fields in selectors(production).items() if delivery in str(fields)]


def test_nothing_to_trace_leaves_the_common_selectors():
    """Without health stores the trail has no empty selector, which CloudTrail refuses."""
    assert selectors(built()).keys() == {"management", "archive-reads"}


def test_the_log_group_is_encrypted_bounded_and_kept(production):
    """The logs key, a year, no deletion."""
    group = one(production, GROUP)
    assert [found.name for found in production.targets(group, "kmsKeyId", "aws:kms/key:Key")] == ["logs-key"]
    assert value(group, "retentionInDays") == 365
    assert value(group, "deletionProtectionEnabled") is True
    assert group.protect


def test_both_regions_are_recorded_and_global_types_once(production):
    """Every supported type, continuously, delivered encrypted to the bucket that is never locked, and switched on."""
    recorders = {recorder.get("region") == ABSENT: recorder for recorder in production.of(RECORDER)}
    assert recorders.keys() == {True, False}
    for primary, recorder in recorders.items():
        assert value(recorder, "recordingGroup") == {"allSupported": True, "includeGlobalResourceTypes": primary}
        assert value(recorder, "recordingMode.recordingFrequency") == "CONTINUOUS"
        assert recorder.protect
    delivery = value(one(production, BUCKET, "logs-delivery"), "bucket")
    assert {value(channel, "s3BucketName") for channel in production.of(CHANNEL)} == {delivery}
    for channel in production.of(CHANNEL):
        assert [found.name for found in production.targets(channel, "s3KmsKeyArn", "aws:kms/key:Key")] == ["logs-key"]
    assert [value(status, "isEnabled") for status in production.of(STATUS)] == [True, True]


def test_roles_trust_one_service_each(production):
    """The recorder's trust names the account too; CloudTrail and S3 support no such condition."""
    trust = {role.name: statements(role, "assumeRolePolicy")["AllowService"] for role in production.of(ROLE)}
    assert {name: statement["Principal"]["Service"] for name, statement in trust.items()} == {
        "logs-trail-role": "cloudtrail.amazonaws.com",
        "logs-configuration-role": "config.amazonaws.com",
        "logs-delivery-replication": "s3.amazonaws.com",
    }
    assert trust["logs-configuration-role"]["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
