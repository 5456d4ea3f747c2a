# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Stores that resist deletion, filters that resist change, and repositories that keep their images."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import bucket


class filter_resists_change:
    """HDS-BCK-06."""

    def firewall_pass():
        network_firewall(firewall_policy_change_protection=True, subnet_change_protection=True)

    def policy_may_change_fail():
        network_firewall(firewall_policy_change_protection=False, subnet_change_protection=True)

    def subnets_may_change_fail():
        network_firewall(firewall_policy_change_protection=True, subnet_change_protection=False)

    def absent_fail():
        network_firewall()

    def names_pass():
        dns_firewall(mutation_protection="ENABLED")

    def names_may_change_fail():
        dns_firewall(mutation_protection="DISABLED")

    def names_absent_fail():
        dns_firewall()

    def computed_unknown():
        dns_firewall(mutation_protection=unknown())


def network_firewall(**properties: object) -> None:
    """A firewall."""
    aws.networkfirewall.Firewall("firewall", firewall_policy_arn="arn", vpc_id="vpc-1", subnet_mappings=[{"subnet_id": "s"}], **properties)


def dns_firewall(**properties: object) -> None:
    """A DNS firewall in its network."""
    aws.route53.ResolverFirewallRuleGroupAssociation("names", firewall_rule_group_id="g", vpc_id="vpc-1", priority=101, **properties)


class repository_is_not_emptied:
    """HDS-BCK-06."""

    def kept_pass():
        aws.ecr.Repository("images", force_delete=False)

    def absent_pass():
        aws.ecr.Repository("images")

    def emptied_fail():
        aws.ecr.Repository("images", force_delete=True)

    def computed_unknown():
        aws.ecr.Repository("images", force_delete=unknown().apply(bool))


class bucket_keeps_earlier_versions:
    """HDS-BCK-06."""

    def separate_pass():
        aws.s3.BucketVersioning("versions", bucket=bucket().bucket, versioning_configuration={"status": "Enabled"})

    def inline_pass():
        bucket(versioning={"enabled": True})

    def old_twin_pass():
        aws.s3.BucketV2("records", versionings=[{"enabled": True}])

    def absent_fail():
        bucket()

    def suspended_fail():
        aws.s3.BucketVersioning("versions", bucket=bucket().bucket, versioning_configuration={"status": "Suspended"})

    def inline_off_fail():
        bucket(versioning={"enabled": False})

    def emptied_when_destroyed_fail():
        bucket(versioning={"enabled": True}, force_destroy=True)

    def computed_unknown():
        bucket(versioning={"enabled": unknown().apply(bool)})


class file_system_is_not_overwritten:
    """HDS-BCK-06."""

    def absent_pass():
        aws.efs.FileSystem("files")

    def protected_pass():
        aws.efs.FileSystem("files", protection={"replication_overwrite": "ENABLED"})

    def target_of_the_program_pass():
        files = aws.efs.FileSystem("files", protection={"replication_overwrite": "DISABLED"})
        destination = {"region": "eu-central-1", "file_system_id": files.id}
        aws.efs.ReplicationConfiguration("copy", source_file_system_id="fs-1", destination=destination)

    def open_to_replications_fail():
        aws.efs.FileSystem("files", protection={"replication_overwrite": "DISABLED"})

    def computed_unknown():
        aws.efs.FileSystem("files", protection={"replication_overwrite": unknown()})


class store_resists_deletion:
    """HDS-BCK-06."""

    def replica_pass():
        replicas = [{"region_name": "eu-central-1", "deletion_protection_enabled": True}]
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True, replicas=replicas)

    def replica_absent_fail():
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True, replicas=[{"region_name": "eu-central-1"}])

    def database_pass():
        aws.rds.Instance("db", instance_class="c", deletion_protection=True)

    def table_pass():
        aws.dynamodb.Table("visits", hash_key="id", deletion_protection_enabled=True)

    def users_pass():
        aws.cognito.UserPool("users", deletion_protection="ACTIVE")

    def old_twin_pass():
        aws.alb.LoadBalancer("entry", enable_deletion_protection=True)

    def absent_fail():
        aws.rds.Cluster("db", engine="aurora-postgresql")

    def users_absent_fail():
        aws.cognito.UserPool("users")

    def off_fail():
        aws.eks.Cluster("cluster", role_arn="r", vpc_config={"subnet_ids": ["a"]}, deletion_protection=False)

    def computed_unknown():
        aws.docdb.Cluster("db", deletion_protection=unknown().apply(bool))


class database_leaves_a_last_backup:
    """HDS-BCK-06."""

    def instance_pass():
        aws.rds.Instance("db", instance_class="c", delete_automated_backups=False)

    def cluster_pass():
        aws.rds.Cluster("db", engine="aurora-postgresql", skip_final_snapshot=False)

    def absent_fail():
        aws.rds.Instance("db", instance_class="c")

    def automated_backups_go_fail():
        aws.rds.Instance("db", instance_class="c", delete_automated_backups=True)

    def no_snapshot_fail():
        aws.docdb.Cluster("db", skip_final_snapshot=True)

    def computed_unknown():
        aws.neptune.Cluster("db", skip_final_snapshot=unknown().apply(bool))

    def replica_not_applicable():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1", skip_final_snapshot=True)
