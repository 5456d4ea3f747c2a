# SPDX-License-Identifier: Apache-2.0
"""Facts about a whole graph, or about one resource of it, gathered once for each graph."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource

__all__ = ["once_per_graph", "once_per_resource"]

_Fact = TypeVar("_Fact")


def once_per_graph(gather: Callable[[Graph], _Fact]) -> Callable[[Graph], _Fact]:
    """Keep what a function says of a graph for as long as the graph lives; a graph never changes."""

    @functools.wraps(gather)
    def remembered(graph: Graph) -> _Fact:
        return graph.once(gather, "", gather, graph)

    return remembered


def once_per_resource(gather: Callable[[Resource, Graph], _Fact]) -> Callable[[Resource, Graph], _Fact]:
    """Keep what a function says of each resource of a graph, where several rules ask the same."""

    @functools.wraps(gather)
    def remembered(resource: Resource, graph: Graph) -> _Fact:
        return graph.once(gather, resource.urn, gather, resource, graph)

    return remembered
