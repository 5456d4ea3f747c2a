# SPDX-License-Identifier: Apache-2.0
"""Patches: what is approved, how soon, and when it is installed (HDS-OPS-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import arn, partition
from hds_components.aws.policies import allow, assume_role, document
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from hds_components.aws.compute.sessions import MachineLogs
    from hds_components.contracts.compute import ComputeArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["PATCH_TAG", "keep_patched", "patch_group"]

PATCH_TAG = "PatchGroup"
"""Tag by which Patch Manager finds the baseline of a machine; spelt as one word, because the other spelling refuses metadata tags."""
_NAME_LIMIT = 128
_ROLE_NAME_LIMIT = 64
_DOCUMENT = "AWS-RunPatchBaseline"
_APPROVALS = (
    ("CRITICAL", 2, {"CLASSIFICATION": ["Security"], "SEVERITY": ["Critical"]}),
    ("HIGH", 7, {"CLASSIFICATION": ["Security"], "SEVERITY": ["Important"]}),
    ("MEDIUM", 14, {"CLASSIFICATION": ["Security"], "SEVERITY": ["Medium", "Low"]}),
    ("LOW", 14, {"CLASSIFICATION": ["Bugfix"]}),
)
"""Compliance level, days between publication and approval, and what is approved; the weekly window installs it within seven more."""


def patch_group(perimeter: Perimeter) -> str:
    """The value of the tag on every machine of the environment."""
    return perimeter.name("machines", limit=_NAME_LIMIT)


def keep_patched(name: str, args: ComputeArgs, logs: MachineLogs, parent: pulumi.Resource) -> None:
    """A baseline for Amazon Linux, its group, and a window on Sunday night in which one machine in three is patched at a time."""
    perimeter = args.perimeter
    guarded = leaf(parent, perimeter)
    baseline = aws.ssm.PatchBaseline(
        name,
        name=perimeter.name("patches", limit=_NAME_LIMIT),
        description="Security patches by severity, days after they appear",
        operating_system="AMAZON_LINUX_2023",
        approval_rules=[
            {
                "compliance_level": level,
                "approve_after_days": days,
                "patch_filters": [{"key": key, "values": values} for key, values in filters.items()],
            }
            for level, days, filters in _APPROVALS
        ],
        tags=dict(perimeter.tags),
        opts=guarded,
    )
    aws.ssm.PatchGroup(name, baseline_id=baseline.id, patch_group=patch_group(perimeter), opts=guarded)
    window = aws.ssm.MaintenanceWindow(
        name,
        name=perimeter.name("patches", limit=_NAME_LIMIT),
        description="Weekly patches",
        schedule="cron(0 2 ? * SUN *)",
        schedule_timezone="Europe/Paris",
        duration=3,
        cutoff=1,
        allow_unassociated_targets=False,
        enabled=True,
        tags=dict(perimeter.tags),
        opts=guarded,
    )
    machines = aws.ssm.MaintenanceWindowTarget(
        name,
        window_id=window.id,
        name="machines",
        resource_type="INSTANCE",
        targets=[{"key": f"tag:{PATCH_TAG}", "values": [patch_group(perimeter)]}],
        opts=guarded,
    )
    aws.ssm.MaintenanceWindowTask(
        name,
        window_id=window.id,
        name="install",
        description="Install what the baseline approves, restart where a patch asks for it",
        task_type="RUN_COMMAND",
        task_arn=_DOCUMENT,
        service_role_arn=_window_role(name, args, parent),
        priority=1,
        max_concurrency="33%",
        max_errors="1",
        cutoff_behavior="CONTINUE_TASK",
        targets=[{"key": "WindowTargetIds", "values": [machines.id]}],
        task_invocation_parameters={
            "run_command_parameters": {
                "parameters": [
                    {"name": "Operation", "values": ["Install"]},
                    {"name": "RebootOption", "values": ["RebootIfNeeded"]},
                ],
                "timeout_seconds": 3600,
                "cloudwatch_config": {"cloudwatch_output_enabled": True, "cloudwatch_log_group_name": logs.patches.name},
            }
        },
        opts=guarded,
    )


def _window_role(name: str, args: ComputeArgs, parent: pulumi.Resource) -> pulumi.Output[str]:
    """The role of the window: one command, on the machines of this environment."""
    perimeter = args.perimeter
    opts = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        name,
        name=perimeter.name("patches", limit=_ROLE_NAME_LIMIT),
        description="Maintenance window: runs the patch command",
        assume_role_policy=assume_role("ssm"),
        permissions_boundary=args.boundary,
        opts=opts,
    )
    command = f"arn:{partition(perimeter.region)}:ssm:{perimeter.region}::document/{_DOCUMENT}"
    tagged = {"StringEquals": {f"ssm:resourceTag/{PATCH_TAG}": patch_group(perimeter)}}
    read = ("ssm:GetCommandInvocation", "ssm:ListCommandInvocations", "ssm:ListCommands")
    rights = aws.iam.RolePolicy(
        name,
        name="patch",
        role=role.name,
        policy=document(
            allow("RunPatchCommand", ("ssm:SendCommand",), [command]),
            allow("OnOwnMachines", ("ssm:SendCommand",), [arn(perimeter, "ec2", "instance/*")], conditions=tagged),
            allow("ReadResults", read, ["*"]),
        ),
        opts=opts,
    )
    return pulumi.Output.all(role.arn, rights.id).apply(lambda made: made[0])
