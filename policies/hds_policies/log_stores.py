# SPDX-License-Identifier: Apache-2.0
"""Which buckets of a program logs are written to, and where the last copy of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.arn import bucket_name
from hds_policies.buckets import BUCKET, copies, targets
from hds_policies.memo import once_per_graph
from hds_policies.trails import TRAIL
from hds_policies.values import Absent, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["DESTINATIONS", "holds_logs", "keeps_logs", "last_copies", "receives_access_logs", "receives_logs", "written_to"]

DESTINATIONS = {
    TRAIL: ("s3BucketName",),
    "aws:ec2/flowLog:FlowLog": ("logDestination",),
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": ("destinationArn",),
    "aws:cfg/deliveryChannel:DeliveryChannel": ("s3BucketName",),
    "aws:networkfirewall/loggingConfiguration:LoggingConfiguration": (
        "loggingConfiguration.logDestinationConfigs[*].logDestination.bucketName",
    ),
    "aws:lb/loadBalancer:LoadBalancer": ("accessLogs.bucket", "connectionLogs.bucket"),
    "aws:elb/loadBalancer:LoadBalancer": ("accessLogs.bucket",),
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": ("logDestinationConfigs[*]",),
    "aws:redshift/logging:Logging": ("bucketName",),
}
"""Where each kind names the place of its logs."""
_ACCESS = {"aws:s3/bucketLogging:BucketLogging": ("targetBucket",), BUCKET: ("logging.targetBucket", "loggings[*].targetBucket")}
"""The same of access logs of S3."""


def written_to(source: Resource, path: str, graph: Graph) -> Iterator[Resource]:
    """The buckets of the program that a source of logs names, by name, ARN or reference."""
    for _, value in source.all(path):
        named: Value = Known(bucket_name(value.value)) if isinstance(value, Known) and isinstance(value.value, str) else value
        found = graph.targets_of(named, BUCKET)
        yield from found or _of_policies(named, graph)


@once_per_graph
def receives_logs(graph: Graph) -> frozenset[str]:
    """URNs of the buckets that a source of logs of the program writes to, access logs of S3 included."""
    return frozenset(
        bucket.urn
        for table in (DESTINATIONS, _ACCESS)
        for kind, paths in table.items()
        for source in graph.of(kind)
        for path in paths
        for bucket in written_to(source, path, graph)
        if bucket is not source
    )


@once_per_graph
def keeps_logs(graph: Graph) -> frozenset[str]:
    """The same, with the buckets that copies of logs are replicated to."""
    sources = [bucket for bucket in graph.of(BUCKET) if bucket.urn in receives_logs(graph)]
    return receives_logs(graph) | {target.urn for bucket in sources for place in copies(bucket, graph) for target in targets(place, graph)}


@once_per_graph
def receives_access_logs(graph: Graph) -> frozenset[str]:
    """URNs of the buckets that access logs of S3 are written to."""
    sources = ((source, path) for kind, paths in _ACCESS.items() for source in graph.of(kind) for path in paths)
    return frozenset(bucket.urn for source, path in sources for bucket in written_to(source, path, graph) if bucket is not source)


@once_per_graph
def holds_logs(graph: Graph) -> frozenset[str]:
    """URNs of the buckets that logs are written to, and of those with the last copy of a trail."""
    return receives_logs(graph) | {bucket.urn for trail in graph.of(TRAIL) for bucket in last_copies(trail, graph)}


def last_copies(trail: Resource, graph: Graph) -> list[Resource]:
    """The buckets that hold the last copy of a trail: those its own bucket is replicated to, else its own."""
    own = list(written_to(trail, "s3BucketName", graph))
    further = [target for bucket in own for place in copies(bucket, graph) for target in targets(place, graph)]
    return list(dict.fromkeys(further)) or own


def _of_policies(value: Value, graph: Graph) -> Iterator[Resource]:
    """A name that is computed from the policy of a bucket, so that logs wait for it."""
    if not isinstance(value, Absent):
        for policy in graph.targets_of(value, "aws:s3/bucketPolicy:BucketPolicy"):
            yield from graph.targets(policy, "bucket", BUCKET)
