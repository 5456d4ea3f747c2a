# SPDX-License-Identifier: Apache-2.0
"""What many rules ask of one property, with absent, unknown and secret values decided in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.places import is_aws
from hds_policies.values import ABSENT, Absent, Known, Secret, Unknown, Value
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["KEYS", "KEY_ALIAS", "customer_key", "is_alias", "is_customer_key", "unused"]

KEYS = (
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
)
"""Kinds of key that a customer owns; the keys AWS makes by itself are never resources of a program."""
KEY_ALIAS = "aws:kms/alias:Alias"


def customer_key(resource: Resource, path: str, graph: Graph, *, absent: Verdict | None = None, region: Value | None = None) -> Verdict:
    """Every value of a property names a key of the customer.

    A key or alias of the program passes, named or, while its ARN is unknown, depended on; so does another alias that is not AWS's
    ``alias/aws/...``. The ARN of a key outside the program is unknown: nothing in it tells it from a key AWS manages.

    Args:
        resource: the resource judged.
        path: property path of the key; ``*`` visits each element. Dependencies are those of its top-level property.
        graph: where keys are looked up.
        absent: the verdict when no key is named; a failure unless said otherwise, since AWS then uses a key of its own.
        region: where the key has to be, when it serves a copy; a key of the program that is elsewhere fails.
    """
    return all_of(is_customer_key(at, value, graph, absent=absent, region=region) for at, value in resource.all(path) or [(path, ABSENT)])


def is_alias(name: str) -> bool:
    """Whether a key is named by an alias, ``alias/health`` or its ARN."""
    return name.startswith("alias/") or ":alias/" in name


def is_customer_key(at: str, value: Value, graph: Graph, *, absent: Verdict | None = None, region: Value | None = None) -> Verdict:
    """The same of one value, read at ``at``."""
    if isinstance(value, Absent) or value == Known(""):
        return absent or fail(at, ABSENT, "customer_key")
    if isinstance(value, Secret):
        return unknown(at, value, "customer_key")
    keys = graph.targets_of(value, *KEYS, KEY_ALIAS)
    if keys:
        return _placed(at, value, [graph.region(key) for key in keys], region)
    if isinstance(value, Unknown):
        return unknown(at, value, "customer_key")
    return _outside(at, value)


def _outside(at: str, value: Known) -> Verdict:
    """A key that is named and is not of the program."""
    if not isinstance(value.value, str):
        return fail(at, value, "customer_key")
    if is_alias(value.value):
        return fail(at, value, "customer_key") if "alias/aws/" in value.value else PASS
    return unknown(at, value, "customer_key")


def _placed(at: str, value: Value, found: list[Value], wanted: Value | None) -> Verdict:
    """Keys of the program against the region that is wanted; one in place is enough, as dependencies name more than one."""
    if not isinstance(wanted, Known) or wanted in found:
        return PASS
    elsewhere = all(isinstance(region, Known) for region in found)
    return (fail if elsewhere else unknown)(at, value, "key_in_region", wanted.value)


def unused(resource: Resource, graph: Graph, *kinds: str) -> Verdict:
    """Kinds that are forbidden whatever they say: each resource of them fails, and the stack answers when there is none."""
    if resource.kind in kinds:
        return fail("", ABSENT, "not_used", resource.kind)
    return PASS if is_aws(graph) and not graph.of(*kinds) else NOT_APPLICABLE
