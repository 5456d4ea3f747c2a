# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What policies of identities give, and whom trust policies admit."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import OTHER, OWN, ROOT, assume, document, give, inline, role

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
READER = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def managed(*statements: dict[str, Any], **more: Any) -> aws.iam.Policy:
    """A managed policy."""
    return aws.iam.Policy("policy", policy=document(*statements), **more)


class policy_gives_no_whole_service:
    """HDS-IAM-04."""

    def named_actions_pass():
        managed(give(["s3:GetObject", "kms:Decrypt"]))

    def named_resources_pass():
        managed(give("s3:*", ["arn:aws:s3:::own", "arn:aws:s3:::own/*"]))

    def another_service_pass():
        managed(give("ec2:*"))

    def refused_again_pass():
        managed(give("iam:*"), give("iam:*", effect="Deny"))

    def boundary_not_applicable():
        """subject: policy"""
        role(permissions_boundary=managed(give("*")).arn)

    def boundary_by_its_name_not_applicable():
        aws.iam.Policy("people-boundary", policy=document(give("*")))

    def role_under_a_boundary_not_applicable():
        """subject: policy"""
        boundary = aws.iam.Policy("limits", policy=document(give("s3:*")))
        inline(give("s3:*"), permissions_boundary=boundary.arn)

    def break_glass_not_applicable():
        """subject: policy"""
        inline(give("iam:*"), name="break-glass")

    def no_inline_policy_absent_not_applicable():
        role()

    def everything_fail():
        managed(give("*"))

    def whole_service_fail():
        managed(give("iam:*"))

    def nearly_whole_service_fail():
        managed(give("kms:?*"))

    def everything_but_one_service_fail():
        managed({"Effect": "Allow", "NotAction": "ec2:*", "Resource": "*"})

    def everywhere_but_one_place_fail():
        managed({"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::own/*"})

    def inline_fail():
        """subject: policy"""
        inline(give("sts:*"))

    def in_the_role_fail():
        role(inline_policies=[{"name": "all", "policy": document(give("organizations:*"))}])

    def boundary_that_is_attached_fail():
        """subject: policy"""
        policy = managed(give("*"))
        role(permissions_boundary=policy.arn)
        aws.iam.RolePolicyAttachment("attachment", role=aws.iam.Role("other", assume_role_policy="{}").name, policy_arn=policy.arn)

    def permission_set_fail():
        aws.ssoadmin.PermissionSetInlinePolicy("policy", inline_policy=document(give("*")), instance_arn="i", permission_set_arn="p")

    def group_fail():
        aws.iam.GroupPolicy("policy", group="g", policy=document(give("s3:*")))

    def user_fail():
        aws.iam.UserPolicy("policy", user="u", policy=document(give("s3:*")))

    def under_a_boundary_outside_the_program_fail():
        """subject: policy"""
        inline(give("s3:*"), permissions_boundary="arn:aws:iam::111122223333:policy/elsewhere")

    def policy_unknown():
        aws.iam.Policy("policy", policy=unknown())

    def condition_nobody_can_read_unknown():
        managed(give("iam:*", Resembles={"aws:x": "y"}))


class policy_names_its_actions:
    """HDS-IAM-04."""

    def whole_service_pass():
        managed(give("s3:*", "arn:aws:s3:::own/*"))

    def everything_refused_pass():
        managed(give("*", effect="Deny"))

    def boundary_not_applicable():
        """subject: policy"""
        role(permissions_boundary=managed(give("*")).arn)

    def break_glass_not_applicable():
        """subject: policy"""
        inline(give("*"), name="break-glass")

    def no_inline_policy_absent_not_applicable():
        role()

    def every_action_on_a_named_thing_fail():
        managed(give("*", "arn:aws:s3:::own/*"))

    def every_action_under_a_boundary_fail():
        """subject: policy"""
        boundary = aws.iam.Policy("limits", policy=document(give("s3:*")))
        inline(give("*", "arn:aws:s3:::own/*"), permissions_boundary=boundary.arn)

    def every_action_but_some_fail():
        managed({"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::own/*"})

    def policy_unknown():
        aws.iam.Policy("policy", policy=unknown())


class policy_passes_named_roles_only:
    """HDS-IAM-04."""

    def named_roles_pass():
        managed(give("iam:PassRole", f"arn:aws:iam::{OWN}:role/zone-*"))

    def nothing_passed_pass():
        managed(give("ec2:*"))

    def break_glass_not_applicable():
        """subject: policy"""
        inline(give("iam:*"), name="break-glass")

    def no_inline_policy_absent_not_applicable():
        role()

    def any_role_fail():
        managed(give("iam:PassRole"))

    def any_role_of_any_account_fail():
        managed(give("iam:Pass*", "arn:aws:iam::*:role/*"))

    def to_one_service_fail():
        managed(give("iam:PassRole", StringEquals={"iam:PassedToService": "ec2.amazonaws.com"}))

    def under_a_boundary_fail():
        """subject: policy"""
        boundary = aws.iam.Policy("limits", policy=document(give("iam:*")))
        inline(give("iam:PassRole"), permissions_boundary=boundary.arn)

    def policy_unknown():
        aws.iam.Policy("policy", policy=pulumi.Output.secret(document(give("ec2:*"))))


class no_administrator_policy_is_attached:
    """HDS-IAM-04."""

    def reader_pass():
        aws.iam.RolePolicyAttachment("attachment", role="r", policy_arn=READER)

    def own_policy_pass():
        aws.iam.RolePolicyAttachment("attachment", role="r", policy_arn=managed(give("ec2:*")).arn)

    def break_glass_not_applicable():
        """subject: attachment"""
        aws.iam.RolePolicyAttachment("attachment", role=role(name="break-glass").name, policy_arn=ADMINISTRATOR)

    def no_policy_absent_not_applicable():
        role()

    def administrator_fail():
        aws.iam.RolePolicyAttachment("attachment", role="r", policy_arn=ADMINISTRATOR)

    def in_the_role_fail():
        role(managed_policy_arns=[READER, "arn:aws:iam::aws:policy/IAMFullAccess"])

    def group_fail():
        aws.iam.GroupPolicyAttachment("attachment", group="g", policy_arn="arn:aws:iam::aws:policy/PowerUserAccess")

    def job_function_fail():
        aws.iam.UserPolicyAttachment("attachment", user="u", policy_arn="arn:aws:iam::aws:policy/job-function/AdministratorAccess")

    def several_at_once_fail():
        aws.iam.PolicyAttachment("attachment", roles=["r"], policy_arn=ADMINISTRATOR)

    def permission_set_fail():
        aws.ssoadmin.ManagedPolicyAttachment("attachment", instance_arn="i", managed_policy_arn=ADMINISTRATOR, permission_set_arn="p")

    def exclusive_list_fail():
        aws.iam.RolePolicyAttachmentsExclusive("attachments", role_name="r", policy_arns=[READER, ADMINISTRATOR])

    def policy_unknown():
        aws.iam.RolePolicyAttachment("attachment", role="r", policy_arn=unknown())


class trust_admits_no_stranger:
    """HDS-IAM-04."""

    def service_pass():
        role()

    def account_pass():
        role(assume({"AWS": ROOT}))

    def organisation_pass():
        role(assume("*", StringEquals={"aws:PrincipalOrgID": "o-1"}))

    def other_account_pass():
        role(assume({"AWS": OTHER}))

    def everyone_fail():
        role(assume("*"))

    def everyone_with_a_factor_fail():
        role(assume({"AWS": "*"}, Bool={"aws:MultiFactorAuthPresent": "true"}))

    def everyone_but_one_fail():
        role({"Effect": "Allow", "NotPrincipal": {"AWS": ROOT}, "Action": "sts:AssumeRole"})

    def a_role_of_any_account_fail():
        role(assume("*", ArnLike={"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}))

    def broken_absent_unknown():
        role(assume_role_policy="{}")

    def trust_unknown():
        role(assume_role_policy=unknown())
