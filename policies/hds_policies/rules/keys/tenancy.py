# SPDX-License-Identifier: Apache-2.0
"""A key serves one tenant and one data class (HDS-KEY-01)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from hds_policies.at_rest import key_paths
from hds_policies.checks import KEY_ALIAS, KEYS
from hds_policies.rule import graph_rule
from hds_policies.rules.encryption.copies import COPIES, FILE_COPIES
from hds_policies.rules.encryption.objects import OBJECTS
from hds_policies.rules.encryption.store_kinds import DATABASES, STORES
from hds_policies.rules.encryption.volumes import INSTANCES, TEMPLATES, VOLUMES
from hds_policies.tags import tags
from hds_policies.values import ABSENT, Absent, Known, Secret, Unknown, is_secret, is_unknown
from hds_policies.verdict import PASS, Verdict, all_of, any_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["key_serves_one_tenant_and_data_class"]

_BUCKET = "aws:s3/bucket:Bucket"
_ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
_TENANT = "hds:tenant"
_DATA_CLASS = "hds:data-class"
_PURPOSE = "hds:purpose"
"""What a key is for when it holds no data class: traces, disks, backups."""
_MORE = {
    _BUCKET: (
        "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        "serverSideEncryptionConfigurations[*].rules[*].applyServerSideEncryptionByDefaults[*].kmsMasterKeyId",
    ),
    _ENCRYPTION: ("rules[*].applyServerSideEncryptionByDefault.kmsMasterKeyId",),
    "aws:secretsmanager/secret:Secret": ("kmsKeyId",),
    "aws:ssm/parameter:Parameter": ("keyId",),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ("serverSideEncryption.keyArn",),
    "aws:lambda/function:Function": ("kmsKeyArn",),
}


@graph_rule("HDS-KEY-01", *KEYS)
def key_serves_one_tenant_and_data_class(key: Resource, graph: Graph) -> Verdict:
    """A key says whose it is and what it holds, by its tags, and everything it encrypts says the same or nothing."""
    own = tags(key, graph)
    if own is None:
        return unknown("tags", key.get("tags"), "tag", _TENANT)
    labelled = all_of((_carried(own, _TENANT), any_of((_carried(own, _DATA_CLASS), _carried(own, _PURPOSE)))))
    return all_of((labelled, *(_agrees(own, user, graph, name) for user in _users(key, graph) for name in (_TENANT, _DATA_CLASS))))


def _carried(own: Mapping[str, Any], name: str) -> Verdict:
    value = _tag(own, name)
    if isinstance(value, Absent):
        return fail(f"tags.{name}", value, "tag", name)
    return PASS if isinstance(value, Known) else unknown(f"tags.{name}", value, "tag", name)


def _agrees(own: Mapping[str, Any], user: Resource, graph: Graph, name: str) -> Verdict:
    theirs = tags(user, graph)
    asked = Unknown() if theirs is None else _tag(theirs, name)
    given = _tag(own, name)
    if isinstance(asked, Absent) or (isinstance(asked, Known) and asked == given):
        return PASS
    decided = isinstance(asked, Known) and isinstance(given, (Known, Absent))
    shown = asked.value if isinstance(asked, Known) else name
    return (fail if decided else unknown)(f"tags.{name}", given, "tag_of_user", shown, user.name)


def _tag(carried: Mapping[str, Any], name: str) -> Value:
    raw = carried.get(name)
    if raw is None:
        return ABSENT
    if is_secret(raw):
        return Secret()
    return Unknown() if is_unknown(raw) else Known(raw)


def _users(key: Resource, graph: Graph) -> Iterator[Resource]:
    """What a key encrypts, by its own name or by an alias; the encryption of a bucket stands for the bucket."""
    aliases = graph.companions(key, KEY_ALIAS, "targetKeyId")
    for kind, path in _paths():
        if graph.of(kind):
            for name in (key, *aliases):
                for user in graph.companions(name, kind, path):
                    yield from graph.targets(user, "bucket", _BUCKET) if kind == _ENCRYPTION else (user,)


@functools.cache
def _paths() -> tuple[tuple[str, str], ...]:
    tables = key_paths(STORES, DATABASES, COPIES, FILE_COPIES, VOLUMES, INSTANCES, TEMPLATES, OBJECTS) | _MORE
    return tuple((kind, path) for kind, paths in tables.items() for path in paths)
