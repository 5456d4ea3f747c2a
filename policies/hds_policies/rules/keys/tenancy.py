# SPDX-License-Identifier: Apache-2.0
"""A key serves one tenant and one data class (HDS-KEY-01)."""

from __future__ import annotations

import functools
import weakref
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
_USERS: weakref.WeakKeyDictionary[Graph, dict[str, list[Resource]]] = weakref.WeakKeyDictionary()
"""Users by key, once per graph."""


@graph_rule("HDS-KEY-01", *KEYS)
def key_serves_one_tenant_and_data_class(key: Resource, graph: Graph) -> Verdict:
    """A key says whose it is and what it holds, by its tags, and everything it encrypts says the same or nothing."""
    own = tags(key, graph)
    if own is None:
        return unknown("tags", key.get("tags"), "tag", _TENANT)
    labelled = all_of((_carried(own, _TENANT), any_of((_carried(own, _DATA_CLASS), _carried(own, _PURPOSE)))))
    users = [(user.name, tags(user, graph)) for user in _users(key, graph)]
    return all_of((labelled, *(verdict for name in (_TENANT, _DATA_CLASS) for verdict in _agree(_tag(own, name), users, name))))


def _carried(own: Mapping[str, Any], name: str) -> Verdict:
    value = _tag(own, name)
    if isinstance(value, Absent):
        return fail(f"tags.{name}", value, "tag", name)
    return PASS if isinstance(value, Known) else unknown(f"tags.{name}", value, "tag", name)


def _agree(given: Value, users: list[tuple[str, Mapping[str, Any] | None]], name: str) -> Iterator[Verdict]:
    """What uses a key says the same as the key, and where the key says nothing, all say the same."""
    asked = [(user, Unknown() if carried is None else _tag(carried, name)) for user, carried in users]
    common = next((value for _, value in asked if isinstance(value, Known)), given) if isinstance(given, Absent) else given
    for user, value in asked:
        if not isinstance(value, Absent) and not (isinstance(value, Known) and value == common):
            decided = isinstance(value, Known) and isinstance(common, Known)
            shown = value.value if isinstance(value, Known) else name
            yield (fail if decided else unknown)(f"tags.{name}", common, "tag_of_user", shown, user)


def _tag(carried: Mapping[str, Any], name: str) -> Value:
    raw = carried.get(name)
    if raw is None:
        return ABSENT
    if is_secret(raw):
        return Secret()
    return Unknown() if is_unknown(raw) else Known(raw)


def _users(key: Resource, graph: Graph) -> Iterator[Resource]:
    """What a key encrypts, by its own name or by an alias; the encryption of a bucket stands for the bucket."""
    if graph not in _USERS:
        _USERS[graph] = _by_key(graph)
    for name in (key, *graph.companions(key, KEY_ALIAS, "targetKeyId")):
        for user in _USERS[graph].get(name.urn, ()):
            yield from graph.targets(user, "bucket", _BUCKET) if user.kind == _ENCRYPTION else (user,)


def _by_key(graph: Graph) -> dict[str, list[Resource]]:
    """Users by the URN of the key or alias they name, gathered once: a zone has tens of keys and of kinds that can use them."""
    found: dict[str, list[Resource]] = {}
    for kind, paths in _paths().items():
        for user in graph.of(kind):
            for named in {target.urn for path in paths for target in graph.targets(user, path, *KEYS, KEY_ALIAS)}:
                found.setdefault(named, []).append(user)
    return found


@functools.cache
def _paths() -> dict[str, tuple[str, ...]]:
    return key_paths(STORES, DATABASES, COPIES, FILE_COPIES, VOLUMES, INSTANCES, TEMPLATES, OBJECTS) | _MORE
