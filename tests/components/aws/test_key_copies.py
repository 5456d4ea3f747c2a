# SPDX-License-Identifier: Apache-2.0
"""Keys of backups, of their reports and of archives: who reaches them beside the services of their purpose."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hds_components.aws.keys.policy import key_policy
from hds_components.contracts.keys import KeysArgs
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import PRODUCTION

ADMINISTRATOR, BREAK_GLASS, NURSE = (f"arn:aws:iam::123456789012:role/{name}" for name in ("key-administrator", "break-glass", "nurse"))
REPORTER = "arn:aws:iam::123456789012:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"
ARGS = KeysArgs(perimeter=PRODUCTION, stores=(("records", "medical-record"),), administrators=(ADMINISTRATOR,))


def may(purpose: str, role: str, action: str, args: KeysArgs = ARGS, **keys: str) -> bool:
    """Whether a role of the account, to which IAM allows everything, may do something with the key of a purpose."""
    context = {"aws:PrincipalArn": role, "kms:CallerAccount": "123456789012"} | {key.replace("__", ":"): text for key, text in keys.items()}
    request = Request(principal="arn:aws:iam::123456789012:root", action=action, keys=context)
    return allowed(json.loads(key_policy(args, purpose, "eu-west-3"))["Statement"], request)


@pytest.mark.parametrize("service", ["backup", "ec2", "rds"])
@pytest.mark.parametrize("region", ["eu-west-3", "eu-central-1"])
def test_copies_of_disks_and_databases_reach_the_key_of_their_vault(service: str, region: str):
    """Disks and databases are copied into a vault by their own services, under the key of that vault; nothing else is."""
    assert may("backup", NURSE, "kms:GenerateDataKey", kms__ViaService=f"{service}.{region}.amazonaws.com")
    assert not may("backup", NURSE, "kms:GenerateDataKey", kms__ViaService=f"s3.{region}.amazonaws.com")


@pytest.mark.parametrize("action", ["kms:Encrypt", "kms:GenerateDataKey"])
def test_the_reporter_writes_under_the_key_of_traces(action: str):
    """The role of the service writes through S3 of the region, of this account, under the key of traces and no other."""
    through = {"kms__ViaService": "s3.eu-west-3.amazonaws.com"}
    statements = json.loads(key_policy(ARGS, "logs", "eu-west-3"))["Statement"]
    (report,) = [statement for statement in statements if statement["Sid"] == "EncryptReports"]
    for role, account, service, passes in (
        (REPORTER, "123456789012", "s3.eu-west-3.amazonaws.com", True),
        (NURSE, "123456789012", "s3.eu-west-3.amazonaws.com", False),
        (REPORTER, "999999999999", "s3.eu-west-3.amazonaws.com", False),
        (REPORTER, "123456789012", "lambda.eu-west-3.amazonaws.com", False),
    ):
        keys = {"aws:PrincipalArn": role, "kms:CallerAccount": account, "kms:ViaService": service}
        assert allowed([report], Request(principal=role, action=action, keys=keys)) is passes
    assert not may("logs", REPORTER, "kms:PutKeyPolicy", **through)
    assert "EncryptReports" not in key_policy(ARGS, "backup", "eu-west-3")


def test_s3_lists_the_archives_of_this_account_only():
    """S3 writes the manifests of the environment's own buckets under the key of its records."""
    statements = json.loads(key_policy(ARGS, "records", "eu-west-3"))["Statement"]
    for account, bucket, passes in (
        ("123456789012", "chu-lyon-production-123456789012-closed", True),
        ("999999999999", "chu-lyon-production-123456789012-closed", False),
        ("123456789012", "someone-else", False),
    ):
        keys = {"aws:SourceAccount": account, "aws:SourceArn": f"arn:aws:s3:::{bucket}"}
        assert allowed(statements, Request(principal="s3.amazonaws.com", action="kms:GenerateDataKey", keys=keys)) is passes


@pytest.mark.parametrize("action", ["kms:DisableKey", "kms:ScheduleKeyDeletion"])
def test_the_key_of_records_outlives_what_it_locks(action: str):
    """In draft it can go; once locks are real, only break-glass can order its end, and nobody where there is none."""
    assert may("records", ADMINISTRATOR, action)
    for phase in ("governance", "locked"):
        locked = replace(ARGS, perimeter=replace(PRODUCTION, phase=phase))
        assert not may("records", ADMINISTRATOR, action, locked)
        with_break_glass = replace(locked, break_glass=(BREAK_GLASS,))
        assert may("records", BREAK_GLASS, action, with_break_glass)
        assert not may("records", ADMINISTRATOR, action, with_break_glass)
