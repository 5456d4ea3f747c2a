# SPDX-License-Identifier: Apache-2.0
"""One log group as every capability opens it: encrypted, bounded, not deletable by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, Perimeter

__all__ = ["log_group", "retention_in_days"]

_ALLOWED_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


def retention_in_days(days: int) -> int:
    """The shortest retention that CloudWatch Logs offers and that is not below ``days`` (ten years at most).

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    """
    return next((allowed for allowed in _ALLOWED_DAYS if allowed >= days), _ALLOWED_DAYS[-1])


def log_group(
    name: str,
    group: str,
    *,
    perimeter: Perimeter,
    encryption_key: EncryptionKey,
    retention_days: int,
    parent: pulumi.Resource,
) -> aws.cloudwatch.LogGroup:
    """Open a log group in the primary region (HDS-ENC-04, HDS-LOG-06).

    Args:
        name: Pulumi name.
        group: physical name, 512 characters at most.
        perimeter: the environment.
        encryption_key: its key, which must admit CloudWatch Logs (purposes ``logs`` and ``network``).
        retention_days: days to keep events, rounded up to what the service offers.
        parent: the component.
    """
    return aws.cloudwatch.LogGroup(
        name,
        name=group,
        kms_key_id=encryption_key.id,
        retention_in_days=retention_in_days(retention_days),
        deletion_protection_enabled=perimeter.protected,
        opts=leaf(parent, perimeter),
    )
