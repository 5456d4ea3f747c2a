# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Key policies that leave the use of a key to an account."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import key
from tests.policies.cases.keys.separation import ADMINISTER, ADMINISTRATORS, APART, OTHERS, ROOT, USE, allow, policy, under

THROUGH_S3 = {"StringEquals": {"kms:ViaService": "s3.eu-west-3.amazonaws.com"}}
IN_ACCOUNT = {"kms:CallerAccount": "123456789012"}


class account_uses_the_key_through_services:
    """HDS-KEY-04."""

    def named_roles_pass():
        under(*APART)

    def through_a_service_pass():
        under(allow(ROOT, USE, THROUGH_S3))

    def everyone_of_the_account_through_a_service_pass():
        under(allow("*", USE, {"StringEquals": {**IN_ACCOUNT, **THROUGH_S3["StringEquals"]}}))

    def callers_named_by_a_condition_pass():
        under(allow(ROOT, USE, {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/applications/*"}}))

    def in_a_context_pass():
        under(allow(ROOT, USE, {"StringLike": {"kms:EncryptionContext:aws:ssm:SessionId": "*"}}))

    def by_a_tag_of_the_caller_pass():
        under(allow(ROOT, USE, {"StringEquals": {"aws:PrincipalTag/team": "care"}}))

    def administration_alone_pass():
        under(allow(ROOT, ADMINISTER))

    def denied_without_a_service_pass():
        under(allow(ROOT, USE), allow("*", "kms:*", {"Null": {"kms:ViaService": "true"}}, "Deny"))

    def policy_absent_not_applicable():
        key()

    def whole_account_fail():
        under(allow(ROOT, "kms:*"))

    def whole_account_but_administrators_fail():
        under(allow(ROOT, ADMINISTER, ADMINISTRATORS), allow(ROOT, USE, OTHERS))

    def everyone_of_the_account_fail():
        under(allow("*", USE, {"StringEquals": IN_ACCOUNT}))

    def through_a_service_if_it_says_so_fail():
        under(allow(ROOT, USE, {"StringEqualsIfExists": THROUGH_S3["StringEquals"]}))

    def attached_policy_fail():
        aws.kms.KeyPolicy("policy", key_id=key(policy=policy(*APART)).key_id, policy=policy(allow(ROOT, "kms:Decrypt")))

    def policy_unknown():
        key(policy=unknown())
