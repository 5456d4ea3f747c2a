# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Patches."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

COMMAND = "AWS-RunPatchBaseline"


def rule(days: object = 7, *severities: object, **properties: object) -> dict[str, object]:
    """A rule of approval."""
    filters = [
        {"key": "CLASSIFICATION", "values": ["Security"]},
        *([{"key": "SEVERITY", "values": list(severities)}] if severities else []),
    ]
    return {"approve_after_days": days, "patch_filters": filters, **properties}


def baseline(*rules: object) -> None:
    """A patch baseline."""
    aws.ssm.PatchBaseline("baseline", operating_system="AMAZON_LINUX_2023", approval_rules=list(rules) or None)


def window(schedule: object = "cron(0 2 ? * SUN *)", **properties: object) -> None:
    """A maintenance window."""
    aws.ssm.MaintenanceWindow("window", schedule=schedule, duration=3, cutoff=1, **properties)


def task(operation: object = "Install", document: object = COMMAND, kind: str = "RUN_COMMAND", targets: object = None) -> None:
    """A task of the window."""
    given = [{"name": "RebootOption", "values": ["RebootIfNeeded"]}]
    given += [{"name": "Operation", "values": [operation]}] if operation else []
    aws.ssm.MaintenanceWindowTask(
        "task",
        window_id="mw-1",
        task_type=kind,
        targets=targets,
        task_arn=document,
        task_invocation_parameters={"run_command_parameters": {"parameters": given}},
    )


def instance() -> None:
    """An instance."""
    aws.ec2.Instance("instance", ami="ami-1", instance_type="m7g.large")


def nodes(**properties: object) -> None:
    """Managed nodes."""
    scaling = {"desired_size": 1, "max_size": 1, "min_size": 1}
    role = "arn:aws:iam::123456789012:role/nodes"
    aws.eks.NodeGroup("nodes", cluster_name="c", node_role_arn=role, scaling_config=scaling, subnet_ids=["subnet-1"], **properties)


def database(**properties: object) -> None:
    """A database."""
    aws.rds.Instance("database", instance_class="db.m7g.large", **properties)


def cluster(**policy: object) -> None:
    """A cluster of Kubernetes."""
    role = "arn:aws:iam::123456789012:role/cluster"
    aws.eks.Cluster("cluster", role_arn=role, vpc_config={"subnet_ids": ["subnet-1"]}, upgrade_policy=policy or None)


class machines_are_patched:
    """HDS-OPS-02."""

    def by_a_window_pass():
        instance()
        baseline(rule())
        window()
        task()

    def by_an_association_pass():
        aws.ec2.LaunchTemplate("template")
        baseline(rule())
        aws.ssm.Association("patches", name=COMMAND, parameters={"Operation": "Install"})

    def everything_absent_fail():
        instance()

    def baseline_absent_fail():
        instance()
        window()
        task()

    def window_absent_fail():
        instance()
        baseline(rule())
        task()

    def only_scans_fail():
        instance()
        baseline(rule())
        window()
        task("Scan")

    def operation_absent_fail():
        instance()
        baseline(rule())
        window()
        task(None)

    def association_that_scans_fail():
        instance()
        baseline(rule())
        aws.ssm.Association("patches", name=COMMAND, parameters={"Operation": "Scan"})

    def another_document_fail():
        instance()
        baseline(rule())
        window()
        task(document="AWS-RunShellScript")

    def nodes_replaced_by_image_not_applicable():
        nodes(launch_template={"id": aws.ec2.LaunchTemplate("template").id, "version": "1"})

    def nodes_by_name_of_template_not_applicable():
        aws.ec2.LaunchTemplate("template", name="nodes")
        nodes(launch_template={"name": "nodes", "version": "1"})

    def without_machines_not_applicable():
        aws.sqs.Queue("queue")

    def task_of_another_type_fail():
        instance()
        baseline(rule())
        window()
        task(kind="AUTOMATION")

    def operation_unknown():
        instance()
        baseline(rule())
        window()
        task(unknown())

    def document_unknown():
        instance()
        baseline(rule())
        window()
        task(document=unknown())


class patches_are_approved_in_time:
    """HDS-OPS-02."""

    def by_severity_pass():
        baseline(rule(30, "Critical"), rule(90, "Important", "Medium"))

    def critical_late_fail():
        baseline(rule(31, "Critical"))

    def important_late_fail():
        baseline(rule(91, "Important"))

    def critical_among_others_late_fail():
        baseline(rule(60, "Important", "Critical"))

    def every_severity_late_fail():
        baseline(rule(60, "*"))

    def severity_absent_late_fail():
        baseline(rule(60))

    def of_windows_pass():
        baseline(
            {"approve_after_days": 7, "patch_filters": [{"key": "CLASSIFICATION", "values": ["SecurityUpdates"]}]},
            {"approve_after_days": 60, "patch_filters": [{"key": "MSRC_SEVERITY", "values": ["Moderate"]}]},
        )

    def by_product_pass():
        baseline({"approve_after_days": 7, "patch_filters": [{"key": "PRODUCT", "values": ["AmazonLinux2023"]}]})

    def critical_left_out_fail():
        baseline(rule(7, "Important"))

    def important_left_out_fail():
        baseline(rule(7, "Critical"))

    def only_bug_fixes_fail():
        baseline({"approve_after_days": 7, "patch_filters": [{"key": "CLASSIFICATION", "values": ["Bugfix"]}]})

    def severity_unknown():
        baseline(rule(7, unknown()))

    def frozen_fail():
        baseline(rule(7, approve_until_date="2026-01-01"))

    def delay_absent_fail():
        baseline(rule(None))

    def rules_absent_fail():
        baseline()

    def computed_unknown():
        baseline(rule(unknown().apply(len)))


class patches_are_installed_every_month:
    """HDS-OPS-02."""

    def every_week_pass():
        window()

    def with_seconds_pass():
        window("cron(0 0 2 ? * SUN *)")

    def by_rate_pass():
        window("rate(31 days)", enabled=True)

    def every_hour_pass():
        window("rate(1 hour)")

    def seldom_fail():
        window("rate(32 days)")

    def once_fail():
        window("at(2026-01-01T02:00:00)")

    def in_one_month_fail():
        window("cron(0 2 ? JAN SUN *)")

    def in_one_year_fail():
        window("cron(0 2 ? * SUN 2026)")

    def off_fail():
        window(enabled=False)

    def schedule_absent_fail():
        window("")

    def computed_unknown():
        window(unknown())


class minor_versions_are_upgraded:
    """HDS-OPS-02."""

    def on_pass():
        database(auto_minor_version_upgrade=True)

    def absent_pass():
        database()

    def off_fail():
        database(auto_minor_version_upgrade=False)

    def off_as_text_fail():
        aws.elasticache.ReplicationGroup("cache", description="Sessions", auto_minor_version_upgrade="false")

    def broker_absent_fail():
        aws.mq.Broker("broker", broker_name="b", engine_type="ActiveMQ", host_instance_type="mq.m5.large", engine_version="5.18")

    def computed_unknown():
        database(auto_minor_version_upgrade=unknown().apply(bool))


class cluster_version_is_in_standard_support:
    """HDS-OPS-02."""

    def standard_pass():
        cluster(support_type="STANDARD")

    def extended_fail():
        cluster(support_type="EXTENDED")

    def absent_fail():
        cluster()

    def computed_unknown():
        cluster(support_type=unknown())
