# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest

from tests.components.aws.compute.builds import built
from tests.components.aws.samples import one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

DOCUMENT, LOGS = "aws:ssm/document:Document", "aws:cloudwatch/logGroup:LogGroup"
BASELINE, WINDOW = "aws:ssm/patchBaseline:PatchBaseline", "aws:ssm/maintenanceWindow:MaintenanceWindow"
TASK, TARGET = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask", "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"
POLICY = "aws:iam/rolePolicy:RolePolicy"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """One group of machines in production."""
    return built()


def test_sessions_are_recorded_and_encrypted(graph: Graph):
    """The preferences of the account: log group and delivery store, each encrypted, and a customer key between both ends."""
    document = one(graph, DOCUMENT)
    assert (value(document, "name"), value(document, "documentType")) == ("SSM-SessionManagerRunShell", "Session")
    content = json.loads(value(document, "content"))
    assert content["sessionType"] == "Standard_Stream"
    inputs = content["inputs"]
    assert (inputs["s3BucketName"], inputs["s3KeyPrefix"], inputs["s3EncryptionEnabled"]) == ("delivery", "sessions", True)
    assert inputs["cloudWatchLogGroupName"] == "/hds/chu-lyon-production-sessions"
    assert inputs["cloudWatchEncryptionEnabled"] is True
    assert inputs["cloudWatchStreamingEnabled"] is True
    assert inputs["kmsKeyId"] == "arn:aws:kms:eu-west-3:123456789012:alias/session-key"
    assert (inputs["idleSessionTimeout"], inputs["maxSessionDuration"]) == ("15", "60")


def test_logs_of_machines_have_a_key_and_a_term(graph: Graph):
    """Sessions and patches."""
    for what in ("sessions", "patches"):
        log = one(graph, LOGS, f"compute-sessions-{what}")
        assert value(log, "retentionInDays") == 365
        assert [key.name for key in graph.targets(log, "kmsKeyId", "aws:kms/key:Key")] == ["logs"]


def test_a_machine_may_be_administered_and_nothing_else(graph: Graph):
    """Its role reads no parameter and no object of ours; it writes recordings and logs, and opens its sessions' key by alias."""
    found = statements(one(graph, POLICY, "compute-machines"))
    allowed = {action for statement in found.values() for action in statement["Action"]}
    assert all(action.startswith(("ssm:", "ssmmessages:", "ec2messages:", "s3:", "logs:", "kms:")) for action in allowed)
    for forbidden in ("ssm:GetParameter", "ssm:GetParameters", "ssm:StartSession", "ssm:SendCommand", "s3:ListBucket", "s3:DeleteObject"):
        assert not any(fnmatchcase(forbidden, action) for action in allowed)
    assert found["RecordSessions"]["Resource"] == ["arn:aws:s3:::delivery/sessions/*"]
    assert all("123456789012" not in resource and "chu-lyon" not in resource for resource in found["ReadAgentAndPatches"]["Resource"])
    condition = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/session-key"}}
    assert (found["EncryptSessions"]["Action"], found["EncryptSessions"]["Condition"]) == (["kms:Decrypt"], condition)
    anywhere = {sid for sid, statement in found.items() if statement["Resource"] == ["*"]}
    assert anywhere == {"ServeTheAgent", "CheckLogs"}


def test_machines_start_with_their_rights(graph: Graph):
    """The profile waits for the policy, so that no machine starts without being reachable."""
    profile = one(graph, "aws:iam/instanceProfile:InstanceProfile")
    assert one(graph, POLICY, "compute-machines").urn in {urn for urns in profile.property_dependencies.values() for urn in urns}


def test_critical_patches_are_approved_first(graph: Graph):
    """Each severity has its days, none more than two weeks; the severest are reported as such."""
    rules = value(one(graph, BASELINE), "approvalRules")
    days = {rule["complianceLevel"]: rule["approveAfterDays"] for rule in rules}
    assert days == {"CRITICAL": 2, "HIGH": 7, "MEDIUM": 14, "LOW": 14}
    assert value(one(graph, BASELINE), "operatingSystem") == "AMAZON_LINUX_2023"


def test_patches_are_installed_every_week_on_the_machines_of_the_group(graph: Graph):
    """The window is weekly and on; its target and the baseline name the tag the machines carry."""
    window = one(graph, WINDOW)
    assert value(window, "schedule") == "cron(0 2 ? * SUN *)"
    assert value(window, "enabled") is True
    assert value(window, "duration") > value(window, "cutoff")
    assert value(one(graph, TARGET), "targets") == [{"key": "tag:PatchGroup", "values": ["chu-lyon-production-machines"]}]
    assert value(one(graph, "aws:ssm/patchGroup:PatchGroup"), "patchGroup") == "chu-lyon-production-machines"
    task = one(graph, TASK)
    assert (value(task, "taskType"), value(task, "taskArn")) == ("RUN_COMMAND", "AWS-RunPatchBaseline")
    parameters = value(task, "taskInvocationParameters.runCommandParameters.parameters")
    assert {"name": "Operation", "values": ["Install"]} in parameters
    assert value(task, "maxConcurrency") == "33%"


def test_the_window_runs_one_command_on_tagged_machines(graph: Graph):
    """Its role sends the patch document, and to no machine without the tag."""
    found = statements(one(graph, POLICY, "compute-patches"))
    assert found["RunPatchCommand"]["Resource"] == ["arn:aws:ssm:eu-west-3::document/AWS-RunPatchBaseline"]
    assert found["OnOwnMachines"]["Condition"] == {"StringEquals": {"ssm:resourceTag/PatchGroup": "chu-lyon-production-machines"}}
