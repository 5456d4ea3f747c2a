# SPDX-License-Identifier: Apache-2.0
"""Types are opted in, failures are told, and jobs are reported (HDS-BCK-01, HDS-BCK-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.alerting import watched
from hds_policies.backups import PLAN, SERVICES, VAULT, taken_types, writing
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, fail, is_true, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["backup_failures_alert", "backups_are_reported", "types_are_opted_in"]

_SETTINGS = "aws:backup/regionSettings:RegionSettings"
_NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
_TABLE = "aws:dynamodb/table:Table"
_JOBS = ("BACKUP_JOB_REPORT", "COPY_JOB_REPORT", "RESTORE_JOB_REPORT")
_REPORTS = "aws:backup/reportPlan:ReportPlan"
_FAILED = {
    "Backup": ("BACKUP_JOB_FAILED", "BACKUP_JOB_COMPLETED"),
    "Copy": ("COPY_JOB_FAILED",),
    "Restore": ("RESTORE_JOB_COMPLETED", "RESTORE_JOB_FAILED"),
}
"""Jobs, and the events of a vault that tell that one failed."""


@graph_rule("HDS-BCK-01", STACK)
def types_are_opted_in(_: Resource, graph: Graph) -> Verdict:
    """Each region with stores that plans take has opted their types in, and lets AWS Backup manage tables, or it copies none of them."""
    types = taken_types(graph)
    tables = graph.of(_SETTINGS) if any(kind == _TABLE for _, kind in types) else ()
    managed = (is_true(item, f"resourceTypeManagementPreference.{SERVICES[_TABLE].word}", absent=PASS) for item in tables)
    return all_of((*(_opted(graph, region, kind, outcome) for (region, kind), outcome in types.items()), *managed))


@graph_rule("HDS-BCK-09", VAULT)
def backup_failures_alert(vault: Resource, graph: Graph) -> Verdict:
    """Failures of the jobs of a vault that plans write to are told, by the vault or by a rule of events with a target."""
    used = writing(vault, graph)
    if not used:
        return NOT_APPLICABLE if used is not None else unknown("name", vault.get("name"), "backup_alert")
    told = graph.companions(vault, _NOTIFICATIONS, "backupVaultName")
    return all_of(_alerts(job, told, graph) for job in _FAILED)


@graph_rule("HDS-BCK-09", STACK)
def backups_are_reported(_: Resource, graph: Graph) -> Verdict:
    """A program with a backup plan has reports on its jobs."""
    plans = graph.of(PLAN)
    if not plans:
        return NOT_APPLICABLE
    reports = (one_of(item, "reportSetting.reportTemplate", *_JOBS) for item in graph.of(_REPORTS))
    return any_of((fail("", ABSENT, "report_due", plans[0].name), *reports))


def _opted(graph: Graph, region: Value, kind: str, taken: Outcome) -> Verdict:
    word = SERVICES[kind].word
    listed = graph.of(_SETTINGS)
    here = [item for item in listed if graph.region(item) == region]
    opted = any_of((fail("", ABSENT, ""), *(is_true(item, f"resourceTypeOptInPreference.{word}") for item in here))).outcome
    if opted is Outcome.PASS and not isinstance(region, Unknown):
        return PASS
    placed = not isinstance(region, Unknown) and not any(isinstance(graph.region(item), Unknown) for item in listed)
    sure = opted is Outcome.FAIL and taken is Outcome.PASS and placed
    return (fail if sure else unknown)("", ABSENT, "opt_in_due", word, region.value if isinstance(region, Known) else "-")


def _alerts(job: str, told: Sequence[Resource], graph: Graph) -> Verdict:
    found = watched(graph)
    if found.jobs("backup", f"{job} Job State Change", "FAILED"):
        return PASS
    return any_of(((fail if found.settled else unknown)("", ABSENT, "backup_alert"), *(_tells(item, _FAILED[job]) for item in told)))


def _tells(notifications: Resource, events: tuple[str, ...]) -> Verdict:
    path = "backupVaultEvents"
    return any_of(one_of(notifications, at, *events) for at, _ in notifications.all(f"{path}[*]") or [(path, ABSENT)])
