# SPDX-License-Identifier: Apache-2.0
"""A group of machines over the zones, replaced rather than repaired (HDS-OPS-02, HDS-OPS-07, HDS-RES-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.compute.patches import PATCH_TAG, patch_group
from hds_components.aws.machine_template import TemplateSpec, architecture, machine_template
from hds_components.aws.security_groups import Firewall
from hds_components.aws.stateful import tags_of

if TYPE_CHECKING:
    from hds_components.contracts.compute import ComputeArgs, Machines

__all__ = ["open_firewall", "start_group"]

_IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{architecture}"
"""Amazon Linux 2023, the latest each time a machine starts: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html."""
_LONGEST_LIFE_SECONDS = 30 * 86400
_GRACE_SECONDS = 300
_TEMPLATE_NAME_LIMIT = 128
_GROUP_NAME_LIMIT = 255


def open_firewall(name: str, args: ComputeArgs, machines: Machines, parent: pulumi.Resource) -> Firewall:
    """The security group of the machines; the gateway alone is let in, by a rule of the entry."""
    what = f"{machines.name}-machines"
    return Firewall.open(f"{name}-{what}", what, f"Machines {machines.name}", args.network_id, args.perimeter, parent)


def start_group(  # noqa: PLR0917 - the parts of a group
    name: str,
    args: ComputeArgs,
    machines: Machines,
    profile: pulumi.Output[str],
    firewall: Firewall,
    target: pulumi.Output[str],
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """Start the machines and put them behind the gateway; gives the name of the group.

    A new template replaces machines one after the other, and goes back by itself when the new ones are not well.
    """
    perimeter = args.perimeter
    tags = {
        **tags_of(perimeter, data_class=machines.data_class, health=machines.health),
        "Name": perimeter.name(machines.name, limit=_GROUP_NAME_LIMIT),
        "hds:tenant": perimeter.tenant,
        "hds:stage": perimeter.stage,
        PATCH_TAG: patch_group(perimeter),
    }
    template = machine_template(
        name,
        TemplateSpec(
            template=perimeter.name(machines.name, limit=_TEMPLATE_NAME_LIMIT),
            encryption_key=machines.encryption_key,
            disk_gb=machines.disk_gb,
            size=machines.size,
            image=machines.image or _IMAGE.format(architecture=architecture(machines.size)),
            groups=(firewall.group.id, args.security_group_id),
            profile=profile,
            tags=tags,
        ),
        parent,
    )
    group = aws.autoscaling.Group(
        name,
        name=perimeter.name(machines.name, limit=_GROUP_NAME_LIMIT),
        min_size=machines.count,
        max_size=machines.maximum,
        vpc_zone_identifiers=list(args.subnet_ids),
        launch_template={"id": template.id, "version": template.latest_version.apply(str)},
        target_group_arns=[target],
        health_check_type="ELB",
        health_check_grace_period=_GRACE_SECONDS,
        max_instance_lifetime=_LONGEST_LIFE_SECONDS,
        instance_maintenance_policy={"min_healthy_percentage": 100, "max_healthy_percentage": 150},
        instance_refresh={"strategy": "Rolling", "preferences": {"auto_rollback": True, "min_healthy_percentage": 100}},
        enabled_metrics=list(aws.autoscaling.Metric),
        # the template tags what it starts; these are for the group itself, which takes none from the provider
        tags=[{"key": key, "value": value, "propagate_at_launch": False} for key, value in tags.items()],
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return group.name
