# SPDX-License-Identifier: Apache-2.0
"""What each role of the environment may do: a catalogue in which no right stands in two incompatible roles (HDS-IAM-04, HDS-IAM-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.naming import arn, bucket_arn, store_name
from hds_components.aws.policies import allow, forbid, service
from hds_components.contracts.logs import ARCHIVE, DELIVERY

if TYPE_CHECKING:
    from hds_components.aws.policies import Conditions, Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["people_rights", "pipeline_rights"]

_ANY = ("*",)
_LOOK = (
    "access-analyzer:List*",
    "autoscaling:Describe*",
    "backup:Describe*",
    "backup:List*",
    "cloudtrail:DescribeTrails",
    "cloudtrail:GetTrailStatus",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "config:DescribeConfigurationRecorderStatus",
    "dynamodb:DescribeTable",
    "dynamodb:ListTables",
    "ec2:Describe*",
    "ecr:DescribeRepositories",
    "eks:DescribeCluster",
    "eks:DescribeNodegroup",
    "eks:ListClusters",
    "eks:ListNodegroups",
    "elasticfilesystem:DescribeFileSystems",
    "elasticfilesystem:DescribeMountTargets",
    "elasticloadbalancing:Describe*",
    "health:DescribeEvents",
    "kms:DescribeKey",
    "kms:ListAliases",
    "logs:DescribeLogGroups",
    "network-firewall:Describe*",
    "rds:DescribeDBInstances",
    "rds:DescribeEvents",
    "s3:GetBucketLocation",
    "s3:ListAllMyBuckets",
    "ssm:DescribeInstanceInformation",
    "ssm:DescribeSessions",
    "tag:GetResources",
)
"""Settings and health of the environment, never what it holds."""
_CONTENT = (
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:PartiQLSelect",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ebs:GetSnapshotBlock",
    "ec2:DescribeInstanceAttribute",
    "ec2:GetConsoleOutput",
    "ec2:GetConsoleScreenshot",
    "kms:Decrypt",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:StartLiveTail",
    "logs:StartQuery",
    "logs:Unmask",
    "macie2:GetSensitiveDataOccurrences",
    "rds:DownloadDBLogFilePortion",
    "s3:GetObject",
    "s3:GetObjectVersion",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter*",
    "ssm:SendCommand",
    "ssm:StartSession",
)
"""What would show data, secrets or traces."""
_RECORDS = (
    "dynamodb:*Item",
    "dynamodb:PartiQL*",
    "dynamodb:Query",
    "dynamodb:Scan",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:StartLiveTail",
    "logs:StartQuery",
    "logs:Unmask",
    "macie2:GetSensitiveDataOccurrences",
    "rds:DownloadDBLogFilePortion",
    "secretsmanager:GetSecretValue",
)
_ENTRIES = ("ssm:ResumeSession", "ssm:SendCommand", "ssm:StartSession", "ssm:TerminateSession")
"""What a pipeline needs to build nothing: records and traces, and the machines that treat them."""
_RUN = (
    "ec2:RebootInstances",
    "ec2:StartInstances",
    "ec2:StopInstances",
    "rds:RebootDBInstance",
    "rds:StartDBInstance",
    "rds:StopDBInstance",
)


def people_rights(perimeter: Perimeter) -> dict[str, tuple[Statement, ...]]:
    """Statements of each role of people, by its name in ``contracts.identity.PEOPLE``."""
    look = allow("Look", _LOOK, _ANY)
    return {
        "operator": (look, *_run(perimeter)),
        "restorer": (look, *_restore(perimeter)),
        "auditor": (look, *_audit(perimeter)),
        "support": (look, forbid("ForbidContent", _CONTENT, _ANY)),
    }


def pipeline_rights(perimeter: Perimeter) -> tuple[Statement, ...]:
    """What the pipeline may do: deploy everything but identities and keys, which their administrators deploy beforehand.

    It reads both, hands roles of the environment to services, and makes roles of workloads under their boundary. It builds stores and
    machines, and neither reads nor writes what they hold.
    """
    stores = [bucket_arn(perimeter, f"{perimeter.tenant}-{perimeter.stage}-{perimeter.account}-*/*")]
    roles = [arn(perimeter, "iam", f"role/{perimeter.tenant}-{perimeter.stage}-*", region="")]
    deploy = (
        *("acm", "autoscaling", "backup", "backup-storage", "cloudtrail", "cloudwatch", "config", "dynamodb", "ec2", "ecr", "eks"),
        *("elasticfilesystem", "elasticloadbalancing", "events", "guardduty", "inspector2", "logs", "macie2", "network-firewall", "rds"),
        *("route53resolver", "s3", "secretsmanager", "securityhub", "sns", "ssm", "tag", "wafv2"),
    )
    read = ("access-analyzer:Get*", "access-analyzer:List*", "account:Get*", "account:List*", "iam:Get*", "iam:List*", "kms:Describe*")
    roles_of_workloads = (
        *("iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy"),
        *("iam:PutRolePolicy", "iam:TagRole"),
    )
    by_service: Conditions = {"StringEquals": {"kms:CallerAccount": perimeter.account}, "StringLike": {"kms:ViaService": service("*")}}
    use = ("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*")
    return (
        allow("Deploy", [f"{prefix}:*" for prefix in deploy], _ANY),
        allow("ReadIdentitiesAndKeys", (*read, "kms:Get*", "kms:List*"), _ANY),
        allow("UseKeysThroughServices", use, _ANY, conditions=by_service),
        allow("HandRolesToServices", ("iam:PassRole",), roles, conditions={"StringLike": {"iam:PassedToService": service("*")}}),
        allow("MakeRolesOfWorkloads", roles_of_workloads, roles),
        forbid("ForbidContent", (*_RECORDS, *_ENTRIES, "logs:PutLogEvents"), _ANY),
        forbid("ForbidObjects", ("s3:*Object", "s3:*ObjectVersion", "s3:GetObjectVersionForReplication"), stores),
    )


def _run(perimeter: Perimeter) -> tuple[Statement, ...]:
    """Start, stop and enter what carries the tags of the environment, by its own session document, which records; end only own sessions.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html
    """
    tags = {"aws:ResourceTag/hds:tenant": perimeter.tenant, "aws:ResourceTag/hds:stage": perimeter.stage}
    own: Conditions = {"StringEquals": tags}
    checked: Conditions = {"StringEquals": tags, "BoolIfExists": {"ssm:SessionDocumentAccessCheck": "true"}}
    machines = [arn(perimeter, "ec2", "instance/*")]
    documents = [arn(perimeter, "ssm", f"document/{perimeter.tenant}-{perimeter.stage}-*")]
    sessions = [arn(perimeter, "ssm", "session/${aws:userid}-*")]
    return (
        allow("RunOwnResources", _RUN, _ANY, conditions=own),
        allow("EnterOwnMachines", ("ssm:StartSession",), machines, conditions=checked),
        allow("OpenRecordedSessions", ("ssm:StartSession",), documents),
        allow("EndOwnSessions", ("ssm:ResumeSession", "ssm:TerminateSession"), sessions),
    )


def _restore(perimeter: Perimeter) -> tuple[Statement, ...]:
    """Restore and prove; neither delete a recovery point nor change a plan."""
    roles = [arn(perimeter, "iam", f"role/{perimeter.tenant}-{perimeter.stage}-backup*", region="")]
    actions = ("backup:GetRecoveryPointRestoreMetadata", "backup:StartBackupJob", "backup:StartRestoreJob", "backup:StopBackupJob")
    return (
        allow("Restore", actions, _ANY),
        allow("HandRoleToBackup", ("iam:PassRole",), roles, conditions={"StringEquals": {"iam:PassedToService": service("backup")}}),
    )


def _audit(perimeter: Perimeter) -> tuple[Statement, ...]:
    """Read every trace and every finding, and change none (HDS-LOG-11, HDS-LOG-12)."""
    groups = [arn(perimeter, "logs", "log-group:*")]
    buckets = [bucket_arn(perimeter, store_name(perimeter, store)) for store in (ARCHIVE, DELIVERY)]
    regions = [region for region in (perimeter.region, perimeter.replica_region) if region]
    by_store: Conditions = {"StringEquals": {"kms:ViaService": [service(f"s3.{region}") for region in regions]}}
    reads = ("access-analyzer:Get*", "config:Get*", "config:List*", "guardduty:Get*", "guardduty:List*", "iam:Get*", "iam:List*")
    more = (
        "inspector2:List*",
        "macie2:GetFindings",
        "macie2:ListFindings",
        "securityhub:Get*",
        "securityhub:Describe*",
        "cloudtrail:LookupEvents",
    )
    return (
        allow("ReadFindings", (*reads, *more, "securityhub:Get*", "iam:GenerateCredentialReport"), _ANY),
        allow("SearchTraces", ("logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"), groups),
        allow("ReadSearches", ("logs:GetQueryResults", "logs:StopQuery"), _ANY),
        allow("ListTraces", ("s3:ListBucket",), buckets),
        allow("ReadTraces", ("s3:GetObject", "s3:GetObjectVersion"), [f"{bucket}/*" for bucket in buckets]),
        allow("DecryptTraces", ("kms:Decrypt",), _ANY, conditions=by_store),
    )
