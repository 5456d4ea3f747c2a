# SPDX-License-Identifier: Apache-2.0
"""Archives on S3: closed records written once, locked, listed with their checksums, and copied (HDS-ARC-01 to 03)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.buckets import BucketSpec, safe_bucket
from hds_components.aws.naming import bucket_arn, principal_arn, replica_name, store_name
from hds_components.aws.policies import allow_service, deny, deny_other_keys
from hds_components.aws.replication import End, replicate
from hds_components.aws.stateful import leaf, replica_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.aws.policies import Statement
    from hds_components.contracts.archive import ArchiveArgs, ArchiveStore
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["Archive", "transitions"]

_MANIFESTS = "manifests"
_GLACIER = (30, 90)
_DEEP_ARCHIVE = (365, 180)
"""Days after which a record moves, and days that are billed there in any case: https://aws.amazon.com/s3/pricing/."""
_REMOVED_AFTER_DAYS = 30
_REMOVE = ("s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion")
_FIELDS = (
    "BucketKeyStatus",
    "ChecksumAlgorithm",
    "ETag",
    "EncryptionStatus",
    "IsMultipartUploaded",
    "LastModifiedDate",
    "ObjectLockLegalHoldStatus",
    "ObjectLockMode",
    "ObjectLockRetainUntilDate",
    "ReplicationStatus",
    "Size",
    "StorageClass",
)
"""https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html"""


class Archive(pulumi.ComponentResource):
    """The archives of one environment: a bucket with object lock for each, and its copy in the replica region.

    A store of ``storage`` with ``immutable`` keeps the versions of records in use; an archive takes records that are closed. No name is
    written twice, nothing leaves but by age (``expiry_days``) or by the hand of a custodian, and a manifest is written into the archive
    every week. The manifest lists each version with its size, ETag, lock and the algorithm of its checksum; the checksum itself is read
    with the object (``GetObjectAttributes``), for S3 keeps one of every object. Writers that need SHA-256 ask for it when they write.

    A record of the phase ``governance`` can be eliminated by a custodian who bypasses the lock, as a lawful erasure may ask; past
    ``locked`` by nobody before its term.
    """

    stores: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: ArchiveArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the archives.

        Raises:
            ValueError: there is no custodian, a record would be eliminated before its term, or an archive is replicated and its key has
                no replica.
        """
        super().__init__("hds:index:AwsArchive", name, None, opts)
        if args.stores and not args.custodians:
            raise ValueError(
                "archives need a custodian, or nothing could be eliminated lawfully. hint: give the name of a break-glass role"
            )
        self.stores = {store.name: _archive(f"{name}-{store.name}", args, store, self) for store in args.stores}
        self.register_outputs({"stores": self.stores})


def transitions(kept_days: int | None) -> tuple[int | None, int | None]:
    """Days after which a record moves to Glacier Instant Retrieval and to Deep Archive, if it stays there as long as it is billed.

    Args:
        kept_days: age at which records go; none when they stay.
    """
    glacier, deep = (after if kept_days is None or kept_days >= after + billed else None for after, billed in (_GLACIER, _DEEP_ARCHIVE))
    return glacier, deep


def _archive(name: str, args: ArchiveArgs, store: ArchiveStore, parent: pulumi.Resource) -> pulumi.Output[str]:
    perimeter, logs = args.perimeter, args.log_destination
    if store.expiry_days is not None and store.expiry_days < store.retention_days:
        raise ValueError(
            f'archive "{store.name}" would eliminate records at {store.expiry_days} days, before their term of {store.retention_days}. '
            "hint: give an expiry_days that is not below retention_days, or none"
        )
    expiry = None if store.legal_hold else store.expiry_days
    glacier, deep_archive = transitions(expiry)
    tags = tags_of(perimeter, data_class=store.data_class, health=store.health)
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=store_name(perimeter, store.name),
        encryption_key=store.encryption_key.id,
        access_logs=logs.access_logs,
        expiration_days=expiry,
        noncurrent_days=None if store.legal_hold else _removed_after(store, perimeter),
        glacier_days=glacier,
        deep_archive_days=deep_archive,
        lock_days=store.retention_days,
        tags={**tags, "hds:archive": "yes", "hds:legal-hold": "yes" if store.legal_hold else "no"},
    )
    source = _end(name, args, store, spec, parent)
    replica = replica_of(perimeter, store.encryption_key, replicated=store.replicated)
    if replica:
        copy = replace(
            spec,
            bucket=replica_name(spec.bucket),
            encryption_key=replica.key_arn,
            access_logs=logs.replica_access_logs,
            region=replica.region,
        )
        replicate(name, store.name, source, _end(f"{name}-replica", args, store, copy, parent), parent)
    return source.made.name


def _removed_after(store: ArchiveStore, perimeter: Perimeter) -> int:
    """Days that what a custodian removed is still there; a lock keeps it to its term whatever the lifecycle says, a draft has no lock."""
    return store.retention_days if perimeter.phase == "draft" else _REMOVED_AFTER_DAYS


def _end(name: str, args: ArchiveArgs, store: ArchiveStore, spec: BucketSpec, parent: pulumi.Resource) -> End:
    """One bucket and its manifest, which lies in the bucket itself: a list is evidence only while it is kept with what it lists."""
    spec = replace(spec, statements=_statements(args, store, spec))
    made = safe_bucket(name, spec, parent)
    aws.s3.Inventory(
        f"{name}-manifest",
        bucket=made.bucket.bucket,
        name=_MANIFESTS,
        included_object_versions="All",
        optional_fields=list(_FIELDS),
        schedule={"frequency": "Weekly"},
        destination={
            "bucket": {
                "bucket_arn": made.bucket.arn,
                "account_id": spec.perimeter.account,
                "format": "Parquet",
                "prefix": _MANIFESTS,
                "encryption": {"sse_kms": {"key_id": spec.encryption_key}} if spec.encryption_key is not None else None,
            }
        },
        region=spec.region,
        opts=leaf(parent, spec.perimeter, retained=spec.perimeter.phase != "draft", depends_on=[made.policy]),
    )
    return End(made, spec)


def _statements(args: ArchiveArgs, store: ArchiveStore, spec: BucketSpec) -> list[Statement]:
    perimeter = spec.perimeter
    own = bucket_arn(perimeter, spec.bucket)
    objects = [f"{own}/*"]
    custodians = {"ArnNotLike": {"aws:PrincipalArn": [principal_arn(perimeter, custodian) for custodian in args.custodians]}}
    delivered = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    statements = [
        *deny_other_keys(perimeter, spec.region or perimeter.region, objects),
        # Parts of an upload cannot carry the condition; what completes it must.
        # https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
        deny(
            "DenyOverwrite",
            ("s3:PutObject",),
            objects,
            conditions={
                "Null": {"s3:if-none-match": "true"},
                "Bool": {"s3:ObjectCreationOperation": "true"},
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
        ),
        deny("DenyRemoval", _REMOVE, objects, conditions=custodians),
        deny(
            "DenyLifting",
            ("s3:PutObjectLegalHold",),
            objects,
            conditions={**custodians, "StringEquals": {"s3:object-lock-legal-hold": "OFF"}},
        ),
        allow_service(perimeter, "DeliverManifests", "s3", ("s3:PutObject",), [f"{own}/{_MANIFESTS}/*"], source=own, conditions=delivered),
    ]
    if store.legal_hold:
        statements.append(deny("DenyWhileHeld", _REMOVE, objects))
    return statements
