# SPDX-License-Identifier: Apache-2.0
"""The copy of a bucket into another, by S3 itself, under the key of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import arn, bucket_arn
from hds_components.aws.policies import allow, assume_role, document
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from hds_components.aws.buckets import BucketSpec, SafeBucket
    from hds_components.aws.policies import Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["End", "replicate", "replicator_arn"]

_ROLE_NAME_LIMIT = 64
_MINUTES = 15


class End(NamedTuple):
    """One end of a copy: the bucket, and what was asked of it."""

    made: SafeBucket
    spec: BucketSpec


def replicate(name: str, what: str, source: End, target: End, parent: pulumi.Resource) -> aws.s3.BucketReplicationConfig:
    """Copy every new object within 15 minutes, measured (HDS-RES-02); a deletion never reaches the copy.

    The role can read the source, write the copy, and nothing else. S3 documents no ``aws:SourceAccount`` in its assumption of the role:
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html

    Args:
        name: Pulumi name of the source bucket.
        what: short name of the source bucket, part of the role's name.
        source: what is copied.
        target: where to.
        parent: the component.

    Raises:
        ValueError: an end is not encrypted with a customer key.
    """
    perimeter = source.spec.perimeter
    _, target_key = _key_of(source.spec), _key_of(target.spec)
    role = aws.iam.Role(
        f"{name}-replication",
        name=_role_name(perimeter, what),
        assume_role_policy=assume_role("s3"),
        tags=dict(perimeter.tags),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    rights = aws.iam.RolePolicy(
        f"{name}-replication",
        name="replication",
        role=role.name,
        policy=document(*_read(source.spec), *_write(target.spec)),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return aws.s3.BucketReplicationConfig(
        f"{name}-replication",
        bucket=source.made.bucket.bucket,
        role=role.arn,
        rules=[
            {
                "id": "everything",
                "status": "Enabled",
                "priority": 1,
                "filter": {"prefix": ""},
                "delete_marker_replication": {"status": "Disabled"},
                "source_selection_criteria": {"sse_kms_encrypted_objects": {"status": "Enabled"}},
                "destination": {
                    "bucket": target.made.bucket.arn,
                    "encryption_configuration": {"replica_kms_key_id": target_key},
                    "replication_time": {"status": "Enabled", "time": {"minutes": _MINUTES}},
                    "metrics": {"status": "Enabled", "event_threshold": {"minutes": _MINUTES}},
                },
            }
        ],
        region=source.spec.region,
        opts=leaf(parent, perimeter, depends_on=[rights, source.made.versioning, target.made.versioning]),
    )


def replicator_arn(perimeter: Perimeter, what: str) -> str:
    """The ARN of the role that ``replicate`` makes for a source bucket, known before it exists."""
    return arn(perimeter, "iam", f"role/{_role_name(perimeter, what)}", region="")


def _role_name(perimeter: Perimeter, what: str) -> str:
    return perimeter.name(what, "replication", limit=_ROLE_NAME_LIMIT)


def _key_of(spec: BucketSpec) -> pulumi.Output[str]:
    if spec.encryption_key is None:
        raise ValueError(
            f'bucket "{spec.bucket}" has no customer key and is neither copied nor a copy. hint: give its spec an encryption_key'
        )
    return spec.encryption_key


def _read(spec: BucketSpec) -> list[Statement]:
    own = bucket_arn(spec.perimeter, spec.bucket)
    versions = ["GetObjectVersionForReplication", "GetObjectVersionAcl", "GetObjectVersionTagging"]
    if spec.lock_days is not None:
        versions += ["GetObjectRetention", "GetObjectLegalHold"]
    return [
        allow("ReadSource", ("s3:GetReplicationConfiguration", "s3:ListBucket"), [own]),
        allow("ReadVersions", [f"s3:{action}" for action in versions], [f"{own}/*"]),
        allow("ReadKey", ("kms:Decrypt",), _keys(spec), conditions=_through_s3(spec)),
    ]


def _write(spec: BucketSpec) -> list[Statement]:
    own = bucket_arn(spec.perimeter, spec.bucket)
    return [
        allow("WriteReplica", ("s3:ReplicateObject", "s3:ReplicateTags"), [f"{own}/*"]),
        # Decrypt too: S3 checks a bucket key before it uses it
        # (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html).
        allow("WriteKey", ("kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"), _keys(spec), conditions=_through_s3(spec)),
    ]


def _keys(spec: BucketSpec) -> list[str]:
    """Keys of the account and region, not the one of the bucket: its ARN is not known before it exists, and nobody could judge the policy.

    The conditions keep it to what this bucket is encrypted with.
    """
    return [arn(spec.perimeter, "kms", "key/*", region=spec.region or spec.perimeter.region)]


def _through_s3(spec: BucketSpec) -> dict[str, dict[str, object]]:
    """Only through S3 and for this bucket: the context is the bucket under a bucket key, the object without one."""
    own = bucket_arn(spec.perimeter, spec.bucket)
    return {
        "StringEquals": {"kms:ViaService": f"s3.{spec.region or spec.perimeter.region}.amazonaws.com"},
        "StringLike": {"kms:EncryptionContext:aws:s3:arn": [own, f"{own}/*"]},
    }
