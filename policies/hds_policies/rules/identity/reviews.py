# SPDX-License-Identifier: Apache-2.0
"""Rights that nobody uses, found before the review (HDS-IAM-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.due import due_once
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, decide, number, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["unused_access_is_analysed", "unused_access_is_told_within_a_quarter"]

_ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
_UNUSED = ("ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS")
_QUARTER_DAYS = 92


@graph_rule("HDS-IAM-07", STACK)
def unused_access_is_analysed(_: Resource, graph: Graph) -> Verdict:
    """A program with networks, machines or health data has an analyser of rights that nobody uses."""
    kinds = [analyzer.get("type") for analyzer in graph.of(_ANALYZER)]
    there = any(isinstance(kind, Known) and kind.value in _UNUSED for kind in kinds)
    settled = all(isinstance(kind, (Known, Absent)) for kind in kinds)
    return due_once(graph, met=True if there else False if settled else None, key="unused_access_due")


@resource_rule("HDS-IAM-07", _ANALYZER)
def unused_access_is_told_within_a_quarter(analyzer: Resource, _: Graph) -> Verdict:
    """An analyser of unused rights tells of those that a quarter has not seen, for the next review; 90 days when it does not say."""
    kind = analyzer.get("type")
    if isinstance(kind, Absent) or (isinstance(kind, Known) and kind.value not in _UNUSED):
        return NOT_APPLICABLE
    if not isinstance(kind, Known):
        return unknown("type", kind, "one_of", *_UNUSED)
    age = "configuration.unusedAccess.unusedAccessAge"
    return decide(analyzer, age, lambda days: 1 <= number(days) <= _QUARTER_DAYS, "between", 1, _QUARTER_DAYS, absent=PASS)
