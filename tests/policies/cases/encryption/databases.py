# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""TLS forced by the parameters of databases."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


def group(name: object = "rds.force_ssl", value: object = "1", **properties: object) -> aws.rds.ParameterGroup:
    """A parameter group with one parameter."""
    return aws.rds.ParameterGroup("group", family="postgres16", parameters=[{"name": name, "value": value}], **properties)


def database(engine: object = "postgres", **properties: object) -> None:
    """A database."""
    aws.rds.Instance("database", engine=engine, instance_class="db.t4g.micro", **properties)


def documents(**properties: object) -> None:
    """A document cluster."""
    aws.docdb.Cluster("documents", **properties)


def documents_group(value: str) -> object:
    """The parameters of a document cluster."""
    own = [{"name": "audit_logs", "value": "enabled"}, {"name": "tls", "value": value}]
    return aws.docdb.ClusterParameterGroup("group", family="docdb5.0", parameters=own).name


class database_refuses_plain_text:
    """HDS-ENC-06."""

    def forced_pass():
        database(parameter_group_name=group().name)

    def forced_by_a_named_group_pass():
        group(name="rds.force_ssl")
        aws.rds.ParameterGroup("named", name="named", family="postgres16", parameters=[{"name": "rds.force_ssl", "value": "1"}])
        database(parameter_group_name="named")

    def mysql_pass():
        database("mysql", parameter_group_name=group("require_secure_transport", "ON").name)

    def sql_server_pass():
        database("sqlserver-ex", parameter_group_name=group().name)

    def cluster_pass():
        own = [{"name": "rds.force_ssl", "value": "1"}]
        name = aws.rds.ClusterParameterGroup("group", family="aurora-postgresql16", parameters=own).name
        aws.rds.Cluster("cluster", engine="aurora-postgresql", db_cluster_parameter_group_name=name)

    def replica_pass():
        aws.rds.Instance("replica", instance_class="db.t4g.micro", replicate_source_db="s", parameter_group_name=group().name)

    def group_absent_fail():
        database()

    def group_of_aws_fail():
        database(parameter_group_name="default.postgres16")

    def parameter_absent_fail():
        database(parameter_group_name=group("log_connections").name)

    def parameters_absent_fail():
        database(parameter_group_name=aws.rds.ParameterGroup("group", family="postgres16").name)

    def switched_off_fail():
        database(parameter_group_name=group(value="0").name)

    def parameter_of_another_engine_fail():
        database("mysql", parameter_group_name=group().name)

    def group_outside_the_program_unknown():
        database(parameter_group_name="elsewhere")

    def group_from_nowhere_unknown():
        database(parameter_group_name=unknown())

    def value_unknown():
        database(parameter_group_name=group(value=unknown()).name)

    def name_of_the_parameter_unknown():
        database(parameter_group_name=group(unknown()).name)

    def engine_unknown():
        database(unknown(), parameter_group_name=group().name)

    def engine_that_does_it_elsewhere_unknown():
        database("oracle-se2", parameter_group_name=group().name)


class cluster_refuses_plain_text:
    """HDS-ENC-06."""

    def documents_by_default_absent_pass():
        documents()

    def documents_pass():
        documents(db_cluster_parameter_group_name=documents_group("tls1.2+"))

    def documents_without_the_parameter_pass():
        own = [{"name": "audit_logs", "value": "enabled"}]
        name = aws.docdb.ClusterParameterGroup("group", family="docdb5.0", parameters=own).name
        documents(db_cluster_parameter_group_name=name)

    def graph_pass():
        own = [{"name": "neptune_enforce_ssl", "value": "1"}]
        name = aws.neptune.ClusterParameterGroup("group", family="neptune1.3", parameters=own).name
        aws.neptune.Cluster("graph", neptune_cluster_parameter_group_name=name)

    def warehouse_pass():
        own = [{"name": "require_ssl", "value": "true"}]
        name = aws.redshift.ParameterGroup("group", family="redshift-1.0", parameters=own).name
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large", cluster_parameter_group_name=name)

    def documents_switched_off_fail():
        documents(db_cluster_parameter_group_name=documents_group("disabled"))

    def graph_switched_off_fail():
        own = [{"name": "neptune_enforce_ssl", "value": "0"}]
        name = aws.neptune.ClusterParameterGroup("group", family="neptune1.3", parameters=own).name
        aws.neptune.Cluster("graph", neptune_cluster_parameter_group_name=name)

    def warehouse_absent_fail():
        aws.redshift.Cluster("warehouse", cluster_identifier="w", node_type="ra3.large")

    def group_outside_the_program_unknown():
        documents(db_cluster_parameter_group_name="elsewhere")


class warehouse_refuses_plain_text:
    """HDS-ENC-06."""

    def required_pass():
        own = [{"parameter_key": "require_ssl", "parameter_value": "true"}]
        aws.redshiftserverless.Workgroup("group", namespace_name="n", workgroup_name="w", config_parameters=own)

    def absent_fail():
        aws.redshiftserverless.Workgroup("group", namespace_name="n", workgroup_name="w")

    def switched_off_fail():
        own = [{"parameter_key": "require_ssl", "parameter_value": "false"}]
        aws.redshiftserverless.Workgroup("group", namespace_name="n", workgroup_name="w", config_parameters=own)

    def value_unknown():
        own = [{"parameter_key": "require_ssl", "parameter_value": unknown()}]
        aws.redshiftserverless.Workgroup("group", namespace_name="n", workgroup_name="w", config_parameters=own)
