# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Managed stores; each kind of the tables is judged in ``test_at_rest``."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import arn_elsewhere, key

ELSEWHERE = "arn:aws:rds:eu-central-1:123456789012:db:source"


def database(name: str = "database", **properties: object) -> aws.rds.Instance:
    """A database."""
    return aws.rds.Instance(name, instance_class="db.t4g.micro", **properties)


def encrypted(name: str = "source", **properties: object) -> aws.rds.Instance:
    """A database under a customer key."""
    return database(name, storage_encrypted=True, kms_key_id=key().arn, **properties)


def search(kind: str = "encryption", **policy: object) -> None:
    """A policy of serverless search."""
    rules = [{"Resource": ["collection/c"], "ResourceType": "collection"}]
    aws.opensearch.ServerlessSecurityPolicy("policy", type=kind, policy=json.dumps({"Rules": rules, **policy}))


class store_uses_a_customer_key:
    """HDS-ENC-03."""

    def queue_pass():
        aws.sqs.Queue("queue", kms_master_key_id=key().arn)

    def queue_by_an_alias_of_the_program_pass():
        alias = aws.kms.Alias("alias", name="alias/queue", target_key_id=key().key_id)
        aws.sqs.Queue("queue", kms_master_key_id=alias.name)

    def warehouse_is_encrypted_unless_told_otherwise_pass():
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large", kms_key_id=key().arn)

    def warehouse_in_the_clear_fail():
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large", kms_key_id=key().arn, encrypted="false")

    def queue_under_an_external_key_pass():
        aws.sqs.Queue("queue", kms_master_key_id=aws.kms.ExternalKey("key").arn)

    def table_with_a_replica_pass():
        own = key().arn
        aws.dynamodb.Table(
            "table",
            server_side_encryption={"enabled": True, "kms_key_arn": own},
            replicas=[{"region_name": "eu-central-1", "kms_key_arn": own}],
        )

    def insights_pass():
        aws.rds.ClusterInstance(
            "node",
            cluster_identifier="c",
            engine="aurora-postgresql",
            instance_class="db.r6g.large",
            performance_insights_enabled=True,
            performance_insights_kms_key_id=key().arn,
        )

    def without_insights_not_applicable():
        aws.rds.ClusterInstance("node", cluster_identifier="c", engine="aurora-postgresql", instance_class="db.r6g.large")

    def insights_without_a_key_fail():
        aws.rds.ClusterInstance(
            "node", cluster_identifier="c", engine="aurora-postgresql", instance_class="db.r6g.large", performance_insights_enabled=True
        )

    def insights_unknown():
        aws.rds.ClusterInstance(
            "node",
            cluster_identifier="c",
            engine="aurora-postgresql",
            instance_class="db.r6g.large",
            performance_insights_enabled=unknown().apply(bool),
        )

    def broker_pass():
        aws.mq.Broker(
            "broker",
            broker_name="b",
            engine_type="ActiveMQ",
            engine_version="5.18",
            host_instance_type="mq.t3.micro",
            users=[],
            encryption_options={"use_aws_owned_key": False, "kms_key_id": key().arn},
        )

    def broker_with_the_key_of_the_service_fail():
        aws.mq.Broker(
            "broker",
            broker_name="b",
            engine_type="ActiveMQ",
            engine_version="5.18",
            host_instance_type="mq.t3.micro",
            users=[],
            encryption_options={"use_aws_owned_key": True, "kms_key_id": key().arn},
        )

    def absent_fail():
        aws.sqs.Queue("queue")

    def encryption_by_the_service_fail():
        aws.sqs.Queue("queue", sqs_managed_sse_enabled=True)

    def key_of_aws_fail():
        aws.sqs.Queue("queue", kms_master_key_id="alias/aws/sqs")

    def table_encrypted_by_the_service_absent_fail():
        aws.dynamodb.Table("table")

    def one_replica_without_a_key_fail():
        own = key().arn
        aws.dynamodb.Table(
            "table",
            server_side_encryption={"enabled": True, "kms_key_arn": own},
            replicas=[{"region_name": "eu-central-1", "kms_key_arn": own}, {"region_name": "eu-west-1"}],
        )

    def repository_absent_fail():
        aws.ecr.Repository("images")

    def repository_with_an_empty_block_absent_fail():
        aws.ecr.Repository("images", encryption_configurations=[])

    def key_from_nowhere_unknown():
        aws.sqs.Queue("queue", kms_master_key_id=unknown())

    def key_outside_the_program_unknown():
        aws.sqs.Queue("queue", kms_master_key_id=arn_elsewhere())

    def secret_key_unknown():
        aws.sqs.Queue("queue", kms_master_key_id=pulumi.Output.secret("alias/hidden"))

    def key_of_another_stack_unknown():
        contract = pulumi.StackReference("contract", stack_name="organization/hds/prod")
        aws.sqs.Queue("queue", kms_master_key_id=contract.get_output("key"))


class store_can_hold_a_customer_key:
    """HDS-ENC-03."""

    def member_of_a_cache_group_pass():
        aws.elasticache.Cluster("cache", replication_group_id="group")

    def cache_alone_fail():
        aws.elasticache.Cluster("cache", engine="memcached")

    def other_stores_without_a_choice_fail():
        aws.msk.ServerlessCluster("brokers", client_authentication={"sasl": {"iam": {"enabled": True}}}, vpc_configs=[])
        network = {"vpc_security_group_ids": [], "vpc_subnet_ids": []}
        series = {"allocated_storage": 20, "db_instance_type": "db.influx.medium", **network}
        aws.timestreaminfluxdb.DbInstance("series", password="p", username="u", bucket="b", organization="o", **series)
        aws.timestreaminfluxdb.DbCluster(
            "cluster", name="n", db_instance_type="db.influx.medium", vpc_security_group_ids=[], vpc_subnet_ids=[]
        )
        aws.lightsail.Bucket("bucket", bundle_id="b")
        aws.lightsail.Disk("disk", availability_zone="eu-west-3a", size_in_gb=8)
        login = {"master_database_name": "d", "master_username": "u", "master_password": "p"}
        aws.lightsail.Database("database", blueprint_id="b", bundle_id="b", relational_database_name="d", **login)

    def accelerator_of_tables_fail():
        aws.dax.Cluster(
            "cache",
            cluster_name="c",
            iam_role_arn="arn:aws:iam::123456789012:role/r",
            node_type="dax.t3.small",
            replication_factor=1,
            server_side_encryption={"enabled": True},
        )


class function_settings_use_a_customer_key:
    """HDS-ENC-03."""

    def customer_key_pass():
        role = "arn:aws:iam::123456789012:role/r"
        aws.lambda_.Function("function", role=role, environment={"variables": {"STAGE": "prod"}}, kms_key_arn=key().arn)

    def absent_fail():
        aws.lambda_.Function("function", role="arn:aws:iam::123456789012:role/r", environment={"variables": {"STAGE": "prod"}})

    def key_from_nowhere_unknown():
        role = "arn:aws:iam::123456789012:role/r"
        aws.lambda_.Function("function", role=role, environment={"variables": {"STAGE": "prod"}}, kms_key_arn=unknown())

    def nothing_to_encrypt_not_applicable():
        aws.lambda_.Function("function", role="arn:aws:iam::123456789012:role/r")


class database_uses_a_customer_key:
    """HDS-ENC-03; trap T8: ``storageEncrypted`` of a replica is ignored."""

    def encrypted_pass():
        encrypted()

    def cluster_pass():
        aws.rds.Cluster("cluster", engine="aurora-postgresql", storage_encrypted=True, kms_key_id=key().arn)

    def encryption_absent_fail():
        database(kms_key_id=key().arn)

    def key_absent_fail():
        database(storage_encrypted=True)

    def insights_without_a_key_fail():
        encrypted(performance_insights_enabled=True)

    def key_from_nowhere_unknown():
        database(storage_encrypted=True, kms_key_id=unknown())

    def replica_beside_its_source_pass():
        """subject: replica"""
        database("replica", replicate_source_db=encrypted().identifier)

    def replica_beside_a_named_source_pass():
        """subject: replica"""
        encrypted(identifier="source")
        database("replica", replicate_source_db="source")

    def replica_in_another_region_pass():
        """subject: replica"""
        there = aws.kms.ReplicaKey("there", primary_key_arn=key("first").arn, region="eu-central-1")
        database("replica", region="eu-central-1", replicate_source_db=encrypted().arn, kms_key_id=there.arn)

    def replica_in_another_region_without_a_key_absent_fail():
        """subject: replica"""
        database("replica", region="eu-central-1", replicate_source_db=encrypted().arn, storage_encrypted=True)

    def replica_of_an_arn_in_another_region_fail():
        database("replica", replicate_source_db=ELSEWHERE, storage_encrypted=True)

    def replica_with_the_key_of_its_source_fail():
        """subject: replica"""
        own = key("own").arn
        source = database("source", storage_encrypted=True, kms_key_id=own)
        database("replica", region="eu-central-1", replicate_source_db=source.arn, kms_key_id=own)

    def replica_with_unencrypted_insights_fail():
        """subject: replica"""
        database("replica", replicate_source_db=encrypted().identifier, performance_insights_enabled=True)

    def replica_of_a_source_outside_the_program_unknown():
        database("replica", replicate_source_db="source")

    def replica_of_an_arn_in_the_same_region_unknown():
        database("replica", replicate_source_db=ELSEWHERE.replace("eu-central-1", "eu-west-3"))

    def replica_of_an_unknown_source_unknown():
        database("replica", replicate_source_db=unknown())

    def replica_in_an_unknown_region_unknown():
        database("replica", region=unknown(), replicate_source_db=ELSEWHERE)

    def cluster_replica_in_another_region_fail():
        aws.rds.Cluster("replica", engine="aurora-mysql", replication_source_identifier=ELSEWHERE, storage_encrypted=True)


class global_database_is_encrypted:
    """HDS-ENC-03."""

    def encrypted_pass():
        aws.rds.GlobalCluster("global", global_cluster_identifier="g", engine="aurora-postgresql", storage_encrypted=True)

    def documents_pass():
        aws.docdb.GlobalCluster("global", global_cluster_identifier="g", engine="docdb", storage_encrypted=True)

    def absent_fail():
        aws.rds.GlobalCluster("global", global_cluster_identifier="g", engine="aurora-postgresql")

    def made_from_a_cluster_not_applicable():
        aws.rds.GlobalCluster("global", global_cluster_identifier="g", source_db_cluster_identifier="arn:aws:rds:eu-west-3:1:cluster:c")

    def made_in_clear_from_a_cluster_fail():
        source = "arn:aws:rds:eu-west-3:1:cluster:c"
        aws.rds.GlobalCluster("global", global_cluster_identifier="g", source_db_cluster_identifier=source, storage_encrypted=False)

    def open_unknown():
        aws.neptune.GlobalCluster("global", global_cluster_identifier="g", storage_encrypted=unknown().apply(bool))


class search_policy_names_a_customer_key:
    """HDS-ENC-03."""

    def policy_computed_from_a_key_pass():
        text = key().arn.apply(lambda arn: json.dumps({"KmsARN": arn}))
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy=text)

    def own_alias_pass():
        search(KmsARN="arn:aws:kms:eu-west-3:123456789012:alias/health")

    def key_of_aws_fail():
        search(AWSOwnedKey=True)

    def key_absent_fail():
        search()

    def list_of_one_policy_pass():
        text = json.dumps([{"KmsARN": "arn:aws:kms:eu-west-3:123456789012:alias/health"}])
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy=text)

    def empty_list_of_policies_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy="[]")

    def key_of_aws_beside_another_fail():
        search(AWSOwnedKey=True, KmsARN="arn:aws:kms:eu-west-3:123456789012:alias/health")

    def key_outside_the_program_unknown():
        search(KmsARN=arn_elsewhere())

    def policy_from_nowhere_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy=unknown())

    def broken_policy_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy="{")

    def secret_policy_unknown():
        aws.opensearch.ServerlessSecurityPolicy("policy", type="encryption", policy=pulumi.Output.secret("{}"))

    def network_policy_not_applicable():
        search("network")
