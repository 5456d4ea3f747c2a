# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Patches that reach machines."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.supervision.patches import COMMAND, nodes, task

AL2023 = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
BY_TAG = [{"key": "tag:PatchGroup", "values": ["machines"]}]


def baseline(system: object = "AMAZON_LINUX_2023") -> aws.ssm.PatchBaseline:
    """A baseline for a system."""
    return aws.ssm.PatchBaseline("baseline", operating_system=system)


def template(image: object = AL2023, kind: object = "instance", group: object = "machines", **properties: object) -> aws.ec2.LaunchTemplate:
    """A launch template whose machines carry a patch group."""
    tagged = [{"resource_type": kind, "tags": {"PatchGroup": group}}] if group else None
    return aws.ec2.LaunchTemplate("template", image_id=image, tag_specifications=tagged, **properties)


def window_task(targets: object = None) -> None:
    """A task that installs on a target of its window."""
    target = aws.ssm.MaintenanceWindowTarget("target", window_id="mw-1", resource_type="INSTANCE", targets=targets or BY_TAG)
    task(targets=[{"key": "WindowTargetIds", "values": [target.id]}])


def instance(**properties: object) -> aws.ec2.Instance:
    """An instance."""
    return aws.ec2.Instance("instance", ami="ami-1", instance_type="m7g.large", **properties)


class baseline_is_in_use:
    """HDS-OPS-02."""

    def group_pass():
        aws.ssm.PatchGroup("group", baseline_id=baseline().id, patch_group="machines")

    def default_pass():
        own = baseline()
        aws.ssm.DefaultPatchBaseline("default", baseline_id=own.id, operating_system=own.operating_system)

    def group_absent_fail():
        baseline()

    def group_of_another_fail():
        """subject: baseline"""
        baseline()
        aws.ssm.PatchGroup("group", baseline_id="pb-0123456789abcdef0", patch_group="machines")


class machine_has_a_baseline_of_its_system:
    """HDS-OPS-02."""

    def same_pass():
        baseline()
        template()

    def windows_absent_pass():
        baseline(None)
        template("resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base")

    def another_fail():
        baseline("UBUNTU")
        template()

    def absent_fail():
        baseline(None)
        template()

    def image_by_id_not_applicable():
        baseline("UBUNTU")
        template("ami-1")

    def nodes_replaced_by_image_not_applicable():
        baseline("UBUNTU")
        nodes(launch_template={"id": template().id, "version": "1"})

    def image_unknown():
        baseline()
        template(unknown())

    def system_unknown():
        baseline(unknown())
        template()


class machine_is_in_reach_of_patches:
    """HDS-OPS-02."""

    def target_of_the_window_pass():
        window_task()
        template()

    def target_of_the_task_pass():
        task(targets=BY_TAG)
        instance(tags={"PatchGroup": "machines"})

    def target_of_the_association_pass():
        aws.ssm.Association("patches", name=COMMAND, parameters={"Operation": "Install"}, targets=[{"key": "InstanceIds", "values": ["*"]}])
        instance()

    def named_instance_pass():
        task(targets=[{"key": "InstanceIds", "values": [instance().id]}])

    def tag_of_the_group_pass():
        window_task()
        own = template(group=None)
        given = [{"key": "PatchGroup", "value": "machines", "propagate_at_launch": True}]
        aws.autoscaling.Group("group", min_size=1, max_size=1, launch_template={"id": own.id}, tags=given)

    def tag_of_the_group_of_a_configuration_pass():
        window_task()
        own = aws.ec2.LaunchConfiguration("configuration", image_id="ami-1", instance_type="m7g.large")
        given = [{"key": "PatchGroup", "value": "machines", "propagate_at_launch": True}]
        aws.autoscaling.Group("group", min_size=1, max_size=1, launch_configuration=own.name, tags=given)

    def tag_of_the_group_kept_fail():
        window_task()
        own = template(group=None)
        given = [{"key": "PatchGroup", "value": "machines", "propagate_at_launch": False}]
        aws.autoscaling.Group("group", min_size=1, max_size=1, launch_template={"id": own.id}, tags=given)

    def any_value_of_a_tag_pass():
        task(targets=[{"key": "tag-key", "values": ["PatchGroup"]}])
        template()

    def another_group_fail():
        window_task()
        template(group="others")

    def tag_absent_fail():
        window_task()
        template(group=None)

    def tag_of_disks_only_fail():
        window_task()
        template(kind="volume")

    def targets_absent_fail():
        task()
        template()

    def nothing_installs_not_applicable():
        task("Scan")
        template()

    def described_by_a_template_not_applicable():
        """subject: instance"""
        window_task()
        instance(launch_template={"id": template().id})

    def nodes_replaced_by_image_not_applicable():
        window_task()
        nodes(launch_template={"id": template(group=None).id, "version": "1"})

    def target_elsewhere_unknown():
        task(targets=[{"key": "WindowTargetIds", "values": ["e32eecb2-646c-4f4b-8ed1-205fbexample"]}])
        template()

    def resource_group_unknown():
        task(targets=[{"key": "resource-groups:Name", "values": ["machines"]}])
        template()

    def tag_unknown():
        window_task([{"key": "tag:PatchGroup", "values": [unknown()]}])
        template()

    def group_of_the_template_unknown():
        window_task()
        template(group=unknown())

    def tags_unknown():
        window_task()
        instance(tags=unknown().apply(lambda text: {"PatchGroup": text}))

    def another_instance_by_name_unknown():
        task(targets=[{"key": "InstanceIds", "values": ["i-0123456789abcdef0"]}])
        instance()

    def kind_of_what_the_template_tags_unknown():
        window_task()
        template(kind=unknown())

    def tags_of_the_template_unknown():
        window_task()
        tagged = [{"resource_type": "instance", "tags": unknown().apply(lambda text: {"PatchGroup": text})}]
        aws.ec2.LaunchTemplate("template", image_id=AL2023, tag_specifications=tagged)

    def instances_of_the_template_without_tags_fail():
        window_task()
        aws.ec2.LaunchTemplate("template", image_id=AL2023, tag_specifications=[{"resource_type": "instance"}])

    def key_of_the_tag_of_a_group_unknown():
        window_task()
        own = template(group=None)
        given = [{"key": unknown(), "value": "machines", "propagate_at_launch": True}]
        aws.autoscaling.Group("group", min_size=1, max_size=1, launch_template={"id": own.id}, tags=given)

    def tag_of_the_group_kept_in_words_fail():
        window_task()
        own = template(group=None)
        given = [{"key": "PatchGroup", "value": "machines", "propagate_at_launch": "false"}]
        aws.autoscaling.Group("group", min_size=1, max_size=1, launch_template={"id": own.id}, tags=given)


class machine_is_managed:
    """HDS-OPS-02."""

    def profile_pass():
        instance(iam_instance_profile="machines")

    def profile_of_the_template_pass():
        template(iam_instance_profile={"name": "machines"})

    def profile_of_its_instance_pass():
        """subject: template"""
        instance(launch_template={"id": template().id}, iam_instance_profile="machines")

    def computed_profile_pass():
        instance(iam_instance_profile=unknown())

    def role_of_the_account_pass():
        name = "arn:aws:ssm:eu-west-3:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
        aws.ssm.ServiceSetting("role", setting_id=name, setting_value="AWSSystemsManagerDefaultEC2InstanceManagementRole")
        instance()

    def absent_fail():
        instance()

    def template_absent_fail():
        template()

    def nodes_not_applicable():
        nodes(launch_template={"id": template().id, "version": "1"})
