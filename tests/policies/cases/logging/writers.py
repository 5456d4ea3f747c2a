# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Roles among the logs."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import give, inline, role
from tests.policies.cases.logging.gathering import policy, written

SPARED = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/replication"}}
MACHINES = "arn:aws:ec2:eu-west-3:123456789012:instance/*"


def denied(*actions: str) -> dict[str, object]:
    """A refusal to all but the replication."""
    return {"Effect": "Deny", "Principal": "*", "Action": list(actions), "Resource": "arn:aws:s3:::log/*", "Condition": SPARED}


def entering(**condition: Any) -> None:
    """A session document, and a role that enters machines."""
    aws.ssm.Document("document", name="sessions", document_type="Session", content=json.dumps({"inputs": {}}))
    inline(give("ssm:StartSession", MACHINES, **condition))


class no_role_writes_logs:
    """HDS-LOG-04."""

    def other_buckets_pass():
        written()
        inline(give("s3:PutObject", "arn:aws:s3:::own/*"))

    def sessions_under_their_prefix_pass():
        written()
        inline(give("s3:PutObject", "arn:aws:s3:::log/sessions/*"))

    def replicated_pass():
        written()
        inline(give("s3:ReplicateObject", "arn:aws:s3:::log/*"))

    def refused_by_the_bucket_pass():
        written()
        policy(denied("s3:PutObject"))
        inline(give("s3:*"))

    def break_glass_pass():
        written()
        inline(give("s3:*"), name="break-glass")

    def no_role_absent_pass():
        written()

    def no_logs_not_applicable():
        aws.s3.Bucket("bucket", bucket="log")
        inline(give("s3:*"))

    def everywhere_fail():
        written()
        inline(give("s3:PutObject"))

    def among_those_delivered_fail():
        written()
        inline(give("s3:Put*", "arn:aws:s3:::log/AWSLogs/*"))

    def only_removal_refused_fail():
        written()
        policy(denied("s3:DeleteObject*"))
        inline(give("s3:*"))

    def policy_unknown():
        written()
        aws.iam.RolePolicy("policy", role=role().name, policy=unknown())


class no_role_removes_logs:
    """HDS-LOG-05."""

    def only_writes_pass():
        written()
        inline(give("s3:PutObject"))

    def refused_by_the_bucket_pass():
        written()
        policy(denied("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"))
        inline(give("s3:*"))

    def no_role_absent_pass():
        written()

    def no_logs_not_applicable():
        aws.s3.Bucket("bucket", bucket="log")
        inline(give("s3:*"))

    def bypass_fail():
        written()
        inline(give("s3:BypassGovernanceRetention"))

    def versions_fail():
        written()
        inline(give("s3:DeleteObjectVersion", "arn:aws:s3:::log/*"))

    def some_refused_fail():
        written()
        policy(denied("s3:DeleteObject"))
        inline(give("s3:Delete*"))

    def policy_unknown():
        written()
        aws.iam.RolePolicy("policy", role=role().name, policy=unknown())


class sessions_are_opened_by_their_document:
    """HDS-LOG-11."""

    def checked_pass():
        entering(Bool={"ssm:SessionDocumentAccessCheck": "true"})

    def checked_where_it_is_told_pass():
        entering(BoolIfExists={"ssm:SessionDocumentAccessCheck": "true"})

    def no_session_not_applicable():
        """subject: other"""
        entering(Bool={"ssm:SessionDocumentAccessCheck": "true"})
        aws.iam.Role("other", assume_role_policy="{}")

    def no_document_absent_not_applicable():
        inline(give("ssm:StartSession"))

    def unchecked_fail():
        entering()

    def switched_off_fail():
        entering(Bool={"ssm:SessionDocumentAccessCheck": "false"})

    def policy_unknown():
        aws.ssm.Document("document", name="sessions", document_type="Session", content=json.dumps({"inputs": {}}))
        aws.iam.RolePolicy("policy", role=role().name, policy=unknown())

    def kind_unknown():
        aws.ssm.Document("document", name="sessions", document_type=unknown(), content=json.dumps({"inputs": {}}))
        inline(give("ssm:StartSession"))
