# SPDX-License-Identifier: Apache-2.0
"""Restores are tested, types are opted in, and failures are told (HDS-BCK-01, HDS-BCK-07, HDS-BCK-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.alerting import watched
from hds_policies.backups import PLAN, SERVICES, VAULT, selecting, vaults
from hds_policies.graph import STACK
from hds_policies.memo import once_per_graph
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_least, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["backup_failures_alert", "backups_are_reported", "restores_are_tested", "types_are_opted_in"]

_SETTINGS = "aws:backup/regionSettings:RegionSettings"
_TESTS = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
_TESTED = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
_NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
_REPORTS = "aws:backup/reportPlan:ReportPlan"
_FAILED = (("BACKUP_JOB_FAILED", "BACKUP_JOB_COMPLETED"), ("COPY_JOB_FAILED",))
"""Events of a vault that tell failures: for each, one of these."""


@graph_rule("HDS-BCK-01", STACK)
def types_are_opted_in(_: Resource, graph: Graph) -> Verdict:
    """Each region with stores that plans take has opted their types in."""
    return all_of(_opted(graph, region, kind, outcome) for (region, kind), outcome in _taken(graph).items())


@graph_rule("HDS-BCK-07", STACK)
def restores_are_tested(_: Resource, graph: Graph) -> Verdict:
    """A program with a backup plan tests the restore of each type that its plans take."""
    plans = graph.of(PLAN)
    if not plans:
        return NOT_APPLICABLE
    if not graph.of(_TESTS):
        return fail("", ABSENT, "restore_test_due", plans[0].name)
    words: dict[str, Outcome] = {}
    for (_, kind), outcome in _taken(graph).items():
        words[SERVICES[kind][0]] = outcome if words.get(SERVICES[kind][0]) is not Outcome.PASS else Outcome.PASS
    return all_of((PASS, *(_tested(graph, word, outcome) for word, outcome in words.items())))


@graph_rule("HDS-BCK-09", VAULT)
def backup_failures_alert(vault: Resource, graph: Graph) -> Verdict:
    """Failures of jobs of a vault that plans write to are told, by the vault or by a rule of events with a target."""
    if not vaults(graph).get(vault.urn):
        return NOT_APPLICABLE
    found = watched(graph)
    if all(found.jobs("backup", f"{job} Job State Change", "FAILED") for job in ("Backup", "Copy")):
        return PASS
    told = graph.companions(vault, _NOTIFICATIONS, "backupVaultName")
    listed = (all_of(_tells(item, events) for events in _FAILED) for item in told)
    return any_of([(fail if found.settled else unknown)("", ABSENT, "backup_alert"), *listed])


@graph_rule("HDS-BCK-09", STACK)
def backups_are_reported(_: Resource, graph: Graph) -> Verdict:
    """A program with a backup plan has reports on its jobs."""
    plans = graph.of(PLAN)
    if not plans:
        return NOT_APPLICABLE
    return PASS if graph.of(_REPORTS) else fail("", ABSENT, "report_due", plans[0].name)


@once_per_graph
def _taken(graph: Graph) -> dict[tuple[Value, str], Outcome]:
    """Regions and kinds of the stores that plans take, or may."""
    found: dict[tuple[Value, str], Outcome] = {}
    for store in graph.of(*SERVICES) if graph.of(PLAN) else ():
        place, outcome = (graph.region(store), store.kind), selecting(store, graph).outcome
        if outcome is not Outcome.FAIL and found.get(place) is not Outcome.PASS:
            found[place] = outcome
    return found


def _opted(graph: Graph, region: Value, kind: str, taken: Outcome) -> Verdict:
    word = SERVICES[kind][0]
    listed = graph.of(_SETTINGS)
    here = [item for item in listed if graph.region(item) == region]
    opted = any_of((fail("", ABSENT, ""), *(is_true(item, f"resourceTypeOptInPreference.{word}") for item in here))).outcome
    if opted is Outcome.PASS and not isinstance(region, Unknown):
        return PASS
    placed = not isinstance(region, Unknown) and not any(isinstance(graph.region(item), Unknown) for item in listed)
    sure = opted is Outcome.FAIL and taken is Outcome.PASS and placed
    return (fail if sure else unknown)("", ABSENT, "opt_in_due", word, region.value if isinstance(region, Known) else "-")


def _tested(graph: Graph, word: str, taken: Outcome) -> Verdict:
    kinds = [item.get("protectedResourceType") for item in graph.of(_TESTED)]
    known = [item for item in graph.of(_TESTED) if item.get("protectedResourceType") == Known(word)]
    if known:
        return any_of(at_least(item, "validationWindowHours", 1, absent=PASS) for item in known)
    sure = taken is Outcome.PASS and all(isinstance(kind, Known) for kind in kinds)
    return (fail if sure else unknown)("", ABSENT, "restore_type_due", word)


def _tells(notifications: Resource, events: tuple[str, ...]) -> Verdict:
    path = "backupVaultEvents"
    return any_of(one_of(notifications, at, *events) for at, _ in notifications.all(f"{path}[*]") or [(path, ABSENT)])
