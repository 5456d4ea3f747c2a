# SPDX-License-Identifier: Apache-2.0
"""Facts about a whole graph, gathered once for each graph."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph

__all__ = ["once_per_graph"]

Fact = TypeVar("Fact")


def once_per_graph(gather: Callable[[Graph], Fact]) -> Callable[[Graph], Fact]:
    """Keep what a function says of a graph for as long as the graph lives; a graph never changes."""
    kept: WeakKeyDictionary[Graph, Fact] = WeakKeyDictionary()

    @functools.wraps(gather)
    def remembered(graph: Graph) -> Fact:
        if graph not in kept:
            kept[graph] = gather(graph)
        return kept[graph]

    return remembered
