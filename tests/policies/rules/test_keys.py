# SPDX-License-Identifier: Apache-2.0
"""Tables of the key and secret rules, line by line, and what no recorded program shows."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from tests.policies.reads import bare
from tests.policies.test_at_rest import put

from hds_policies.graph import Graph, Resource
from hds_policies.rules.keys.leaks import (
    DEFINITIONS,
    ENVIRONMENTS,
    SCRIPTS,
    VARIABLES,
    definition_holds_no_secret,
    environment_holds_no_secret,
    request_log_leaves_out_credentials,
    script_holds_no_secret,
    variable_holds_no_secret,
)
from hds_policies.rules.keys.passwords import DATABASES, PASSWORDS, password_is_managed_by_the_service, password_stays_out_of_the_program
from hds_policies.rules.keys.separation import (
    grant_gives_no_administration,
    key_administration_is_separate_from_use,
    key_policy_names_its_principals,
)
from hds_policies.rules.keys.use import account_uses_the_key_through_services
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
PAIRS = [(kind, path) for table in (ENVIRONMENTS, DEFINITIONS, SCRIPTS) for kind, paths in table.items() for path in paths]
ROLE = "arn:aws:iam::123456789012:role/one"


def outcome(rule: Any, kind: str, path: str, value: Any, *others: Resource, depends_on: tuple[str, ...] = ()) -> Outcome:
    """The outcome of a rule on a resource with one value at a path."""
    inputs: dict[str, Any] = {}
    put(inputs, path, value)
    subject = bare(kind, inputs)
    subject.property_dependencies = dict.fromkeys(inputs, depends_on)
    return rule(subject, Graph([subject, *others])).outcome


def leak(kind: str) -> tuple[Any, Any, Any]:
    """The rule on what a kind carries, with a harmless and a leaking value."""
    if kind in ENVIRONMENTS:
        return environment_holds_no_secret, {"STAGE": "prod"}, {"API_KEY": "abc"}
    if kind in DEFINITIONS:
        return definition_holds_no_secret, "[]", json.dumps({"environment": [{"name": "API_KEY", "value": "abc"}]})
    return script_holds_no_secret, "#!/bin/sh", "export API_TOKEN=abcdef123"


@pytest.mark.parametrize(("kind", "path"), PAIRS)
def test_each_place_that_can_leak_is_read(kind: str, path: str):
    """A secret fails in every environment, definition and script of the tables; a setting passes and a marked secret fails."""
    rule, harmless, leaking = leak(kind)
    assert outcome(rule, kind, path, harmless) is Outcome.PASS
    assert outcome(rule, kind, path, leaking) is Outcome.FAIL
    marked = {"SETTING": SECRET} if kind in ENVIRONMENTS else SECRET
    assert outcome(rule, kind, path, marked) is Outcome.FAIL


@pytest.mark.parametrize("kind", [kind for kind in SCRIPTS if kind != "aws:imagebuilder/imageRecipe:ImageRecipe"])
def test_scripts_are_read_in_base_64_too(kind: str):
    """Encoding hides nothing."""
    encoded = base64.b64encode(b"export API_TOKEN=abcdef123").decode()
    assert outcome(script_holds_no_secret, kind, SCRIPTS[kind][0], encoded) is Outcome.FAIL


@pytest.mark.parametrize("kind", VARIABLES)
def test_each_list_of_variables_is_read(kind: str):
    """A variable with the name of a secret fails in every list of the table."""
    block = VARIABLES[kind][0].removesuffix("[*]")
    assert outcome(variable_holds_no_secret, kind, block, [{"name": "STAGE", "value": "prod"}]) is Outcome.PASS
    assert outcome(variable_holds_no_secret, kind, block, [{"name": "API_KEY", "value": "abc"}]) is Outcome.FAIL


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("aws:s3/bucket:Bucket", Outcome.PASS),
        ("aws:iam/accessKey:AccessKey", Outcome.UNKNOWN),
        ("aws:iam/serviceSpecificCredential:ServiceSpecificCredential", Outcome.UNKNOWN),
        ("aws:secretsmanager/secretVersion:SecretVersion", Outcome.UNKNOWN),
        ("aws:ssm/parameter:Parameter", Outcome.UNKNOWN),
        ("random:index/randomPassword:RandomPassword", Outcome.UNKNOWN),
    ],
)
def test_an_unknown_value_is_harmless_only_when_its_sources_are(source: str, expected: Outcome):
    """What is computed from names and addresses passes; what may be computed from a secret stays open, also beside harmless sources."""
    made = bare(source)
    bucket = bare("aws:s3/bucket:Bucket")
    kind, path = "aws:lambda/function:Function", "environment.variables"
    for depends_on in ((made.urn,), (bucket.urn, made.urn)):
        found = outcome(environment_holds_no_secret, kind, path, {"A": UNKNOWN_SENTINEL}, made, bucket, depends_on=depends_on)
        assert found is expected


@pytest.mark.parametrize("depends_on", [(), ("urn:gone",)])
def test_an_unknown_value_from_nowhere_stays_open(depends_on: tuple[str, ...]):
    """No source, or one that is not in the graph, proves nothing."""
    kind, path = "aws:lambda/function:Function", "environment.variables"
    assert outcome(environment_holds_no_secret, kind, path, {"A": UNKNOWN_SENTINEL}, depends_on=depends_on) is Outcome.UNKNOWN


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in PASSWORDS.items() for path in paths])
def test_each_password_is_refused(kind: str, path: str):
    """A password fails in every property of the table, in clear or as a secret; one that is not known yet stays open."""
    assert outcome(password_stays_out_of_the_program, kind, "name", "n") is Outcome.PASS
    assert outcome(password_stays_out_of_the_program, kind, path, "x") is Outcome.FAIL
    assert outcome(password_stays_out_of_the_program, kind, path, SECRET) is Outcome.FAIL
    assert outcome(password_stays_out_of_the_program, kind, path, UNKNOWN_SENTINEL) is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", DATABASES)
def test_each_database_can_be_managed_or_made_from_another(kind: str):
    """The switch passes, each password beside it fails, and each source without a password asks for nothing."""
    managed = DATABASES[kind]
    assert outcome(password_is_managed_by_the_service, kind, managed.switch, True) is Outcome.PASS
    for path in managed.passwords:
        inputs = {managed.switch: True, path: "x"}
        subject = bare(kind, inputs)
        assert password_is_managed_by_the_service(subject, Graph([subject])).outcome is Outcome.FAIL
    for path in managed.sources:
        assert outcome(password_is_managed_by_the_service, kind, path, "source") is Outcome.PASS
    alone = outcome(password_is_managed_by_the_service, kind, "name", "n")
    assert alone is (Outcome.PASS if managed.optional else Outcome.FAIL)


@pytest.mark.parametrize(
    "administration",
    ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DisableKeyRotation", "kms:DeleteImportedKeyMaterial"],
)
@pytest.mark.parametrize(
    "use",
    [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DeriveSharedSecret",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyPair",
        "kms:GenerateDataKeyPairWithoutPlaintext",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:GenerateMac",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:Sign",
    ],
)
def test_each_act_of_administration_is_apart_from_each_use(administration: str, use: str):
    """One principal with one act of each fails, and reading about the key beside either passes."""
    kind = "aws:kms/key:Key"
    for actions, expected in (
        ([administration, use], Outcome.FAIL),
        ([administration, "kms:DescribeKey"], Outcome.PASS),
        ([use, "kms:DescribeKey"], Outcome.PASS),
    ):
        statement = {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": actions, "Resource": "*"}
        assert outcome(key_administration_is_separate_from_use, kind, "policy", json.dumps({"Statement": [statement]})) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["authorization", "cookie"], Outcome.PASS),
        (["Cookie", "x-trace", "Authorization"], Outcome.PASS),
        (["authorization", "x-trace"], Outcome.FAIL),
        (["cookie", "x-trace"], Outcome.FAIL),
        (["x-one", "x-two"], Outcome.FAIL),
        (["cookie", UNKNOWN_SENTINEL], Outcome.UNKNOWN),
        ([], Outcome.FAIL),
    ],
)
def test_both_headers_that_open_a_session_are_left_out(headers: list[str], expected: Outcome):
    """Another header in the place of one of them protects nothing."""
    fields = [{"singleHeader": {"name": name}} for name in headers]
    kind = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
    assert outcome(request_log_leaves_out_credentials, kind, "redactedFields", fields) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("aws:iam/role:Role", Outcome.PASS), ("aws:iam/user:User", Outcome.PASS), ("aws:ssm/parameter:Parameter", Outcome.UNKNOWN)],
)
def test_a_grant_is_held_by_a_role_or_a_user_of_the_program(source: str, expected: Outcome):
    """What is computed from either is one principal; from anything else it may be an account."""
    made = bare(source)
    grant = bare("aws:kms/grant:Grant", {"granteePrincipal": UNKNOWN_SENTINEL, "operations": ["Decrypt"]})
    grant.property_dependencies = {"granteePrincipal": (made.urn,)}
    assert grant_gives_no_administration(grant, Graph([grant, made])).outcome is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({}, Outcome.FAIL),
        ({"StringEquals": {"kms:CallerAccount": "123456789012"}}, Outcome.PASS),
        ({"Resembles": {"kms:CallerAccount": "123456789012"}}, Outcome.UNKNOWN),
    ],
)
def test_who_may_be_everyone_is_neither_passed_nor_refused(condition: dict[str, Any], expected: Outcome):
    """A condition that nobody can read leaves it open who uses the key."""
    statement = {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*", "Condition": condition}
    assert outcome(key_policy_names_its_principals, "aws:kms/key:Key", "policy", json.dumps({"Statement": [statement]})) is expected


ROOT = "arn:aws:iam::123456789012:root"
OTHER_ROOT = "arn:aws:iam::210987654321:root"
USERS = "arn:aws:iam::123456789012:user/*"
SERVICE = {"StringEquals": {"kms:ViaService": "s3.eu-west-3.amazonaws.com"}}


def use(principal: Any, condition: dict[str, Any] | None = None, effect: str = "Allow", **more: str) -> dict[str, Any]:
    """A statement about the use of a key."""
    own = {"Effect": effect, "Principal": principal, "Action": "kms:Decrypt", "Resource": "*", **more}
    return {**own, "Condition": condition} if condition else own


@pytest.mark.parametrize(
    ("listed", "expected", "cited"),
    [
        ([use({"AWS": ROLE})], Outcome.PASS, None),
        ([use({"AWS": ROOT}, SERVICE)], Outcome.PASS, None),
        ([use({"AWS": "123456789012"})], Outcome.FAIL, "Statement[0]"),
        ([use({"AWS": ROLE}), use({"AWS": ROOT})], Outcome.FAIL, "Statement[1]"),
        ([use({"AWS": ROLE}), use({"AWS": ROOT}, Sid="Whole")], Outcome.FAIL, "Whole"),
        ([use({"AWS": OTHER_ROOT}), use({"AWS": ROOT}, SERVICE)], Outcome.FAIL, "Statement[0]"),
        ([use({"AWS": OTHER_ROOT}, SERVICE), use({"AWS": ROOT}, {"Resembles": {"k:a": "b"}})], Outcome.UNKNOWN, "Statement[1]"),
        ([use({"AWS": ROOT}, {"Resembles": {"k:a": "b"}}), use({"AWS": OTHER_ROOT})], Outcome.FAIL, "Statement[1]"),
        ([use({"AWS": ROOT}, {"ArnLike": {"aws:PrincipalArn": USERS}})], Outcome.FAIL, "Statement[0]"),
        ([use({"AWS": ROOT}, {"ArnLike": {"aws:PrincipalArn": USERS.replace("user", "role")}})], Outcome.FAIL, "Statement[0]"),
        ([use({"AWS": ROOT}), use({"AWS": ROOT}, effect="Deny")], Outcome.PASS, None),
        ([use({"AWS": ROOT}), use({"AWS": OTHER_ROOT}, effect="Deny")], Outcome.FAIL, "Statement[0]"),
    ],
)
def test_each_account_that_uses_a_key_as_a_whole_is_asked_about(listed: list[dict[str, Any]], expected: Outcome, cited: str | None):
    """By its number or its root, for its roles and its users; the worst answer counts and names its statement."""
    key = bare("aws:kms/key:Key", {"policy": json.dumps({"Statement": listed})})
    verdict = account_uses_the_key_through_services(key, Graph([key]))
    assert verdict.outcome is expected
    assert [item.expected.values for item in verdict.evidence] == ([(cited,)] if cited else [])
