# SPDX-License-Identifier: Apache-2.0
"""The tags a resource ends up with: its own over the default tags of its provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.json_text import decoded
from hds_policies.memo import once_per_resource
from hds_policies.values import ABSENT, UNKNOWN_SENTINEL, Absent, Known, is_list, is_map, is_secret, is_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["tag", "tags"]


def tag(resource: Resource, graph: Graph, key: str) -> Any:
    """The value of one tag as the engine spells it; None when it is not set, the sentinel of unknown values when that is not known.

    A tag of the resource's own is certain, whatever the provider adds.
    """
    known = tags(resource, graph)
    if known is not None:
        return known.get(key)
    return (_map(resource.get("tags")) or {}).get(key, UNKNOWN_SENTINEL)


@once_per_resource
def tags(resource: Resource, graph: Graph) -> Mapping[str, Any] | None:
    """Tags by key; None when the resource's own, or the provider's where they matter, are unknown or secret as a whole.

    A single value that is not known stays as the engine spells it. Groups of machines list theirs as blocks. Default tags given in the
    environment of a provider are not visible.
    """
    own = _map(resource.get("tags"))
    provider = graph.by_urn.get(resource.provider.rsplit("::", 1)[0]) if resource.provider else None
    defaults = _map(_member(provider.get("defaultTags"), "tags")) if provider else _map(ABSENT)
    return None if own is None or defaults is None else {**defaults, **own}


def _map(value: Value) -> Mapping[str, Any] | None:
    if isinstance(value, Absent):
        return {}
    raw = value.value if isinstance(value, Known) else None
    if is_list(raw) and all(is_map(item) and isinstance(item.get("key"), str) for item in raw):
        return {item["key"]: item.get("value") for item in raw}
    return raw if is_map(raw) else None


def _member(value: Value, key: str) -> Value:
    """A member of a provider property, which carries nested values as JSON text."""
    if not isinstance(value, Known):
        return value
    raw = decoded(value) if isinstance(value.value, str) else value.value
    inner = raw.get(key, {}) if is_map(raw) else None
    return Known(None if is_secret(inner) or is_unknown(inner) else inner)
