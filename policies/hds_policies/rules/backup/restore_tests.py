# SPDX-License-Identifier: Apache-2.0
"""Restores are tested, of each type and before the copies go (HDS-BCK-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import PLAN, SERVICES, TESTED, VAULT, rules_of, taken_types
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule
from hds_policies.schedules import hours_between
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_least, decide, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["copies_are_tested_before_they_go", "restores_are_tested"]

_TESTS = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
_YEAR_DAYS, _CONTINUOUS_DAYS, _DAY_HOURS = 366, 35, 24


@graph_rule("HDS-BCK-07", STACK)
def restores_are_tested(_: Resource, graph: Graph) -> Verdict:
    """A program with a backup plan tests the restore of each type that its plans take."""
    plans = graph.of(PLAN)
    if not plans:
        return NOT_APPLICABLE
    if not graph.of(_TESTS):
        return fail("", ABSENT, "restore_test_due", plans[0].name)
    words: dict[str, list[Outcome]] = {}
    for (_region, kind), outcome in taken_types(graph).items():
        words.setdefault(SERVICES[kind].word, []).append(outcome)
    return all_of((PASS, *(_tested(graph, word, taken=Outcome.PASS in outcomes) for word, outcomes in words.items())))


@graph_rule("HDS-BCK-07", STACK)
def copies_are_tested_before_they_go(_: Resource, graph: Graph) -> Verdict:
    """A restore testing plan tries copies of each form that plans make, from their vaults, before the shortest-lived of them goes."""
    rules = [rule for plan in graph.of(PLAN) for rule in rules_of(plan)]
    if not rules or not graph.of(_TESTS):
        return NOT_APPLICABLE
    kept = [float(value.value) for rule in rules if isinstance(value := rule.get("lifecycle.deleteAfter"), Known) and _counts(value.value)]
    continuous = [rule for rule in rules if rule.get("enableContinuousBackup") in (Known(True), Known("true"))]
    days = min([*kept, float(_CONTINUOUS_DAYS if continuous else _YEAR_DAYS)])
    forms = (*(["SNAPSHOT"] if len(continuous) < len(rules) else []), *(["CONTINUOUS"] if continuous else []))
    return any_of(_tries(tests, days, forms, graph) for tests in graph.of(_TESTS))


def _tries(tests: Resource, days: float, forms: tuple[str, ...], graph: Graph) -> Verdict:
    often = decide(tests, "scheduleExpression", lambda text: hours_between(text) <= days * _DAY_HOURS, "tested_every", int(days))
    types, vaults = "recoveryPointSelection.recoveryPointTypes", "recoveryPointSelection.includeVaults"
    listed = [_one(tests, types, lambda value, form=form: value == Known(form), form) for form in forms]
    return all_of((often, *listed, _one(tests, vaults, lambda value: _is_vault(value, graph), "*")))


def _one(tests: Resource, path: str, accepts: Callable[[Value], bool], what: str) -> Verdict:
    """One of the values of a list is accepted."""
    values = [value for _, value in tests.all(f"{path}[*]") if not isinstance(value, Absent)]
    if any(map(accepts, values)):
        return PASS
    return (fail if all(isinstance(value, Known) for value in values) else unknown)(path, tests.get(path), "lists", what)


def _is_vault(value: Value, graph: Graph) -> bool:
    given = value.value if isinstance(value, Known) else None
    return given == "*" or (isinstance(given, str) and ":backup-vault:" in given) or bool(graph.targets_of(value, VAULT))


def _tested(graph: Graph, word: str, *, taken: bool) -> Verdict:
    kinds = [item.get("protectedResourceType") for item in graph.of(TESTED)]
    known = [item for item in graph.of(TESTED) if item.get("protectedResourceType") == Known(word)]
    if known:
        return any_of(at_least(item, "validationWindowHours", 1, absent=PASS) for item in known)
    return (fail if taken and all(isinstance(kind, Known) for kind in kinds) else unknown)("", ABSENT, "restore_type_due", word)


def _counts(raw: object) -> bool:
    return isinstance(raw, (int, float)) and not isinstance(raw, bool)
