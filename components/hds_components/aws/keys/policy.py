# SPDX-License-Identifier: Apache-2.0
"""Key policies: who administers, who destroys, who uses, and which services deliver (HDS-KEY-03, HDS-KEY-04).

A KMS key obeys its own policy only. The account is named as principal with conditions, never as a whole, so that IAM can hand out no
more than a statement allows. Actions: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.keys.copies import manifests, reports
from hds_components.aws.keys.workloads import DISKS, direct_use, disks_of_groups
from hds_components.aws.naming import arn, principal_arn, root_arn
from hds_components.aws.policies import allow, allow_service, deny, document, service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.aws.policies import Conditions, Statement
    from hds_components.contracts.keys import KeysArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["key_policy"]

_ADMINISTER = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)
_DESTROY = ("kms:DisableKey", "kms:ScheduleKeyDeletion")
_READ = (
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
)
_USE = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")
_ANY = ("*",)
"""In a key policy the resource is the key itself."""

_THROUGH = {
    "logs": "s3",
    "archive": "s3",
    "network": "network-firewall",
    "volumes": "ec2",
    "secrets": "secretsmanager",
    "backup": "backup",
    "images": "ecr",
    "alerts": "sns",
    "storage": "s3",
    "table": "dynamodb",
    "relational": "rds",
    "files": "elasticfilesystem",
    "records": "s3",
    "machines": "ec2",
}
"""The service through which the account's principals reach a key, by purpose: a key that serves one purpose opens nothing else."""
_COPIED_BY = {"backup": ("ec2", "rds")}
"""Services that copy into a vault of another region themselves, under the key of that vault: disks and databases.

https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
"""


def key_policy(args: KeysArgs, purpose: str, region: str) -> str:
    """The policy of a key, or of its replica, in a region.

    Args:
        args: the keys' arguments.
        purpose: what the key is for.
        region: where this key is; the services it admits are those of that region.
    """
    perimeter = args.perimeter
    statements = [
        *_administration(args),
        _account(perimeter, "ReadMetadata", _READ),
        *_use(args, purpose),
        *_deliveries(perimeter, purpose, region),
    ]
    if purpose == "storage":
        statements.append(_discovery(perimeter, region))
    if purpose in DISKS:
        statements += disks_of_groups(perimeter, region, _arns(perimeter, (*args.administrators, *args.break_glass)))
    if purpose == "logs":
        statements.append(reports(perimeter, region, _arns(perimeter, (*args.administrators, *args.break_glass))))
    if purpose == "records":
        statements.append(manifests(perimeter))
    if purpose in {"archive", "records"} and perimeter.phase != "draft":
        statements.append(_deny_destruction(args))
    return document(*statements)


def _administration(args: KeysArgs) -> list[Statement]:
    perimeter = args.perimeter
    administrators = {"aws:PrincipalArn": _arns(perimeter, args.administrators)}
    destroyers = {"aws:PrincipalArn": _arns(perimeter, args.break_glass or args.administrators)}
    statements = [
        _account(perimeter, "Administer", _ADMINISTER, {"ArnLike": administrators}),
        _account(perimeter, "Destroy", _DESTROY, {"ArnLike": destroyers}),
    ]
    if perimeter.replica_region:
        regions = [perimeter.region, perimeter.replica_region]
        statements += [
            _account(
                perimeter,
                "ReplicateInside",
                ("kms:ReplicateKey",),
                {"ArnLike": administrators, "StringEquals": {"kms:ReplicaRegion": regions}},
            ),
            _account(
                perimeter,
                "PromoteInside",
                ("kms:UpdatePrimaryRegion",),
                {"ArnLike": administrators, "StringEquals": {"kms:PrimaryRegion": regions}},
            ),
        ]
    return statements


def _use(args: KeysArgs, purpose: str) -> list[Statement]:
    """Cryptography through the purpose's own service, and grants that only such a service can hold.

    Administrators and break-glass principals are kept out of the first. The second lets whoever creates a disk or a table hand the key
    to the service; it gives the caller no cryptographic operation. The service counts in both regions, because a copy is asked from
    either side.
    """
    perimeter = args.perimeter
    custodians = _arns(perimeter, (*args.administrators, *args.break_glass))
    if (direct := direct_use(perimeter, purpose, custodians)) is not None:
        return direct
    regions = [region for region in (perimeter.region, perimeter.replica_region) if region]
    through = {
        "kms:ViaService": [service(f"{name}.{region}") for name in (_THROUGH[purpose], *_COPIED_BY.get(purpose, ())) for region in regions]
    }
    return [
        _account(
            perimeter,
            "UseThroughService",
            _USE,
            {
                "StringEquals": {"kms:CallerAccount": perimeter.account, **through},
                "ArnNotLike": {"aws:PrincipalArn": custodians},
            },
        ),
        _account(
            perimeter,
            "GrantToService",
            ("kms:CreateGrant",),
            {"StringEquals": through, "Bool": {"kms:GrantIsForAWSResource": "true"}},
        ),
    ]


def _deliveries(perimeter: Perimeter, purpose: str, region: str) -> list[Statement]:
    """Services that write on their own behalf: log groups, trails, configuration history, vended logs, findings and alerts.

    Findings: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html and
    https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html; alerts:
    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    statements: list[Statement] = []
    if purpose in {"logs", "network"}:
        # CloudWatch Logs names the log group in the encryption context, and the group's ARN names the account.
        groups = {"kms:EncryptionContext:aws:logs:arn": arn(perimeter, "logs", "log-group:*", region=region)}
        principal = {"Service": service(f"logs.{region}")}
        statements.append(allow("EncryptLogGroups", (*_USE, "kms:DescribeKey"), _ANY, principal=principal, conditions={"ArnLike": groups}))
    if purpose == "logs":
        trails = arn(perimeter, "cloudtrail", "trail/*")
        context = {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": arn(perimeter, "cloudtrail", "trail/*", region="*")}}
        vended = arn(perimeter, "logs", "*", region="*")
        detectors = arn(perimeter, "guardduty", "detector/*", region="*")
        searches = [arn(perimeter, "macie2", what, region="*") for what in ("export-configuration:*", "classification-job/*")]
        statements += [
            allow_service(perimeter, "EncryptTrails", "cloudtrail", ("kms:GenerateDataKey*",), _ANY, source=trails, conditions=context),
            allow_service(perimeter, "DescribeForTrails", "cloudtrail", ("kms:DescribeKey",), _ANY, source=trails),
            allow_service(perimeter, "EncryptConfiguration", "config", ("kms:Decrypt", "kms:GenerateDataKey"), _ANY),
            allow_service(perimeter, "EncryptVendedLogs", "delivery.logs", (*_USE, "kms:DescribeKey"), _ANY, source=vended),
            allow_service(perimeter, "EncryptFindings", "guardduty", ("kms:GenerateDataKey",), _ANY, source=detectors),
            allow_service(perimeter, "EncryptDiscoveryResults", "macie", ("kms:Encrypt", "kms:GenerateDataKey"), _ANY, source=searches),
        ]
    if purpose == "alerts":
        # Who publishes asks KMS in its own name, and EventBridge names no source account there: the account is that of the topic, which SNS
        # puts into the encryption context.
        topics = {"ArnLike": {"kms:EncryptionContext:aws:sns:topicArn": arn(perimeter, "sns", "*", region=region)}}
        principal = {"Service": [service(name) for name in ("backup", "cloudwatch", "events")]}
        statements.append(allow("PublishAlerts", ("kms:Decrypt", "kms:GenerateDataKey"), _ANY, principal=principal, conditions=topics))
    return statements


def _discovery(perimeter: Perimeter, region: str) -> Statement:
    """Macie reads objects through S3 to look for health data where none belongs.

    It is named by condition: its role exists only once Macie is on, and KMS refuses a policy that names a role that does not exist.
    https://docs.aws.amazon.com/macie/latest/user/discovery-supported-encryption-types.html
    """
    role = arn(perimeter, "iam", "role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie", region="")
    conditions: Conditions = {
        "StringEquals": {"kms:CallerAccount": perimeter.account, "kms:ViaService": service(f"s3.{region}")},
        "ArnEquals": {"aws:PrincipalArn": role},
    }
    return allow("DiscoverSensitiveData", ("kms:Decrypt",), _ANY, principal={"AWS": "*"}, conditions=conditions)


def _deny_destruction(args: KeysArgs) -> Statement:
    """An archive dies with its key: once locks are real, nobody but the break-glass principals may disable or delete it.

    Without break-glass principals, it takes a change of this policy first: two acts of an administrator, both in the trail.
    """
    except_for = {"ArnNotLike": {"aws:PrincipalArn": _arns(args.perimeter, args.break_glass)}} if args.break_glass else None
    return deny("DenyDestruction", _DESTROY, _ANY, conditions=except_for)


def _account(
    perimeter: Perimeter, sid: str, actions: tuple[str, ...], conditions: Mapping[str, Mapping[str, object]] | None = None
) -> Statement:
    return allow(sid, actions, _ANY, principal={"AWS": root_arn(perimeter)}, conditions=conditions)


def _arns(perimeter: Perimeter, principals: tuple[str, ...]) -> list[str]:
    return [principal_arn(perimeter, principal) for principal in principals]
