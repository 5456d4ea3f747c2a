# SPDX-License-Identifier: Apache-2.0
"""Encryption at rest as data: where each kind of AWS resource names its key, and the switch that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from hds_policies.checks import customer_key
from hds_policies.values import Absent, Known, Value, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_policies.graph import Graph, Resource

__all__ = ["AtRest", "Demands", "encrypted", "key_paths"]


@dataclass(frozen=True, slots=True)
class AtRest:
    """One place where a resource says how it is encrypted.

    ``block`` and ``when`` narrow it: only where the optional block is there, only where the flag is true. Paths of ``key`` and
    ``switch`` start inside the block.
    """

    key: str
    switch: str | None = None
    on: tuple[Any, ...] = (True,)
    """Values of the switch that let the key count."""
    default: bool = False
    """Whether the switch is on where it is left out."""
    block: str | None = None
    when: str | None = None

    @property
    def key_path(self) -> str:
        """The path of the key from the top of the resource."""
        return f"{self.block}.{self.key}" if self.block else self.key


Demands: TypeAlias = "Mapping[str, tuple[AtRest, ...]]"
"""A table: what is asked of each kind."""


def encrypted(resource: Resource, graph: Graph, demands: tuple[AtRest, ...]) -> Verdict:
    """Every demand that applies is met: the switch is on and the key is the customer's."""
    return all_of(_met(resource, graph, demand) for demand in demands)


def key_paths(*tables: Demands) -> dict[str, tuple[str, ...]]:
    """Where each kind of those tables names its keys."""
    return {kind: tuple(dict.fromkeys(demand.key_path for demand in demands)) for table in tables for kind, demands in table.items()}


def _met(resource: Resource, graph: Graph, demand: AtRest) -> Verdict:
    if demand.when:
        return _where(resource, graph, demand, demand.when, resource.get(demand.when))
    if demand.block:
        return all_of(_within(resource, graph, demand, at, value) for at, value in resource.all(demand.block))
    return _judged(resource, graph, demand, "")


def _where(resource: Resource, graph: Graph, demand: AtRest, at: str, flag: Value) -> Verdict:
    if isinstance(flag, (Absent, Known)):
        return _judged(resource, graph, demand, "") if flag in (Known(True), Known("true")) else NOT_APPLICABLE
    return unknown(at, flag, "customer_key")


def _within(resource: Resource, graph: Graph, demand: AtRest, at: str, block: Value) -> Verdict:
    if isinstance(block, Absent):
        return NOT_APPLICABLE
    if isinstance(block, Known):
        return _judged(resource, graph, demand, f"{at}.") if is_map(block.value) else NOT_APPLICABLE
    return unknown(at, block, "customer_key")


def _judged(resource: Resource, graph: Graph, demand: AtRest, prefix: str) -> Verdict:
    key = customer_key(resource, prefix + demand.key, graph)
    if demand.switch is None:
        return key
    path = prefix + demand.switch
    absent = PASS if demand.default else None
    on = is_true(resource, path, absent=absent) if demand.on == (True,) else one_of(resource, path, *demand.on, absent=absent)
    return all_of((on, key))
