# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Blocks of public access, ownership and lists of grants."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

ON = {"block_public_acls": True, "block_public_policy": True, "ignore_public_acls": True, "restrict_public_buckets": True}
OWNER = {"id": "o"}
GRANTS = {"grants": [{"permission": "READ", "grantee": {"type": "Group", "uri": "http://acs.amazonaws.com/groups/global/AllUsers"}}]}


class account_blocks_public_access:
    """HDS-SHR-01."""

    def blocked_pass():
        aws.s3.Bucket("bucket")
        aws.s3.AccountPublicAccessBlock("block", **ON)

    def no_bucket_absent_not_applicable():
        aws.sqs.Queue("queue")

    def missing_fail():
        aws.s3.Bucket("bucket")


class block_is_complete:
    """HDS-SHR-01."""

    def bucket_pass():
        aws.s3.BucketPublicAccessBlock("block", bucket="b", **ON)

    def account_pass():
        aws.s3.AccountPublicAccessBlock("block", **ON)

    def absent_switch_fail():
        aws.s3.BucketPublicAccessBlock("block", bucket="b", **{key: on for key, on in ON.items() if key != "ignore_public_acls"})

    def one_off_fail():
        aws.s3.AccountPublicAccessBlock("block", **{**ON, "restrict_public_buckets": False})

    def switch_unknown():
        aws.s3.BucketPublicAccessBlock("block", bucket="b", **{**ON, "block_public_policy": unknown().apply(bool)})


class bucket_blocks_public_access:
    """HDS-SHR-01."""

    def by_dependency_pass():
        aws.s3.BucketPublicAccessBlock("block", bucket=aws.s3.Bucket("bucket").id, **ON)

    def by_name_pass():
        aws.s3.Bucket("bucket", bucket="own")
        aws.s3.BucketPublicAccessBlock("block", bucket="own", **ON)

    def old_twin_pass():
        aws.s3.BucketPublicAccessBlock("block", bucket=aws.s3.BucketV2("bucket").id, **ON)

    def absent_fail():
        aws.s3.Bucket("bucket")

    def block_of_another_fail():
        aws.s3.Bucket("bucket", bucket="own")
        aws.s3.BucketPublicAccessBlock("block", bucket="other", **ON)

    def incomplete_fail():
        aws.s3.BucketPublicAccessBlock("block", bucket=aws.s3.Bucket("bucket").id, **{**ON, "block_public_acls": False})

    def switch_unknown():
        held = aws.s3.Bucket("bucket")
        aws.s3.BucketPublicAccessBlock("block", bucket=held.id, **{**ON, "block_public_acls": unknown().apply(bool)})


class access_point_blocks_public_access:
    """HDS-SHR-01."""

    def absent_pass():
        aws.s3.AccessPoint("point", bucket="b")

    def all_on_pass():
        aws.s3control.MultiRegionAccessPoint("point", details={"name": "n", "regions": [{"bucket": "b"}], "public_access_block": ON})

    def one_off_fail():
        aws.s3.AccessPoint("point", bucket="b", public_access_block_configuration={**ON, "block_public_policy": False})

    def one_off_in_regions_fail():
        block = {**ON, "restrict_public_buckets": False}
        aws.s3control.MultiRegionAccessPoint("point", details={"name": "n", "regions": [{"bucket": "b"}], "public_access_block": block})

    def switch_unknown():
        block = {"block_public_policy": unknown().apply(bool)}
        aws.s3.AccessPoint("point", bucket="b", public_access_block_configuration=block)


class object_owner_is_the_bucket_owner:
    """HDS-SHR-01."""

    def enforced_pass():
        aws.s3.BucketOwnershipControls("controls", bucket="b", rule={"object_ownership": "BucketOwnerEnforced"})

    def preferred_fail():
        aws.s3.BucketOwnershipControls("controls", bucket="b", rule={"object_ownership": "BucketOwnerPreferred"})

    def absent_fail():
        aws.s3.BucketOwnershipControls("controls", bucket="b", rule={"object_ownership": ""})

    def owner_unknown():
        aws.s3.BucketOwnershipControls("controls", bucket="b", rule={"object_ownership": unknown()})


class access_control_list_is_private:
    """HDS-SHR-01."""

    def private_pass():
        aws.s3.BucketAcl("list", bucket="b", acl="private")

    def for_the_owner_pass():
        aws.s3.BucketObject("object", bucket="b", acl="bucket-owner-full-control")

    def absent_not_applicable():
        aws.s3.Bucket("bucket")

    def public_fail():
        aws.s3.BucketAcl("list", bucket="b", acl="public-read")

    def inline_fail():
        aws.s3.Bucket("bucket", acl="authenticated-read")

    def object_fail():
        aws.s3.BucketObjectv2("object", bucket="b", acl="public-read")

    def written_out_fail():
        aws.s3.BucketAcl("list", bucket="b", access_control_policy={"owner": OWNER, **GRANTS})

    def inline_grants_fail():
        aws.s3.Bucket("bucket", grants=[{"type": "CanonicalUser", "id": "o", "permissions": ["READ"]}])

    def copy_fail():
        aws.s3.ObjectCopy("copy", bucket="b", key="k", source="s", acl="public-read")

    def list_unknown():
        aws.s3.BucketAcl("list", bucket="b", acl=unknown())


class no_public_registry_is_used:
    """HDS-SHR-01."""

    def none_pass():
        aws.ecr.Repository("repository")

    def nothing_on_aws_not_applicable():
        pass

    def public_registry_fail():
        """subject: public"""
        aws.ecrpublic.Repository("public", repository_name="r")
