# SPDX-License-Identifier: Apache-2.0
"""What the tags of a store say that it holds, and for how long that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls import load
from hds_policies.tags import tag
from hds_policies.values import is_unknown

if TYPE_CHECKING:
    from hds_controls.model import RetentionClass
    from hds_policies.graph import Graph, Resource

__all__ = ["is_health", "label", "retention_class"]


def label(resource: Resource, graph: Graph, key: str) -> str | None:
    """The value of a tag; empty when it is not set, None when it is not known."""
    value = tag(resource, graph, key)
    if value is None:
        return ""
    return value if isinstance(value, str) and not is_unknown(value) else None


def is_health(resource: Resource, graph: Graph) -> bool | None:
    """Whether a store holds health data: by ``hds:dscp``, else by its class, of which one that the facts do not name is taken to.

    None while its tags are not known.
    """
    stated = label(resource, graph, "hds:dscp")
    if stated is None or stated:
        return None if stated is None else stated == "yes"
    name = label(resource, graph, "hds:data-class")
    if not name:
        return None if name is None else False
    known = load.retention().get(name)
    return known is None or known.health


def retention_class(resource: Resource, graph: Graph) -> RetentionClass | None:
    """The retention class of the facts that the data class of a store is, if any."""
    return load.retention().get(label(resource, graph, "hds:data-class") or "")
