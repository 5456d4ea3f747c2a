# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Object storage."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import arn_elsewhere, key

ALIAS = "alias/health"


def sse(key_id: object = None, algorithm: str | None = "aws:kms", bucket: object = None) -> None:
    """A bucket with its encryption as a resource."""
    own = bucket or aws.s3.Bucket("bucket").id
    default = {"sse_algorithm": algorithm, "kms_master_key_id": key_id}
    aws.s3.BucketServerSideEncryptionConfiguration("sse", bucket=own, rules=[{"apply_server_side_encryption_by_default": default}])


def inline(algorithm: str, key_id: object = None) -> dict[str, object]:
    """The encryption of a bucket inside it."""
    return {"rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": algorithm, "kms_master_key_id": key_id}}}


def access_logs(tags: dict[str, str] | None = None, algorithm: str = "AES256", source_target: object = None) -> None:
    """A bucket that receives the access logs of another."""
    logs = aws.s3.Bucket("logs", tags=tags)
    sse(algorithm=algorithm, bucket=logs.id)
    aws.s3.BucketLogging("logging", bucket="source", target_bucket=source_target or logs.id, target_prefix="")


class bucket_is_encrypted_with_a_customer_key:
    """HDS-ENC-01."""

    def customer_key_pass():
        sse(key().arn)

    def dual_layer_pass():
        sse(key().arn, "aws:kms:dsse")

    def own_alias_pass():
        sse(ALIAS)

    def inline_pass():
        aws.s3.Bucket("bucket", server_side_encryption_configuration=inline("aws:kms", key().arn))

    def old_twin_with_inline_encryption_pass():
        default = {"sse_algorithm": "aws:kms", "kms_master_key_id": key().arn}
        rule = {"apply_server_side_encryption_by_defaults": [default]}
        aws.s3.BucketV2("bucket", server_side_encryption_configurations=[{"rules": [rule]}])

    def old_twin_of_both_pass():
        default = {"sse_algorithm": "aws:kms", "kms_master_key_id": key().arn}
        own = aws.s3.BucketV2("bucket").id
        aws.s3.BucketServerSideEncryptionConfigurationV2("sse", bucket=own, rules=[{"apply_server_side_encryption_by_default": default}])

    def named_by_a_known_name_pass():
        aws.s3.Bucket("bucket", bucket="health")
        sse(key().arn, bucket="health")

    def directory_bucket_pass():
        own = aws.s3.DirectoryBucket("bucket", bucket="b--euw3-az1--x-s3", location={"name": "euw3-az1"})
        sse(key().arn, bucket=own.bucket)

    def encryption_absent_fail():
        aws.s3.Bucket("bucket")

    def directory_bucket_without_encryption_fail():
        aws.s3.DirectoryBucket("bucket", bucket="b--euw3-az1--x-s3", location={"name": "euw3-az1"})

    def encryption_of_another_bucket_fail():
        """subject: bare"""
        aws.s3.Bucket("bare")
        sse(key().arn)

    def algorithm_of_s3_fail():
        sse(algorithm="AES256")

    def algorithm_of_s3_beside_a_key_fail():
        sse(key().arn, "AES256")

    def one_of_two_rules_without_a_key_fail():
        own = aws.s3.Bucket("bucket").id
        strong = {"sse_algorithm": "aws:kms", "kms_master_key_id": key().arn}
        rules = [{"apply_server_side_encryption_by_default": default} for default in (strong, {"sse_algorithm": "aws:kms"})]
        aws.s3.BucketServerSideEncryptionConfiguration("sse", bucket=own, rules=rules)

    def key_absent_fail():
        sse()

    def key_of_aws_fail():
        sse("alias/aws/s3")

    def inline_algorithm_of_s3_fail():
        aws.s3.Bucket("bucket", server_side_encryption_configuration=inline("AES256"))

    def old_twin_without_a_key_fail():
        rule = {"apply_server_side_encryption_by_defaults": [{"sse_algorithm": "aws:kms"}]}
        aws.s3.BucketV2("bucket", server_side_encryption_configurations=[{"rules": [rule]}])

    def no_rule_fail():
        own = aws.s3.Bucket("bucket").id
        aws.s3.BucketServerSideEncryptionConfiguration("sse", bucket=own, rules=[])

    def key_outside_the_program_unknown():
        sse(arn_elsewhere())

    def key_from_nowhere_unknown():
        sse(unknown())

    def access_logs_with_the_algorithm_of_s3_pass():
        access_logs()

    def access_logs_of_an_inline_source_pass():
        """subject: logs"""
        logs = aws.s3.Bucket("logs")
        sse(algorithm="AES256", bucket=logs.id)
        aws.s3.Bucket("source", logging={"target_bucket": logs.id})

    def access_logs_of_an_old_twin_pass():
        """subject: logs"""
        logs = aws.s3.Bucket("logs")
        sse(algorithm="AES256", bucket=logs.id)
        aws.s3.BucketV2("source", loggings=[{"target_bucket": logs.id}])

    def access_logs_of_a_balancer_pass():
        logs = aws.s3.Bucket("logs")
        sse(algorithm="AES256", bucket=logs.id)
        aws.lb.LoadBalancer("front", access_logs={"bucket": logs.id, "enabled": True})

    def access_logs_under_a_customer_key_pass():
        logs = aws.s3.Bucket("logs")
        sse(key().arn, bucket=logs.id)
        aws.s3.BucketLogging("logging", bucket="source", target_bucket=logs.id, target_prefix="")

    def logs_of_a_network_balancer_fail():
        logs = aws.s3.Bucket("logs")
        sse(algorithm="AES256", bucket=logs.id)
        aws.lb.LoadBalancer("front", load_balancer_type="network", access_logs={"bucket": logs.id, "enabled": True})

    def access_logs_beside_a_data_class_fail():
        access_logs({"hds:data-class": "medical-record"})

    def access_logs_of_a_stated_application_balancer_pass():
        logs = aws.s3.Bucket("logs")
        sse(algorithm="AES256", bucket=logs.id)
        aws.lb.LoadBalancer("front", load_balancer_type="application", access_logs={"bucket": logs.id, "enabled": True})

    def access_logs_under_the_key_of_aws_fail():
        logs = aws.s3.Bucket("logs")
        sse("alias/aws/s3", bucket=logs.id)
        aws.s3.BucketLogging("logging", bucket="source", target_bucket=logs.id, target_prefix="")

    def access_logs_beside_health_data_fail():
        access_logs({"hds:dscp": "yes"})

    def access_logs_of_a_class_without_health_data_pass():
        access_logs({"hds:data-class": "technical-log", "hds:dscp": "no"})

    def access_logs_beside_a_doubtful_tag_fail():
        access_logs({"hds:dscp": "perhaps"})

    def access_logs_beside_unknown_tags_fail():
        logs = aws.s3.Bucket("logs", tags=unknown().apply(lambda text: {"hds:dscp": text}))
        sse(algorithm="AES256", bucket=logs.id)
        aws.s3.BucketLogging("logging", bucket="source", target_bucket=logs.id, target_prefix="")

    def source_of_access_logs_fail():
        """subject: source"""
        source = aws.s3.Bucket("source")
        sse(algorithm="AES256", bucket=source.id)
        logs = aws.s3.Bucket("logs")
        aws.s3.BucketLogging("logging", bucket=source.id, target_bucket=logs.id, target_prefix="")

    def access_logs_without_any_encryption_absent_fail():
        logs = aws.s3.Bucket("logs")
        aws.s3.BucketLogging("logging", bucket="source", target_bucket=logs.id, target_prefix="")


class table_or_vector_bucket_uses_a_customer_key:
    """HDS-ENC-01."""

    def tables_pass():
        aws.s3tables.TableBucket("tables", encryption_configuration={"sse_algorithm": "aws:kms", "kms_key_arn": key().arn})

    def vectors_pass():
        encryption = [{"sse_type": "aws:kms", "kms_key_arn": key().arn}]
        aws.s3.VectorsVectorBucket("vectors", vector_bucket_name="vectors", encryption_configurations=encryption)

    def encryption_absent_fail():
        aws.s3tables.TableBucket("tables")

    def vectors_without_encryption_absent_fail():
        aws.s3.VectorsVectorBucket("vectors", vector_bucket_name="vectors")

    def algorithm_of_s3_fail():
        aws.s3tables.TableBucket("tables", encryption_configuration={"sse_algorithm": "AES256", "kms_key_arn": ""})

    def key_from_nowhere_unknown():
        aws.s3tables.TableBucket("tables", encryption_configuration={"sse_algorithm": "aws:kms", "kms_key_arn": unknown()})

    def table_that_follows_its_bucket_not_applicable():
        aws.s3tables.Table("table", format="ICEBERG", namespace="n", table_bucket_arn="arn:aws:s3tables:eu-west-3:123456789012:bucket/b")
