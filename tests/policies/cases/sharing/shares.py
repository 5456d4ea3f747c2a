# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Shares of resources with other accounts."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.sharing.policies import OTHER, OWN, own


class share_stays_in_the_organisation:
    """HDS-SHR-04."""

    def inside_pass():
        aws.ram.ResourceShare("share", allow_external_principals=False)

    def absent_fail():
        aws.ram.ResourceShare("share")

    def outside_fail():
        aws.ram.ResourceShare("share", allow_external_principals=True)

    def switch_unknown():
        aws.ram.ResourceShare("share", allow_external_principals=unknown().apply(bool))


class share_goes_to_own_principals:
    """HDS-SHR-04."""

    def own_account_pass():
        aws.ram.PrincipalAssociation("association", principal=OWN, resource_share_arn="a", opts=own())

    def own_role_pass():
        aws.ram.PrincipalAssociation("association", principal=f"arn:aws:iam::{OWN}:role/r", resource_share_arn="a", opts=own())

    def unit_of_an_organisation_pass():
        unit = f"arn:aws:organizations::{OTHER}:ou/o-1/ou-1"
        aws.ram.PrincipalAssociation("association", principal=unit, resource_share_arn="a")

    def other_account_fail():
        aws.ram.PrincipalAssociation("association", principal=OTHER, resource_share_arn="a", opts=own())

    def other_role_fail():
        aws.ram.PrincipalAssociation("association", principal=f"arn:aws:iam::{OTHER}:role/r", resource_share_arn="a", opts=own())

    def empty_absent_fail():
        aws.ram.PrincipalAssociation("association", principal="", resource_share_arn="a", opts=own())

    def account_of_nobody_knows_whom_unknown():
        aws.ram.PrincipalAssociation("association", principal=OTHER, resource_share_arn="a")

    def principal_unknown():
        aws.ram.PrincipalAssociation("association", principal=unknown(), resource_share_arn="a", opts=own())
