# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What boundaries let through."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.duties import UNBOUNDED
from tests.policies.cases.identity.roles import OWN, document, give, own, role

EMERGENCY = f"arn:aws:iam::{OWN}:role/break-glass"
ITSELF = f"arn:aws:iam::{OWN}:policy/limits"
REFUSED: dict[str, dict[str, Any]] = {
    "silence": give(["cloudtrail:*", "config:Stop*", "guardduty:Delete*"], effect="Deny"),
    "erasure": give(["backup:Delete*", "kms:ScheduleKeyDeletion", "kms:DisableKey", "s3:BypassGovernanceRetention"], effect="Deny"),
    "opening": give(["account:EnableRegion", "organizations:*", "s3:PutAccountPublicAccessBlock"], effect="Deny"),
    "accounts": give(["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"], effect="Deny"),
    "lifting": give("iam:DeleteRolePermissionsBoundary", effect="Deny"),
    "unbounded": give(
        ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"], effect="Deny", **UNBOUNDED
    ),
    "elsewhere": give("*", effect="Deny", StringNotEquals={"aws:RequestedRegion": ["eu-west-3"]}),
    "limits": give(["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"], ITSELF, effect="Deny"),
    "emergency": give("iam:UpdateAssumeRolePolicy", EMERGENCY, effect="Deny"),
}
"""What a boundary that gives everything else has to refuse."""


def limits(*without: str, **more: Any) -> None:
    """A boundary that refuses all but some of the grave things, a role under it, and a break-glass role."""
    kept = [statement for name, statement in REFUSED.items() if name not in without]
    policy = aws.iam.Policy("limits", name="limits", opts=own(), policy=document(give("*"), *kept), **more)
    role(permissions_boundary=policy.arn)
    aws.iam.Role("emergency", name="break-glass", assume_role_policy="{}")


class boundary_lets_nothing_grave_through:
    """HDS-IAM-04."""

    def everything_grave_refused_pass():
        limits()

    def few_services_pass():
        role(permissions_boundary=aws.iam.Policy("limits", policy=document(give(["s3:Get*", "logs:*"]))).arn)

    def policy_that_gives_absent_not_applicable():
        aws.iam.Policy("policy", policy=document(give("*")))

    def silence_fail():
        limits("silence")

    def erasure_fail():
        limits("erasure")

    def opening_fail():
        limits("opening")

    def accounts_fail():
        limits("accounts")

    def lifting_fail():
        limits("lifting")

    def unbounded_fail():
        limits("unbounded")

    def elsewhere_fail():
        limits("elsewhere")

    def in_london_too_fail():
        london = give("*", effect="Deny", StringNotEquals={"aws:RequestedRegion": ["eu-west-3", "eu-west-2"]})
        kept = [statement for name, statement in REFUSED.items() if name != "elsewhere"]
        aws.iam.Policy("people-boundary", opts=own(), policy=document(give("*"), *kept, london))

    def itself_fail():
        limits("limits")

    def itself_under_a_path_fail():
        limits(path="/hds/")

    def break_glass_fail():
        limits("emergency")

    def by_its_name_fail():
        aws.iam.Policy("people-boundary", policy=document(give("*")))

    def policy_unknown():
        role(permissions_boundary=aws.iam.Policy("limits", policy=unknown()).arn)
