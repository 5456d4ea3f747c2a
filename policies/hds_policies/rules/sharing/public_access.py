# SPDX-License-Identifier: Apache-2.0
"""Public access is blocked at the account and on each bucket, and lists of grants are not used (HDS-SHR-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.checks import unused
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, any_of, fail, is_true, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "access_control_list_is_private",
    "access_point_blocks_public_access",
    "account_blocks_public_access",
    "block_is_complete",
    "bucket_blocks_public_access",
    "no_public_registry_is_used",
    "object_owner_is_the_bucket_owner",
]

_ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
_BUCKET = "aws:s3/bucket:Bucket"
_SWITCHES = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
_POINTS = {
    "aws:s3/accessPoint:AccessPoint": "publicAccessBlockConfiguration",
    "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": "details.publicAccessBlock",
}
"""Access points, and where they say what they block: everything, when they do not say."""
_LISTS = {
    _BUCKET: ("acl", "grants"),
    "aws:s3/bucketAcl:BucketAcl": ("acl", "accessControlPolicy"),
    "aws:s3/bucketObject:BucketObject": ("acl",),
    "aws:s3/bucketObjectv2:BucketObjectv2": ("acl",),
    "aws:s3/objectCopy:ObjectCopy": ("acl", "grants"),
}
"""A canned list of grants, and one that is written out."""
_PUBLIC_IMAGES = ("aws:ecrpublic/repository:Repository", "aws:ecrpublic/repositoryPolicy:RepositoryPolicy")
_PRIVATE = ("private", "bucket-owner-full-control", "bucket-owner-read")


@graph_rule("HDS-SHR-01", STACK)
def account_blocks_public_access(_: Resource, graph: Graph) -> Verdict:
    """A program that makes buckets blocks public access for its account."""
    buckets = graph.of(_BUCKET)
    if not buckets:
        return NOT_APPLICABLE
    return PASS if graph.of(_ACCOUNT_BLOCK) else fail("", ABSENT, "account_block_due", buckets[0].name)


@resource_rule("HDS-SHR-01", _ACCOUNT_BLOCK, _BLOCK)
def block_is_complete(block: Resource, _: Graph) -> Verdict:
    """A block has its four switches on; each is off when it is not set."""
    return all_of(is_true(block, switch) for switch in _SWITCHES)


@graph_rule("HDS-SHR-01", _BUCKET)
def bucket_blocks_public_access(bucket: Resource, graph: Graph) -> Verdict:
    """Each bucket has a block of its own that is complete."""
    blocks = graph.companions(bucket, _BLOCK, "bucket")
    return any_of(block_is_complete(block, graph) for block in blocks) if blocks else fail("", ABSENT, "bucket_block")


@resource_rule("HDS-SHR-01", *_POINTS)
def access_point_blocks_public_access(point: Resource, _: Graph) -> Verdict:
    """An access point turns none of the four switches off."""
    return all_of(is_true(point, f"{_POINTS[point.kind]}.{switch}", absent=PASS) for switch in _SWITCHES)


@resource_rule("HDS-SHR-01", "aws:s3/bucketOwnershipControls:BucketOwnershipControls")
def object_owner_is_the_bucket_owner(controls: Resource, _: Graph) -> Verdict:
    """The owner of the bucket owns its objects, so that lists of grants have no effect."""
    return one_of(controls, "rule.objectOwnership", "BucketOwnerEnforced")


@resource_rule("HDS-SHR-01", *_LISTS)
def access_control_list_is_private(holder: Resource, _: Graph) -> Verdict:
    """A canned list of grants is the private one, or one for the owner of the bucket, and none is written out."""
    canned, *written = _LISTS[holder.kind]
    if all(isinstance(holder.get(path), Absent) for path in (canned, *written)):
        return NOT_APPLICABLE
    return all_of((one_of(holder, canned, *_PRIVATE, absent=PASS), *(absent(holder, path) for path in written)))


@resource_rule("HDS-SHR-01", *_PUBLIC_IMAGES, STACK)
def no_public_registry_is_used(resource: Resource, graph: Graph) -> Verdict:
    """Images are not published to the public registry."""
    return unused(resource, graph, *_PUBLIC_IMAGES)
