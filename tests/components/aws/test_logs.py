# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pulumi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_components.aws.logs import Logs
from hds_components.contracts.logs import LogsArgs
from hds_policies.values import ABSENT
from hds_toolkit.sources.recording import record
from tests.components.aws.access import Request, allowed
from tests.components.aws.log_chain import BUCKET, CHANNEL, GROUP, POLICY, RECORDER, RECORDS, ROLE, TRAIL, built
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph

LOGGING = "aws:s3/bucketLogging:BucketLogging"
COMPANIONS = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    POLICY,
)
ENCRYPTION, LIFECYCLE = COMPANIONS[1], COMPANIONS[4]
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
ACCESS_LOGS = {"logs-access-logs", "logs-replica-access-logs"}
WRITE = "s3:PutObject"


@pytest.fixture(scope="module")
def production() -> Graph:
    """The log chain of a replicated environment with a traced store and a traced table."""
    return built(traced_stores=(RECORDS,), traced_tables=("chu-lyon-production-index",))


def passes(graph: Graph, bucket: str, principal: str, action: str, **keys: str) -> bool:
    """Whether the policy of a bucket lets a request pass; it is over TLS 1.3 unless said otherwise."""
    context = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"} | {name.replace("__", ":"): text for name, text in keys.items()}
    judged = statements(one(graph, POLICY, f"{bucket}-policy")).values()
    return allowed(judged, Request(principal=principal, action=action, keys=context))


def test_every_bucket_has_its_companions_and_is_protected(production):
    """Versioned, encrypted, private, owned, expiring and under a policy, all of it protected; nothing empties a bucket by force."""
    assert {bucket.name for bucket in production.of(BUCKET)} == {"logs-delivery", "logs-archive", *ACCESS_LOGS}
    for bucket in production.of(BUCKET):
        assert bucket.protect
        assert bucket.get("forceDestroy") == ABSENT
        for kind in COMPANIONS:
            found = production.companions(bucket, kind, "bucket")
            assert len(found) == 1, (bucket.name, kind)
            assert found[0].protect
            assert found[0].get("region") == bucket.get("region")


def test_every_bucket_but_those_of_access_logs_is_traced_inside_its_region(production):
    """S3 delivers access logs only inside a region, and the destination keeps none of its own."""
    for bucket in production.of(BUCKET):
        found = production.companions(bucket, LOGGING, "bucket")
        assert len(found) == (bucket.name not in ACCESS_LOGS)
        for logging in found:
            (target,) = production.targets(logging, "targetBucket", BUCKET)
            assert target.name in ACCESS_LOGS
            assert target.get("region") == bucket.get("region")


def test_access_logs_alone_do_without_a_customer_key(production):
    """Their default encryption cannot be SSE-KMS; the delivery bucket and the archive use their own keys, each in its own region."""
    path = "rules[0].applyServerSideEncryptionByDefault"
    for name in ACCESS_LOGS:
        assert value(one(production, ENCRYPTION, f"{name}-encryption"), f"{path}.sseAlgorithm") == "AES256"
    expected = {"logs-delivery": ("aws:kms/key:Key", "logs-key"), "logs-archive": ("aws:kms/replicaKey:ReplicaKey", "archive-key-replica")}
    for name, (kind, used) in expected.items():
        encryption = one(production, ENCRYPTION, f"{name}-encryption")
        assert value(encryption, f"{path}.sseAlgorithm") == "aws:kms"
        assert value(encryption, "rules[0].bucketKeyEnabled") is True
        assert [target.name for target in production.targets(encryption, f"{path}.kmsMasterKeyId", kind)] == [used]


def test_the_archive_and_its_access_logs_are_the_only_things_in_the_replica_region(production):
    """A second site holds the archive, and a recorder watches it."""
    there = {resource.name for resource in production.resources if "region" in resource.inputs and "key" not in resource.name}
    assert {name.split("-")[1] for name in there} == {"archive", "replica", "configuration"}
    assert all(resource.get("region").value == "eu-central-1" for resource in production.resources if resource.name in there)


def test_without_a_replica_region_the_archive_stays_in_the_primary_region():
    """It has its primary key, one bucket of access logs is enough, and one region is recorded."""
    graph = built(DEVELOPMENT)
    assert {bucket.name for bucket in graph.of(BUCKET)} == {"logs-delivery", "logs-archive", "logs-access-logs"}
    assert not [resource.name for resource in graph.resources if "region" in resource.inputs and resource.type != "pulumi:providers:aws"]
    encryption = one(graph, ENCRYPTION, "logs-archive-encryption")
    path = "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId"
    assert [target.name for target in graph.targets(encryption, path, "aws:kms/key:Key")] == ["archive-key"]
    assert len(graph.of(RECORDER)) == 1
    assert not any(bucket.protect for bucket in graph.of(BUCKET))


@pytest.mark.parametrize(("phase", "mode"), [("draft", None), ("governance", "GOVERNANCE"), ("locked", "COMPLIANCE")])
def test_the_archive_alone_is_locked_as_far_as_the_phase_says(phase, mode):
    """It is born able to lock, holds nothing in draft, then for the whole archive term; what services deliver to is never locked."""
    graph = built(replace(PRODUCTION, phase=phase), archive_days=1095)
    able = {bucket.name for bucket in graph.of(BUCKET) if bucket.get("objectLockEnabled") != ABSENT}
    assert able == {"logs-archive"}
    rules = [value(lock, "rule.defaultRetention") for lock in graph.of(LOCK)]
    assert rules == ([{"mode": mode, "days": 1095}] if mode else [])
    assert all(graph.targets(lock, "bucket", BUCKET)[0].name == "logs-archive" and lock.protect for lock in graph.of(LOCK))


def test_delivered_logs_are_copied_to_the_archive_under_its_key_and_never_deleted_from_it(production):
    """Everything is replicated, deletions are not, and the copy is encrypted with the archive's key of its region."""
    replication = one(production, REPLICATION)
    assert [bucket.name for bucket in production.targets(replication, "bucket", BUCKET)] == ["logs-delivery"]
    assert [bucket.name for bucket in production.targets(replication, "rules[0].destination.bucket", BUCKET)] == ["logs-archive"]
    assert value(replication, "rules[0].status") == "Enabled"
    assert value(replication, "rules[0].filter.prefix") == ""
    assert value(replication, "rules[0].deleteMarkerReplication.status") == "Disabled"
    key_path = "rules[0].destination.encryptionConfiguration.replicaKmsKeyId"
    assert [found.name for found in production.targets(replication, key_path, "aws:kms/replicaKey:ReplicaKey")] == ["archive-key-replica"]
    assert replication.protect


def test_only_replication_writes_to_the_archive(production):
    """The role of the replication can, an administrator of the account cannot."""
    (role,) = production.targets(one(production, REPLICATION), "role", ROLE)
    writer = f"arn:aws:iam::123456789012:role/{value(role, 'name')}"
    refusal = statements(one(production, POLICY, "logs-archive-policy"))["DenyWritesBesideReplication"]
    assert set(refusal["Action"]) == {"s3:PutObject", "s3:ReplicateObject"}
    for who, refused in ((writer, False), ("arn:aws:iam::123456789012:role/administrator", True)):
        request = Request(principal="any", action="s3:PutObject", keys={"aws:PrincipalArn": who})
        assert allowed([{**refusal, "Effect": "Allow"}], request) is refused


@pytest.mark.parametrize(
    ("principal", "source"),
    [
        ("cloudtrail.amazonaws.com", "arn:aws:cloudtrail:eu-west-3:{}:trail/any"),
        ("config.amazonaws.com", "any:{}"),
        ("delivery.logs.amazonaws.com", "arn:aws:logs:eu-west-3:{}:*"),
    ],
)
def test_a_service_delivers_for_this_account_only(production, principal, source):
    """Each of the three delivers for the account, as its owner, and for no other account."""
    for account, acl, expected in (
        ("123456789012", "bucket-owner-full-control", True),
        ("999999999999", "bucket-owner-full-control", False),
        ("123456789012", "public-read", False),
    ):
        keys = {"aws__SourceAccount": account, "aws__SourceArn": source.format(account), "s3__x-amz-acl": acl}
        assert passes(production, "logs-delivery", principal, WRITE, aws__PrincipalIsAWSService="true", **keys) is expected
        assert not passes(production, "logs-archive", principal, WRITE, aws__PrincipalIsAWSService="true", **keys)


@pytest.mark.parametrize(
    ("service", "source"),
    [
        ("guardduty", "arn:aws:guardduty:eu-central-1:{}:detector/1a2b"),
        ("macie", "arn:aws:macie2:eu-west-3:{}:classification-job/1a2b"),
        ("macie", "arn:aws:macie2:eu-west-3:{}:export-configuration:any"),
    ],
)
def test_findings_are_delivered_for_this_account_only(production, service, source):
    """Detectors and searches of the account write their findings, and those of another account do not."""
    for account, expected in (("123456789012", True), ("999999999999", False)):
        keys = {"aws__SourceAccount": account, "aws__SourceArn": source.format(account), "aws__PrincipalIsAWSService": "true"}
        for action in (WRITE, "s3:GetBucketLocation"):
            assert passes(production, "logs-delivery", f"{service}.amazonaws.com", action, **keys) is expected


def test_s3_delivers_access_logs_for_this_account_only(production):
    """The logging service writes to the buckets of access logs, and to no other."""
    service = {"principal": "logging.s3.amazonaws.com", "action": WRITE, "aws__PrincipalIsAWSService": "true"}
    for name in ACCESS_LOGS:
        assert passes(production, name, **service, aws__SourceAccount="123456789012")
        assert not passes(production, name, **service, aws__SourceAccount="999999999999")
    assert not passes(production, "logs-delivery", **service, aws__SourceAccount="123456789012")


@pytest.mark.parametrize("bucket", ["logs-delivery", "logs-archive", *sorted(ACCESS_LOGS)])
def test_a_bucket_refuses_outsiders_plain_text_old_tls_and_old_links(production, bucket):
    """A member of the organisation is refused by nothing over TLS 1.2; each fault alone is refused."""
    refusals = [
        {**statement, "Effect": "Allow"}
        for sid, statement in statements(one(production, POLICY, f"{bucket}-policy")).items()
        if statement["Effect"] == "Deny" and sid != "DenyWritesBesideReplication"
    ]
    member = {
        "aws:SecureTransport": "true",
        "s3:TlsVersion": "1.2",
        "aws:PrincipalOrgID": "o-abcdefghij",
        "aws:PrincipalIsAWSService": "false",
    }
    faults = [
        {"aws:SecureTransport": "false"},
        {"s3:TlsVersion": "1.1"},
        {"aws:PrincipalOrgID": "o-other"},
        {"s3:signatureAge": "900001"},
    ]

    def refused(keys: dict[str, str]) -> bool:
        return allowed(refusals, Request(principal="any", action="s3:GetObject", keys=keys))

    assert not refused(member)
    assert [refused(member | fault) for fault in faults] == [True] * len(faults)
    assert refused({"aws:SecureTransport": "true"}), "an anonymous caller has no organisation"


def test_logs_are_purged_and_the_archive_keeps_its_term(production):
    """Ready for a year, archived for three, never for ever; the archive's class is declared as extended."""
    expected = {"logs-delivery": 365, "logs-archive": 1095, "logs-access-logs": 365, "logs-replica-access-logs": 365}
    found = {
        lifecycle.name.removesuffix("-lifecycle"): value(lifecycle, "rules[0].expiration.days") for lifecycle in production.of(LIFECYCLE)
    }
    assert found == expected
    tags = {bucket.name: value(bucket, "tags") for bucket in production.of(BUCKET)}
    assert tags["logs-archive"]["hds:log-class"] == "extended"
    assert tags["logs-archive"]["hds:data-class"] == "access-trace"
    assert "hds:log-class" not in tags["logs-delivery"]


def test_an_archive_of_a_year_is_not_extended_and_a_short_one_never_turns_cold():
    """The declaration and the move to Glacier follow the term."""
    graph = built(archive_days=90)
    assert "hds:log-class" not in value(one(graph, BUCKET, "logs-archive"), "tags")
    assert one(graph, LIFECYCLE, "logs-archive-lifecycle").get("rules[0].transitions") == ABSENT


def test_the_destination_tells_others_where_to_log():
    """Names known at preview, under the logs key, kept as long as the chain keeps."""
    seen: list[Logs] = []
    names: dict[str, str] = {}

    def gather() -> None:
        args = LogsArgs(perimeter=PRODUCTION, encryption_key=key("logs-key"), archive_key=key("archive-key"), retention_days=180)
        logs = Logs("logs", args)
        seen.append(logs)
        for field in ("access_logs", "replica_access_logs", "delivery", "delivery_id"):
            getattr(logs.destination, field).apply(lambda text, field=field: names.__setitem__(field, text))
        logs.archive.apply(lambda text: names.__setitem__("archive", text))

    record(gather, config=CONFIG)
    base = "chu-lyon-production-123456789012"
    assert names == {
        "access_logs": f"{base}-access-logs",
        "replica_access_logs": f"{base}-access-logs-replica",
        "delivery": f"{base}-log-delivery",
        "delivery_id": f"arn:aws:s3:::{base}-log-delivery",
        "archive": f"{base}-log-archive",
    }
    assert seen[0].destination.retention_days == 180
    assert isinstance(seen[0].destination.encryption_key.id, pulumi.Output)


LIMITS = {
    BUCKET: ("bucket", 63),
    TRAIL: ("name", 128),
    GROUP: ("name", 512),
    ROLE: ("name", 64),
    RECORDER: ("name", 256),
    CHANNEL: ("name", 256),
}


@settings(max_examples=10, deadline=None)
@given(tenant=st.from_regex(r"[a-z][a-z0-9-]{1,600}", fullmatch=True))
def test_every_name_is_within_its_limit(tenant):
    """However long the tenant's name, each service takes what it is given, and no two buckets share a name."""
    graph = built(replace(PRODUCTION, tenant=tenant))
    for kind, (path, limit) in LIMITS.items():
        assert all(len(value(resource, path)) <= limit for resource in graph.of(kind)), kind
    assert len({value(bucket, "bucket") for bucket in graph.of(BUCKET)}) == len(graph.of(BUCKET))
