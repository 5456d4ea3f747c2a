# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Writes that ask for another encryption than that of their bucket."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.sharing.links import HEALTH, store

ALGORITHM, KEY = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
OWN = "arn:aws:kms:eu-west-3:111122223333:key/1"


def deny(condition: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A refusal of writes."""
    own = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::records/*", "Condition": condition}
    return {**own, **changes}


OTHER_ALGORITHM = deny({"StringNotEqualsIfExists": {ALGORITHM: "aws:kms"}})
PROVIDER_KEY = deny({"StringEquals": {ALGORITHM: "aws:kms"}, "Null": {KEY: "true"}})
FOREIGN_KEY = deny({"StringNotEqualsIfExists": {KEY: OWN}})


class bucket_refuses_other_keys:
    """HDS-ENC-01."""

    def each_refused_pass():
        store(OTHER_ALGORITHM, PROVIDER_KEY, FOREIGN_KEY)

    def key_always_asked_pass():
        store(deny({"StringNotEquals": {KEY: OWN}}))

    def no_health_data_not_applicable():
        aws.s3.Bucket("bucket", bucket="records")

    def policy_absent_fail():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)

    def other_algorithm_fail():
        store(PROVIDER_KEY, deny({"Null": {KEY: "false"}, "StringNotEquals": {KEY: OWN}}))

    def provider_key_fail():
        store(OTHER_ALGORITHM, deny({"Null": {KEY: "false"}, "StringNotEquals": {KEY: OWN}}))

    def foreign_key_fail():
        store(OTHER_ALGORITHM, PROVIDER_KEY)

    def any_key_of_the_region_fail():
        store(OTHER_ALGORITHM, PROVIDER_KEY, deny({"StringNotLike": {KEY: "arn:aws:kms:eu-west-3:*"}}))

    def but_for_one_role_fail():
        spared = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/loader"}}
        store(deny({"StringNotEquals": {KEY: OWN}, **spared}))

    def policy_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)
        aws.s3.BucketPolicy("policy", bucket="records", policy=unknown())

    def tags_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=unknown().apply(lambda _: HEALTH))
