# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json

import pytest

from hds_components.aws.keys.policy import key_policy
from hds_components.contracts.keys import PURPOSES, WORKLOAD_PURPOSES, KeysArgs
from hds_policies.graph import Graph, Resource
from hds_policies.rules.keys.separation import key_administration_is_separate_from_use, key_policy_names_its_principals
from hds_policies.verdict import Outcome
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import PRODUCTION

ACCOUNT = "arn:aws:iam::123456789012:root"
ADMINISTRATOR, BREAK_GLASS, NURSE = (f"arn:aws:iam::123456789012:role/{name}" for name in ("key-administrator", "break-glass", "nurse"))
SCALING = "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
PLANE = "arn:aws:iam::123456789012:role/hds/cluster/chu-lyon-production-care-plane"
ARGS = KeysArgs(
    perimeter=PRODUCTION,
    stores=(("machines", "medical-record"), ("cluster", "medical-record")),
    administrators=(ADMINISTRATOR,),
    purposes=(*PURPOSES, *WORKLOAD_PURPOSES.values()),
    break_glass=(BREAK_GLASS,),
)
DISK = {"kms:ViaService": "ec2.eu-west-3.amazonaws.com"}
SESSION = {"kms:EncryptionContext:aws:ssm:SessionId": "nurse-0123"}
FOR_SERVICE = {"kms:GrantIsForAWSResource": "true"}


def may(purpose: str, role: str, action: str, keys: dict[str, str], *, account: str = "123456789012") -> bool:
    """Whether a role, to which IAM allows everything, may do something with the key of that purpose."""
    context = {"aws:PrincipalArn": role, "kms:CallerAccount": account, **keys}
    statements = json.loads(key_policy(ARGS, purpose, "eu-west-3"))["Statement"]
    principal = ACCOUNT if account == "123456789012" else f"arn:aws:iam::{account}:root"
    return allowed(statements, Request(principal=principal, action=action, keys=context))


@pytest.mark.parametrize("purpose", ["machines", "volumes"])
def test_the_scaling_service_opens_disks(purpose):
    """Through EC2 only, from the own account only, and grants only to services."""
    assert may(purpose, SCALING, "kms:GenerateDataKeyWithoutPlaintext", DISK)
    assert may(purpose, SCALING, "kms:CreateGrant", DISK | FOR_SERVICE)
    assert not may(purpose, SCALING, "kms:CreateGrant", DISK)
    assert not may(purpose, SCALING, "kms:Decrypt", {"kms:ViaService": "s3.eu-west-3.amazonaws.com"})
    assert not may(purpose, SCALING.replace("123456789012", "999999999999"), "kms:Decrypt", DISK, account="999999999999")
    assert not may("storage", SCALING, "kms:Decrypt", DISK)


def test_a_key_of_disks_opens_nothing_else():
    """Whoever may read disks through EC2 may not read objects with it."""
    assert may("machines", NURSE, "kms:Decrypt", DISK)
    assert not may("machines", NURSE, "kms:Decrypt", {"kms:ViaService": "s3.eu-west-3.amazonaws.com"})


def test_images_are_reached_through_their_registry():
    """In both regions, because images are copied."""
    for region in ("eu-west-3", "eu-central-1"):
        assert may("images", NURSE, "kms:Decrypt", {"kms:ViaService": f"ecr.{region}.amazonaws.com"})
    assert not may("images", NURSE, "kms:Decrypt", DISK)


def test_secrets_of_a_cluster_are_its_control_planes():
    """The roles under the path of clusters, and the grant taken at creation; nobody else."""
    assert may("cluster", PLANE, "kms:Decrypt", {})
    assert not may("cluster", NURSE, "kms:Decrypt", {})
    assert not may("cluster", NURSE, "kms:Decrypt", {"kms:ViaService": "s3.eu-west-3.amazonaws.com"})
    assert may("cluster", NURSE, "kms:CreateGrant", FOR_SERVICE)
    assert not may("cluster", NURSE, "kms:CreateGrant", {})
    assert not may("cluster", PLANE, "kms:Decrypt", {}, account="999999999999")


def test_a_session_key_serves_sessions_only():
    """Operator and machine use it for a session that the context names."""
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        assert may("sessions", NURSE, action, SESSION)
        assert not may("sessions", NURSE, action, {})
    assert not may("sessions", NURSE, "kms:Encrypt", SESSION)


@pytest.mark.parametrize("role", [ADMINISTRATOR, BREAK_GLASS])
@pytest.mark.parametrize(("purpose", "keys"), [("machines", DISK), ("images", DISK), ("cluster", {}), ("sessions", SESSION)])
def test_custodians_use_none_of_them(purpose, keys, role):
    """Whoever administers or destroys a key neither encrypts nor decrypts with it."""
    assert not may(purpose, role, "kms:Decrypt", keys)
    assert not may(purpose, role, "kms:GenerateDataKey", keys)


@pytest.mark.parametrize("purpose", ["volumes", "machines", "images", "cluster", "sessions"])
def test_the_rules_on_key_policies_agree(purpose):
    """Administration is apart from use, and no statement is open to everybody."""
    key = Resource(urn="urn:key", type="aws:kms/key:Key", name="key", inputs={"policy": key_policy(ARGS, purpose, "eu-west-3")})
    for rule in (key_administration_is_separate_from_use, key_policy_names_its_principals):
        assert rule(key, Graph([key])).outcome is Outcome.PASS
