# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hds_components.aws.policies import (
    allow,
    allow_service,
    assume_role,
    deny_insecure_transport,
    deny_outsiders,
    document,
    trusted,
    use_key,
)
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import PRODUCTION

ALONE = replace(PRODUCTION, organisation=None)


@pytest.mark.parametrize(
    ("perimeter", "expected"),
    [(PRODUCTION, {"aws:PrincipalOrgID": "o-abcdefghij"}), (ALONE, {"aws:PrincipalAccount": "123456789012"})],
)
def test_the_organisation_is_trusted_or_the_account_alone(perimeter, expected):
    """An environment without an organisation trusts nobody outside its account."""
    assert trusted(perimeter) == expected


@pytest.mark.parametrize(
    ("perimeter", "keys", "refused"),
    [
        (PRODUCTION, {"aws:PrincipalOrgID": "o-abcdefghij", "aws:PrincipalIsAWSService": "false"}, False),
        (PRODUCTION, {"aws:PrincipalOrgID": "o-other", "aws:PrincipalIsAWSService": "false"}, True),
        (PRODUCTION, {}, True),
        (PRODUCTION, {"aws:PrincipalIsAWSService": "true"}, False),
        (ALONE, {"aws:PrincipalAccount": "123456789012", "aws:PrincipalIsAWSService": "false"}, False),
        (ALONE, {"aws:PrincipalAccount": "999999999999", "aws:PrincipalIsAWSService": "false"}, True),
    ],
)
def test_outsiders_are_refused_and_services_are_judged_elsewhere(perimeter, keys, refused):
    """Members pass, strangers and anonymous callers do not, services depend on their own statement."""
    refusal = {**deny_outsiders(perimeter, ["*"]), "Effect": "Allow"}
    assert allowed([refusal], Request(principal="any", action="s3:GetObject", keys=keys)) is refused


def test_old_tls_is_refused_on_s3_only():
    """Only S3 tells the version of TLS; elsewhere plain text is what a policy can refuse."""
    assert [statement["Sid"] for statement in deny_insecure_transport(["*"])] == ["DenyPlainText", "DenyOldTls"]
    assert [statement["Sid"] for statement in deny_insecure_transport(["*"], actions=("elasticfilesystem:*",))] == ["DenyPlainText"]


def test_conditions_of_a_service_add_up():
    """The account, the source and further conditions hold together, none replaces another."""
    statement = allow_service(
        PRODUCTION,
        "Deliver",
        "config",
        ("s3:PutObject",),
        ["*"],
        source="arn:aws:config:*",
        conditions={"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
    )
    assert statement["Principal"] == {"Service": "config.amazonaws.com"}
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control"},
        "ArnLike": {"aws:SourceArn": "arn:aws:config:*"},
    }


def test_a_trust_policy_names_no_resource():
    """IAM refuses a trust policy with a Resource element."""
    trust = json.loads(assume_role("s3"))
    assert trust["Statement"] == [
        {"Sid": "AllowService", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": ["sts:AssumeRole"]}
    ]


def test_an_identity_policy_names_no_principal():
    """IAM refuses a role's policy with a Principal element."""
    policy = json.loads(document(allow("Read", ("s3:GetObject",), ["*"])))
    assert policy == {
        "Version": "2012-10-17",
        "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["*"]}],
    }


def test_a_service_enters_for_what_is_named_only():
    """The account, the source and the tags of the session hold together; without any there is no condition."""
    (plain,) = json.loads(assume_role("ec2"))["Statement"]
    assert "Condition" not in plain
    trust = assume_role("pods.eks", deputy_of=PRODUCTION, source="arn:aws:eks:*", request_tags={"a": "b"}, actions=("sts:TagSession",))
    (bound,) = json.loads(trust)["Statement"]
    assert bound["Action"] == ["sts:TagSession"]
    assert bound["Condition"] == {
        "StringEquals": {"aws:RequestTag/a": "b", "aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": "arn:aws:eks:*"},
    }


def test_a_key_is_used_by_its_alias():
    """Any key of the account and region that bears the alias, and no other."""
    statement = use_key(PRODUCTION, "Use", "alias/health", ("kms:Decrypt",))
    assert statement["Resource"] == ["arn:aws:kms:eu-west-3:123456789012:key/*"]
    assert statement["Condition"] == {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/health"}}
