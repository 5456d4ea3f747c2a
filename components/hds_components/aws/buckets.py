# SPDX-License-Identifier: Apache-2.0
"""One bucket with every companion that makes it safe, for all capabilities that store objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pulumi_aws as aws

from hds_components.aws.policies import bucket_resources, deny_insecure_transport, deny_old_signatures, deny_outsiders, document
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pulumi

    from hds_components.aws.policies import Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["BucketSpec", "SafeBucket", "safe_bucket"]

_LOCK_MODES = {"governance": "GOVERNANCE", "locked": "COMPLIANCE"}


@dataclass(frozen=True, kw_only=True)
class BucketSpec:
    """What differs from one bucket to the next.

    Args:
        perimeter: the environment.
        bucket: physical name, from ``naming.store_name``.
        encryption_key: ARN of the key, in the bucket's own region. None means SSE-S3, which only a destination of S3 access logs needs:
            its default encryption cannot be SSE-KMS (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html).
        access_logs: name of the bucket of the same region that receives this one's access logs; None only for that bucket itself.
        noncurrent_days: days a version is kept after it stopped being current; None keeps it.
        expiration_days: days after which a current object stops being current; None keeps it.
        glacier_days: days after which objects move to Glacier Instant Retrieval; None leaves them.
        deep_archive_days: days after which objects move to Glacier Deep Archive, which takes hours to read; None leaves them.
        tiering_days: days after which objects move to Intelligent-Tiering; None leaves them.
        noncurrent_steps: days after which a version that stopped being current moves, and the storage class it moves to.
        lock_days: days a version is locked by default, in the mode of the perimeter's phase; None for a bucket that is never locked.
        region: where it is, when it is not the primary region.
        statements: statements of the policy beside the refusals every bucket has.
        named: what must exist before the policy, because AWS refuses one that names a role that does not.
        tags: beside the provider's own.
    """

    perimeter: Perimeter
    bucket: str
    encryption_key: pulumi.Output[str] | None
    access_logs: pulumi.Output[str] | None
    noncurrent_days: int | None
    expiration_days: int | None = None
    glacier_days: int | None = None
    deep_archive_days: int | None = None
    tiering_days: int | None = None
    noncurrent_steps: Sequence[tuple[int, str]] = ()
    lock_days: int | None = None
    region: str | None = None
    statements: Sequence[Statement] = ()
    named: Sequence[pulumi.Resource] = ()
    tags: Mapping[str, str] = field(default_factory=dict[str, str])


class SafeBucket(NamedTuple):
    """A bucket, and the companions that others must wait for."""

    bucket: aws.s3.Bucket
    versioning: aws.s3.BucketVersioning
    policy: aws.s3.BucketPolicy

    @property
    def name(self) -> pulumi.Output[str]:
        """The physical name, which comes only once the policy lets services deliver."""
        return self.policy.bucket


def safe_bucket(name: str, spec: BucketSpec, parent: pulumi.Resource) -> SafeBucket:
    """Make a bucket: versioned, encrypted, private, owned by the account, traced, expiring (HDS-ENC-01, HDS-ENC-06, HDS-SHR-01)."""
    perimeter = spec.perimeter
    locked = spec.lock_days is not None and perimeter.phase != "draft"
    opts = leaf(parent, perimeter, retained=locked)
    # Object lock can be turned on at creation without holding anything; without it, a later promotion would replace the bucket.
    bucket = aws.s3.Bucket(
        name,
        bucket=spec.bucket,
        object_lock_enabled=True if spec.lock_days is not None else None,
        region=spec.region,
        tags=dict(spec.tags),
        opts=opts,
    )
    versioning = aws.s3.BucketVersioning(
        f"{name}-versioning", bucket=bucket.bucket, versioning_configuration={"status": "Enabled"}, region=spec.region, opts=opts
    )
    aws.s3.BucketPublicAccessBlock(
        f"{name}-public-access",
        bucket=bucket.bucket,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        region=spec.region,
        opts=opts,
    )
    aws.s3.BucketOwnershipControls(
        f"{name}-ownership", bucket=bucket.bucket, rule={"object_ownership": "BucketOwnerEnforced"}, region=spec.region, opts=opts
    )
    _encrypt(name, spec, bucket, opts)
    after_versioning = leaf(parent, perimeter, retained=locked, depends_on=[versioning])
    _expire(name, spec, bucket, after_versioning)
    if locked:
        aws.s3.BucketObjectLockConfiguration(
            f"{name}-lock",
            bucket=bucket.bucket,
            rule={"default_retention": {"mode": _LOCK_MODES[perimeter.phase], "days": spec.lock_days}},
            region=spec.region,
            opts=after_versioning,
        )
    if spec.access_logs is not None:
        aws.s3.BucketLogging(
            f"{name}-access-logs",
            bucket=bucket.bucket,
            target_bucket=spec.access_logs,
            target_prefix=f"{spec.bucket}/",
            region=spec.region,
            opts=opts,
        )
    after_named = leaf(parent, perimeter, retained=locked, depends_on=list(spec.named))
    policy = aws.s3.BucketPolicy(f"{name}-policy", bucket=bucket.bucket, policy=_policy(spec), region=spec.region, opts=after_named)
    return SafeBucket(bucket, versioning, policy)


def _encrypt(name: str, spec: BucketSpec, bucket: aws.s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    default: aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgsDict = (
        {"sse_algorithm": "AES256"}
        if spec.encryption_key is None
        else {"sse_algorithm": "aws:kms", "kms_master_key_id": spec.encryption_key}
    )
    aws.s3.BucketServerSideEncryptionConfiguration(
        f"{name}-encryption",
        bucket=bucket.bucket,
        rules=[
            {
                "apply_server_side_encryption_by_default": default,
                "bucket_key_enabled": spec.encryption_key is not None,
                "blocked_encryption_types": ["SSE-C"],
            }
        ],
        region=spec.region,
        opts=opts,
    )


def _expire(name: str, spec: BucketSpec, bucket: aws.s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    rule: aws.s3.BucketLifecycleConfigurationRuleArgsDict = {
        "id": "retention",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
    }
    if spec.noncurrent_days is not None:
        rule["noncurrent_version_expiration"] = {"noncurrent_days": spec.noncurrent_days}
    # S3 takes one or the other; days remove the markers too.
    rule["expiration"] = {"expired_object_delete_marker": True} if spec.expiration_days is None else {"days": spec.expiration_days}
    steps = ((spec.tiering_days, "INTELLIGENT_TIERING"), (spec.glacier_days, "GLACIER_IR"), (spec.deep_archive_days, "DEEP_ARCHIVE"))
    transitions: list[aws.s3.BucketLifecycleConfigurationRuleTransitionArgsDict] = [
        {"days": days, "storage_class": storage_class} for days, storage_class in steps if days is not None
    ]
    if transitions:
        rule["transitions"] = transitions
    if spec.noncurrent_steps:
        rule["noncurrent_version_transitions"] = [
            {"noncurrent_days": days, "storage_class": storage_class} for days, storage_class in spec.noncurrent_steps
        ]
    aws.s3.BucketLifecycleConfiguration(f"{name}-lifecycle", bucket=bucket.bucket, rules=[rule], region=spec.region, opts=opts)


def _policy(spec: BucketSpec) -> str:
    resources = bucket_resources(spec.perimeter, spec.bucket)
    return document(
        *deny_insecure_transport(resources),
        deny_old_signatures(resources),
        deny_outsiders(spec.perimeter, resources),
        *spec.statements,
    )
