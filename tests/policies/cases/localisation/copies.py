# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Copies, replicas, peerings, exports and multi-region access points."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

ACCOUNT = "111122223333"
ELSEWHERE = "us-east-1"


def vault(region: str) -> str:
    """A vault that another program made."""
    return f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:copies"


def table(**properties: object) -> aws.dynamodb.Table:
    """A table with the least that makes one."""
    return aws.dynamodb.Table(
        "table", attributes=[{"name": "id", "type": "S"}], hash_key="id", billing_mode="PAY_PER_REQUEST", **properties
    )


def replication(destination: pulumi.Input[str]) -> aws.s3.BucketReplicationConfig:
    """Replication of a bucket that exists elsewhere."""
    rules = [{"status": "Enabled", "destination": {"bucket": destination}}]
    return aws.s3.BucketReplicationConfig("replication", bucket="source", role="arn:aws:iam::111122223333:role/r", rules=rules)


def plan(destination: pulumi.Input[str]) -> aws.backup.Plan:
    """A plan with one copy."""
    rule = {"rule_name": "daily", "target_vault_name": "v", "copy_actions": [{"destination_vault_arn": destination}]}
    return aws.backup.Plan("plan", rules=[rule])


class named_region_is_in_eea:
    """HDS-LOC-02."""

    def table_replica_pass():
        table(replicas=[{"region_name": "eu-central-1"}])

    def peering_pass():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="a", peer_vpc_id="b", peer_region="eu-central-1")

    def replicas_absent_not_applicable():
        table()

    def peer_region_absent_not_applicable():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="a", peer_vpc_id="b")

    def one_replica_of_two_fail():
        table(replicas=[{"region_name": "eu-central-1"}, {"region_name": ELSEWHERE}])

    def table_witness_fail():
        table(replicas=[{"region_name": "eu-central-1"}], global_table_witness={"region_name": "eu-west-2"})

    def cluster_witness_fail():
        aws.dsql.Cluster("cluster", multi_region_properties={"witness_region": ELSEWHERE, "clusters": []})

    def peering_fail():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="a", peer_vpc_id="b", peer_region="eu-west-2")

    def transit_peering_fail():
        aws.ec2transitgateway.PeeringAttachment("peering", peer_region=ELSEWHERE, peer_transit_gateway_id="b", transit_gateway_id="a")

    def endpoint_service_fail():
        aws.ec2.VpcEndpoint("endpoint", vpc_id="a", service_name="com.example", service_region="eu-central-2")

    def secret_replica_fail():
        aws.secretsmanager.Secret("secret", replicas=[{"region": "eu-west-2"}])

    def snapshot_copy_fail():
        aws.rds.SnapshotCopy("copy", source_db_snapshot_identifier="a", target_db_snapshot_identifier="b", destination_region=ELSEWHERE)

    def image_registry_fail():
        rules = [{"destinations": [{"region": ELSEWHERE, "registry_id": ACCOUNT}]}]
        aws.ecr.ReplicationConfiguration("registry", replication_configuration={"rules": rules})

    def keyspace_fail():
        specification = {"replication_strategy": "MULTI_REGION", "region_lists": ["eu-west-3", ELSEWHERE]}
        aws.keyspaces.Keyspace("keyspace", name="records", replication_specification=specification)

    def file_system_fail():
        aws.efs.ReplicationConfiguration("replication", source_file_system_id="fs-0", destination={"region": ELSEWHERE})

    def disk_copies_fail():
        copies = [{"encrypted": True, "target": ELSEWHERE}]
        schedule = {"name": "daily", "create_rule": {"interval": 24}, "retain_rule": {"count": 7}, "cross_region_copy_rules": copies}
        details = {"resource_types": ["VOLUME"], "target_tags": {"backup": "yes"}, "schedules": [schedule]}
        aws.dlm.LifecyclePolicy("disks", description="disks", execution_role_arn="arn", policy_details=details)

    def outpost_of_an_eea_region_pass():
        copies = [{"encrypted": True, "target": f"arn:aws:outposts:eu-west-3:{ACCOUNT}:outpost/op-0"}]
        schedule = {"name": "daily", "create_rule": {"interval": 24}, "retain_rule": {"count": 7}, "cross_region_copy_rules": copies}
        details = {"resource_types": ["VOLUME"], "target_tags": {"backup": "yes"}, "schedules": [schedule]}
        aws.dlm.LifecyclePolicy("disks", description="disks", execution_role_arn="arn", policy_details=details)

    def stack_set_fail():
        aws.cloudformation.StackInstances("instances", stack_set_name="s", regions=["eu-west-3", ELSEWHERE])

    def failover_of_events_fail():
        routing = {"failover_config": {"primary": {"health_check": "arn"}, "secondary": {"route": ELSEWHERE}}}
        aws.cloudwatch.EventEndpoint("endpoint", event_buses=[], routing_config=routing)

    def computed_unknown():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="a", peer_vpc_id="b", peer_region=unknown())

    def secret_unknown():
        aws.ec2.VpcPeeringConnection("peering", vpc_id="a", peer_vpc_id="b", peer_region=pulumi.Output.secret("eu-west-1"))


class copy_target_is_in_eea:
    """HDS-LOC-02."""

    def vault_by_arn_pass():
        plan(vault("eu-central-1"))

    def vault_of_the_program_pass():
        plan(aws.backup.Vault("copies", region="eu-central-1").arn)

    def bucket_of_the_program_pass():
        """subject: replication"""
        replication(aws.s3.Bucket("copies", region="eu-central-1").arn)

    def bucket_of_the_program_by_name_in_an_arn_pass():
        """subject: replication"""
        aws.s3.Bucket("copies", bucket="copies-fr", region="eu-central-1")
        replication("arn:aws:s3:::copies-fr")

    def old_twin_as_destination_pass():
        """subject: replication"""
        replication(aws.s3.BucketV2("copies", region="eu-central-1").arn)

    def replica_of_a_name_in_the_same_region_pass():
        aws.rds.Instance("replica", instance_class="db.m7g.large", replicate_source_db="primary")

    def copies_absent_not_applicable():
        aws.backup.Plan("plan", rules=[{"rule_name": "daily", "target_vault_name": "v"}])

    def vault_by_arn_fail():
        plan(vault("us-east-1"))

    def vault_of_the_program_fail():
        plan(aws.backup.Vault("copies", region="eu-west-2").arn)

    def bucket_of_the_program_fail():
        """subject: replication"""
        replication(aws.s3.Bucket("copies", region="us-east-1").arn)

    def bucket_of_the_program_by_name_fail():
        """subject: replication"""
        aws.s3.Bucket("copies", bucket="copies-us", region="us-east-1")
        replication("arn:aws:s3:::copies-us")

    def inline_replication_fail():
        """subject: source"""
        copies = aws.s3.Bucket("copies", region="us-east-1")
        rules = [{"status": "Enabled", "destination": {"bucket": copies.arn}}]
        aws.s3.Bucket("source", replication_configuration={"role": "arn", "rules": rules})

    def inline_replication_of_the_old_twin_fail():
        """subject: source"""
        copies = aws.s3.Bucket("copies", region="us-east-1")
        rules = [{"status": "Enabled", "destinations": [{"bucket": copies.arn}]}]
        aws.s3.BucketV2("source", replication_configurations=[{"role": "arn", "rules": rules}])

    def replica_of_an_instance_elsewhere_fail():
        source = f"arn:aws:rds:us-east-1:{ACCOUNT}:db:primary"
        aws.rds.Instance("replica", instance_class="db.m7g.large", replicate_source_db=source)

    def report_fail():
        """subject: report"""
        aws.s3.Bucket("reports", bucket="reports-us", region="us-east-1")
        setting = {"report_template": "RESTORE_JOB_REPORT"}
        aws.backup.ReportPlan("report", name="r", report_delivery_channel={"s3_bucket_name": "reports-us"}, report_setting=setting)

    def key_of_a_primary_elsewhere_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn=f"arn:aws:kms:us-east-1:{ACCOUNT}:key/mrk-0")

    def event_target_fail():
        aws.cloudwatch.EventTarget("target", rule="r", arn=f"arn:aws:events:us-east-1:{ACCOUNT}:event-bus/default")

    def bucket_of_another_program_unknown():
        replication("arn:aws:s3:::copies-of-another-program")

    def bucket_name_of_another_program_unknown():
        aws.dynamodb.TableExport("export", table_arn=f"arn:aws:dynamodb:eu-west-3:{ACCOUNT}:table/t", s3_bucket="exports")

    def bucket_whose_region_is_computed_unknown():
        """subject: replication"""
        replication(aws.s3.Bucket("copies", region=unknown()).arn)

    def computed_unknown():
        plan(unknown())

    def text_that_is_no_arn_unknown():
        plan("copies")

    def secret_unknown():
        plan(pulumi.Output.secret(vault("eu-central-1")))


class copy_is_in_eea:
    """HDS-LOC-02."""

    def replica_key_pass():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", region="eu-central-1")

    def region_absent_and_configured_pass():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn")

    def replica_key_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", region="eu-west-2")

    def disk_snapshot_fail():
        aws.ebs.SnapshotCopy("copy", source_region="eu-west-3", source_snapshot_id="snap-0", region="us-east-1")

    def backups_fail():
        aws.rds.InstanceAutomatedBackupsReplication("copies", source_db_instance_arn="arn", region="us-east-1")

    def table_replica_fail():
        """subject: replica"""
        aws.dynamodb.TableReplica("replica", global_table_arn=table().arn, region="us-east-1")

    def computed_unknown():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", region=unknown())


class subscription_target_is_in_eea:
    """HDS-LOC-02."""

    def queue_of_the_program_pass():
        aws.sns.TopicSubscription("alerts", topic="t", protocol="sqs", endpoint=aws.sqs.Queue("queue").arn)

    def mail_not_applicable():
        aws.sns.TopicSubscription("alerts", topic="t", protocol="email", endpoint="rssi@example.org")

    def endpoint_absent_not_applicable():
        aws.sns.TopicSubscription("alerts", topic="t", protocol="sqs", endpoint="")

    def queue_elsewhere_fail():
        aws.sns.TopicSubscription("alerts", topic="t", protocol="sqs", endpoint=f"arn:aws:sqs:us-east-1:{ACCOUNT}:q")

    def computed_unknown():
        aws.sns.TopicSubscription("alerts", topic="t", protocol="sqs", endpoint=unknown())

    def computed_protocol_is_no_excuse_fail():
        aws.sns.TopicSubscription("alerts", topic="t", protocol=unknown(), endpoint=f"arn:aws:sqs:us-east-1:{ACCOUNT}:q")


class no_multi_region_access_point_is_used:
    """HDS-LOC-03."""

    def none_pass():
        aws.s3.Bucket("bucket")

    def nothing_on_aws_absent_not_applicable():
        pass

    def access_point_fail():
        """subject: everywhere"""
        aws.s3control.MultiRegionAccessPoint("everywhere", details={"name": "e", "regions": [{"bucket": "b"}]})

    def routes_fail():
        """subject: routes"""
        routes = [{"bucket": "b", "region": "eu-west-3", "traffic_dial_percentage": 100}]
        aws.s3control.MultiRegionAccessPointRoutes("routes", mrap="arn", routes=routes)

    def stack_with_an_access_point_not_applicable():
        """subject: hds-test"""
        aws.s3control.MultiRegionAccessPoint("everywhere", details={"name": "e", "regions": [{"bucket": "b"}]})
