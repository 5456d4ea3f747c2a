# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_components.aws.keys import Keys
from hds_components.aws.keys.policy import key_policy
from hds_components.contracts.keys import PURPOSES, KeysArgs
from hds_toolkit.sources.recording import record
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

KEY, REPLICA, ALIAS = "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"
ACCOUNT = "arn:aws:iam::123456789012:root"
ADMINISTRATOR, BREAK_GLASS, NURSE = (f"arn:aws:iam::123456789012:role/{name}" for name in ("key-administrator", "break-glass", "nurse"))
STORES = (("storage", "medical-record"), ("storage", "non-health"), ("relational", "medical-record"))
KINDS = (*PURPOSES, "storage", "table", "relational", "files", "records")
THROUGH = {
    "logs": "s3",
    "archive": "s3",
    "network": "network-firewall",
    "volumes": "ec2",
    "secrets": "secretsmanager",
    "backup": "backup",
    "alerts": "sns",
    "storage": "s3",
    "table": "dynamodb",
    "relational": "rds",
    "files": "elasticfilesystem",
    "records": "s3",
}
DESTROY = ("kms:ScheduleKeyDeletion", "kms:DisableKey")
ARGS = KeysArgs(perimeter=PRODUCTION, stores=STORES, administrators=(ADMINISTRATOR,))


def built(args: KeysArgs = ARGS) -> Graph:
    """The keys of those arguments."""

    def program() -> None:
        Keys("keys", args)

    return record(program, config=CONFIG)


def may(args: KeysArgs, purpose: str, role: str, action: str, region: str = "eu-west-3", **keys: str) -> bool:
    """Whether a role of the account, to which IAM allows everything, may do something with a key."""
    context = {"aws:PrincipalArn": role, "kms:CallerAccount": "123456789012"} | {key.replace("__", ":"): text for key, text in keys.items()}
    statements = json.loads(key_policy(args, purpose, region))["Statement"]
    return allowed(statements, Request(principal=ACCOUNT, action=action, keys=context))


@pytest.fixture(scope="module")
def production() -> Graph:
    """The keys of a replicated environment."""
    return built()


def test_each_purpose_and_each_store_has_its_own_key(production):
    """One key per purpose, one per kind of store and data class, and nothing else."""
    names = {resource.name for resource in production.of(KEY)}
    assert names == {f"keys-{purpose}" for purpose in PURPOSES} | {
        "keys-storage-medical-record",
        "keys-storage-non-health",
        "keys-relational-medical-record",
    }


def test_a_store_asked_twice_has_one_key():
    """Two stores of one kind and class share the key of their class."""
    graph = built(replace(ARGS, stores=(*STORES, STORES[0])))
    assert len(graph.of(KEY)) == len(PURPOSES) + len(STORES)


def test_every_key_rotates_waits_and_is_protected(production):
    """Rotation within a year, thirty days before a loss, no way round the lock-out check, and no deletion by the program."""
    for key in production.of(KEY):
        assert value(key, "enableKeyRotation") is True
        assert value(key, "rotationPeriodInDays") == 365
        assert value(key, "deletionWindowInDays") == 30
        assert value(key, "bypassPolicyLockoutSafetyCheck") is False
        assert key.protect


def test_the_rotation_and_the_window_can_be_chosen():
    """Both come from the arguments."""
    key = one(built(replace(ARGS, rotation_days=180, deletion_window_days=14)), KEY, "keys-logs")
    assert (value(key, "rotationPeriodInDays"), value(key, "deletionWindowInDays")) == (180, 14)


def test_every_key_has_a_replica_and_an_alias_on_each_side(production):
    """The replica key and its alias are in the replica region, under the same alias as the primary's."""
    for key in production.of(KEY):
        assert value(key, "multiRegion") is True
        replica = production.companions(key, REPLICA, "primaryKeyArn")
        assert [value(peer, "region") for peer in replica] == ["eu-central-1"]
        assert replica[0].protect
        assert value(replica[0], "deletionWindowInDays") == 30
        aliases = [production.companions(target, ALIAS, "targetKeyId") for target in (key, replica[0])]
        assert [len(found) for found in aliases] == [1, 1]
        assert len({value(found[0], "name") for found in aliases}) == 1
        assert value(aliases[1][0], "region") == "eu-central-1"


def test_without_a_replica_region_nothing_leaves_the_primary_region():
    """Keys are single-region, and there is no replica and no second alias."""
    graph = built(replace(ARGS, perimeter=DEVELOPMENT))
    assert not graph.of(REPLICA)
    assert {value(key, "multiRegion") for key in graph.of(KEY)} == {False}
    assert len(graph.of(ALIAS)) == len(graph.of(KEY))
    assert not any("region" in resource.inputs for resource in graph.of(KEY, ALIAS))
    assert not any(key.protect for key in graph.of(KEY))


def test_a_key_says_whose_it_is_and_what_it_serves(production):
    """Tags name the tenant, the purpose, and the data class where there is one, also that of traces."""
    tags = value(one(production, KEY, "keys-storage-medical-record"), "tags")
    assert tags == {"team": "platform", "hds:tenant": "chu-lyon", "hds:purpose": "storage", "hds:data-class": "medical-record"}
    classes = {name: value(one(production, KEY, f"keys-{name}"), "tags").get("hds:data-class") for name in ("logs", "archive", "volumes")}
    assert classes == {"logs": "technical-log", "archive": "access-trace", "volumes": None}


def test_keys_without_an_administrator_are_refused():
    """The message says why, and what to give."""
    with pytest.raises(ValueError, match=r"at least one administrator.*hint: give the ARN of the role"):
        built(replace(ARGS, administrators=()))


@settings(max_examples=10, deadline=None)
@given(tenant=st.from_regex(r"[a-z][a-z0-9-]{1,300}", fullmatch=True), data_class=st.from_regex(r"[a-z][a-z-]{1,300}", fullmatch=True))
def test_an_alias_is_one_that_kms_takes(tenant, data_class):
    """Whatever the names: 256 characters at most, of the alphabet of aliases, all different."""
    stores = (("storage", data_class), ("relational", data_class))
    graph = built(replace(ARGS, perimeter=replace(DEVELOPMENT, tenant=tenant), stores=stores))
    names = [value(alias, "name") for alias in graph.of(ALIAS)]
    assert all(re.fullmatch(r"alias/[a-zA-Z0-9/_-]+", name) and len(name) <= 256 for name in names)
    assert len(set(names)) == len(graph.of(KEY))


@pytest.mark.parametrize("purpose", KINDS)
@pytest.mark.parametrize("region", ["eu-west-3", "eu-central-1"])
def test_an_administrator_can_always_change_the_policy_again(purpose, region):
    """KMS would refuse the key otherwise: nobody would be left to change its policy."""
    for phase in ("draft", "governance", "locked"):
        args = replace(ARGS, perimeter=replace(PRODUCTION, phase=phase), break_glass=(BREAK_GLASS,))
        assert may(args, purpose, ADMINISTRATOR, "kms:PutKeyPolicy", region)
        assert may(args, purpose, ADMINISTRATOR, "kms:EnableKeyRotation", region)


@given(
    purpose=st.sampled_from(KINDS),
    role=st.sampled_from([ADMINISTRATOR, BREAK_GLASS, NURSE, "arn:aws:iam::123456789012:role/aws-reserved/sso/Admins_1"]),
    administrators=st.lists(st.sampled_from([ADMINISTRATOR, "arn:aws:iam::123456789012:role/aws-reserved/*/Admins_*"]), min_size=1),
    break_glass=st.sampled_from([(), (BREAK_GLASS,)]),
    service=st.sampled_from([None, *THROUGH.values()]),
)
def test_nobody_both_administers_and_uses_a_key(purpose, role, administrators, break_glass, service):
    """Whoever the role and whatever the service it comes through: changing or destroying a key and decrypting exclude each other."""
    args = replace(ARGS, administrators=tuple(administrators), break_glass=break_glass)
    through = {"kms__ViaService": f"{service}.eu-west-3.amazonaws.com"} if service else {}
    administers = any(may(args, purpose, role, action) for action in ("kms:PutKeyPolicy", *DESTROY))
    assert not (administers and may(args, purpose, role, "kms:Decrypt", **through))


@pytest.mark.parametrize("purpose", KINDS)
def test_a_role_reaches_a_key_through_its_own_service_only(purpose):
    """Each cryptographic operation passes through the service of the purpose, in either region, and by no other way."""
    for action in ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom"):
        for region in ("eu-west-3", "eu-central-1"):
            assert may(ARGS, purpose, NURSE, action, kms__ViaService=f"{THROUGH[purpose]}.{region}.amazonaws.com")
        assert not may(ARGS, purpose, NURSE, action)
        assert not may(ARGS, purpose, NURSE, action, kms__ViaService="lambda.eu-west-3.amazonaws.com")
        assert not may(ARGS, purpose, NURSE, action, kms__ViaService=f"{THROUGH[purpose]}.us-east-1.amazonaws.com")


def test_a_grant_can_only_be_given_to_a_service():
    """A role can hand the key to the service that makes a disk, never to another role."""
    through = {"kms__ViaService": "ec2.eu-west-3.amazonaws.com"}
    assert may(ARGS, "volumes", NURSE, "kms:CreateGrant", kms__GrantIsForAWSResource="true", **through)
    assert not may(ARGS, "volumes", NURSE, "kms:CreateGrant", **through)
    assert not may(ARGS, "volumes", NURSE, "kms:CreateGrant", kms__GrantIsForAWSResource="true")


def test_anyone_of_the_account_may_look_and_nobody_else_may_administer():
    """Reading settings is open to the account, so that audits and unprivileged deployments work; changing them is not."""
    assert may(ARGS, "logs", NURSE, "kms:DescribeKey")
    assert not may(ARGS, "logs", NURSE, "kms:PutKeyPolicy")
    assert not may(ARGS, "logs", NURSE, "kms:ScheduleKeyDeletion")


def test_a_key_is_replicated_inside_the_environment_only():
    """An administrator can copy a key to the two regions of the environment, and nowhere else (HDS-LOC-02)."""
    assert may(ARGS, "logs", ADMINISTRATOR, "kms:ReplicateKey", kms__ReplicaRegion="eu-central-1")
    assert not may(ARGS, "logs", ADMINISTRATOR, "kms:ReplicateKey", kms__ReplicaRegion="eu-west-2")
    assert not may(ARGS, "logs", ADMINISTRATOR, "kms:UpdatePrimaryRegion", kms__PrimaryRegion="us-east-1")
    single = replace(ARGS, perimeter=DEVELOPMENT)
    assert not may(single, "logs", ADMINISTRATOR, "kms:ReplicateKey", kms__ReplicaRegion="eu-central-1")


@pytest.mark.parametrize("purpose", ["logs", "storage"])
@pytest.mark.parametrize("action", DESTROY)
def test_break_glass_alone_destroys_when_there_is_one(purpose, action):
    """Without it, administrators may order a deletion; with it, they no longer can."""
    assert may(ARGS, purpose, ADMINISTRATOR, action)
    args = replace(ARGS, break_glass=(BREAK_GLASS,))
    assert may(args, purpose, BREAK_GLASS, action)
    assert not may(args, purpose, ADMINISTRATOR, action)


@pytest.mark.parametrize("action", DESTROY)
def test_the_archive_key_outlives_what_it_locks(action):
    """In draft it can go; once locks are real, only break-glass can order its end, and nobody where there is none."""
    assert may(ARGS, "archive", ADMINISTRATOR, action)
    for phase in ("governance", "locked"):
        locked = replace(ARGS, perimeter=replace(PRODUCTION, phase=phase))
        assert not may(locked, "archive", ADMINISTRATOR, action)
        assert may(locked, "storage", ADMINISTRATOR, action)
        with_break_glass = replace(locked, break_glass=(BREAK_GLASS,))
        assert may(with_break_glass, "archive", BREAK_GLASS, action)
        assert not may(with_break_glass, "archive", ADMINISTRATOR, action)


@pytest.mark.parametrize(
    ("service", "keys"),
    [
        ("logs.eu-west-3", {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-3:{}:log-group:/hds/trail"}),
        (
            "cloudtrail",
            {
                "aws:SourceAccount": "{}",
                "aws:SourceArn": "arn:aws:cloudtrail:eu-west-3:{}:trail/any",
                "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:eu-west-1:{}:trail/any",
            },
        ),
        ("config", {"aws:SourceAccount": "{}"}),
        ("delivery.logs", {"aws:SourceAccount": "{}", "aws:SourceArn": "arn:aws:logs:eu-west-3:{}:*"}),
        ("guardduty", {"aws:SourceAccount": "{}", "aws:SourceArn": "arn:aws:guardduty:eu-central-1:{}:detector/1a"}),
        ("macie", {"aws:SourceAccount": "{}", "aws:SourceArn": "arn:aws:macie2:eu-west-3:{}:classification-job/1a"}),
    ],
)
def test_a_service_delivers_for_this_account_and_for_no_other(service, keys):
    """The logs key admits each delivering service, only on behalf of the account, and the archive's key admits none."""
    for account, purpose, passes in (("123456789012", "logs", True), ("999999999999", "logs", False), ("123456789012", "archive", False)):
        context = {key: text.format(account) for key, text in keys.items()}
        request = Request(principal=f"{service}.amazonaws.com", action="kms:GenerateDataKey", keys=context)
        assert allowed(json.loads(key_policy(ARGS, purpose, "eu-west-3"))["Statement"], request) is passes


def test_a_replica_admits_the_log_service_of_its_own_region():
    """CloudWatch Logs has one principal per region: the replica's policy names that of the replica region."""
    keys = {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:any"}
    request = Request(principal="logs.eu-central-1.amazonaws.com", action="kms:Encrypt", keys=keys)
    assert allowed(json.loads(key_policy(ARGS, "network", "eu-central-1"))["Statement"], request)
    assert not allowed(json.loads(key_policy(ARGS, "network", "eu-west-3"))["Statement"], request)


def test_the_recorded_policies_are_those_judged_here(production):
    """Primary and replica carry the policy of their own region, known at preview."""
    assert value(one(production, KEY, "keys-logs"), "policy") == key_policy(ARGS, "logs", "eu-west-3")
    assert value(one(production, REPLICA, "keys-logs-replica"), "policy") == key_policy(ARGS, "logs", "eu-central-1")


@pytest.mark.parametrize("purpose", KINDS)
def test_no_statement_allows_everybody(purpose):
    """Every Allow names the account or a service, or callers of the account by condition; but for reading settings, all ask more."""
    for statement in json.loads(key_policy(ARGS, purpose, "eu-west-3"))["Statement"]:
        if statement["Effect"] == "Allow":
            assert statement["Principal"] != "*"
            assert statement["Sid"] == "ReadMetadata" or statement["Condition"]
            if "*" in statement["Principal"].values():
                assert statement["Condition"]["StringEquals"]["kms:CallerAccount"] == "123456789012"


@pytest.mark.parametrize("service", ["backup", "cloudwatch", "events"])
def test_an_alert_is_published_to_topics_of_this_account_and_under_the_key_of_alerts_only(service):
    """Services that publish to the topics encrypt under their key, and no other; EventBridge names no source account."""
    for account, purpose, passes in (
        ("123456789012", "alerts", True),
        ("999999999999", "alerts", False),
        ("123456789012", "secrets", False),
    ):
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            context = {"kms:EncryptionContext:aws:sns:topicArn": f"arn:aws:sns:eu-west-3:{account}:alerts"}
            request = Request(principal=f"{service}.amazonaws.com", action=action, keys=context)
            assert allowed(json.loads(key_policy(ARGS, purpose, "eu-west-3"))["Statement"], request) is passes


@pytest.mark.parametrize(("purpose", "passes"), [("storage", True), ("relational", False), ("archive", False)])
def test_the_search_for_health_data_reads_object_stores_only(purpose, passes):
    """Macie's own role decrypts objects through S3, and nothing of another service."""
    role = "arn:aws:iam::123456789012:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
    context = {"aws:PrincipalArn": role, "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.eu-west-3.amazonaws.com"}
    found = json.loads(key_policy(ARGS, purpose, "eu-west-3"))["Statement"]
    named = [statement for statement in found if statement["Sid"] == "DiscoverSensitiveData"]
    assert bool(named) is passes
    assert allowed(named, Request(principal=role, action="kms:Decrypt", keys=context)) is passes
    assert not allowed(named, Request(principal=role, action="kms:Decrypt", keys=context | {"aws:PrincipalArn": NURSE}))


def test_a_role_given_by_name_is_one_of_the_account():
    """A stack file names roles; a key policy matches ARNs."""
    named = replace(ARGS, administrators=("key-administrator",), break_glass=("break-glass",))
    assert key_policy(named, "archive", "eu-west-3") == key_policy(
        replace(ARGS, administrators=(ADMINISTRATOR,), break_glass=(BREAK_GLASS,)), "archive", "eu-west-3"
    )
