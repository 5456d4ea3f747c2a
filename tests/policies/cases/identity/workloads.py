# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Workloads, pipelines and keys."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import OWN, ROOT, assume, role

GITHUB = "token.actions.githubusercontent.com"
EKS = "oidc.eks.eu-west-3.amazonaws.com/id/EXAMPLE"
FOR_STS = {f"{GITHUB}:aud": "sts.amazonaws.com"}


def federated(issuer: str = GITHUB, **condition: Any) -> None:
    """A role that tokens of an issuer open."""
    provider = {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/{issuer}"}
    role(assume(provider, action="sts:AssumeRoleWithWebIdentity", **condition))


def subject(value: str, operator: str = "StringEquals") -> None:
    """A role for a subject of GitHub."""
    claims = {"StringEquals": {**FOR_STS}}
    claims.setdefault(operator, {})[f"{GITHUB}:sub"] = value
    federated(**claims)


class no_long_lived_key_is_made:
    """HDS-IAM-09."""

    def none_pass():
        role()

    def nothing_on_aws_not_applicable():
        pass

    def key_fail():
        """subject: key"""
        aws.iam.AccessKey("key", user="u")

    def credential_fail():
        """subject: credential"""
        aws.iam.ServiceSpecificCredential("credential", service_name="codecommit.amazonaws.com", user_name="u")

    def ssh_key_fail():
        """subject: ssh"""
        aws.iam.SshKey("ssh", encoding="SSH", public_key="k", username="u")


class federated_role_names_its_subject:
    """HDS-IAM-09."""

    def branch_pass():
        subject("repo:hospital/zone:ref:refs/heads/main")

    def repository_pass():
        subject("repo:hospital/zone:*", "StringLike")

    def service_account_pass():
        claims = {f"{EKS}:sub": "system:serviceaccount:care:application", f"{EKS}:aud": "sts.amazonaws.com"}
        federated(EKS, StringEquals=claims)

    def identity_pool_pass():
        claims = {"cognito-identity.amazonaws.com:aud": "eu-west-3:pool"}
        provider = {"Federated": "cognito-identity.amazonaws.com"}
        role(assume(provider, action="sts:AssumeRoleWithWebIdentity", StringEquals=claims))

    def directory_absent_not_applicable():
        role(assume({"Federated": f"arn:aws:iam::{OWN}:saml-provider/directory"}, action="sts:AssumeRoleWithSAML"))

    def no_federation_not_applicable():
        role(assume({"AWS": ROOT}))

    def no_subject_fail():
        federated(StringEquals=FOR_STS)

    def any_subject_fail():
        subject("*", "StringLike")

    def any_repository_fail():
        subject("repo:*", "StringLike")

    def any_main_branch_fail():
        subject("repo:*:ref:refs/heads/main", "StringLike")

    def any_service_account_fail():
        claims = {f"{EKS}:aud": "sts.amazonaws.com"}
        federated(EKS, StringEquals=claims, StringLike={f"{EKS}:sub": "system:serviceaccount:*"})

    def no_audience_fail():
        federated(StringEquals={f"{GITHUB}:sub": "repo:hospital/zone:ref:refs/heads/main"})

    def another_claim_fail():
        federated(StringEquals={**FOR_STS, f"{GITHUB}:repository_visibility": "private"})

    def any_pool_fail():
        role(assume({"Federated": "cognito-identity.amazonaws.com"}, action="sts:AssumeRoleWithWebIdentity"))

    def trust_unknown():
        role(assume_role_policy=unknown())


class provider_names_its_clients:
    """HDS-IAM-09."""

    def client_pass():
        aws.iam.OpenIdConnectProvider("provider", url=f"https://{GITHUB}", client_id_lists=["sts.amazonaws.com"])

    def clients_unknown():
        aws.iam.OpenIdConnectProvider("provider", url=f"https://{GITHUB}", client_id_lists=unknown().apply(lambda one: [one]))

    def empty_absent_fail():
        aws.iam.OpenIdConnectProvider("provider", url=f"https://{GITHUB}", client_id_lists=[])


class anywhere_profile_has_an_anchor:
    """HDS-IAM-09."""

    def anchor_pass():
        """subject: profile"""
        source = {"source_type": "AWS_ACM_PCA", "source_data": {"acm_pca_arn": "a"}}
        aws.rolesanywhere.TrustAnchor("anchor", source=source)
        aws.rolesanywhere.Profile("profile", role_arns=["r"])

    def none_fail():
        aws.rolesanywhere.Profile("profile", role_arns=["r"])
