# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Log groups of services."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


def group(name: object, **properties: object) -> None:
    """A group with a term."""
    aws.cloudwatch.LogGroup("group", **{"name": name, "retention_in_days": 365, **properties})


def database(*logs: object, **properties: object) -> None:
    """A database that exports logs."""
    given = {"identifier": "records", "engine": "postgres", "enabled_cloudwatch_logs_exports": list(logs) or None}
    aws.rds.Instance("db", instance_class="c", **{**given, **properties})


def cluster(**properties: object) -> None:
    """A cluster that logs its control plane."""
    network = {"subnet_ids": ["subnet-1"]}
    aws.eks.Cluster("care", **{"name": "care", "role_arn": "r", "vpc_config": network, "enabled_cluster_log_types": ["api"], **properties})


class group_of_a_service_is_declared:
    """HDS-LOG-06."""

    def database_pass():
        database("postgresql")
        group("/aws/rds/instance/records/postgresql")

    def cluster_pass():
        cluster()
        group("/aws/eks/care/cluster")

    def function_pass():
        aws.lambda_.Function("f", name="f", role="r")
        group("/aws/lambda/f")

    def function_with_a_group_of_its_own_not_applicable():
        aws.lambda_.Function("f", name="f", role="r", logging_config={"log_format": "JSON", "log_group": "mine"})

    def metrics_of_hosts_pass():
        database(monitoring_interval=60)
        group("RDSOSMetrics")

    def metrics_of_hosts_fail():
        database(monitoring_interval=60)

    def absent_fail():
        database("postgresql")

    def one_of_two_fail():
        database("postgresql", "upgrade")
        group("/aws/rds/instance/records/postgresql")

    def another_cluster_fail():
        cluster()
        group("/aws/eks/other/cluster")

    def another_region_fail():
        cluster()
        group("/aws/eks/care/cluster", region="eu-central-1")

    def computed_name_unknown():
        cluster(name=unknown())

    def name_of_the_provider_unknown():
        database("postgresql", identifier=None)

    def computed_group_unknown():
        cluster()
        group(unknown())

    def nothing_logged_not_applicable():
        database()
        cluster(enabled_cluster_log_types=None)

    def empty_list_not_applicable():
        cluster(enabled_cluster_log_types=[])

    def metrics_off_not_applicable():
        database(monitoring_interval=0)
