# SPDX-License-Identifier: Apache-2.0
"""The role of machines: to be administered and patched, and nothing else (HDS-IAM-04, HDS-NET-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.compute.sessions import SESSIONS
from hds_components.aws.naming import arn, bucket_arn
from hds_components.aws.network.endpoints import AGENT_BUCKETS
from hds_components.aws.policies import allow, assume_role, document_output, use_key

if TYPE_CHECKING:
    from hds_components.aws.compute.sessions import MachineLogs
    from hds_components.aws.policies import Statement
    from hds_components.contracts.compute import ComputeArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["machine_role"]

_ROLE_NAME_LIMIT = 64
_PROFILE_NAME_LIMIT = 128
_AGENT = (
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply",
    "ssm:DescribeAssociation",
    "ssm:DescribeDocument",
    "ssm:GetDeployablePatchSnapshotForInstance",
    "ssm:GetDocument",
    "ssm:GetManifest",
    "ssm:ListAssociations",
    "ssm:ListInstanceAssociations",
    "ssm:PutComplianceItems",
    "ssm:PutConfigurePackageResult",
    "ssm:PutInventory",
    "ssm:UpdateAssociationStatus",
    "ssm:UpdateInstanceAssociationStatus",
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)
"""What the agent asks of its service. AWS's own policy AmazonSSMManagedInstanceCore also reads every parameter of the account."""


def machine_role(name: str, args: ComputeArgs, logs: MachineLogs, parent: pulumi.Resource) -> pulumi.Output[str]:
    """The instance profile of every machine, by name, once its rights are there.

    What an application needs more, its own stack adds to a role of its own.
    """
    perimeter = args.perimeter
    opts = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-machines",
        name=perimeter.name("machines", limit=_ROLE_NAME_LIMIT),
        description="Machines: administration by Session Manager and patches",
        assume_role_policy=assume_role("ec2"),
        permissions_boundary=args.boundary,
        opts=opts,
    )
    rights = aws.iam.RolePolicy(
        f"{name}-machines", name="administration", role=role.name, policy=document_output(*_statements(args, logs)), opts=opts
    )
    profile = aws.iam.InstanceProfile(
        f"{name}-machines",
        name=perimeter.name("machines", limit=_PROFILE_NAME_LIMIT),
        role=rights.role,
        opts=opts,
    )
    return profile.name


def _statements(args: ComputeArgs, logs: MachineLogs) -> list[Statement]:
    """Sources, in order.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
    https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html
    """
    perimeter = args.perimeter
    delivery = args.log_destination.delivery_id
    groups = [pulumi.Output.concat(arn(perimeter, "logs", "log-group:"), group.name, ":*") for group in logs]
    return [
        allow("ServeTheAgent", _AGENT, ["*"]),
        allow("ReadAgentAndPatches", ("s3:GetObject",), _agent_objects(perimeter)),
        allow("RecordSessions", ("s3:PutObject",), [pulumi.Output.concat(delivery, f"/{SESSIONS}/*")]),
        allow("CheckRecordings", ("s3:GetEncryptionConfiguration",), [delivery]),
        allow("WriteLogs", ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"), groups),
        allow("CheckLogs", ("logs:DescribeLogGroups",), ["*"]),
        use_key(perimeter, "EncryptSessions", args.session_key.alias, ("kms:Decrypt",)),
        use_key(perimeter, "EncryptRecordings", args.log_destination.encryption_key.alias, ("kms:GenerateDataKey",)),
    ]


def _agent_objects(perimeter: Perimeter) -> list[str]:
    return [f"{bucket_arn(perimeter, bucket.format(region=perimeter.region))}/*" for bucket in AGENT_BUCKETS]
