# SPDX-License-Identifier: Apache-2.0
"""What a bucket is given inline, in either historical spelling, or by a resource of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.arn import bucket_name
from hds_policies.memo import once_per_resource
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, any_of, at_least, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "BUCKET",
    "LOCK",
    "LOGGING",
    "Copy",
    "Lifecycle",
    "Place",
    "blocks",
    "copies",
    "is_versioned",
    "life_cycles",
    "lock_modes",
    "locked_for",
    "targets",
]

BUCKET = "aws:s3/bucket:Bucket"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
_LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
_REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
_COPIES = {
    "replicationConfiguration.rules[*]": ("filter", "destination.bucket", ("filter.tags",)),
    "replicationConfigurations[*].rules[*]": ("filters[0]", "destinations[0].bucket", ("filters[0].tags",)),
}
"""Where each inline spelling of a replication keeps the filter of a rule, its target and its tags."""
_DAYS_OF_YEAR = 365.25
_LOCKS = ("objectLockConfiguration.rule.defaultRetention", "objectLockConfiguration.rules[*].defaultRetentions[*]")


class Place(NamedTuple):
    """A block: the resource that holds it, and its path."""

    holder: Resource
    at: str

    def path(self, path: str) -> str:
        """A path inside the block, from the top of the resource."""
        return f"{self.at}.{path}" if self.at else path

    def get(self, path: str) -> Value:
        """A value of the block."""
        return self.holder.get(self.path(path))


class Lifecycle(NamedTuple):
    """A rule of a life cycle: its block, the paths of the two terms, and whether it takes every object and is on."""

    place: Place
    days: str
    noncurrent: str
    date: str
    everything: bool | None
    """None while its filter is not known."""
    on: bool | None


class Copy(NamedTuple):
    """A rule of replication: its block, the path of its target, and whether it takes every object and is on."""

    place: Place
    target: str
    everything: bool | None
    """None while its filter is not known."""
    on: bool | None


def blocks(bucket: Resource, graph: Graph, kind: str, own: str, *inline: str) -> Iterator[Place]:
    """Each block of a bucket: at ``own`` in resources of a kind that name it, all of them when empty, and at ``inline`` paths in itself."""
    for path in inline:
        yield from (Place(bucket, at) for at, value in bucket.all(path) if not isinstance(value, Absent))
    for companion in graph.companions(bucket, kind, "bucket"):
        if own:
            yield from (Place(companion, at) for at, value in companion.all(own) if not isinstance(value, Absent))
        else:
            yield Place(companion, "")


def is_versioned(bucket: Resource, graph: Graph) -> Verdict:
    """Versioning is enabled."""
    stated = [(at, value) for path in ("versioning.enabled", "versionings[*].enabled") for at, value in bucket.all(path)]
    inline = [is_true(bucket, at) for at, value in stated if not isinstance(value, Absent)]
    own = [one_of(item, "versioningConfiguration.status", "Enabled") for item in graph.companions(bucket, _VERSIONING, "bucket")]
    return any_of((*inline, *own)) if inline or own else fail("", ABSENT, "versioning")


def locked_for(bucket: Resource, graph: Graph, days: float) -> Verdict:
    """Object Lock is on, with a default retention of at least so many days; years count their leap days."""
    enabled = [is_true(bucket, "objectLockEnabled")]
    if bucket.get("objectLockConfiguration.objectLockEnabled") == Known("Enabled"):
        enabled = []
    found = list(blocks(bucket, graph, LOCK, "rule.defaultRetention", *_LOCKS))
    lasts = any_of(_lasts(place, days) for place in found) if found else fail("", ABSENT, "default_retention", days)
    return all_of((*enabled, lasts))


def lock_modes(bucket: Resource, graph: Graph) -> set[Value]:
    """The modes of the default retentions of a bucket."""
    return {place.get("mode") for place in blocks(bucket, graph, LOCK, "rule.defaultRetention", *_LOCKS)}


@once_per_resource
def life_cycles(bucket: Resource, graph: Graph) -> list[Lifecycle]:
    """The rules of a bucket's life cycle."""
    found = [_life_cycle(place) for place in blocks(bucket, graph, _LIFECYCLE, "rules[*]")]
    return found + [_inline(Place(bucket, at)) for at, value in bucket.all("lifecycleRules[*]") if not isinstance(value, Absent)]


@once_per_resource
def copies(bucket: Resource, graph: Graph) -> list[Copy]:
    """The replication rules of a bucket."""
    separate = blocks(bucket, graph, _REPLICATION, "rules[*]")
    inline = ((path, at) for path in _COPIES for at, value in bucket.all(path) if not isinstance(value, Absent))
    return [
        *(_copy(place, "filter", "destination.bucket", ("filter.tag", "filter.and")) for place in separate),
        *(_copy(Place(bucket, at), *_COPIES[path]) for path, at in inline),
    ]


def targets(copy: Copy, graph: Graph) -> list[Resource]:
    """The buckets of the program that a replication rule writes to."""
    values = [value for _, value in copy.place.holder.all(copy.place.path(copy.target))]
    named = [Known(bucket_name(str(value.value))) if isinstance(value, Known) else value for value in values]
    return [found for value in named for found in graph.targets_of(value, BUCKET)]


def _copy(place: Place, narrow: str, target: str, tags: tuple[str, ...]) -> Copy:
    status, prefixes = place.get("status"), [place.get("prefix"), place.get(f"{narrow}.prefix")]
    whole = all(value in (ABSENT, Known("")) for value in prefixes) and all(isinstance(place.get(path), Absent) for path in tags)
    readable = all(isinstance(value, (Known, Absent)) for value in prefixes)
    return Copy(place, target, whole if readable else None, status == Known("Enabled") if isinstance(status, (Known, Absent)) else None)


def _lasts(place: Place, days: float) -> Verdict:
    mode = one_of(place.holder, f"{place.at}.mode", "GOVERNANCE", "COMPLIANCE")
    years = place.get("years")
    if isinstance(years, Absent):
        return all_of((mode, at_least(place.holder, f"{place.at}.days", days)))
    if not isinstance(years, Known):
        return unknown(f"{place.at}.years", years, "default_retention", days)
    held = float(years.value) * _DAYS_OF_YEAR if isinstance(years.value, (int, float)) else 0
    return all_of((mode, PASS if held >= int(days) else fail(f"{place.at}.years", years, "default_retention", days)))


def _life_cycle(place: Place) -> Lifecycle:
    status = place.get("status")
    narrow = [place.get(f"filter.{name}") for name in ("and", "tag", "objectSizeGreaterThan", "objectSizeLessThan")]
    prefixes = [place.get("prefix"), place.get("filter.prefix")]
    everything = all(isinstance(value, Absent) for value in narrow) and all(value in (ABSENT, Known("")) for value in prefixes)
    readable = isinstance(place.get("filter"), (Known, Absent)) and all(isinstance(value, (Known, Absent)) for value in prefixes)
    on = status == Known("Enabled") if isinstance(status, (Known, Absent)) else None
    return Lifecycle(
        place, "expiration.days", "noncurrentVersionExpiration.noncurrentDays", "expiration.date", everything if readable else None, on
    )


def _inline(place: Place) -> Lifecycle:
    enabled, prefix = place.get("enabled"), place.get("prefix")
    many = isinstance(place.get("expiration"), Absent) and not isinstance(place.get("expirations"), Absent)
    whole = prefix in (ABSENT, Known("")) and isinstance(place.get("tags"), Absent)
    return Lifecycle(
        place,
        "expirations[0].days" if many else "expiration.days",
        "noncurrentVersionExpirations[0].days" if many else "noncurrentVersionExpiration.days",
        "expirations[0].date" if many else "expiration.date",
        whole if isinstance(prefix, (Known, Absent)) else None,
        enabled in (Known(True), Known("true")) if isinstance(enabled, (Known, Absent)) else None,
    )
