# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Key policies and grants."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import key

ROOT = {"AWS": "arn:aws:iam::123456789012:root"}
ADMINISTRATOR = "arn:aws:iam::123456789012:role/administrator"
APPLICATION = "arn:aws:iam::123456789012:role/application"
ADMINISTER = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"]
USE = ["kms:Decrypt", "kms:GenerateDataKey*"]
ADMINISTRATORS = {"ArnLike": {"aws:PrincipalArn": ADMINISTRATOR}}
OTHERS = {"ArnNotLike": {"aws:PrincipalArn": [ADMINISTRATOR]}}


def allow(principal: object, action: object, condition: object = None, effect: str = "Allow") -> dict[str, object]:
    """A statement."""
    own = {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*"}
    return {**own, "Condition": condition} if condition else own


def policy(*statements: dict[str, object]) -> str:
    """A key policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def under(*statements: dict[str, object]) -> None:
    """A key with its policy."""
    key(policy=policy(*statements))


APART = (allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow({"AWS": APPLICATION}, USE))


class key_policy_names_its_principals:
    """HDS-KEY-04."""

    def named_pass():
        under(*APART)

    def everyone_of_the_account_pass():
        under(allow("*", USE, {"StringEquals": {"kms:CallerAccount": "123456789012"}}))

    def everyone_of_the_organisation_pass():
        under(allow({"AWS": "*"}, USE, {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}))

    def denied_to_everyone_pass():
        under(*APART, allow("*", "kms:DisableKey", None, "Deny"))

    def attached_policy_pass():
        aws.kms.KeyPolicy("policy", key_id=key().key_id, policy=policy(*APART))

    def everyone_fail():
        under(allow("*", USE))

    def everyone_beside_named_principals_fail():
        under(*APART, allow("*", "kms:Encrypt"))

    def own_policy_that_opens_the_key_beside_an_attached_one_fail():
        aws.kms.KeyPolicy("policy", key_id=key(policy=policy(allow("*", USE))).key_id, policy=policy(*APART))

    def everyone_in_a_list_fail():
        under(allow({"AWS": [APPLICATION, "*"]}, USE))

    def everyone_through_a_service_fail():
        under(allow("*", USE, {"StringEquals": {"kms:ViaService": "s3.eu-west-3.amazonaws.com"}}))

    def everyone_of_any_organisation_fail():
        under(allow("*", USE, {"StringLike": {"aws:PrincipalOrgID": "*"}}))

    def a_role_of_any_account_fail():
        under(allow("*", USE, {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/application"}}))

    def everyone_if_the_key_is_there_fail():
        under(allow("*", USE, {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}))

    def everyone_but_one_fail():
        under({"Effect": "Allow", "NotPrincipal": {"AWS": APPLICATION}, "Action": USE, "Resource": "*"})

    def replica_for_everyone_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", policy=policy(allow("*", USE)))

    def absent_fail():
        key()

    def policy_unknown():
        key(policy=unknown())

    def broken_policy_unknown():
        key(policy="{")

    def attached_policy_that_opens_the_key_fail():
        aws.kms.KeyPolicy("policy", key_id=key(policy=policy(*APART)).key_id, policy=policy(allow("*", USE)))


class key_administration_is_separate_from_use:
    """HDS-KEY-04."""

    def two_roles_pass():
        under(*APART)

    def root_parted_by_conditions_pass():
        under(allow(ROOT, ADMINISTER, ADMINISTRATORS), allow(ROOT, USE, OTHERS))

    def root_parted_in_both_directions_pass():
        under(allow(ROOT, USE, OTHERS), allow(ROOT, ADMINISTER, ADMINISTRATORS))

    def administrators_excluded_by_a_wider_pattern_pass():
        wider = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/*"}}
        under(allow(ROOT, ADMINISTER, ADMINISTRATORS), allow(ROOT, USE, wider))

    def one_role_excluded_from_the_use_of_the_rest_pass():
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow(ROOT, USE, OTHERS))

    def one_user_excluded_from_the_administration_of_the_rest_pass():
        rest = {"ArnNotEquals": {"aws:PrincipalArn": APPLICATION}}
        under(allow(ROOT, ADMINISTER, rest), allow({"AWS": APPLICATION}, USE))

    def use_by_a_service_pass():
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow({"Service": "logs.eu-west-3.amazonaws.com"}, USE))

    def root_administers_and_a_service_uses_pass():
        under(allow(ROOT, ADMINISTER), allow({"Service": "logs.eu-west-3.amazonaws.com"}, USE))

    def grants_only_to_services_pass():
        grant = {"Bool": {"kms:GrantIsForAWSResource": "true"}}
        under(allow({"AWS": ADMINISTRATOR}, [*ADMINISTER, "kms:CreateGrant"], grant))

    def two_accounts_pass():
        other = {"AWS": "arn:aws:iam::210987654321:root"}
        under(allow(ROOT, ADMINISTER), allow(other, USE))

    def everything_but_administration_and_use_pass():
        under({"Effect": "Allow", "Principal": ROOT, "NotAction": [*ADMINISTER, "kms:*"], "Resource": "*"})

    def attached_policy_pass():
        aws.kms.KeyPolicy("policy", key_id=key().key_id, policy=policy(*APART))

    def absent_fail():
        key()

    def everything_to_the_root_fail():
        under(allow(ROOT, "kms:*"))

    def everything_to_an_account_number_fail():
        under(allow({"AWS": "123456789012"}, "kms:*"))

    def one_role_holds_both_fail():
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow({"AWS": [APPLICATION, ADMINISTRATOR]}, USE))

    def one_statement_holds_both_fail():
        under(allow({"AWS": ADMINISTRATOR}, ["kms:Put*", "kms:Decrypt"]))

    def root_administers_and_a_role_uses_fail():
        under(allow(ROOT, ADMINISTER), allow({"AWS": APPLICATION}, USE))

    def role_administers_and_the_root_uses_fail():
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow(ROOT, USE))

    def session_administers_and_the_root_uses_fail():
        session = "arn:aws:sts::123456789012:assumed-role/administrator/session"
        under(allow({"AWS": session}, ADMINISTER), allow(ROOT, USE))

    def everyone_of_the_account_administers_and_a_role_uses_fail():
        here = {"StringEquals": {"kms:CallerAccount": "123456789012"}}
        under(allow("*", ADMINISTER, here), allow({"AWS": APPLICATION}, USE))

    def everyone_but_one_uses_fail():
        rest = {"Effect": "Allow", "NotPrincipal": {"AWS": APPLICATION}, "Action": USE, "Resource": "*"}
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), rest)

    def account_in_two_spellings_fail():
        under(allow({"AWS": "123456789012"}, ADMINISTER), allow(ROOT, USE))

    def one_administrator_is_not_excluded_fail():
        both = {"ArnLike": {"aws:PrincipalArn": [ADMINISTRATOR, "arn:aws:iam::123456789012:role/break-glass"]}}
        under(allow(ROOT, ADMINISTER, both), allow(ROOT, USE, OTHERS))

    def administrators_excluded_where_the_key_may_be_missing_fail():
        lenient = {"ArnLikeIfExists": {"aws:PrincipalArn": ADMINISTRATOR}}
        under(allow(ROOT, ADMINISTER, lenient), allow(ROOT, USE, OTHERS))

    def conditions_on_other_keys_fail():
        through = {"StringEquals": {"kms:ViaService": "s3.eu-west-3.amazonaws.com"}}
        under(allow(ROOT, ADMINISTER, ADMINISTRATORS), allow(ROOT, USE, through))

    def administrator_may_grant_fail():
        under(allow({"AWS": ADMINISTRATOR}, [*ADMINISTER, "kms:CreateGrant"]))

    def everything_but_listing_fail():
        under({"Effect": "Allow", "Principal": ROOT, "NotAction": "kms:List*", "Resource": "*"})

    def everyone_uses_fail():
        under(allow({"AWS": ADMINISTRATOR}, ADMINISTER), allow("*", USE))

    def refusal_that_may_part_them_unknown():
        refuse = allow("*", USE, ADMINISTRATORS, "Deny")
        under(allow(ROOT, "kms:*"), refuse)

    def refusal_of_administration_that_may_part_them_unknown():
        under(allow(ROOT, "kms:*"), allow("*", ADMINISTER, OTHERS, "Deny"))

    def refusal_of_something_else_fail():
        under(allow(ROOT, "kms:*"), allow("*", "kms:ListGrants", OTHERS, "Deny"))

    def policy_unknown():
        key(policy=unknown())

    def secret_policy_unknown():
        key(policy=pulumi.Output.secret(policy(*APART)))

    def replica_absent_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn")


class key_policy_keeps_the_lockout_check:
    """HDS-KEY-04."""

    def kept_pass():
        key(bypass_policy_lockout_safety_check=False)

    def absent_pass():
        aws.kms.KeyPolicy("policy", key_id="k", policy=policy(*APART))

    def bypassed_fail():
        key(bypass_policy_lockout_safety_check=True)

    def bypassed_by_an_attached_policy_fail():
        aws.kms.KeyPolicy("policy", key_id="k", policy=policy(*APART), bypass_policy_lockout_safety_check=True)

    def switch_unknown():
        key(bypass_policy_lockout_safety_check=unknown().apply(bool))


class grant_gives_no_administration:
    """HDS-KEY-04."""

    def use_pass():
        aws.kms.Grant("grant", grantee_principal=APPLICATION, key_id="k", operations=["Decrypt", "Encrypt"])

    def more_grants_under_a_context_pass():
        limits = [{"encryption_context_equals": {"store": "s"}}]
        aws.kms.Grant("grant", grantee_principal=APPLICATION, key_id="k", operations=["CreateGrant"], constraints=limits)

    def more_grants_fail():
        aws.kms.Grant("grant", grantee_principal=APPLICATION, key_id="k", operations=["Decrypt", "CreateGrant"])

    def whole_account_fail():
        aws.kms.Grant("grant", grantee_principal=ROOT["AWS"], key_id="k", operations=["Decrypt"])

    def empty_constraints_absent_fail():
        aws.kms.Grant("grant", grantee_principal=APPLICATION, key_id="k", operations=["CreateGrant"], constraints=[])

    def role_of_the_program_pass():
        role = aws.iam.Role("role", assume_role_policy="{}")
        aws.kms.Grant("grant", grantee_principal=role.arn, key_id="k", operations=["Decrypt"])

    def holder_unknown():
        aws.kms.Grant("grant", grantee_principal=unknown(), key_id="k", operations=["Decrypt"])

    def operation_unknown():
        aws.kms.Grant("grant", grantee_principal=APPLICATION, key_id="k", operations=[unknown()])
