# SPDX-License-Identifier: Apache-2.0
"""Reports: a framework of checks that AWS Config evaluates, and daily reports in a store of their own (HDS-BCK-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.buckets import BucketSpec, safe_bucket
from hds_components.aws.naming import BACKUP_REPORTER, arn, bucket_arn, principal_arn, store_name
from hds_components.aws.policies import allow, deny_other_keys
from hds_components.aws.stateful import leaf, tags_of
from hds_components.contracts.backup import REPORTS
from hds_components.contracts.keys import TRACE_CLASSES

if TYPE_CHECKING:
    import pulumi

    from hds_components.aws.backup.lives import Lives
    from hds_components.aws.buckets import SafeBucket
    from hds_components.contracts.backup import BackupArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["report"]

_NAME_LIMIT = 256
_TYPES = {"objects": "S3", "relational": "RDS", "table": "DynamoDB", "files": "EFS"}
_MOST_PRINCIPALS = 5


def report(name: str, args: BackupArgs, lives: Lives, parent: pulumi.Resource) -> None:
    """Have the backups audited and reported every day, in a bucket that is kept as long as the other traces.

    The framework is evaluated by the configuration recorder of the account; without one it is deployed and says nothing.
    """
    perimeter = args.perimeter
    framework = aws.backup.Framework(
        f"{name}-framework",
        name=_identifier(perimeter, "backup"),
        description=f"Backups of {perimeter.tenant} {perimeter.stage}",
        controls=_controls(args, lives),
        tags=dict(perimeter.tags),
        opts=leaf(parent, perimeter),
    )
    bucket = _bucket(f"{name}-reports", args, framework, parent)
    regions = [region for region in (perimeter.region, perimeter.replica_region) if region]
    settings: dict[str, aws.backup.ReportPlanReportSettingArgsDict] = {
        "backups": {"report_template": "BACKUP_JOB_REPORT", "regions": regions},
        "copies": {"report_template": "COPY_JOB_REPORT", "regions": regions},
        "restores": {"report_template": "RESTORE_JOB_REPORT", "regions": regions},
        "controls": {"report_template": "CONTROL_COMPLIANCE_REPORT", "framework_arns": [framework.arn], "number_of_frameworks": 1},
    }
    for what, setting in settings.items():
        aws.backup.ReportPlan(
            f"{name}-report-{what}",
            name=_identifier(perimeter, what),
            description=f"Backup report on {what}",
            report_setting=setting,
            report_delivery_channel={"s3_bucket_name": bucket.name, "s3_key_prefix": what, "formats": ["CSV", "JSON"]},
            tags=dict(perimeter.tags),
            opts=leaf(parent, perimeter),
        )


def _controls(args: BackupArgs, lives: Lives) -> list[aws.backup.FrameworkControlArgsDict]:
    """What is audited: https://docs.aws.amazon.com/aws-backup/latest/devguide/controls-and-remediation.html."""
    perimeter = args.perimeter
    types = [_TYPES[kind] for kind in dict.fromkeys(store.kind for store in args.stores)] or [*_TYPES.values()]
    spared = [principal_arn(perimeter, custodian) for custodian in args.custodians][:_MOST_PRINCIPALS]
    controls: list[aws.backup.FrameworkControlArgsDict] = [
        {"name": "BACKUP_RECOVERY_POINT_ENCRYPTED"},
        {
            "name": "BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED",
            "input_parameters": [{"name": "principalArnList", "value": ",".join(spared)}],
        },
        {
            "name": "BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK",
            "input_parameters": [{"name": "requiredRetentionDays", "value": str(lives.shortest)}],
        },
        {
            "name": "BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK",
            "input_parameters": [
                {"name": "requiredFrequencyUnit", "value": "days"},
                {"name": "requiredFrequencyValue", "value": "1"},
                {"name": "requiredRetentionDays", "value": str(lives.shortest)},
            ],
        },
        {"name": "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN", "scope": {"compliance_resource_types": types}},
        {
            "name": "BACKUP_LAST_RECOVERY_POINT_CREATED",
            "input_parameters": [{"name": "recoveryPointAgeUnit", "value": "days"}, {"name": "recoveryPointAgeValue", "value": "1"}],
            "scope": {"compliance_resource_types": types},
        },
    ]
    if perimeter.phase != "draft":
        controls.append({
            "name": "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK",
            "input_parameters": [
                {"name": "minRetentionDays", "value": str(lives.shortest)},
                {"name": "maxRetentionDays", "value": str(lives.longest)},
            ],
            "scope": {"compliance_resource_types": types},
        })
    if perimeter.replica_region:
        controls.append({"name": "BACKUP_RESOURCES_PROTECTED_BY_CROSS_REGION", "scope": {"compliance_resource_types": types}})
    if args.account_vault:
        controls.append({"name": "BACKUP_RESOURCES_PROTECTED_BY_CROSS_ACCOUNT", "scope": {"compliance_resource_types": types}})
    return controls


def _bucket(name: str, args: BackupArgs, framework: aws.backup.Framework, parent: pulumi.Resource) -> SafeBucket:
    """The bucket of reports; its policy names the reporter, so it waits for the framework that makes AWS make that role.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/create-report-plan-api.html
    """
    perimeter, logs = args.perimeter, args.log_destination
    bucket = store_name(perimeter, REPORTS)
    objects = [f"{bucket_arn(perimeter, bucket)}/*"]
    owned = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    reporter = {"AWS": arn(perimeter, "iam", BACKUP_REPORTER, region="")}
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=bucket,
        encryption_key=logs.encryption_key.id,
        access_logs=logs.access_logs,
        expiration_days=logs.retention_days,
        noncurrent_days=30,
        statements=[
            *deny_other_keys(perimeter, perimeter.region, objects),
            allow("DeliverReports", ("s3:PutObject",), objects, principal=reporter, conditions=owned),
        ],
        named=(framework,),
        tags=tags_of(perimeter, data_class=TRACE_CLASSES["logs"], health=False),
    )
    return safe_bucket(name, spec, parent)


def _identifier(perimeter: Perimeter, what: str) -> str:
    """Names of frameworks and report plans hold no hyphen."""
    return perimeter.name(what, limit=_NAME_LIMIT).replace("-", "_")
