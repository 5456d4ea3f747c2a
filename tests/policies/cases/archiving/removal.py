# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Archives that refuse removal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    import pulumi

ARCHIVE = {"hds:archive": "yes"}
SPARED = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass"]}}
OFF = {"StringEquals": {"s3:object-lock-legal-hold": "OFF"}}


def deny(action: Any, condition: Any = SPARED, **changes: Any) -> dict[str, Any]:
    """A refusal on every record."""
    own = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": "arn:aws:s3:::records/*", "Condition": condition}
    return {**own, **changes}


def archive(*statements: dict[str, Any], mode: pulumi.Input[str] = "GOVERNANCE", tags: Any = ARCHIVE) -> None:
    """An archive with its lock and its policy."""
    aws.s3.Bucket("bucket", bucket="records", object_lock_enabled=True, tags=tags)
    rule = {"default_retention": {"mode": mode, "days": 7305}}
    aws.s3.BucketObjectLockConfiguration("lock", bucket="records", rule=rule)
    if statements:
        aws.s3.BucketPolicy("policy", bucket="records", policy=json.dumps({"Statement": list(statements)}))


REMOVE = deny(["s3:BypassGovernanceRetention", "s3:DeleteObjectVersion"])
LIFT = deny("s3:PutObjectLegalHold", {**SPARED, **OFF})


class archive_refuses_removal:
    """HDS-ARC-01."""

    def governance_pass():
        archive(REMOVE, LIFT)

    def everyone_pass():
        archive(deny("s3:*"))

    def compliance_pass():
        archive(LIFT, mode="COMPLIANCE")

    def no_archive_not_applicable():
        archive(tags={})

    def policy_absent_fail():
        archive()

    def removal_fail():
        archive(LIFT)

    def bypass_fail():
        archive(LIFT, deny("s3:DeleteObjectVersion"))

    def lifting_fail():
        archive(REMOVE)

    def setting_a_hold_alone_fail():
        archive(REMOVE, deny("s3:PutObjectLegalHold", {"StringEquals": {"s3:object-lock-legal-hold": "ON"}}))

    def only_some_callers_fail():
        archive(LIFT, deny("s3:*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/application"}}))

    def mode_that_is_not_known_fail():
        archive(LIFT, mode=unknown())

    def policy_unknown():
        archive()
        aws.s3.BucketPolicy("policy", bucket="records", policy=unknown())

    def tags_unknown():
        archive(REMOVE, LIFT, tags=unknown().apply(lambda _: ARCHIVE))
