# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.aws.naming import replica_name, store_name
from hds_components.aws.storage import Storage, noncurrent_steps
from hds_components.contracts.storage import StorageArgs, Store
from hds_policies.values import ABSENT
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, log_destination, one, statements, value

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph, Resource

BUCKET = "aws:s3/bucket:Bucket"
COMPANIONS = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
)
ENCRYPTION, LIFECYCLE, LOCK = COMPANIONS[1], COMPANIONS[5], "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
PRIMARY, COPY = "chu-lyon-production-123456789012-records", "chu-lyon-production-123456789012-records-replica"


def built(perimeter: Perimeter = PRODUCTION, **changes: object) -> Graph:
    """The storage of one store, ``records``, with what a test changes of it."""

    def program() -> None:
        store = Store(
            name="records", data_class="medical-record", health=True, encryption_key=key("storage", perimeter), retention_days=7305
        )
        args = StorageArgs(perimeter=perimeter, stores=(replace(store, **changes),), log_destination=log_destination(perimeter))
        Storage("storage", args)

    return record(program, config=CONFIG)


@pytest.fixture(scope="module")
def production() -> Graph:
    """An ordinary replicated store in production."""
    return built()


def buckets(graph: Graph) -> dict[str, Resource]:
    """Buckets by physical name."""
    return {value(bucket, "bucket"): bucket for bucket in graph.of(BUCKET)}


@pytest.mark.parametrize("companion", COMPANIONS)
def test_each_bucket_has_each_companion_in_its_own_region(production: Graph, companion: str):
    """A bucket of either region has one companion of each kind, and the companion is where the bucket is."""
    assert set(buckets(production)) == {PRIMARY, COPY}
    for bucket in production.of(BUCKET):
        (found,) = production.companions(bucket, companion, "bucket")
        assert production.region(found) == production.region(bucket)


def test_the_copy_stands_in_the_replica_region(production: Graph):
    """The bucket stays in the primary region and its copy goes to the replica region, each by the one provider."""
    assert buckets(production)[PRIMARY].get("region") == ABSENT
    assert value(buckets(production)[COPY], "region") == "eu-central-1"


def test_each_bucket_is_encrypted_by_the_key_of_its_region(production: Graph):
    """The default encryption is SSE-KMS by bucket key, under the store's key or its replica; SSE-C is blocked."""
    for name, kind in (("storage-records", "aws:kms/key:Key"), ("storage-records-replica", "aws:kms/replicaKey:ReplicaKey")):
        encryption = one(production, ENCRYPTION, f"{name}-encryption")
        default = "rules[0].applyServerSideEncryptionByDefault"
        assert value(encryption, f"{default}.sseAlgorithm") == "aws:kms"
        assert [target.kind for target in production.targets(encryption, f"{default}.kmsMasterKeyId", kind)] == [kind]
        assert value(encryption, "rules[0].bucketKeyEnabled") is True
        assert value(encryption, "rules[0].blockedEncryptionTypes") == ["SSE-C"]


@pytest.mark.parametrize(
    ("name", "bucket", "region"), [("storage-records", PRIMARY, "eu-west-3"), ("storage-records-replica", COPY, "eu-central-1")]
)
def test_the_policy_refuses_what_is_unsafe(production: Graph, name: str, bucket: str, region: str):
    """Known at preview, the policy refuses plain text, old TLS, outsiders, old signatures and encryption by other keys."""
    policy = statements(one(production, COMPANIONS[4], f"{name}-policy"))
    own = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    for sid in ("DenyPlainText", "DenyOldTls", "DenyOutsiders", "DenyOldSignatures"):
        assert (policy[sid]["Effect"], policy[sid]["Action"], policy[sid]["Resource"]) == ("Deny", ["s3:*"], own)
    assert policy["DenyPlainText"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert policy["DenyOldTls"]["Condition"] == {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
    assert policy["DenyOutsiders"]["Condition"]["StringNotEquals"] == {"aws:PrincipalOrgID": "o-abcdefghij"}
    named, by_key = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
    assert policy["DenyOtherEncryption"]["Condition"] == {"Null": {named: "false"}, "StringNotEquals": {named: "aws:kms"}}
    assert policy["DenyProviderKey"]["Condition"] == {"Null": {named: "false", by_key: "true"}}
    foreign = {"Null": {by_key: "false"}, "StringNotLike": {by_key: f"arn:aws:kms:{region}:123456789012:key/*"}}
    assert policy["DenyForeignKey"]["Condition"] == foreign
    assert {statement["Effect"] for statement in policy.values()} == {"Deny"}


def test_without_an_organisation_only_the_account_is_trusted():
    """The policy of an environment alone on its account refuses every other account."""
    policy = statements(one(built(DEVELOPMENT), COMPANIONS[4]))
    assert policy["DenyOutsiders"]["Condition"]["StringNotEquals"] == {"aws:PrincipalAccount": "123456789012"}


def test_nothing_is_public(production: Graph):
    """All four public access blocks are on, and ACLs are off."""
    for block in production.of(COMPANIONS[2]):
        for switch in ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"):
            assert value(block, switch) is True
    for controls in production.of(COMPANIONS[3]):
        assert value(controls, "rule.objectOwnership") == "BucketOwnerEnforced"


def test_access_is_logged_inside_the_region(production: Graph):
    """Each bucket logs to the access-log bucket of its own region, under its own name."""
    targets = {value(log, "targetPrefix"): value(log, "targetBucket") for log in production.of(COMPANIONS[6])}
    assert targets == {f"{PRIMARY}/": "access-logs", f"{COPY}/": "access-logs-replica"}


def test_replication_copies_encrypted_objects_and_no_deletion(production: Graph):
    """Every object goes to the copy under the replica key within 15 minutes, measured; delete markers stay behind."""
    replication = one(production, REPLICATION)
    rule = "rules[0]"
    assert value(replication, "bucket") == PRIMARY
    assert [t.name for t in production.targets(replication, f"{rule}.destination.bucket", BUCKET)] == ["storage-records-replica"]
    replica_key = f"{rule}.destination.encryptionConfiguration.replicaKmsKeyId"
    assert [t.name for t in production.targets(replication, replica_key, "aws:kms/replicaKey:ReplicaKey")] == ["storage-replica"]
    assert value(replication, f"{rule}.sourceSelectionCriteria.sseKmsEncryptedObjects.status") == "Enabled"
    assert value(replication, f"{rule}.deleteMarkerReplication.status") == "Disabled"
    assert value(replication, f"{rule}.destination.replicationTime.time.minutes") == 15
    assert value(replication, f"{rule}.destination.metrics.status") == "Enabled"


def test_replication_waits_for_versions_on_both_sides(production: Graph):
    """S3 refuses to replicate from or to a bucket that is not versioned yet, or with a role without rights."""
    names = {production.by_urn[urn].name for urn in one(production, REPLICATION).dependencies}
    assert {"storage-records-versioning", "storage-records-replica-versioning", "storage-records-replication"} <= names


def test_what_holds_data_and_guards_it_is_protected(production: Graph):
    """Buckets and all their companions refuse deletion in a protected environment, and leave when it is not protected."""
    kinds = (BUCKET, *COMPANIONS, REPLICATION)
    assert all(resource.protect for resource in production.of(*kinds))
    assert not any(resource.protect for resource in built(DEVELOPMENT).of(*kinds))
    assert not any(bucket.get("forceDestroy") != ABSENT for bucket in production.of(BUCKET))


def test_tags_say_what_the_bucket_holds(production: Graph):
    """Both buckets carry the environment's tags, the data class, whether they hold health data, and that backups take them."""
    for bucket in production.of(BUCKET):
        assert value(bucket, "tags") == {"team": "platform", "hds:data-class": "medical-record", "hds:dscp": "yes", "hds:backup": "yes"}
    (plain,) = built(DEVELOPMENT, health=False, backed_up=False).of(BUCKET)
    assert value(plain, "tags.hds:dscp") == "no"
    assert "hds:backup" not in value(plain, "tags")


@pytest.mark.parametrize("perimeter", [DEVELOPMENT, PRODUCTION])
def test_without_replication_nothing_is_copied(perimeter: Perimeter):
    """A store that gives replication up, or whose environment has no replica region, has one bucket and no replication."""
    graph = built(perimeter, replicated=perimeter is DEVELOPMENT)
    assert len(graph.of(BUCKET)) == 1
    assert not graph.of(REPLICATION)
    assert not graph.of("aws:iam/role:Role")


def test_a_key_without_replica_is_refused():
    """Asking for a copy under a key that does not exist in the replica region stops the program, with the cure."""

    def program() -> None:
        alone = replace(key("storage"), replica_id=None)
        store = Store(name="records", data_class="medical-record", health=True, encryption_key=alone, retention_days=7305)
        Storage("storage", StorageArgs(perimeter=PRODUCTION, stores=(store,), log_destination=log_destination()))

    with pytest.raises(ValueError, match=r'"alias/storage" has no replica in eu-central-1.*hint: .*replicated=False'):
        record(program, config=CONFIG)


@pytest.mark.parametrize(("phase", "mode"), [("draft", None), ("governance", "GOVERNANCE"), ("locked", "COMPLIANCE")])
def test_the_lock_follows_the_phase(phase: str, mode: str | None):
    """A write-once store is made lockable at once, in both regions; its versions are locked for the retention from governance on."""
    graph = built(replace(PRODUCTION, phase=phase), immutable=True)
    assert [value(bucket, "objectLockEnabled") for bucket in graph.of(BUCKET)] == [True, True]
    found = [(value(lock, "rule.defaultRetention.mode"), value(lock, "rule.defaultRetention.days")) for lock in graph.of(LOCK)]
    assert found == ([(mode, 7305)] * 2 if mode else [])


def test_an_ordinary_store_is_never_locked():
    """The phase only concerns the stores declared immutable."""
    graph = built(replace(PRODUCTION, phase="locked"))
    assert not graph.of(LOCK)
    assert all(bucket.get("objectLockEnabled") == ABSENT for bucket in graph.of(BUCKET))


@pytest.mark.parametrize("immutable", [True, False])
def test_the_role_reads_the_source_and_writes_the_copy_alone(*, immutable: bool):
    """The role reads versions, and locks where there are any, writes replicas, and uses keys only through S3 for its own bucket."""

    def program() -> None:
        store = Store(
            name="records",
            data_class="medical-record",
            health=True,
            encryption_key=key("storage"),
            retention_days=7305,
            immutable=immutable,
        )
        Storage("storage", StorageArgs(perimeter=PRODUCTION, stores=(store,), log_destination=log_destination()))

    rights = statements(one(record(program, config=CONFIG), "aws:iam/rolePolicy:RolePolicy"))
    assert rights["ReadSource"]["Resource"] == [f"arn:aws:s3:::{PRIMARY}"]
    assert rights["ReadVersions"]["Resource"] == [f"arn:aws:s3:::{PRIMARY}/*"]
    assert ("s3:GetObjectRetention" in rights["ReadVersions"]["Action"]) is immutable
    assert ("s3:GetObjectLegalHold" in rights["ReadVersions"]["Action"]) is immutable
    assert rights["WriteReplica"] == {
        "Sid": "WriteReplica",
        "Effect": "Allow",
        "Action": ["s3:ReplicateObject", "s3:ReplicateTags"],
        "Resource": [f"arn:aws:s3:::{COPY}/*"],
    }
    for sid, bucket, region in (("ReadKey", PRIMARY, "eu-west-3"), ("WriteKey", COPY, "eu-central-1")):
        assert rights[sid]["Resource"] == [f"arn:aws:kms:{region}:{PRODUCTION.account}:key/*"]
        assert rights[sid]["Condition"] == {
            "StringEquals": {"kms:ViaService": f"s3.{region}.amazonaws.com"},
            "StringLike": {"kms:EncryptionContext:aws:s3:arn": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]},
        }


@given(st.integers(min_value=0, max_value=11_000))
def test_versions_only_move_where_they_stay_long_enough(retention_days: int):
    """A version moves to a class only if it stays there as long as the class is billed, and expires after its last move."""
    minimum = {"GLACIER_IR": 90, "DEEP_ARCHIVE": 180}
    for after, storage_class in noncurrent_steps(retention_days):
        assert retention_days - after >= minimum[storage_class]


def test_versions_expire_with_the_retention(production: Graph):
    """A version is removed when it has not been current for the retention; what is current never is."""
    for lifecycle in production.of(LIFECYCLE):
        assert value(lifecycle, "rules[0].noncurrentVersionExpiration.noncurrentDays") == 7305
        assert value(lifecycle, "rules[0].expiration") == {"expiredObjectDeleteMarker": True}
        assert value(lifecycle, "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation") == 7
        assert value(lifecycle, "rules[0].transitions") == [{"days": 30, "storageClass": "INTELLIGENT_TIERING"}]
        steps = [(step["noncurrentDays"], step["storageClass"]) for step in value(lifecycle, "rules[0].noncurrentVersionTransitions")]
        assert steps == [(30, "GLACIER_IR"), (365, "DEEP_ARCHIVE")]


names = st.from_regex(r"[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@given(tenant=names, stage=st.sampled_from(["production", "test", "development"]), store=names)
def test_bucket_names_are_valid_and_distinct(tenant: str, stage: str, store: str):
    """Whatever the tenant and the store, both names hold in 63 characters, are well formed and differ."""
    primary = store_name(replace(PRODUCTION, tenant=tenant, stage=stage), store)
    copy = replica_name(primary)
    assert primary != copy
    for name in (primary, copy):
        assert 3 <= len(name) <= 63
        assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert name[0].isalnum()
        assert name[-1].isalnum()


def test_the_contract_gives_the_name_of_each_store():
    """What comes back is the primary bucket's name, by the store's short name."""
    seen: dict[str, str] = {}

    def program() -> None:
        store = Store(name="records", data_class="non-health", health=False, encryption_key=key("k", DEVELOPMENT), retention_days=0)
        storage = Storage("storage", StorageArgs(perimeter=DEVELOPMENT, stores=(store,), log_destination=log_destination(DEVELOPMENT)))
        storage.stores["records"].apply(lambda name: seen.update(records=name))

    graph = record(program, config=CONFIG)
    assert seen == {"records": "chu-lyon-development-123456789012-records"}
    assert value(one(graph, LIFECYCLE), "rules[0].noncurrentVersionExpiration.noncurrentDays") == 1
