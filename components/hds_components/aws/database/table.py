# SPDX-License-Identifier: Apache-2.0
"""A key-value table on DynamoDB, which spans the zones of its region by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.naming import table_name
from hds_components.aws.stateful import leaf, replica_of, tags_of

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.database import DatabaseArgs, DatabaseStore

__all__ = ["make_table"]


def make_table(name: str, args: DatabaseArgs, store: DatabaseStore, parent: pulumi.Resource) -> pulumi.Output[str]:
    """The name of a table: own key, point-in-time recovery, refused deletion, and a replica under its own key that has them too.

    The provider sets the days of recovery of the table only; a replica keeps the service's 35. Source:
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables.html
    """
    perimeter = args.perimeter
    replica = replica_of(perimeter, store.encryption_key, replicated=store.replicated)
    table = aws.dynamodb.Table(
        name,
        name=table_name(perimeter, store.name),
        billing_mode="PAY_PER_REQUEST",
        hash_key=store.partition_key,
        attributes=[{"name": store.partition_key, "type": "S"}],
        server_side_encryption={"enabled": True, "kms_key_arn": store.encryption_key.id},
        point_in_time_recovery={"enabled": True, "recovery_period_in_days": store.backup_days},
        deletion_protection_enabled=perimeter.protected,
        # Global tables copy by the stream.
        stream_enabled=replica is not None,
        stream_view_type="NEW_AND_OLD_IMAGES" if replica else None,
        replicas=[
            {
                "region_name": replica.region,
                "kms_key_arn": replica.key_arn,
                "point_in_time_recovery": True,
                "deletion_protection_enabled": perimeter.protected,
                "propagate_tags": True,
            }
        ]
        if replica
        else None,
        tags=tags_of(perimeter, data_class=store.data_class, health=store.health, backed_up=store.backed_up),
        opts=leaf(parent, perimeter),
    )
    return table.name
