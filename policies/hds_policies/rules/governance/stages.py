# SPDX-License-Identifier: Apache-2.0
"""No health data outside production, by tag or by origin (HDS-GOV-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.data_classes import label
from hds_policies.origins import TAGGED, origins
from hds_policies.rule import graph_rule
from hds_policies.rules.governance.classes import STORES
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.origins import Origin

__all__ = ["copy_stays_in_its_stage", "store_outside_production_holds_no_health_data"]


@graph_rule("HDS-GOV-09", *STORES)
def store_outside_production_holds_no_health_data(store: Resource, graph: Graph) -> Verdict:
    """A store of another stage than production says that it holds no health data."""
    stage, stated = label(store, graph, "hds:stage"), label(store, graph, "hds:dscp")
    if stage == "":
        return NOT_APPLICABLE
    if stated == "no" or stage == "production":
        return PASS
    return (unknown if stage is None or stated is None else fail)("tags", store.get("tags"), "no_health_data_here", stage or "")


@graph_rule("HDS-GOV-09", *TAGGED)
def copy_stays_in_its_stage(store: Resource, graph: Graph) -> Verdict:
    """What is restored, copied, imported or replicated outside production comes from its own stage."""
    stage = label(store, graph, "hds:stage")
    return NOT_APPLICABLE if stage in ("", "production") else all_of(_from_here(stage, origin, graph) for origin in origins(store, graph))


def _from_here(stage: str | None, origin: Origin, graph: Graph) -> Verdict:
    stages = {found for source in origin.found for found in _stages(source, graph)}
    if not stages or None in stages or stage is None:
        return unknown(origin.path, origin.value, "own_stage", stage or "")
    return PASS if stages == {stage} else fail(origin.path, origin.value, "own_stage", stage)


def _stages(source: Resource, graph: Graph, depth: int = 4) -> set[str | None]:
    """The stage that a source says, else that of what it comes from itself, as snapshots without tags do."""
    own = label(source, graph, "hds:stage")
    further = [item for origin in origins(source, graph) for item in origin.found] if own == "" and depth else []
    return {stage for item in further for stage in _stages(item, graph, depth - 1)} or {own}
