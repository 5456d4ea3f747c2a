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
    from hds_policies.buckets import Lifecycle, Place
    from hds_policies.graph import Graph, Resource

__all__ = ["backups_end_at_the_ceiling", "records_are_kept_for_their_term", "traces_are_erased_at_their_ceiling"]

_EXTENDED_DAYS = 1095


@graph_rule("HDS-GOV-06", BUCKET)
def records_are_kept_for_their_term(bucket: Resource, graph: Graph) -> Verdict:
    """No rule of a bucket expires records before the floor of their class."""
    known = retention_class(bucket, graph)
    if known is None:
        return _nothing_said(bucket, graph)
    rules = (rule for rule in life_cycles(bucket, graph) if rule.on is not False)
    return all_of((PASS, *(at_least(rule.place.holder, rule.place.path(rule.days), known.minimum_days, absent=PASS) for rule in rules)))


@graph_rule("HDS-GOV-06", BUCKET)
def traces_are_erased_at_their_ceiling(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket whose class has a ceiling expires all it holds by then."""
    ceiling = _ceiling(bucket, graph)
    if ceiling is None:
        return _nothing_said(bucket, graph)
    found = [_erases(rule, ceiling) for rule in life_cycles(bucket, graph)]
    return any_of(found) if found else fail("", ABSENT, "erased_by", ceiling)


@graph_rule("HDS-GOV-06", *SERVICES)
def backups_end_at_the_ceiling(store: Resource, graph: Graph) -> Verdict:
    """No backup of a store whose class has a ceiling is kept beyond it, copies included."""
    ceiling = _ceiling(store, graph)
    if ceiling is None:
        return _nothing_said(store, graph)
    taken = selecting(store, graph)
    sure, possible = (all_of(_ends(rule, ceiling) for rule in rules) for rules in (taken.rules, taken.possible))
    decided = taken.outcome is Outcome.PASS and taken.seen and possible.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE)
    if decided or Outcome.FAIL in (sure.outcome, taken.outcome):
        return sure
    return unknown("", ABSENT, "erased_by", ceiling)


def _nothing_said(store: Resource, graph: Graph) -> Verdict:
    """What is said of a store without a class: nothing, or not yet."""
    given = label(store, graph, "hds:data-class")
    return unknown("tags", store.get("tags"), "tag", "hds:data-class") if given is None else NOT_APPLICABLE


def _ends(rule: Place, ceiling: int) -> Verdict:
    """A rule of a plan and its copies end their backups by a ceiling."""
    copied = [at for at, value in rule.holder.all(rule.path("copyActions[*]")) if value != ABSENT]
    return all_of(at_most(rule.holder, f"{at}.lifecycle.deleteAfter", ceiling) for at in (rule.at, *copied))


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
