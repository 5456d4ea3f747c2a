# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.aws.archive import Archive, transitions
from hds_components.contracts.archive import ArchiveArgs, ArchiveStore
from hds_policies.values import ABSENT, Known
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, log_destination, one, statements, value

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

GOVERNED, LOCKED = (replace(PRODUCTION, phase=phase) for phase in ("governance", "locked"))
BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
MANIFEST = "aws:s3/inventory:Inventory"
PRIMARY = "chu-lyon-production-123456789012-closed"
ENDS = (("archive-closed", PRIMARY, "eu-west-3"), ("archive-closed-replica", f"{PRIMARY}-replica", "eu-central-1"))
REMOVE = ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"]
CUSTODIANS = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::123456789012:role/break-glass"]}}


def built(
    perimeter: Perimeter = GOVERNED,
    *,
    options: dict[str, pulumi.ResourceOptions] | None = None,
    custodians: tuple[str, ...] = ("break-glass",),
    **changes: Any,
) -> Graph:
    """One archive of medical records, with what a test changes of it; ``options`` takes the options of each resource, by its name."""

    def keep(args: pulumi.ResourceTransformationArgs) -> None:
        if options is not None:
            options[args.name] = args.opts

    def program() -> None:
        store = ArchiveStore(
            name="closed", data_class="medical-record", health=True, encryption_key=key("records", perimeter), retention_days=7305
        )
        args = ArchiveArgs(
            perimeter=perimeter, stores=(replace(store, **changes),), custodians=custodians, log_destination=log_destination(perimeter)
        )
        Archive("archive", args, pulumi.ResourceOptions(transformations=[keep]))

    return record(program, config=CONFIG)


@pytest.fixture(scope="module")
def governed() -> Graph:
    """An archive in the phase of governance, copied."""
    return built()


@pytest.mark.parametrize(("phase", "mode"), [("governance", "GOVERNANCE"), ("locked", "COMPLIANCE")])
def test_records_are_locked_for_their_term(phase: Any, mode: str):
    """Both buckets lock what enters for the retention of the class, in the mode of the phase."""
    graph = built(replace(PRODUCTION, phase=phase))
    for bucket in graph.of(BUCKET):
        assert value(bucket, "objectLockEnabled") is True
        (lock,) = graph.companions(bucket, LOCK, "bucket")
        assert value(lock, "rule.defaultRetention") == {"mode": mode, "days": 7305}


def test_a_draft_can_be_promoted_and_holds_nothing():
    """In draft object lock is possible and nothing is locked, so that a promotion does not replace the bucket."""
    graph = built(PRODUCTION)
    assert not graph.of(LOCK)
    assert all(value(bucket, "objectLockEnabled") is True for bucket in graph.of(BUCKET))


@pytest.mark.parametrize(("name", "bucket", "region"), ENDS)
def test_no_name_is_written_twice(governed: Graph, name: str, bucket: str, region: str):
    """A write that does not ask for the name to be free is refused, to all but the services that deliver; parts of an upload pass."""
    policy = statements(one(governed, POLICY, f"{name}-policy"))
    refusal = policy["DenyOverwrite"]
    assert (refusal["Effect"], refusal["Principal"], refusal["Action"]) == ("Deny", "*", ["s3:PutObject"])
    assert refusal["Resource"] == [f"arn:aws:s3:::{bucket}/*"]
    assert refusal["Condition"] == {
        "Null": {"s3:if-none-match": "true"},
        "Bool": {"s3:ObjectCreationOperation": "true"},
        "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
    }
    foreign = policy["DenyForeignKey"]["Condition"]["StringNotLike"]
    assert foreign == {"s3:x-amz-server-side-encryption-aws-kms-key-id": f"arn:aws:kms:{region}:123456789012:key/*"}


@pytest.mark.parametrize(("name", "bucket", "_"), ENDS)
def test_custodians_alone_eliminate_and_lift(governed: Graph, name: str, bucket: str, _: str):
    """Whoever is no custodian can neither delete a record, nor bypass its lock, nor lift its hold; anyone may put a hold."""
    policy = statements(one(governed, POLICY, f"{name}-policy"))
    removal, lifting = policy["DenyRemoval"], policy["DenyLifting"]
    assert (removal["Effect"], removal["Action"], removal["Condition"]) == ("Deny", REMOVE, CUSTODIANS)
    assert (lifting["Effect"], lifting["Action"]) == ("Deny", ["s3:PutObjectLegalHold"])
    assert lifting["Condition"] == {**CUSTODIANS, "StringEquals": {"s3:object-lock-legal-hold": "OFF"}}
    assert removal["Resource"] == lifting["Resource"] == [f"arn:aws:s3:::{bucket}/*"]
    assert "DenyWhileHeld" not in policy


@pytest.mark.parametrize(("name", "bucket", "_"), ENDS)
def test_a_legal_hold_suspends_every_elimination(name: str, bucket: str, _: str):
    """While a store is held nothing goes by age, and no custodian removes anything."""
    graph = built(legal_hold=True, expiry_days=8000)
    refusal = statements(one(graph, POLICY, f"{name}-policy"))["DenyWhileHeld"]
    assert (refusal["Effect"], refusal["Principal"], refusal["Action"]) == ("Deny", "*", REMOVE)
    assert refusal["Resource"] == [f"arn:aws:s3:::{bucket}/*"]
    assert "Condition" not in refusal
    rule = value(one(graph, LIFECYCLE, f"{name}-lifecycle"), "rules[0]")
    assert rule["expiration"] == {"expiredObjectDeleteMarker": True}
    assert "noncurrentVersionExpiration" not in rule
    assert value(one(graph, BUCKET, name), "tags.hds:legal-hold") == "yes"


def test_records_stay_until_somebody_decides(governed: Graph):
    """By default no record goes by age, and all move to colder storage; what a custodian removed goes after a month."""
    for lifecycle in governed.of(LIFECYCLE):
        rule = value(lifecycle, "rules[0]")
        assert rule["expiration"] == {"expiredObjectDeleteMarker": True}
        assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 30}
        assert rule["transitions"] == [{"days": 30, "storageClass": "GLACIER_IR"}, {"days": 365, "storageClass": "DEEP_ARCHIVE"}]


def test_records_whose_term_runs_from_their_entry_go_by_age():
    """A class that can be eliminated by age is, in both buckets."""
    for lifecycle in built(expiry_days=10958, retention_days=10958).of(LIFECYCLE):
        assert value(lifecycle, "rules[0].expiration") == {"days": 10958}


def test_a_draft_keeps_what_was_removed():
    """Where no lock holds a version, the lifecycle keeps it as long as the lock would."""
    for lifecycle in built(PRODUCTION).of(LIFECYCLE):
        assert value(lifecycle, "rules[0].noncurrentVersionExpiration") == {"noncurrentDays": 7305}


def test_elimination_before_the_term_is_a_mistake():
    """An age below the retention is told, with both numbers."""
    with pytest.raises(ValueError, match=r'"closed" would eliminate records at 7304 days, before their term of 7305.*hint'):
        built(expiry_days=7304)


def test_an_archive_needs_a_custodian():
    """Without one no lawful erasure would be possible."""
    with pytest.raises(ValueError, match="need a custodian"):
        built(custodians=())


@given(kept=st.none() | st.integers(1, 40_000))
def test_records_move_only_where_they_stay_long_enough(kept: int | None):
    """A record moves to a class only if it stays there as long as the class is billed, and never to the same step twice."""
    glacier, deep = transitions(kept)
    for step, after, billed in ((glacier, 30, 90), (deep, 365, 180)):
        assert step in {None, after}
        assert (step is None) == (kept is not None and kept - after < billed)


@pytest.mark.parametrize(("name", "bucket", "_"), ENDS)
def test_a_manifest_of_every_version_lies_in_the_archive(governed: Graph, name: str, bucket: str, _: str):
    """Each week S3 lists all versions with their checksum algorithm and lock, under the archive's key, into the archive itself."""
    manifest = one(governed, MANIFEST, f"{name}-manifest")
    archive = one(governed, BUCKET, name)
    assert value(manifest, "bucket") == bucket
    assert governed.region(manifest) == governed.region(archive)
    assert value(manifest, "includedObjectVersions") == "All"
    assert value(manifest, "schedule.frequency") == "Weekly"
    assert {"ChecksumAlgorithm", "ETag", "Size", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"} <= set(
        value(manifest, "optionalFields")
    )
    target = "destination.bucket"
    assert [found.name for found in governed.targets(manifest, f"{target}.bucketArn", BUCKET)] == [name]
    assert value(manifest, f"{target}.accountId") == "123456789012"
    kind = "aws:kms/replicaKey:ReplicaKey" if name.endswith("replica") else "aws:kms/key:Key"
    assert governed.targets(manifest, f"{target}.encryption.sseKms.keyId", kind)
    deliver = statements(one(governed, POLICY, f"{name}-policy"))["DeliverManifests"]
    assert deliver["Principal"] == {"Service": "s3.amazonaws.com"}
    assert (deliver["Action"], deliver["Resource"]) == (["s3:PutObject"], [f"arn:aws:s3:::{bucket}/manifests/*"])
    assert deliver["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control"},
        "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{bucket}"},
    }


def test_the_copy_stands_in_the_replica_region_and_is_filled_by_replication(governed: Graph):
    """Everything that enters is copied under the replica of the key, with its lock and its hold."""
    regions = {value(bucket, "bucket"): governed.region(bucket) for bucket in governed.of(BUCKET)}
    assert regions == {PRIMARY: Known("eu-west-3"), f"{PRIMARY}-replica": Known("eu-central-1")}
    replication = one(governed, "aws:s3/bucketReplicationConfig:BucketReplicationConfig")
    assert value(replication, "bucket") == PRIMARY
    assert value(replication, "rules[0].deleteMarkerReplication.status") == "Disabled"


def test_alone_in_its_region_an_archive_has_no_copy():
    """No replica region, no replica."""
    graph = built(replace(DEVELOPMENT, phase="governance"))
    assert [bucket.name for bucket in graph.of(BUCKET)] == ["archive-closed"]
    assert one(graph, BUCKET).get("region") == ABSENT


@pytest.mark.parametrize("perimeter", [GOVERNED, LOCKED], ids=lambda perimeter: perimeter.phase)
def test_an_archive_outlives_its_program(perimeter: Perimeter):
    """Buckets, locks, policies and manifests refuse deletion and stay in the cloud when they leave the program."""
    seen: dict[str, pulumi.ResourceOptions] = {}
    built(perimeter, options=seen)
    for name, _, _ in ENDS:
        for part in ("", "-lock", "-policy", "-lifecycle", "-manifest"):
            assert (seen[name + part].protect, seen[name + part].retain_on_delete) == (True, True), name + part


def test_an_archive_says_what_it_is(governed: Graph):
    """Its class and that it is an archive; the backup plans do not take it, for it has its own copy."""
    for bucket in governed.of(BUCKET):
        tags = value(bucket, "tags")
        assert (tags["hds:data-class"], tags["hds:dscp"], tags["hds:archive"], tags["hds:legal-hold"]) == (
            "medical-record",
            "yes",
            "yes",
            "no",
        )
        assert "hds:backup" not in tags


def test_the_contract_gives_the_name_of_each_archive():
    """What comes back is the primary bucket's name, by the short name."""
    seen: dict[str, str] = {}

    def program() -> None:
        store = ArchiveStore(
            name="closed", data_class="transfusion", health=True, encryption_key=key("k", DEVELOPMENT), retention_days=10958
        )
        args = ArchiveArgs(perimeter=DEVELOPMENT, stores=(store,), custodians=("x",), log_destination=log_destination(DEVELOPMENT))
        Archive("archive", args).stores["closed"].apply(lambda name: seen.update(closed=name))

    graph = record(program, config=CONFIG)
    assert seen == {"closed": "chu-lyon-development-123456789012-closed"}
    policy = json.loads(value(one(graph, POLICY), "policy"))
    assert len({statement["Sid"] for statement in policy["Statement"]}) == len(policy["Statement"])
