# SPDX-License-Identifier: Apache-2.0
"""Permission boundaries: what a role can never do, whatever its own policies come to say (HDS-IAM-04, HDS-LOG-05, HDS-LOC-04).

A boundary allows by service, so that a service that nobody approved stays out, and refuses by action what would open the environment or
blind it. IAM takes 6,144 characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.naming import arn, role_arn
from hds_components.aws.policies import allow, document, forbid, forbid_elsewhere
from hds_components.contracts.identity import BREAK_GLASS, PEOPLE, PIPELINE

if TYPE_CHECKING:
    from hds_components.aws.policies import Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["PEOPLE_BOUNDARY", "PIPELINE_BOUNDARY", "WORKLOAD_BOUNDARY", "boundaries", "boundary_arn", "emergency_statements"]

PEOPLE_BOUNDARY, PIPELINE_BOUNDARY, WORKLOAD_BOUNDARY = "people-boundary", "pipeline-boundary", "workload-boundary"

_WORKLOAD = (
    "autoscaling",
    "cloudwatch",
    "dynamodb",
    "ec2",
    "ec2messages",
    "ecr",
    "eks",
    "eks-auth",
    "elasticfilesystem",
    "elasticloadbalancing",
    "kms",
    "logs",
    "rds-db",
    "s3",
    "secretsmanager",
    "ssm",
    "ssmmessages",
    "sts",
)
"""Services that a workload, its machines or the plane of its cluster may call, by the prefix of their actions."""
_ENVIRONMENT = (
    "access-analyzer",
    "account",
    "acm",
    "autoscaling",
    "backup",
    "backup-storage",
    "cloudtrail",
    "cloudwatch",
    "config",
    "dynamodb",
    "ebs",
    "ec2",
    "ecr",
    "eks",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "guardduty",
    "health",
    "iam",
    "inspector2",
    "kms",
    "logs",
    "macie2",
    "network-firewall",
    "rds",
    "resource-groups",
    "route53resolver",
    "s3",
    "secretsmanager",
    "securityhub",
    "sns",
    "ssm",
    "ssmmessages",
    "sts",
    "tag",
    "wafv2",
)
"""Services that an environment is made of."""
_WORLDWIDE = ("account:*", "health:*", "iam:*", "s3:GetAccountPublicAccessBlock", "s3:ListAllMyBuckets", "sts:*")
"""What answers from one place for the whole world, or in the region of the directory."""
_SILENCE = (
    "access-analyzer:DeleteAnalyzer",
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:StopConfigurationRecorder",
    "guardduty:DeleteDetector",
    "guardduty:StopMonitoringMembers",
    "inspector2:Disable",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "macie2:DisableMacie",
    "securityhub:DisableSecurityHub",
)
"""What would leave the environment without traces or without anybody watching."""
_ERASURE = (
    "backup:DeleteBackupVaultLockConfiguration",
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "kms:DeleteImportedKeyMaterial",
    "kms:DisableKey",
    "kms:ScheduleKeyDeletion",
    "s3:BypassGovernanceRetention",
    "s3:DeleteObjectVersion",
)
"""What nobody gets back."""
_OPENING = (
    "account:EnableRegion",
    "ec2:CreateVpcBlockPublicAccessExclusion",
    "ec2:DisableEbsEncryptionByDefault",
    "ec2:DisableImageBlockPublicAccess",
    "ec2:DisableSnapshotBlockPublicAccess",
    "ec2:EnableSerialConsoleAccess",
    "s3:PutAccountPublicAccessBlock",
)
"""What would undo a guardrail."""
_WAYS_OUT = (
    "ec2:AcceptVpcPeeringConnection",
    "ec2:AttachInternetGateway",
    "ec2:CreateInternetGateway",
    "ec2:CreateNatGateway",
    "ec2:CreateRoute",
    "ec2:CreateVpcPeeringConnection",
    "ec2:CreateVpnConnection",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "ec2:ReplaceRoute",
)
"""What would let data out of the network, or share a disk; the environment itself is the only one to draw roads."""
_LOCAL_ACCOUNTS = (
    "iam:AddUserToGroup",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateSAMLProvider",
    "iam:CreateServiceSpecificCredential",
    "iam:CreateUser",
    "iam:DeactivateMFADevice",
    "iam:TagUser",
    "iam:UntagUser",
    "iam:UpdateAccountPasswordPolicy",
    "iam:UpdateLoginProfile",
    "iam:UpdateSAMLProvider",
)
"""Identities beside the directory, and the tag that makes an emergency account (HDS-IAM-02, HDS-IAM-09)."""
_GIVE_RIGHTS = ("iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy")
_CHANGE_ROLE = (
    "iam:AttachRolePolicy",
    "iam:DeleteRole",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRole",
)
_CHANGE_POLICY = ("iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion")
_ANY = ("*",)


def boundaries(perimeter: Perimeter) -> dict[str, str]:
    """Each boundary by its short name: of people, of the pipeline, and of the roles that workloads run under."""
    forbidden = [
        forbid_elsewhere(perimeter, _WORLDWIDE),
        forbid("ForbidSilence", _SILENCE, _ANY),
        forbid("ForbidErasure", _ERASURE, _ANY),
        forbid("ForbidOpening", _OPENING, _ANY),
        forbid("ForbidLocalAccounts", _LOCAL_ACCOUNTS, _ANY),
        *_forbid_escape(perimeter),
    ]
    # A cluster's plane has AWS make the role of load balancers; no other right over identities is a workload's.
    confined = [
        allow("AllowRoleOfService", ("iam:CreateServiceLinkedRole",), _ANY),
        forbid_elsewhere(perimeter, _WORLDWIDE),
        forbid("ForbidErasure", (*_ERASURE, "logs:DeleteLogGroup", "logs:DeleteLogStream"), _ANY),
        forbid("ForbidOpening", (*_OPENING, *_WAYS_OUT), _ANY),
    ]
    return {
        PEOPLE_BOUNDARY: document(_services(_ENVIRONMENT), *forbidden, forbid("ForbidGivingRights", ("iam:PassRole", *_GIVE_RIGHTS), _ANY)),
        PIPELINE_BOUNDARY: document(_services(_ENVIRONMENT), *forbidden),
        WORKLOAD_BOUNDARY: document(_services(_WORKLOAD), *confined),
    }


def boundary_arn(perimeter: Perimeter, boundary: str) -> str:
    """The ARN of a boundary by its short name."""
    return arn(perimeter, "iam", f"policy/{perimeter.name(boundary, limit=128)}", region="")


def emergency_statements(perimeter: Perimeter) -> list[Statement]:
    """What the emergency role may do: anything of the environment but silence its traces, or leave its regions."""
    return [_services(_ENVIRONMENT), forbid_elsewhere(perimeter, _WORLDWIDE), forbid("ForbidSilence", _SILENCE, _ANY)]


def _services(prefixes: tuple[str, ...]) -> Statement:
    return allow("AllowApprovedServices", [f"{prefix}:*" for prefix in prefixes], _ANY)


def _forbid_escape(perimeter: Perimeter) -> list[Statement]:
    """No way out of a boundary: not by a new role without one, nor by a change of the boundaries or of the roles that carry them."""
    own = [role_arn(perimeter, role) for role in (*PEOPLE, BREAK_GLASS, PIPELINE)]
    limits = [boundary_arn(perimeter, boundary) for boundary in (PEOPLE_BOUNDARY, PIPELINE_BOUNDARY, WORKLOAD_BOUNDARY)]
    bounded = {"StringNotEquals": {"iam:PermissionsBoundary": boundary_arn(perimeter, WORKLOAD_BOUNDARY)}}
    return [
        forbid("ForbidUnboundedRoles", _GIVE_RIGHTS, _ANY, conditions=bounded),
        forbid("ForbidLiftingBoundaries", ("iam:DeleteRolePermissionsBoundary",), _ANY),
        forbid("ForbidChangeOfBoundaries", _CHANGE_POLICY, limits),
        forbid("ForbidChangeOfOwnRoles", _CHANGE_ROLE, own),
    ]
