# SPDX-License-Identifier: Apache-2.0
"""The write-once archive of traces, which replication alone fills (HDS-LOG-05, HDS-LOG-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.buckets import BucketSpec, safe_bucket
from hds_components.aws.naming import bucket_arn, store_name
from hds_components.aws.policies import deny
from hds_components.aws.replication import End, replicator_arn
from hds_components.aws.stateful import replica_of, tags_of
from hds_components.contracts.keys import TRACE_CLASSES
from hds_components.contracts.logs import ARCHIVE, DELIVERY

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.logs import LogsArgs

__all__ = ["archive_bucket"]


_EXTENDED_AFTER_DAYS = 365
"""CNIL deliberation 2021-122: six to twelve months as a rule, longer only for traces declared and justified as such."""
_GLACIER_AFTER_DAYS = 90


def archive_bucket(name: str, args: LogsArgs, access_logs: pulumi.Output[str], parent: pulumi.Resource) -> End:
    """The bucket where copies are locked for ``archive_days``, in the replica region when there is one."""
    perimeter = args.perimeter
    replica = replica_of(perimeter, args.archive_key, replicated=True)
    bucket = store_name(perimeter, ARCHIVE)
    objects = [f"{bucket_arn(perimeter, bucket)}/*"]
    only_replication = {"ArnNotEquals": {"aws:PrincipalArn": replicator_arn(perimeter, DELIVERY)}}
    tags = tags_of(perimeter, data_class=TRACE_CLASSES["archive"], health=False)
    if args.archive_days > _EXTENDED_AFTER_DAYS:
        tags["hds:log-class"] = "extended"
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=bucket,
        encryption_key=replica.key_arn if replica else args.archive_key.id,
        access_logs=access_logs,
        expiration_days=args.archive_days,
        noncurrent_days=1,
        glacier_days=_GLACIER_AFTER_DAYS if args.archive_days > _GLACIER_AFTER_DAYS else None,
        lock_days=args.archive_days,
        region=replica.region if replica else None,
        statements=[deny("DenyWritesBesideReplication", ("s3:PutObject", "s3:ReplicateObject"), objects, conditions=only_replication)],
        tags=tags,
    )
    return End(safe_bucket(name, spec, parent), spec)
