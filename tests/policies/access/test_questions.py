# SPDX-License-Identifier: Apache-2.0
"""What rules ask, on policies as people write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hds_policies.access import questions
from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope
from hds_policies.documents import Principal, partial_statements, statements
from hds_policies.values import UNKNOWN_SENTINEL, Known

OWN, OTHER = "111122223333", "444455556666"
ROOT = f"arn:aws:iam::{OWN}:root"
ROLE = f"arn:aws:iam::{OWN}:role/application"
YES, NO, MAYBE = Truth.YES, Truth.NO, Truth.MAYBE


def statement(
    principal: Any = "*", effect: str = "Allow", action: Any = "s3:GetObject", resource: Any = "*", **condition: Any
) -> dict[str, Any]:
    """A statement; conditions by operator."""
    own = {"Sid": f"{effect}It", "Effect": effect, "Principal": principal, "Action": action, "Resource": resource}
    return {**own, "Condition": condition} if condition else own


def read(*listed: dict[str, Any]):
    """A policy."""
    found = statements(Known(json.dumps({"Statement": list(listed)})))
    assert found is not None
    return found


DENY_OUTSIDERS = statement(effect="Deny", action="s3:*", StringNotEquals={"aws:PrincipalOrgID": "o-own"})
SPARE_SERVICES = statement(
    effect="Deny", action="s3:*", StringNotEquals={"aws:PrincipalOrgID": "o-own"}, BoolIfExists={"aws:PrincipalIsAWSService": "false"}
)


@pytest.mark.parametrize(
    ("listed", "strangers", "public"),
    [
        ([statement()], YES, YES),
        ([statement({"AWS": "*"})], YES, YES),
        ([statement({"AWS": ROLE})], NO, NO),
        ([statement({"AWS": ROOT}), statement({"Service": "s3.amazonaws.com"})], NO, NO),
        ([statement(StringEquals={"aws:PrincipalOrgID": "o-own"})], NO, NO),
        ([statement(StringLike={"aws:PrincipalOrgID": "*"})], YES, YES),
        ([statement(StringEqualsIfExists={"aws:PrincipalOrgID": "o-own"})], YES, YES),
        ([statement(StringNotEquals={"aws:PrincipalOrgID": "o-own"})], YES, YES),
        ([statement(**{"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-own/*"}})], YES, YES),
        ([statement(**{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-own/r-1/*"}})], NO, NO),
        ([statement(StringEquals={"aws:PrincipalAccount": OWN})], NO, NO),
        ([statement(StringEquals={"kms:CallerAccount": OWN})], NO, NO),
        ([statement(ArnLike={"aws:PrincipalArn": "arn:aws:iam::*:role/application"})], YES, YES),
        ([statement(ArnLike={"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/*"})], NO, NO),
        ([statement(ArnLike={"aws:PrincipalArn": "arn:aws:sts::*:assumed-role/application/*"})], YES, YES),
        ([statement(StringEquals={"s3:DataAccessPointAccount": OWN})], NO, NO),
        ([statement(StringNotEquals={"s3:DataAccessPointAccount": OWN})], YES, YES),
        ([statement(StringLike={"s3:DataAccessPointArn": f"arn:aws:s3:eu-west-3:{OWN}:accesspoint/*"})], NO, NO),
        ([statement(StringLike={"s3:DataAccessPointArn": "arn:aws:s3:eu-west-3:*:accesspoint/*"})], YES, YES),
        ([statement(StringLike={"aws:userid": "AROAEXAMPLE:*"})], NO, NO),
        ([statement(StringEquals={"aws:PrincipalTag/team": "care"})], YES, YES),
        ([statement(StringEquals={"aws:SourceVpce": "vpce-1"})], YES, NO),
        ([statement(StringEquals={"aws:SourceVpc": "vpc-1"})], YES, NO),
        ([statement(IpAddress={"aws:SourceIp": "192.0.2.0/24"})], YES, NO),
        ([statement(IpAddress={"aws:SourceIp": "0.0.0.0/0"})], YES, YES),
        ([statement(IpAddress={"aws:SourceIp": "0.0.0.0/1"})], YES, YES),
        ([statement(IpAddress={"aws:SourceIp": "8.0.0.0/8"})], YES, YES),
        ([statement(IpAddress={"aws:VpcSourceIp": "10.0.0.0/8"})], YES, NO),
        ([statement(NotIpAddress={"aws:SourceIp": "192.0.2.0/24"})], YES, YES),
        ([statement(StringEquals={"aws:SourceAccount": OWN})], NO, NO),
        ([statement(ArnLike={"aws:SourceArn": "arn:aws:s3:::own-bucket"})], NO, NO),
        ([statement(ArnLike={"aws:SourceArn": "arn:aws:s3:::own-*"})], YES, NO),
        ([statement(ArnLike={"aws:SourceArn": f"arn:aws:sns:*:{OWN}:*"})], NO, NO),
        ([statement(), DENY_OUTSIDERS], NO, NO),
        ([statement(), SPARE_SERVICES], YES, NO),
        ([statement({"AWS": ROLE}), SPARE_SERVICES], NO, NO),
        ([statement(action="*"), DENY_OUTSIDERS], YES, YES),
        ([{"Effect": "Allow", "NotPrincipal": {"AWS": ROLE}, "Action": "*", "Resource": "*"}], YES, YES),
        ([statement(), {"Effect": "Deny", "NotPrincipal": {"AWS": ROLE}, "Action": "*", "Resource": "*"}], NO, NO),
        ([statement(effect="Deny")], NO, NO),
        ([], NO, NO),
    ],
)
def test_strangers_get_in_where_nothing_keeps_them_out(listed: list[dict[str, Any]], strangers: Truth, public: Truth):
    """Keys that callers do not choose keep them out; a network alone keeps out the Internet, not the strangers inside it."""
    assert questions.admits_strangers(read(*listed)).truth is strangers
    assert questions.admits_public(read(*listed)).truth is public


def test_the_answer_names_the_statement():
    """A finding can say which statement opens the policy."""
    answer = questions.admits_strangers(read(statement({"AWS": ROLE}), {**statement(), "Sid": "Open"}))
    assert answer.statement is not None
    assert answer.statement.sid == "Open"


def test_a_scope_leaves_out_what_a_policy_is_not_about():
    """A policy of a bucket that allows everything and denies all of S3 admits nobody to the bucket."""
    found = read(statement(action="*"), DENY_OUTSIDERS)
    assert questions.admits_strangers(found, Scope(("s3:*",))).truth is NO
    assert questions.admits_strangers(found, Scope(("kms:*",))).truth is YES


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([statement({"Service": "s3.amazonaws.com"})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:SourceAccount": OWN})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, StringEqualsIfExists={"aws:SourceAccount": OWN})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, ArnLike={"aws:SourceArn": f"arn:aws:logs:*:{OWN}:*"})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, ArnLike={"aws:SourceArn": "arn:aws:logs:*:*:*"})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:SourceOrgID": "o-own"})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:SourceOwner": OWN})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, **{"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-own/*"}})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, Bool={"aws:PrincipalIsAWSService": "true"})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, Bool={"aws:PrincipalIsAWSService": "false"})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:PrincipalServiceName": "s3.amazonaws.com"})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:PrincipalServiceName": "sns.amazonaws.com"})], NO),
        ([statement({"Service": "s3.amazonaws.com"}, StringEquals={"aws:RequestedRegion": "eu-west-3"})], YES),
        ([statement({"Service": "l"}, ArnLike={"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:eu-west-3:{OWN}:*"})], NO),
        ([statement({"Service": "l"}, ArnLike={"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-3:*:*"})], YES),
        ([statement({"AWS": ROLE})], NO),
    ],
)
def test_a_service_acts_for_others_unless_a_source_key_says_for_whom(listed: list[dict[str, Any]], expected: Truth):
    """The confused deputy: the account, the organisation or the resource it acts for has to be ours."""
    assert questions.admits_deputies(read(*listed)).truth is expected
    assert questions.admits_deputies(read(*listed), spared=frozenset({"s3.amazonaws.com", "l"})).truth is NO


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([statement({"AWS": ROLE})], NO),
        ([statement({"AWS": OWN})], NO),
        ([statement({"AWS": OTHER})], YES),
        ([statement({"AWS": f"arn:aws:iam::{OTHER}:role/partner"})], YES),
        ([statement({"CanonicalUser": "79a5"})], YES),
        ([statement({"Federated": "accounts.example"})], YES),
        ([statement(StringEquals={"aws:PrincipalAccount": [OWN, OTHER]})], YES),
        ([statement(StringEquals={"aws:PrincipalAccount": OWN})], NO),
        ([statement({"AWS": OTHER}), statement({"AWS": OTHER}, "Deny", "*")], NO),
        ([statement({"AWS": f"arn:aws:iam::{OTHER}:role/a"}, ArnNotLike={"aws:PrincipalArn": f"arn:aws:iam::{OTHER}:role/a"})], NO),
    ],
)
def test_accounts_that_a_policy_names_are_seen(listed: list[dict[str, Any]], expected: Truth):
    """Principals and conditions may name another account; whether it is of the organisation no policy says."""
    assert questions.admits_named_others(read(*listed), frozenset({OWN})).truth is expected


PLAIN = Scope(("s3:GetObject",), keys=(("aws:securetransport", (("false",),)),))
NO_FACTOR = (("aws:multifactorauthpresent", (("false",), ())),)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([statement(effect="Deny", action="s3:*", Bool={"aws:SecureTransport": "false"})], YES),
        ([statement(effect="Deny", action="s3:*", BoolIfExists={"aws:SecureTransport": False})], YES),
        ([statement({"AWS": ROOT}, "Deny", "s3:*", Bool={"aws:SecureTransport": "false"})], NO),
        ([statement(effect="Deny", action="s3:Put*", Bool={"aws:SecureTransport": "false"})], NO),
        ([statement(effect="Deny", action="s3:*", resource="arn:aws:s3:::b/*", Bool={"aws:SecureTransport": "false"})], NO),
        ([statement(effect="Deny", action="s3:*", Bool={"aws:SecureTransport": "true"})], NO),
        ([statement(effect="Deny", action="s3:*", Bool={"aws:SecureTransport": "false"}, StringEquals={"aws:x": "y"})], NO),
        ([{"Effect": "Deny", "NotPrincipal": {"AWS": ROLE}, "Action": "*", "Resource": "*"}], NO),
        ([statement()], NO),
        ([], NO),
    ],
)
def test_everyone_is_refused_only_when_nothing_spares_anyone(listed: list[dict[str, Any]], expected: Truth):
    """Without TLS: every caller, action and resource counts."""
    assert questions.refuses_everyone(read(*listed), PLAIN) is expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([statement({"AWS": ROLE})], YES),
        ([statement({"AWS": ROOT}, StringEquals={"aws:PrincipalOrgID": "o-own"})], YES),
        ([statement(StringEquals={"aws:PrincipalAccount": OWN})], YES),
        ([{**statement(), "Principal": None, "NotPrincipal": {"AWS": ROLE}}], YES),
        ([statement({"AWS": ROLE}, StringEquals={"aws:PrincipalAccount": OWN})], YES),
        ([statement({"AWS": ROLE}, StringEquals={"aws:PrincipalAccount": OTHER})], NO),
        ([statement({"AWS": ROOT}, ArnLike={"aws:PrincipalArn": ROLE})], YES),
        ([statement({"AWS": OWN}, ArnLike={"aws:PrincipalArn": ROLE})], YES),
        ([statement({"AWS": "AIDAEXAMPLE"})], YES),
        ([statement({"AWS": ROLE}), statement({"AWS": ROOT}, effect="Deny", action="s3:*")], NO),
        ([statement({"Federated": "accounts.example"})], YES),
        ([statement({"CanonicalUser": "79a5"}), statement({"CanonicalUser": "79a5"}, effect="Deny")], NO),
        ([statement({"AWS": ROLE}, StringEquals={"aws:PrincipalArn": f"{ROOT}/other"})], NO),
        ([statement({"AWS": ROLE}), statement(effect="Deny", action="s3:*")], NO),
        ([statement({"AWS": ROLE}, action="s3:PutObject")], NO),
        ([statement({"AWS": ROLE}, StringEquals={"aws:RequestedRegion": "eu-west-3"})], NO),
    ],
)
def test_somebody_gets_in_where_a_policy_names_somebody(listed: list[dict[str, Any]], expected: Truth):
    """Whoever a policy lets in, of whatever organisation, unless another part keeps all of them out."""
    scope = Scope(("s3:GetObject",), keys=(("aws:requestedregion", (("us-east-1",),)),))
    assert questions.admits_somebody(read(*listed), scope).truth is expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([statement({"AWS": ROLE}, action="*")], YES),
        ([statement({"AWS": ROOT}, action="s3:*")], NO),
        ([statement({"Service": "s3.amazonaws.com"}, action="s3:*", StringEquals={"aws:SourceAccount": OWN})], YES),
        ([statement({"Service": "s3.amazonaws.com"}, action=["s3:Put*", "s3:GetBucketAcl"])], NO),
        ([statement({"Service": "s3.amazonaws.com"}, action="s3:*"), statement(effect="Deny", action="*")], NO),
        ([{**statement({"AWS": ROLE}), "Action": None, "NotAction": "s3:DeleteObject"}], YES),
    ],
)
def test_everything_is_what_no_policy_can_name(listed: list[dict[str, Any]], expected: Truth):
    """Every action of a service is too much for a service, every action of all of them for anyone."""
    assert questions.admits_to_everything(read(*listed), Scope(("s3:*",))).truth is expected


@pytest.mark.parametrize(
    ("denied", "expected"),
    [
        (DENY_OUTSIDERS, YES),
        (SPARE_SERVICES, YES),
        (statement(effect="Deny", action="s3:*", StringNotEquals={"aws:PrincipalAccount": OWN}), YES),
        (statement(effect="Deny", action="s3:*", StringNotEquals={"aws:SourceVpce": "vpce-1"}), YES),
        (statement(effect="Deny", action="s3:*", NotIpAddress={"aws:SourceIp": "192.0.2.0/24"}), YES),
        (statement(effect="Deny", action="s3:*"), YES),
        (statement(effect="Deny", action="s3:PutObject", StringNotEquals={"aws:PrincipalOrgID": "o-own"}), NO),
        (statement(effect="Deny", action="s3:*", StringNotEqualsIfExists={"aws:PrincipalOrgID": "o-own"}), YES),
        (statement(effect="Deny", action="s3:*", **{"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-own/*"}}), NO),
        (statement({"AWS": ROOT}, effect="Deny", action="s3:*"), NO),
    ],
)
def test_outsiders_are_refused_by_their_account_or_their_network(denied: dict[str, Any], expected: Truth):
    """A refusal that needs its key, such as a path that anonymous callers lack, lets them through."""
    assert questions.refuses_outsiders(read(denied), Scope(("s3:*",))) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, YES),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, NO),
        ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}, YES),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}, YES),
    ],
)
def test_a_factor_is_asked_only_by_a_condition_that_misses_it(condition: dict[str, Any], expected: Truth):
    """``BoolIfExists`` lets a request without any factor through; another key alone does not ask for one."""
    found = read(statement({"AWS": ROOT}, action="sts:AssumeRole", **condition))
    assert questions.admits_named_others(found, frozenset(), Scope(("sts:AssumeRole",), keys=NO_FACTOR)).truth is expected


def test_the_holders_of_an_action_are_named():
    """Who can delete this: everyone whom the policy names and does not refuse."""
    found = read(
        statement({"AWS": [ROOT, ROLE]}, action="backup:*"),
        statement({"Service": "backup.amazonaws.com"}, action="backup:CopyIntoBackupVault"),
        statement(effect="Deny", action="backup:DeleteRecoveryPoint", ArnLike={"aws:PrincipalArn": ROLE}),
    )
    assert questions.holders(found, "backup:DeleteRecoveryPoint") == (Principal("AWS", ROOT),)
    assert questions.holders(found, "backup:CopyIntoBackupVault")[-1] == Principal("Service", "backup.amazonaws.com")


def test_a_role_may_what_its_policies_add_up_to():
    """Statements without a principal are the holder's own."""
    found = read({"Effect": "Allow", "Action": "iam:*", "Resource": "*"}, {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"})
    assert questions.may(found, Scope(("iam:CreateRole",))).truth is YES
    assert questions.may(found, Scope(("iam:PassRole",))).truth is NO
    here = read({
        "Effect": "Allow",
        "Action": "iam:*",
        "Resource": "*",
        "Condition": {"ArnLike": {"iam:PolicyARN": "arn:aws:iam::*:policy/a"}},
    })
    assert questions.may(here, Scope(("iam:CreateRole",))).truth is YES


@pytest.mark.parametrize(
    ("changes", "strangers"),
    [
        ({"Principal": {"AWS": UNKNOWN_SENTINEL}}, MAYBE),
        ({"Principal": {"AWS": ROLE}, "Resource": UNKNOWN_SENTINEL}, NO),
        ({"Resource": UNKNOWN_SENTINEL}, MAYBE),
        ({"Action": [UNKNOWN_SENTINEL, "s3:GetObject"]}, YES),
        ({"Condition": UNKNOWN_SENTINEL}, MAYBE),
        ({"Condition": {"StringEquals": UNKNOWN_SENTINEL}}, MAYBE),
        ({"Condition": {"StringEquals": {"aws:PrincipalOrgID": UNKNOWN_SENTINEL}}}, MAYBE),
        ({"Condition": {"Bool": {"aws:SecureTransport": UNKNOWN_SENTINEL}}}, MAYBE),
    ],
)
def test_a_part_that_is_not_known_yet_gives_perhaps(changes: dict[str, Any], strangers: Truth):
    """What decides without it stays certain."""
    found = partial_statements(Known({"Statement": [{**statement(), **changes}]}))
    assert found is not None
    assert questions.admits_strangers(found).truth is strangers


@pytest.mark.parametrize(
    "raw", [{"Statement": UNKNOWN_SENTINEL}, {"Statement": [{**statement(), "Effect": UNKNOWN_SENTINEL}]}, UNKNOWN_SENTINEL]
)
def test_a_policy_without_readable_statements_is_none(raw: Any):
    """Nothing can be said of it."""
    assert partial_statements(Known(raw)) is None
