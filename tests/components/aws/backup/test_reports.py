# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.components.aws.backup.builds import ACCOUNT_VAULT, CUSTODIAN, FRAMEWORK, REPORT, built
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

BUCKET = "chu-lyon-production-123456789012-backup-reports"
JOBS = {"backups": "BACKUP_JOB_REPORT", "copies": "COPY_JOB_REPORT", "restores": "RESTORE_JOB_REPORT"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The backups of two classes, in two regions."""
    return built()


def controls(graph: Graph) -> dict[str, dict[str, Any]]:
    """The controls of the framework by name, with their parameters."""
    found = one(graph, FRAMEWORK).inputs["controls"]
    return {control["name"]: {item["name"]: item["value"] for item in control.get("inputParameters", ())} for control in found}


def test_the_framework_audits_what_the_plan_promises(graph: Graph):
    """Each control has the terms of the plan, and custodians are the only ones spared."""
    found = controls(graph)
    assert found["BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED"] == {"principalArnList": CUSTODIAN}
    assert found["BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK"] == {"requiredRetentionDays": "35"}
    assert found["BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK"] == {
        "requiredFrequencyUnit": "days",
        "requiredFrequencyValue": "1",
        "requiredRetentionDays": "35",
    }
    assert found["BACKUP_LAST_RECOVERY_POINT_CREATED"] == {"recoveryPointAgeUnit": "days", "recoveryPointAgeValue": "1"}
    assert found["BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK"] == {"minRetentionDays": "35", "maxRetentionDays": "365"}
    assert {"BACKUP_RECOVERY_POINT_ENCRYPTED", "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"} <= found.keys()


def test_the_framework_asks_only_for_what_there_is():
    """A draft has no lock, one region no copy in another, and only a backup account gets copies."""
    promised = {"VAULT_LOCK": "BACKUP_VAULT_LOCK", "region": "CROSS_REGION", "account": "CROSS_ACCOUNT"}
    cases = {
        (): controls(built(replace(DEVELOPMENT, phase="draft"))),
        ("VAULT_LOCK", "region"): controls(built()),
        ("VAULT_LOCK", "region", "account"): controls(built(account_vault=ACCOUNT_VAULT)),
        ("region",): controls(built(PRODUCTION)),
    }
    for expected, found in cases.items():
        given = {what for what, name in promised.items() if f"BACKUP_RESOURCES_PROTECTED_BY_{name}" in found}
        assert given == set(expected)


def test_the_framework_looks_at_the_kinds_that_are_stored(graph: Graph):
    """Resources of other kinds are no gap."""
    scopes = [control["scope"]["complianceResourceTypes"] for control in one(graph, FRAMEWORK).inputs["controls"] if "scope" in control]
    assert scopes
    assert all(scope == ["S3", "RDS", "DynamoDB", "EFS"] for scope in scopes)


def test_jobs_of_both_regions_and_controls_are_reported(graph: Graph):
    """Backups, copies and restores of both regions are reported, and how the framework is met."""
    for what, template in JOBS.items():
        report = one(graph, REPORT, f"backup-report-{what}")
        assert value(report, "reportSetting.reportTemplate") == template
        assert value(report, "reportSetting.regions") == ["eu-west-3", "eu-central-1"]
    compliance = one(graph, REPORT, "backup-report-controls")
    assert value(compliance, "reportSetting.reportTemplate") == "CONTROL_COMPLIANCE_REPORT"
    assert [item.kind for item in graph.targets(compliance, "reportSetting.frameworkArns[0]", FRAMEWORK)] == [FRAMEWORK]
    assert len(graph.of(REPORT)) == len(JOBS) + 1


def test_reports_go_to_their_own_encrypted_and_traced_bucket(graph: Graph):
    """The bucket is under the key of traces, logs its accesses, expires as traces do, and says what it holds."""
    bucket = one(graph, "aws:s3/bucket:Bucket")
    assert value(bucket, "bucket") == BUCKET
    assert {value(report, "reportDeliveryChannel.s3BucketName") for report in graph.of(REPORT)} == {BUCKET}
    assert value(bucket, "tags.hds:data-class") == "technical-log"
    assert value(bucket, "tags.hds:dscp") == "no"
    encryption = one(graph, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
    path = "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId"
    assert [key.name for key in graph.targets(encryption, path, "aws:kms/key:Key")] == ["logs"]
    lifecycle = one(graph, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    assert value(lifecycle, "rules[0].expiration") == {"days": 365}
    assert value(one(graph, "aws:s3/bucketLogging:BucketLogging"), "targetBucket") == "access-logs"


def test_only_the_reporter_writes_reports(graph: Graph):
    """The policy lets the service's own role write objects that belong to the bucket's owner, and waits until AWS has made that role."""
    policy = one(graph, "aws:s3/bucketPolicy:BucketPolicy")
    deliver = statements(policy)["DeliverReports"]
    role = "role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"
    assert deliver["Principal"] == {"AWS": f"arn:aws:iam::123456789012:{role}"}
    assert (deliver["Action"], deliver["Resource"]) == (["s3:PutObject"], [f"arn:aws:s3:::{BUCKET}/*"])
    assert deliver["Condition"] == {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    assert one(graph, FRAMEWORK).urn in policy.dependencies


def test_names_hold_no_hyphen(graph: Graph):
    """Frameworks and reports are named with letters, digits and underscores."""
    for item in (*graph.of(FRAMEWORK), *graph.of(REPORT)):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,255}", value(item, "name"))
        assert item.protect
