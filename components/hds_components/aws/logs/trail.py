# SPDX-License-Identifier: Apache-2.0
"""The trail of the account: every region, management events, data events of the health stores (HDS-LOG-01, HDS-LOG-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.log_groups import log_group
from hds_components.aws.naming import arn, bucket_arn, replica_name, store_name
from hds_components.aws.policies import allow, assume_role, document
from hds_components.aws.stateful import leaf
from hds_components.contracts.logs import ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.contracts.logs import LogsArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["open_trail"]

_TRAIL_NAME_LIMIT = 128
_ROLE_NAME_LIMIT = 64
_GROUP_NAME_LIMIT = 512


def open_trail(name: str, args: LogsArgs, delivery: pulumi.Output[str], parent: pulumi.Resource) -> pulumi.Output[str]:
    """Trace the account into the delivery bucket, and into a log group for search, whose name comes back.

    The trust policy of the log group's role names no source account: CloudTrail supports no such condition there.
    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
    """
    perimeter = args.perimeter
    group_name = f"/hds/{perimeter.name('trail', limit=_GROUP_NAME_LIMIT - len('/hds/'))}"
    group = log_group(
        f"{name}-group",
        group_name,
        perimeter=perimeter,
        encryption_key=args.encryption_key,
        retention_days=args.retention_days,
        parent=parent,
    )
    role = aws.iam.Role(
        f"{name}-role",
        name=perimeter.name("trail", limit=_ROLE_NAME_LIMIT),
        description="Writes the trail to its log group",
        assume_role_policy=assume_role("cloudtrail"),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    streams = arn(perimeter, "logs", f"log-group:{group_name}:log-stream:{perimeter.account}_CloudTrail_*")
    policy = aws.iam.RolePolicy(
        f"{name}-policy",
        name="write-trail",
        role=role.name,
        policy=document(allow("WriteTrail", ("logs:CreateLogStream", "logs:PutLogEvents"), [streams])),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    aws.cloudtrail.Trail(
        name,
        name=perimeter.name("trail", limit=_TRAIL_NAME_LIMIT),
        s3_bucket_name=delivery,
        kms_key_id=args.encryption_key.id,
        is_multi_region_trail=True,
        include_global_service_events=True,
        enable_logging=True,
        enable_log_file_validation=True,
        cloud_watch_logs_group_arn=group.arn.apply(lambda own: f"{own}:*"),
        cloud_watch_logs_role_arn=role.arn,
        advanced_event_selectors=_selectors(args),
        insight_selectors=[{"insight_type": "ApiCallRateInsight"}, {"insight_type": "ApiErrorRateInsight"}],
        opts=leaf(parent, perimeter, depends_on=[policy]),
    )
    return group.name


def _selectors(args: LogsArgs) -> list[aws.cloudtrail.TrailAdvancedEventSelectorArgsDict]:
    """What is traced: management events, use of the health stores and of their copies, and reading of the archive.

    Writes to the log buckets are left out: each would be delivered there and be traced again.
    """
    perimeter = args.perimeter
    archive = _objects(perimeter, [store_name(perimeter, ARCHIVE)])
    selectors: list[aws.cloudtrail.TrailAdvancedEventSelectorArgsDict] = [
        {"name": "management", "field_selectors": [{"field": "eventCategory", "equals": ["Management"]}]},
        {
            "name": "archive-reads",
            "field_selectors": [
                *_data("AWS::S3::Object"),
                {"field": "readOnly", "equals": ["true"]},
                {"field": "resources.ARN", "starts_withs": archive},
            ],
        },
    ]
    if args.traced_stores:
        stores = [*args.traced_stores, *(replica_name(store) for store in args.traced_stores if perimeter.replica_region)]
        field: aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgsDict = {
            "field": "resources.ARN",
            "starts_withs": _objects(perimeter, stores),
        }
        selectors.append({"name": "health-stores", "field_selectors": [*_data("AWS::S3::Object"), field]})
    if args.traced_tables:
        regions = [region for region in (perimeter.region, perimeter.replica_region) if region]
        tables = [arn(perimeter, "dynamodb", f"table/{table}", region=region) for region in regions for table in args.traced_tables]
        field = {"field": "resources.ARN", "equals": tables}
        selectors.append({"name": "health-tables", "field_selectors": [*_data("AWS::DynamoDB::Table"), field]})
    return selectors


def _data(kind: str) -> list[aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgsDict]:
    return [{"field": "eventCategory", "equals": ["Data"]}, {"field": "resources.type", "equals": [kind]}]


def _objects(perimeter: Perimeter, buckets: Sequence[str]) -> list[str]:
    return [f"{bucket_arn(perimeter, bucket)}/" for bucket in buckets]
