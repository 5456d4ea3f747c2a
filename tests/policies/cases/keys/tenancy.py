# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Whose a key is and what it holds."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import key

OWN = {"hds:tenant": "clinic", "hds:data-class": "medical-record"}


def labelled(**changes: object) -> aws.kms.Key:
    """A key with its tags, and changes to them."""
    own = {**OWN, **{f"hds:{name.replace('_', '-')}": value for name, value in changes.items()}}
    return key(tags={name: value for name, value in own.items() if value is not None})


def queue(name: str, of: aws.kms.Key, **tags: object) -> None:
    """A queue under a key."""
    own = {f"hds:{tag.replace('_', '-')}": value for tag, value in tags.items()}
    aws.sqs.Queue(name, kms_master_key_id=of.arn, tags=own or None)


class key_serves_one_tenant_and_data_class:
    """HDS-KEY-01."""

    def labelled_pass():
        labelled()

    def purpose_instead_of_a_data_class_pass():
        labelled(data_class=None, purpose="logs")

    def store_of_the_same_class_pass():
        queue("queue", labelled(), tenant="clinic", data_class="medical-record")

    def store_without_tags_pass():
        queue("queue", labelled())

    def default_tags_of_the_provider_pass():
        provider = aws.Provider("provider", region="eu-west-3", default_tags={"tags": {"hds:tenant": "clinic"}})
        options = pulumi.ResourceOptions(provider=provider)
        aws.kms.Key("key", tags={"hds:purpose": "logs"}, opts=options)

    def tags_absent_fail():
        key()

    def tenant_absent_fail():
        labelled(tenant=None)

    def data_class_absent_fail():
        labelled(data_class=None)

    def store_of_another_tenant_fail():
        queue("queue", labelled(), tenant="laboratory")

    def two_data_classes_fail():
        own = labelled()
        queue("record", own, data_class="medical-record")
        queue("billing", own, data_class="billing")

    def one_data_class_under_a_key_for_a_purpose_pass():
        own = labelled(data_class=None, purpose="logs")
        queue("first", own, data_class="technical-log")
        queue("second", own, data_class="technical-log")

    def two_data_classes_under_a_key_for_a_purpose_fail():
        own = labelled(data_class=None, purpose="logs")
        queue("record", own, data_class="medical-record")
        queue("logs", own, data_class="technical-log")

    def data_class_unknown_beside_a_key_for_a_purpose_unknown():
        own = labelled(data_class=None, purpose="logs")
        queue("queue", own, data_class=unknown())

    def bucket_of_another_class_fail():
        bucket = aws.s3.Bucket("bucket", tags={"hds:data-class": "billing"})
        default = {"sse_algorithm": "aws:kms", "kms_master_key_id": labelled().arn}
        aws.s3.BucketServerSideEncryptionConfiguration(
            "sse", bucket=bucket.id, rules=[{"apply_server_side_encryption_by_default": default}]
        )

    def bucket_with_inline_encryption_of_another_class_fail():
        default = {"sse_algorithm": "aws:kms", "kms_master_key_id": labelled().arn}
        own = {"rule": {"apply_server_side_encryption_by_default": default}}
        aws.s3.Bucket("bucket", tags={"hds:data-class": "billing"}, server_side_encryption_configuration=own)

    def old_twin_of_a_bucket_of_another_class_fail():
        default = {"sse_algorithm": "aws:kms", "kms_master_key_id": labelled().arn}
        rule = {"apply_server_side_encryption_by_defaults": [default]}
        aws.s3.BucketV2("bucket", tags={"hds:data-class": "billing"}, server_side_encryption_configurations=[{"rules": [rule]}])

    def store_by_an_alias_of_another_class_fail():
        alias = aws.kms.Alias("alias", name="alias/record", target_key_id=labelled().key_id)
        aws.sqs.Queue("queue", kms_master_key_id=alias.name, tags={"hds:data-class": "billing"})

    def database_of_another_tenant_fail():
        aws.rds.Instance("database", instance_class="db.t4g.micro", kms_key_id=labelled().arn, tags={"hds:tenant": "laboratory"})

    def replica_without_tags_absent_fail():
        """subject: replica"""
        aws.kms.ReplicaKey("replica", primary_key_arn=labelled().arn)

    def tag_unknown():
        labelled(tenant=unknown())

    def all_tags_unknown():
        key(tags=unknown().apply(lambda text: {"hds:tenant": text}))

    def secret_tag_unknown():
        labelled(tenant=pulumi.Output.secret("clinic"))

    def store_beside_a_tag_of_the_key_unknown():
        queue("queue", labelled(tenant=unknown()), tenant="laboratory")

    def tag_of_the_store_unknown():
        queue("queue", labelled(), tenant=unknown())

    def all_tags_of_the_store_unknown():
        aws.sqs.Queue("queue", kms_master_key_id=labelled().arn, tags=unknown().apply(lambda text: {"hds:tenant": text}))
