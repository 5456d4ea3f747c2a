# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Backups, snapshots, copies, trails and logs."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import arn_elsewhere, key

ROLE = "arn:aws:iam::123456789012:role/r"


def stream(**properties: object) -> None:
    """A delivery stream."""
    aws.kinesis.FirehoseDeliveryStream("stream", destination="extended_s3", **properties)


def replication(key_id: object, bucket: object = "arn:aws:s3:::copy") -> None:
    """The replication of a bucket."""
    encryption = {"replica_kms_key_id": key_id} if key_id else None
    destination = {"bucket": bucket, "encryption_configuration": encryption}
    aws.s3.BucketReplicationConfig("replication", bucket="source", role=ROLE, rules=[{"status": "Enabled", "destination": destination}])


def brought_back(kind: object, **overrides: object) -> None:
    """A restore test of a type."""
    given = {"restore_testing_plan_name": "t", "iam_role_arn": ROLE, "restore_metadata_overrides": overrides or None}
    aws.backup.RestoreTestingSelection("tested", name="k", protected_resource_type=kind, **given)


def key_there() -> aws.kms.ReplicaKey:
    """The replica of a key in another region."""
    return aws.kms.ReplicaKey("there", primary_key_arn=key().arn, region="eu-central-1")


class copy_uses_a_customer_key:
    """HDS-ENC-04."""

    def vault_pass():
        aws.backup.Vault("vault", kms_key_arn=key().arn)

    def trail_pass():
        aws.cloudtrail.Trail("trail", s3_bucket_name="b", kms_key_id=key().arn)

    def snapshot_pass():
        aws.ebs.SnapshotCopy("copy", source_region="eu-west-3", source_snapshot_id="snap-1", encrypted=True, kms_key_id=key().arn)

    def traces_pass():
        aws.xray.EncryptionConfig("traces", type="KMS", key_id=key().arn)

    def absent_fail():
        aws.cloudwatch.LogGroup("logs")

    def snapshot_encryption_absent_fail():
        aws.ebs.SnapshotCopy("copy", source_region="eu-west-3", source_snapshot_id="snap-1", kms_key_id=key().arn)

    def traces_with_the_key_of_aws_fail():
        aws.xray.EncryptionConfig("traces", type="NONE")

    def one_copy_rule_in_clear_fail():
        rule = {"target": "eu-central-1", "encrypted": True, "cmk_arn": key().arn}
        schedule = {"name": "s", "create_rule": {"interval": 24}, "retain_rule": {"count": 1}}
        aws.dlm.LifecyclePolicy(
            "disks",
            description="d",
            execution_role_arn=ROLE,
            policy_details={"schedules": [{**schedule, "cross_region_copy_rules": [rule, {"target": "eu-west-1", "encrypted": False}]}]},
        )

    def event_copy_in_clear_fail():
        copy = {"target": "eu-central-1", "encryption_configuration": {"encrypted": False}}
        details = {"policy_type": "EVENT_BASED_POLICY", "action": {"name": "a", "cross_region_copies": [copy]}}
        aws.dlm.LifecyclePolicy("disks", description="d", execution_role_arn=ROLE, policy_details=details)

    def disks_that_are_not_copied_not_applicable():
        schedule = {"name": "s", "create_rule": {"interval": 24}, "retain_rule": {"count": 1}}
        aws.dlm.LifecyclePolicy("disks", description="d", execution_role_arn=ROLE, policy_details={"schedules": [schedule]})

    def key_from_nowhere_unknown():
        aws.backup.Vault("vault", kms_key_arn=unknown())

    def key_outside_the_program_unknown():
        aws.backup.Vault("vault", kms_key_arn=arn_elsewhere())


class file_system_copy_uses_a_customer_key:
    """HDS-ENC-04."""

    def key_of_the_region_of_the_copy_pass():
        destination = {"region": "eu-central-1", "kms_key_id": key_there().arn}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def absent_fail():
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination={"region": "eu-central-1"})

    def into_an_existing_system_not_applicable():
        destination = {"region": "eu-central-1", "file_system_id": "fs-2"}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def key_of_the_region_of_the_source_fail():
        destination = {"region": "eu-central-1", "kms_key_id": key().arn}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def destination_unknown():
        destination = unknown().apply(lambda _: {"region": "eu-central-1"})
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def key_from_nowhere_unknown():
        destination = {"region": "eu-central-1", "kms_key_id": unknown()}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)


class restore_test_uses_a_customer_key:
    """HDS-ENC-04."""

    def objects_pass():
        brought_back("S3", kmsKey=key().arn, encryptionType="SSE-KMS")

    def name_in_other_letters_pass():
        brought_back("DynamoDB", KmsMasterKeyArn=key().arn, EncryptionType="KMS")

    def volume_pass():
        brought_back("EBS", kmsKeyId=key().arn)

    def absent_fail():
        brought_back("EFS")

    def form_absent_fail():
        brought_back("S3", kmsKey=key().arn)

    def key_of_aws_fail():
        brought_back("DynamoDB", kmsMasterKeyArn=key().arn, encryptionType="Default")

    def computed_unknown():
        brought_back("EFS", kmsKeyId=unknown())

    def computed_type_unknown():
        brought_back(unknown())

    def database_not_applicable():
        """It comes back under the key of its copy."""
        brought_back("RDS")


class delivery_stream_uses_a_customer_key:
    """HDS-ENC-04."""

    def customer_key_pass():
        stream(server_side_encryption={"enabled": True, "key_type": "CUSTOMER_MANAGED_CMK", "key_arn": key().arn})

    def absent_fail():
        stream()

    def key_of_aws_fail():
        stream(server_side_encryption={"enabled": True, "key_type": "AWS_OWNED_CMK"})

    def type_absent_fail():
        stream(server_side_encryption={"enabled": True, "key_arn": key().arn})

    def switched_off_fail():
        stream(server_side_encryption={"enabled": False, "key_type": "CUSTOMER_MANAGED_CMK", "key_arn": key().arn})

    def key_from_nowhere_unknown():
        stream(server_side_encryption={"enabled": True, "key_type": "CUSTOMER_MANAGED_CMK", "key_arn": unknown()})

    def reader_of_a_stream_not_applicable():
        stream(kinesis_source_configuration={"kinesis_stream_arn": "arn:aws:kinesis:eu-west-3:1:stream/s", "role_arn": ROLE})

    def reader_of_a_broker_not_applicable():
        login = {"connectivity": "PRIVATE", "role_arn": ROLE}
        source = {"authentication_configuration": login, "msk_cluster_arn": "arn:aws:kafka:eu-west-3:1:cluster/c", "topic_name": "t"}
        stream(msk_source_configuration=source)


class bucket_replica_uses_a_customer_key:
    """HDS-ENC-04."""

    def key_of_the_region_of_the_copy_pass():
        """subject: replication"""
        copy = aws.s3.Bucket("copy", region="eu-central-1")
        replication(key_there().arn, copy.arn)

    def destination_outside_the_program_pass():
        replication(key().arn)

    def inline_pass():
        destination = {"bucket": "arn:aws:s3:::copy", "replica_kms_key_id": key().arn}
        rule = {"status": "Enabled", "destination": destination}
        aws.s3.Bucket("source", replication_configuration={"role": ROLE, "rules": [rule]})

    def old_twin_with_inline_replication_pass():
        destination = {"bucket": "arn:aws:s3:::copy", "replica_kms_key_id": key().arn}
        rule = {"status": "Enabled", "destinations": [destination]}
        aws.s3.BucketV2("source", replication_configurations=[{"role": ROLE, "rules": [rule]}])

    def absent_fail():
        replication(None)

    def one_rule_without_a_key_fail():
        encryption = {"replica_kms_key_id": key().arn}
        rules = [
            {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy", "encryption_configuration": own}}
            for own in (encryption, None)
        ]
        aws.s3.BucketReplicationConfig("replication", bucket="source", role=ROLE, rules=rules)

    def destination_unknown():
        destination = unknown().apply(lambda arn: {"bucket": arn})
        aws.s3.BucketReplicationConfig("replication", bucket="source", role=ROLE, rules=[{"status": "Enabled", "destination": destination}])

    def inline_absent_fail():
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}
        aws.s3.Bucket("source", replication_configuration={"role": ROLE, "rules": [rule]})

    def old_twin_absent_fail():
        rule = {"status": "Enabled", "destinations": [{"bucket": "arn:aws:s3:::copy"}]}
        aws.s3.BucketV2("source", replication_configurations=[{"role": ROLE, "rules": [rule]}])

    def key_of_the_region_of_the_source_fail():
        """subject: replication"""
        copy = aws.s3.Bucket("copy", region="eu-central-1")
        replication(key().arn, copy.arn)

    def key_of_the_region_of_the_source_by_name_fail():
        """subject: replication"""
        aws.s3.Bucket("copy", bucket="copy", region="eu-central-1")
        replication(key().arn, "arn:aws:s3:::copy")

    def destination_in_an_unknown_region_pass():
        """subject: replication"""
        aws.s3.Bucket("copy", bucket="copy", region=unknown())
        replication(key().arn, "arn:aws:s3:::copy")

    def key_in_an_unknown_region_unknown():
        """subject: replication"""
        aws.s3.Bucket("copy", bucket="copy", region="eu-central-1")
        replication(key(region=unknown()).arn, "arn:aws:s3:::copy")

    def key_from_nowhere_unknown():
        replication(unknown())

    def no_replication_not_applicable():
        aws.s3.Bucket("source")
