# SPDX-License-Identifier: Apache-2.0
"""Object storage is encrypted with a customer key (HDS-ENC-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.at_rest import AtRest, encrypted
from hds_policies.checks import customer_key
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.tags import tag
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, fail, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.at_rest import Demands
    from hds_policies.graph import Graph, Resource

__all__ = ["OBJECTS", "bucket_is_encrypted_with_a_customer_key", "table_or_vector_bucket_uses_a_customer_key"]

_BUCKET = "aws:s3/bucket:Bucket"
_ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
_LOGGING = "aws:s3/bucketLogging:BucketLogging"
_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
_INLINE = (
    "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault",
    "serverSideEncryptionConfigurations[*].rules[*].applyServerSideEncryptionByDefaults[*]",
)
_SEPARATE = "rules[*].applyServerSideEncryptionByDefault"
_LOGS_OF_S3 = ((_LOGGING, "targetBucket"), (_BUCKET, "logging.targetBucket"), (_BUCKET, "loggings[*].targetBucket"))

OBJECTS: Demands = {
    "aws:s3tables/tableBucket:TableBucket": (
        AtRest("encryptionConfiguration.kmsKeyArn", switch="encryptionConfiguration.sseAlgorithm", on=("aws:kms",)),
    ),
    "aws:s3tables/table:Table": (AtRest("kmsKeyArn", switch="sseAlgorithm", on=("aws:kms",), block="encryptionConfiguration"),),
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket": (
        AtRest("encryptionConfigurations[*].kmsKeyArn", switch="encryptionConfigurations[*].sseType", on=("aws:kms",)),
    ),
    "aws:s3/vectorsIndex:VectorsIndex": (AtRest("kmsKeyArn", switch="sseType", on=("aws:kms",), block="encryptionConfigurations[*]"),),
}
"""Object stores that carry their own encryption; a table or an index without any follows its bucket."""


@graph_rule("HDS-ENC-01", _BUCKET, "aws:s3/directoryBucket:DirectoryBucket")
def bucket_is_encrypted_with_a_customer_key(bucket: Resource, graph: Graph) -> Verdict:
    """The default encryption is SSE-KMS under a customer key, inline or as a resource of its own.

    A bucket without health data that receives access logs of S3 or of an Application Load Balancer may state AES256, all that
    delivery supports:
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    defaults = list(_defaults(bucket, graph))
    if not defaults:
        return fail("", ABSENT, "default_encryption")
    logs = _receives_access_logs(bucket, graph)
    return all_of(_default(holder, at, graph, logs=logs) for holder, at in defaults)


@resource_rule("HDS-ENC-01", *OBJECTS)
def table_or_vector_bucket_uses_a_customer_key(bucket: Resource, graph: Graph) -> Verdict:
    """S3 Tables and S3 Vectors name a customer key."""
    return encrypted(bucket, graph, OBJECTS[bucket.kind])


def _defaults(bucket: Resource, graph: Graph) -> Iterator[tuple[Resource, str]]:
    """Each resource and path that states the default encryption of a bucket."""
    for path in _INLINE if bucket.kind == _BUCKET else ():
        if not isinstance(bucket.get(path.split("[", 1)[0].split(".", 1)[0]), Absent):
            yield from ((bucket, at) for at, _ in bucket.all(path))
    for companion in graph.companions(bucket, _ENCRYPTION, "bucket"):
        yield from ((companion, at) for at, _ in companion.all(_SEPARATE))


def _default(holder: Resource, at: str, graph: Graph, *, logs: bool) -> Verdict:
    if logs and holder.get(f"{at}.sseAlgorithm") == Known("AES256"):
        return PASS
    algorithm = one_of(holder, f"{at}.sseAlgorithm", "aws:kms", "aws:kms:dsse")
    return all_of((algorithm, customer_key(holder, f"{at}.kmsMasterKeyId", graph)))


def _receives_access_logs(bucket: Resource, graph: Graph) -> bool:
    stated = tag(bucket, graph, "hds:dscp")
    if stated != "no" and (stated is not None or tag(bucket, graph, "hds:data-class") is not None):
        return False
    return any(graph.companions(bucket, kind, path) for kind, path in _LOGS_OF_S3) or any(
        balancer.get("loadBalancerType") in (ABSENT, Known("application"))
        for balancer in graph.companions(bucket, _BALANCER, "accessLogs.bucket")
    )
