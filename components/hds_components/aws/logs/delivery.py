# SPDX-License-Identifier: Apache-2.0
"""Where services deliver: the bucket of object-access logs and the bucket of everything else. Neither is ever locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.buckets import BucketSpec, SafeBucket, safe_bucket
from hds_components.aws.naming import ENTRY_LOGS, arn, bucket_arn, replica_name, store_name
from hds_components.aws.policies import allow, allow_service, service
from hds_components.aws.replication import End
from hds_components.aws.stateful import tags_of
from hds_components.contracts.keys import TRACE_CLASSES
from hds_components.contracts.logs import ACCESS_LOGS, DELIVERY

if TYPE_CHECKING:
    import pulumi

    from hds_components.aws.policies import Statement
    from hds_components.contracts.logs import LogsArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["access_log_bucket", "delivery_bucket"]

_OWNED = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
"""Deliveries announce that the object is the bucket owner's; the services' own policies ask for this condition."""


def access_log_bucket(name: str, args: LogsArgs, parent: pulumi.Resource, *, replica: bool = False) -> SafeBucket:
    """The bucket of access logs of a region, of buckets and of the load balancer.

    It keeps none of its own, or it would log its own logging without end.

    A deleted log stays thirty days, because access logs have no copy.
    """
    perimeter = args.perimeter
    bucket = store_name(perimeter, ACCESS_LOGS)
    bucket = replica_name(bucket) if replica else bucket
    objects = [f"{bucket_arn(perimeter, bucket)}/*"]
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=bucket,
        encryption_key=None,
        access_logs=None,
        expiration_days=args.retention_days,
        noncurrent_days=30,
        region=perimeter.replica_region if replica else None,
        statements=[
            allow_service(perimeter, "DeliverAccessLogs", "logging.s3", ("s3:PutObject",), objects),
            *([] if replica else [_entry(perimeter, bucket)]),
        ],
        tags=tags_of(perimeter, data_class=TRACE_CLASSES["logs"], health=False),
    )
    return safe_bucket(name, spec, parent)


def _entry(perimeter: Perimeter, bucket: str) -> Statement:
    """Logs of the load balancer, which takes no customer key either; the service passes the balancer's ARN, and with it the account.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    balancers = {"ArnLike": {"aws:SourceArn": arn(perimeter, "elasticloadbalancing", "loadbalancer/*")}}
    objects = [f"{bucket_arn(perimeter, bucket)}/{ENTRY_LOGS}/AWSLogs/{perimeter.account}/*"]
    principal = {"Service": service("logdelivery.elasticloadbalancing")}
    return allow("DeliverEntryLogs", ("s3:PutObject",), objects, principal=principal, conditions=balancers)


def delivery_bucket(name: str, args: LogsArgs, access_logs: pulumi.Output[str], parent: pulumi.Resource) -> End:
    """The bucket of trails, configuration history and vended logs (flows, queries, firewall).

    A deleted log goes after one day, because the archive holds its copy.
    """
    perimeter = args.perimeter
    bucket = store_name(perimeter, DELIVERY)
    spec = BucketSpec(
        perimeter=perimeter,
        bucket=bucket,
        encryption_key=args.encryption_key.id,
        access_logs=access_logs,
        expiration_days=args.retention_days,
        noncurrent_days=1,
        statements=_deliveries(perimeter, bucket_arn(perimeter, bucket)),
        tags=tags_of(perimeter, data_class=TRACE_CLASSES["logs"], health=False),
    )
    return End(safe_bucket(name, spec, parent), spec)


def _deliveries(perimeter: Perimeter, bucket: str) -> list[Statement]:
    """What each service may do. Sources, in order.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
    Flow logs with Hive-compatible prefixes: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
    https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
    """
    own = f"{bucket}/AWSLogs/{perimeter.account}/*"
    prefixed = f"{bucket}/*/AWSLogs/{perimeter.account}/*"
    partitioned = f"{bucket}/AWSLogs/aws-account-id={perimeter.account}/*"
    trails = arn(perimeter, "cloudtrail", "trail/*")
    vended = arn(perimeter, "logs", "*", region="*")
    detectors = arn(perimeter, "guardduty", "detector/*", region="*")
    searches = [arn(perimeter, "macie2", what, region="*") for what in ("export-configuration:*", "classification-job/*")]
    place = ("s3:GetBucketLocation",)
    write, look, search = ("s3:PutObject",), ("s3:GetBucketAcl",), ("s3:GetBucketAcl", "s3:ListBucket")
    return [
        allow_service(perimeter, "CheckForTrails", "cloudtrail", look, [bucket], source=trails),
        allow_service(perimeter, "DeliverTrails", "cloudtrail", write, [own], source=trails, conditions=_OWNED),
        allow_service(perimeter, "CheckForConfiguration", "config", search, [bucket]),
        allow_service(perimeter, "DeliverConfiguration", "config", write, [own], conditions=_OWNED),
        allow_service(perimeter, "CheckForVendedLogs", "delivery.logs", search, [bucket], source=vended),
        allow_service(
            perimeter, "DeliverVendedLogs", "delivery.logs", write, [own, prefixed, partitioned], source=vended, conditions=_OWNED
        ),
        allow_service(perimeter, "CheckForFindings", "guardduty", place, [bucket], source=detectors),
        allow_service(perimeter, "DeliverFindings", "guardduty", write, [own], source=detectors),
        allow_service(perimeter, "CheckForSearches", "macie", place, [bucket], source=searches),
        allow_service(perimeter, "DeliverSearches", "macie", write, [own], source=searches),
    ]
