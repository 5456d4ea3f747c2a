# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What roles reach."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import OWN, document, give, inline, role

RECORDS = {"bucket": "records", "tags": {"hds:dscp": "yes"}}
TAGGED = {"StringEquals": {"aws:ResourceTag/team": "care"}}


class role_names_what_it_reaches:
    """HDS-IAM-04."""

    def named_bucket_pass():
        inline(give(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::own/*"))

    def settings_of_every_bucket_pass():
        inline(give(["s3:GetBucket*", "s3:ListBucket", "ec2:Describe*"]))

    def every_key_through_a_service_pass():
        inline(give("kms:Decrypt", StringEquals={"kms:ViaService": "s3.eu-west-3.amazonaws.com"}))

    def keys_by_their_alias_pass():
        inline(give("kms:Decrypt", f"arn:aws:kms:eu-west-3:{OWN}:key/*", StringEquals={"kms:ResourceAliases": "alias/own"}))

    def tagged_machines_pass():
        inline(give("ssm:StartSession", f"arn:aws:ec2:eu-west-3:{OWN}:instance/*", **TAGGED))

    def own_sessions_pass():
        inline(give("ssm:TerminateSession", "arn:aws:ssm:*:*:session/${aws:username}-*"))

    def health_data_refused_pass():
        """subject: role"""
        aws.s3.Bucket("bucket", **RECORDS)
        inline(give("s3:*"), give("s3:*Object", "arn:aws:s3:::records/*", effect="Deny"), give("s3:*ObjectVersion*", effect="Deny"))

    def refused_by_the_boundary_pass():
        """subject: role"""
        boundary = aws.iam.Policy("boundary", policy=document(give("s3:*", "arn:aws:s3:::own/*")))
        inline(give("s3:GetObject"), permissions_boundary=boundary.arn)

    def no_policy_absent_pass():
        role()

    def break_glass_not_applicable():
        inline(give("*"), name="break-glass")

    def every_object_fail():
        inline(give("s3:GetObject"))

    def every_object_of_every_bucket_fail():
        inline(give("s3:PutObject", "arn:aws:s3:::*"))

    def health_data_among_all_fail():
        """subject: role"""
        aws.s3.Bucket("bucket", **RECORDS)
        inline(give("s3:*"), give("s3:*", "arn:aws:s3:::others/*", effect="Deny"))

    def every_secret_of_the_account_fail():
        inline(give("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:eu-west-3:{OWN}:secret:*"))

    def every_key_of_the_account_fail():
        inline(give("kms:Decrypt", f"arn:aws:kms:eu-west-3:{OWN}:key/*"))

    def every_machine_fail():
        inline(give("ssm:SendCommand"))

    def every_log_group_written_fail():
        inline(give("logs:PutLogEvents"))

    def every_role_taken_fail():
        inline(give("sts:AssumeRole", "arn:aws:iam::*:role/*"))

    def all_but_one_table_fail():
        inline({"Effect": "Allow", "Action": "dynamodb:Query", "NotResource": f"arn:aws:dynamodb:eu-west-3:{OWN}:table/own"})

    def policy_unknown():
        """subject: role"""
        aws.iam.RolePolicy("policy", role=role().name, policy=unknown())

    def condition_nobody_can_read_unknown():
        inline(give("s3:GetObject", Resembles={"aws:x": "y"}))
