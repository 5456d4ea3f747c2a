# SPDX-License-Identifier: Apache-2.0
"""Logs on AWS: trail, configuration recorder, delivery buckets and the write-once archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.logs.archive import archive_bucket
from hds_components.aws.logs.delivery import access_log_bucket, delivery_bucket
from hds_components.aws.logs.recorder import record_configuration
from hds_components.aws.logs.trail import open_trail
from hds_components.aws.naming import bucket_arn
from hds_components.aws.replication import replicate
from hds_components.contracts.logs import DELIVERY
from hds_components.contracts.perimeter import LogDestination

if TYPE_CHECKING:
    from hds_components.contracts.logs import LogsArgs

__all__ = ["Logs"]


class Logs(pulumi.ComponentResource):
    """The log chain: services deliver to one bucket, S3 copies it to an archive that nobody can rewrite (HDS-LOG-01 to 07).

    Two buckets, because services refuse to deliver to a bucket with object lock: S3 access logs always do
    (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html), AWS Config was seen to.
    The archive is in the replica region when there is one: a second site, under the replica of its own key.
    One configuration recorder exists per region and account: an account that already records is refused by AWS Config.
    """

    destination: LogDestination
    archive: pulumi.Output[str]
    trail: pulumi.Output[str]

    def __init__(self, name: str, args: LogsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the log chain."""
        super().__init__("hds:index:AwsLogs", name, None, opts)
        perimeter = args.perimeter
        access_logs = access_log_bucket(f"{name}-access-logs", args, self)
        replica_access_logs = (
            access_log_bucket(f"{name}-replica-access-logs", args, self, replica=True) if perimeter.replica_region else None
        )
        delivery = delivery_bucket(f"{name}-delivery", args, access_logs.name, self)
        archive = archive_bucket(f"{name}-archive", args, (replica_access_logs or access_logs).name, self)
        replicate(f"{name}-delivery", DELIVERY, delivery, archive, self)
        delivered = delivery.made.name
        self.trail = open_trail(f"{name}-trail", args, delivered, self)
        record_configuration(f"{name}-configuration", args, delivered, self)
        self.destination = LogDestination(
            access_logs=access_logs.name,
            replica_access_logs=replica_access_logs.name if replica_access_logs else None,
            delivery=delivered,
            delivery_id=delivered.apply(lambda bucket: bucket_arn(perimeter, bucket)),
            encryption_key=args.encryption_key,
            retention_days=args.retention_days,
        )
        self.archive = archive.made.name
        self.register_outputs({"delivery": delivered, "access_logs": access_logs.name, "archive": self.archive, "trail": self.trail})
