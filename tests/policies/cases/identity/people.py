# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Persons: factors, accounts, sessions."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import DIRECTORY, FACTOR, OWN, ROOT, assume, document, give, role

SAML = {"Federated": f"arn:aws:iam::{OWN}:saml-provider/directory"}
DISABLE = give("cloudtrail:StopLogging")


def pool(**more: Any) -> None:
    """A pool of users with a factor from an application."""
    aws.cognito.UserPool("pool", **{"mfa_configuration": "ON", "software_token_mfa_configuration": {"enabled": True}, **more})


def database(**more: Any) -> None:
    """A PostgreSQL database."""
    aws.rds.Instance("database", **{"instance_class": "db.t4g.micro", "engine": "postgres", **more})


def person(*statements: dict[str, Any], **more: Any) -> None:
    """A role that persons take, with a policy."""
    made = role(assume({"AWS": ROOT}, ArnLike={"aws:PrincipalArn": DIRECTORY}), **more)
    if statements:
        aws.iam.RolePolicy("policy", role=made.name, policy=document(*statements))


class user_pool_asks_several_factors:
    """HDS-IAM-01."""

    def application_pass():
        pool()

    def passkeys_pass():
        passkeys = {"relying_party_id": "care.example", "user_verification": "required"}
        pool(software_token_mfa_configuration=None, web_authn_configuration=passkeys)

    def optional_fail():
        pool(mfa_configuration="OPTIONAL")

    def absent_fail():
        aws.cognito.UserPool("pool")

    def text_message_alone_fail():
        sms = {"external_id": "x", "sns_caller_arn": "arn:aws:iam::111122223333:role/sms"}
        pool(software_token_mfa_configuration=None, sms_configuration=sms)

    def factor_unknown():
        pool(mfa_configuration=unknown())


class role_asks_users_for_a_factor:
    """HDS-IAM-01."""

    def factor_pass():
        role(assume({"AWS": ROOT}, **FACTOR))

    def roles_of_the_directory_pass():
        role(assume({"AWS": ROOT}, ArnLike={"aws:PrincipalArn": DIRECTORY}))

    def named_user_with_a_factor_pass():
        role(assume({"AWS": f"arn:aws:iam::{OWN}:user/emergency"}, **FACTOR))

    def a_factor_for_all_but_roles_pass():
        roles = {"ArnNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/*"}, "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
        role(assume({"AWS": ROOT}), {**assume("*", **roles), "Effect": "Deny"})

    def another_role_not_applicable():
        role(assume({"AWS": f"arn:aws:iam::{OWN}:role/caller"}))

    def service_not_applicable():
        role()

    def federation_not_applicable():
        role(assume(SAML, action="sts:AssumeRoleWithSAML"))

    def whole_account_fail():
        role(assume({"AWS": ROOT}))

    def account_number_fail():
        role(assume({"AWS": OWN}))

    def user_fail():
        role(assume({"AWS": f"arn:aws:iam::{OWN}:user/somebody"}))

    def if_stated_fail():
        role(assume({"AWS": ROOT}, BoolIfExists={"aws:MultiFactorAuthPresent": "true"}))

    def organisation_without_a_factor_fail():
        role(assume({"AWS": ROOT}, StringEquals={"aws:PrincipalOrgID": "o-1"}))

    def everyone_fail():
        role(assume("*"))

    def absent_effect_unknown():
        role({"Principal": {"AWS": ROOT}, "Action": "sts:AssumeRole"})

    def trust_unknown():
        role(assume_role_policy=unknown())


class no_local_account_is_made:
    """HDS-IAM-02."""

    def none_pass():
        role()

    def nothing_on_aws_not_applicable():
        pass

    def user_fail():
        """subject: somebody"""
        aws.iam.User("somebody")

    def password_fail():
        """subject: login"""
        aws.iam.UserLoginProfile("login", user="u")

    def member_fail():
        """subject: member"""
        aws.iam.UserGroupMembership("member", user="u", groups=["g"])

    def members_fail():
        """subject: members"""
        aws.iam.GroupMembership("members", group="g", users=["u"])


class assignment_names_a_group:
    """HDS-IAM-02."""

    def group_pass():
        assign("GROUP")

    def person_fail():
        assign("USER")

    def absent_fail():
        assign("")

    def type_unknown():
        assign(unknown())


def assign(kind: Any) -> None:
    """An assignment of a permission set."""
    aws.ssoadmin.AccountAssignment(
        "assignment",
        instance_arn="i",
        permission_set_arn="p",
        principal_id="g",
        principal_type=kind,
        target_id=OWN,
        target_type="AWS_ACCOUNT",
    )


class database_takes_directory_identities:
    """HDS-IAM-02."""

    def on_pass():
        database(iam_database_authentication_enabled=True)

    def cluster_pass():
        aws.rds.Cluster("cluster", engine="aurora-postgresql", iam_database_authentication_enabled=True)

    def engine_that_cannot_not_applicable():
        database(engine="oracle-ee")

    def absent_fail():
        database()

    def off_fail():
        database(engine="mariadb", iam_database_authentication_enabled=False)

    def replica_without_an_engine_fail():
        database(engine=None, replicate_source_db="d")

    def switch_unknown():
        database(iam_database_authentication_enabled=unknown().apply(bool))


class cluster_authenticates_by_api:
    """HDS-IAM-02."""

    def api_pass():
        cluster(access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": False})

    def rights_of_the_maker_fail():
        cluster(access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": True})

    def rights_of_the_maker_absent_fail():
        cluster(access_config={"authentication_mode": "API"})

    def both_fail():
        cluster(access_config={"authentication_mode": "API_AND_CONFIG_MAP"})

    def absent_fail():
        cluster()

    def mode_unknown():
        cluster(access_config={"authentication_mode": unknown(), "bootstrap_cluster_creator_admin_permissions": False})


def cluster(**more: Any) -> None:
    """A cluster."""
    aws.eks.Cluster("cluster", role_arn="r", vpc_config={"subnet_ids": ["s"]}, **more)


class permission_set_session_is_short:
    """HDS-IAM-05."""

    def four_hours_pass():
        permissions("PT4H")

    def minutes_pass():
        permissions("PT90M")

    def absent_pass():
        permissions(None)

    def four_hours_and_a_second_fail():
        permissions("PT4H1S")

    def a_day_fail():
        permissions("P1D")

    def nonsense_fail():
        permissions("4 hours")

    def duration_unknown():
        permissions(unknown())


def permissions(duration: Any) -> None:
    """A permission set."""
    aws.ssoadmin.PermissionSet("permissions", instance_arn="i", session_duration=duration)


class session_of_a_person_is_short:
    """HDS-IAM-05."""

    def four_hours_pass():
        person(give("ec2:Describe*"), max_session_duration=14400)

    def absent_pass():
        person(DISABLE)

    def an_hour_for_a_privileged_one_pass():
        person(DISABLE, max_session_duration=3600)

    def privilege_refused_pass():
        person(DISABLE, give("cloudtrail:*", effect="Deny"), max_session_duration=14400)

    def service_not_applicable():
        role(max_session_duration=43200)

    def job_of_a_pipeline_not_applicable():
        provider = {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/token.actions.githubusercontent.com"}
        role(assume(provider, action="sts:AssumeRoleWithWebIdentity"), max_session_duration=43200)

    def twelve_hours_fail():
        person(max_session_duration=43200)

    def directory_fail():
        role(assume(SAML, action="sts:AssumeRoleWithSAML"), max_session_duration=28800)

    def four_hours_for_a_privileged_one_fail():
        person(DISABLE, max_session_duration=14400)

    def privilege_by_a_managed_policy_fail():
        policy = aws.iam.Policy("managed", policy=document(give("backup:Delete*")))
        person(max_session_duration=7200, managed_policy_arns=[policy.arn])

    def duration_unknown():
        person(max_session_duration=unknown().apply(len))

    def rights_unknown():
        made = role(assume({"AWS": ROOT}), max_session_duration=14400)
        aws.iam.RolePolicy("policy", role=made.name, policy=pulumi.Output.secret(document(DISABLE)))

    def trust_unknown():
        role(assume_role_policy=unknown(), max_session_duration=3600)
