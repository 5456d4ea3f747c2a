# SPDX-License-Identifier: Apache-2.0
"""AWS Config: what every resource was like at any time, in each region of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import partition
from hds_components.aws.policies import assume_role
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from hds_components.contracts.logs import LogsArgs

__all__ = ["record_configuration"]

_ROLE_NAME_LIMIT = 64
_RECORDER_NAME_LIMIT = 256


def record_configuration(name: str, args: LogsArgs, delivery: pulumi.Output[str], parent: pulumi.Resource) -> None:
    """Record every supported type continuously; types without a region only once, in the primary region.

    The role reads; AWS Config delivers under its own name, which the bucket's policy admits.
    https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
    """
    perimeter = args.perimeter
    role = aws.iam.Role(
        f"{name}-role",
        name=perimeter.name("configuration", limit=_ROLE_NAME_LIMIT),
        description="Reads the configuration of every resource",
        assume_role_policy=assume_role("config", deputy_of=perimeter),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    attachment = aws.iam.RolePolicyAttachment(
        f"{name}-reader",
        role=role.name,
        policy_arn=f"arn:{partition(perimeter.region)}:iam::aws:policy/service-role/AWS_ConfigRole",
        opts=pulumi.ResourceOptions(parent=parent),
    )
    _record(name, args, delivery, parent, role=role, attachment=attachment, region=None)
    if perimeter.replica_region:
        _record(f"{name}-replica", args, delivery, parent, role=role, attachment=attachment, region=perimeter.replica_region)


def _record(
    name: str,
    args: LogsArgs,
    delivery: pulumi.Output[str],
    parent: pulumi.Resource,
    *,
    role: aws.iam.Role,
    attachment: aws.iam.RolePolicyAttachment,
    region: str | None,
) -> None:
    perimeter = args.perimeter
    physical = perimeter.name("recorder", limit=_RECORDER_NAME_LIMIT)
    recorder = aws.cfg.Recorder(
        f"{name}-recorder",
        name=physical,
        role_arn=role.arn,
        recording_group={"all_supported": True, "include_global_resource_types": region is None},
        recording_mode={"recording_frequency": "CONTINUOUS"},
        region=region,
        opts=leaf(parent, perimeter, depends_on=[attachment]),
    )
    channel = aws.cfg.DeliveryChannel(
        f"{name}-channel",
        name=physical,
        s3_bucket_name=delivery,
        s3_kms_key_arn=args.encryption_key.id,
        snapshot_delivery_properties={"delivery_frequency": "TwentyFour_Hours"},
        region=region,
        opts=leaf(parent, perimeter, depends_on=[recorder]),
    )
    aws.cfg.RecorderStatus(
        f"{name}-status", name=recorder.name, is_enabled=True, region=region, opts=leaf(parent, perimeter, depends_on=[channel])
    )
