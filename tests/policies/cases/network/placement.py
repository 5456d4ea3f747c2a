# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Databases and their groups of subnets."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


class database_is_in_named_subnets:
    """HDS-NET-04."""

    def named_pass():
        aws.rds.Instance("db", instance_class="c", db_subnet_group_name="data")

    def cache_pass():
        aws.elasticache.ReplicationGroup("cache", description="d", subnet_group_name="data")

    def group_of_the_program_pass():
        group = aws.rds.SubnetGroup("data", subnet_ids=["s"])
        aws.rds.Instance("db", instance_class="c", db_subnet_group_name=group.name)

    def computed_unknown():
        aws.redshift.Cluster("store", cluster_identifier="c", node_type="n", cluster_subnet_group_name=unknown())

    def absent_fail():
        aws.rds.Instance("db", instance_class="c")

    def empty_fail():
        aws.neptune.Cluster("db", neptune_subnet_group_name="")

    def cluster_fail():
        aws.docdb.Cluster("db")

    def replica_not_applicable():
        aws.rds.Instance("db", instance_class="c", replicate_source_db="db-1")

    def node_of_a_group_not_applicable():
        aws.elasticache.Cluster("node", replication_group_id="g")


class restored_database_is_in_named_subnets:
    """HDS-NET-04."""

    def named_pass():
        restored("RDS", dbSubnetGroupName="data")

    def in_other_letters_pass():
        restored("Aurora", DbSubnetGroupName=aws.rds.SubnetGroup("data", subnet_ids=["s"]).name)

    def absent_fail():
        restored("RDS")

    def default_fail():
        restored("DocumentDB", dbSubnetGroupName="default")

    def computed_unknown():
        restored("RDS", dbSubnetGroupName=unknown())

    def computed_type_unknown():
        restored(unknown())

    def objects_not_applicable():
        restored("S3")


def restored(kind: object, **overrides: object) -> None:
    """A restore test of a type."""
    given = {"restore_testing_plan_name": "t", "iam_role_arn": "r", "restore_metadata_overrides": overrides or None}
    aws.backup.RestoreTestingSelection("tested", name="k", protected_resource_type=kind, **given)
