# SPDX-License-Identifier: Apache-2.0
"""Stores apply the terms of retention themselves, floors and ceilings (HDS-GOV-06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import SERVICES, selecting
from hds_policies.buckets import BUCKET, life_cycles
from hds_policies.data_classes import label, retention_class
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_least, at_most, fail, unknown

if TYPE_CHECKING:
    from hds_policies.buckets import Lifecycle
    from hds_policies.graph import Graph, Resource

__all__ = ["backups_end_at_the_ceiling", "records_are_kept_for_their_term", "traces_are_erased_at_their_ceiling"]

_EXTENDED_DAYS = 1095


@graph_rule("HDS-GOV-06", BUCKET)
def records_are_kept_for_their_term(bucket: Resource, graph: Graph) -> Verdict:
    """No rule of a bucket expires records before the floor of their class."""
    known = retention_class(bucket, graph)
    if known is None:
        return NOT_APPLICABLE
    rules = (rule for rule in life_cycles(bucket, graph) if rule.on is not False)
    return all_of((PASS, *(at_least(rule.place.holder, rule.place.path(rule.days), known.minimum_days, absent=PASS) for rule in rules)))


@graph_rule("HDS-GOV-06", BUCKET)
def traces_are_erased_at_their_ceiling(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket whose class has a ceiling expires all it holds by then."""
    ceiling = _ceiling(bucket, graph)
    if ceiling is None:
        return NOT_APPLICABLE
    found = [_erases(rule, ceiling) for rule in life_cycles(bucket, graph)]
    return any_of(found) if found else fail("", ABSENT, "erased_by", ceiling)


@graph_rule("HDS-GOV-06", *SERVICES)
def backups_end_at_the_ceiling(store: Resource, graph: Graph) -> Verdict:
    """No backup of a store whose class has a ceiling is kept beyond it, copies included."""
    ceiling = _ceiling(store, graph)
    outcome, rules = selecting(store, graph) if ceiling is not None else (Outcome.FAIL, [])
    if ceiling is None or outcome is Outcome.FAIL:
        return NOT_APPLICABLE
    ends = all_of(
        at_most(rule.holder, f"{at}.lifecycle.deleteAfter", ceiling)
        for rule in rules
        for at in (rule.at, *(at for at, value in rule.holder.all(rule.path("copyActions[*]")) if value != ABSENT))
    )
    return ends if outcome is Outcome.PASS or ends.outcome is Outcome.PASS else Verdict(Outcome.UNKNOWN, ends.evidence)


def _ceiling(store: Resource, graph: Graph) -> int | None:
    """Days after which what a store holds has to be gone; more for a declared trace."""
    known = retention_class(store, graph)
    if known is None or known.maximum_days is None:
        return None
    return _EXTENDED_DAYS if label(store, graph, "hds:log-class") == "extended" else known.maximum_days


def _erases(rule: Lifecycle, ceiling: int) -> Verdict:
    holder, path = rule.place.holder, rule.place.path(rule.days)
    if rule.everything is None or rule.on is None:
        return unknown(path, holder.get(path), "erased_by", ceiling)
    return at_most(holder, path, ceiling) if rule.everything and rule.on else fail(path, holder.get(path), "erased_by", ceiling)
