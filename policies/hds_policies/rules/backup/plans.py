# SPDX-License-Identifier: Apache-2.0
"""Restores are tested, types are opted in, and failures are told (HDS-BCK-01, HDS-BCK-07, HDS-BCK-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.alerting import watched
from hds_policies.backups import PLAN, SERVICES, VAULT, selecting, vaults
from hds_policies.graph import STACK
from hds_policies.memo import once_per_graph
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_least, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

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
    return all_of(_opted(graph, region, kind) for region, kind in _taken(graph))


@graph_rule("HDS-BCK-07", STACK)
def restores_are_tested(_: Resource, graph: Graph) -> Verdict:
    """A program with a backup plan tests the restore of each type that its plans take."""
    plans = graph.of(PLAN)
    if not plans:
        return NOT_APPLICABLE
    if not graph.of(_TESTS):
        return fail("", ABSENT, "restore_test_due", plans[0].name)
    return all_of((PASS, *(_tested(graph, SERVICES[kind][0]) for kind in dict.fromkeys(kind for _, kind in _taken(graph)))))


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
def _taken(graph: Graph) -> list[tuple[str, str]]:
    """Regions and kinds of the stores that plans take."""
    stores = [store for store in graph.of(*SERVICES) if selecting(store, graph)[0] is Outcome.PASS] if graph.of(PLAN) else []
    return list(dict.fromkeys((str(region.value), store.kind) for store in stores if isinstance(region := graph.region(store), Known)))


def _opted(graph: Graph, region: str, kind: str) -> Verdict:
    word = SERVICES[kind][0]
    here = [item for item in graph.of(_SETTINGS) if graph.region(item) == Known(region)]
    if not here:
        return fail("", ABSENT, "opt_in_due", word, region)
    outcome = any_of(is_true(item, f"resourceTypeOptInPreference.{word}") for item in here).outcome
    return PASS if outcome is Outcome.PASS else (unknown if outcome is Outcome.UNKNOWN else fail)("", ABSENT, "opt_in_due", word, region)


def _tested(graph: Graph, word: str) -> Verdict:
    kinds = [item.get("protectedResourceType") for item in graph.of(_TESTED)]
    known = [item for item in graph.of(_TESTED) if item.get("protectedResourceType") == Known(word)]
    if known:
        return any_of(at_least(item, "validationWindowHours", 1, absent=PASS) for item in known)
    return (fail if all(isinstance(kind, Known) for kind in kinds) else unknown)("", ABSENT, "restore_type_due", word)


def _tells(notifications: Resource, events: tuple[str, ...]) -> Verdict:
    path = "backupVaultEvents"
    return any_of(one_of(notifications, at, *events) for at, _ in notifications.all(f"{path}[*]") or [(path, ABSENT)])
