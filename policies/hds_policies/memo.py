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

_Fact = TypeVar("_Fact")


def once_per_graph(gather: Callable[[Graph], _Fact]) -> Callable[[Graph], _Fact]:
    """Keep what a function says of a graph for as long as the graph lives; a graph never changes."""
    kept: WeakKeyDictionary[Graph, _Fact] = WeakKeyDictionary()

    @functools.wraps(gather)
    def remembered(graph: Graph) -> _Fact:
        if graph not in kept:
            kept[graph] = gather(graph)
        return kept[graph]

    return remembered
