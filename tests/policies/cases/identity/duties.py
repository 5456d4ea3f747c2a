# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Duties that roles hold."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import document, give, inline, role

BOUNDARY = {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
UNBOUNDED = {"StringNotEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}}
KEYS, TRACES = give("kms:ScheduleKeyDeletion"), give("cloudtrail:DeleteTrail")


def bounded(*limits: object) -> None:
    """A role that may do everything within a boundary."""
    boundary = aws.iam.Policy("boundary", policy=document(give("*"), *limits))
    inline(give("*"), permissions_boundary=boundary.arn)


class role_holds_one_duty:
    """HDS-IAM-04."""

    def one_pass():
        inline(KEYS, give(["kms:PutKeyPolicy", "s3:Get*"]))

    def none_absent_pass():
        role()

    def second_refused_pass():
        inline(KEYS, TRACES, give("cloudtrail:Delete*", effect="Deny"))

    def all_but_one_refused_by_the_boundary_pass():
        bounded(give(["cloudtrail:*", "backup:*", "iam:*", "s3:*"], effect="Deny"))

    def rights_within_a_boundary_pass():
        inline(KEYS, give("iam:PutRolePolicy", **BOUNDARY))

    def break_glass_not_applicable():
        inline(KEYS, TRACES, name="zone-break-glass")

    def break_glass_by_its_tag_not_applicable():
        inline(KEYS, TRACES, tags={"hds:role": "break-glass"})

    def two_in_one_policy_fail():
        inline(KEYS, TRACES)

    def everything_fail():
        inline(give("*"))

    def two_policies_fail():
        inline(KEYS)
        aws.iam.RolePolicy("other", role="application", policy=document(give("backup:*")))

    def inline_and_managed_fail():
        policy = aws.iam.Policy("managed", policy=document(TRACES))
        aws.iam.RolePolicyAttachment("attachment", role="application", policy_arn=policy.arn)
        role(inline_policies=[{"name": "keys", "policy": document(KEYS)}])

    def attached_to_several_fail():
        policy = aws.iam.Policy("managed", policy=document(TRACES))
        inline(KEYS)
        aws.iam.PolicyAttachment("attachment", roles=["application"], policy_arn=policy.arn)

    def boundary_that_bounds_nothing_fail():
        bounded()

    def rights_and_keys_fail():
        inline(KEYS, give("iam:AttachRolePolicy"))

    def policy_unknown():
        aws.iam.RolePolicy("policy", role=role().name, policy=unknown())

    def boundary_unknown():
        boundary = aws.iam.Policy("boundary", policy=unknown())
        inline(KEYS, TRACES, permissions_boundary=boundary.arn)


class rights_are_given_within_a_boundary:
    """HDS-IAM-04."""

    def boundary_asked_pass():
        inline(give(["iam:PutRolePolicy", "iam:AttachRolePolicy"], **BOUNDARY))

    def refused_without_one_pass():
        inline(give("iam:Put*"), give("iam:*", effect="Deny", **UNBOUNDED))

    def refused_by_the_own_boundary_pass():
        bounded(give(["iam:Attach*", "iam:Put*"], effect="Deny", **UNBOUNDED), give(["iam:*Version"], effect="Deny"))

    def named_policies_pass():
        inline(give("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/application-*"))

    def none_absent_pass():
        role()

    def break_glass_not_applicable():
        inline(give("iam:*"), name="break-glass")

    def anybody_fail():
        inline(give("iam:PutUserPolicy"))

    def any_policy_fail():
        inline(give("iam:SetDefaultPolicyVersion"))

    def if_stated_fail():
        inline(give("iam:PutRolePolicy", StringEqualsIfExists={"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary"}))

    def own_boundary_that_asks_nothing_fail():
        bounded(give(["kms:*"], effect="Deny"))

    def policy_unknown():
        aws.iam.RolePolicy("policy", role=role().name, policy=pulumi.Output.secret(document(KEYS)))
