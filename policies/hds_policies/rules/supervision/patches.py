# SPDX-License-Identifier: Apache-2.0
"""Patches are installed by themselves, soon enough (HDS-OPS-02)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hds_policies.due import MACHINES
from hds_policies.graph import STACK
from hds_policies.patching import ASSOCIATION, TASK, installs
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import (
    NOT_APPLICABLE,
    PASS,
    Outcome,
    Verdict,
    absent,
    all_of,
    any_of,
    at_most,
    decide,
    fail,
    is_true,
    one_of,
    unknown,
)

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "BASELINE",
    "UPGRADED",
    "cluster_version_is_in_standard_support",
    "is_replaced_by_image",
    "machines_are_patched",
    "minor_versions_are_upgraded",
    "patches_are_approved_in_time",
    "patches_are_installed_every_month",
]

BASELINE = "aws:ssm/patchBaseline:PatchBaseline"
_WINDOW = "aws:ssm/maintenanceWindow:MaintenanceWindow"
_NODES = "aws:eks/nodeGroup:NodeGroup"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_SEVERITIES = ("SEVERITY", "MSRC_SEVERITY")
_SECURITY = ("*", "Security", "SecurityUpdates", "CriticalUpdates")
_DUE = ("Critical", "Important")
_DAYS_CRITICAL, _DAYS_IMPORTANT = 30, 90
_RATE = re.compile(r"rate\((?P<count>\d+) (?P<unit>minute|hour|day)s?\)")
_PER_DAY = {"minute": 24 * 60, "hour": 24, "day": 1}
_CRON = re.compile(r"cron\((?P<fields>[^()]+)\)")
_CRON_FIELDS = (6, 7)
"""With seconds, there is one more."""
_MONTH, _YEAR = -3, -1
_LONGEST_MONTH = 31
UPGRADED = (
    "aws:dms/replicationInstance:ReplicationInstance",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:memorydb/cluster:Cluster",
    "aws:mq/broker:Broker",
    "aws:neptune/clusterInstance:ClusterInstance",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/instance:Instance",
)
"""Kinds that upgrade minor versions by themselves."""
_NOT_BY_DEFAULT = frozenset({"aws:dms/replicationInstance:ReplicationInstance", "aws:mq/broker:Broker"})


@graph_rule("HDS-OPS-02", STACK)
def machines_are_patched(_: Resource, graph: Graph) -> Verdict:
    """A program with machines of its own has a baseline, a window and a task that installs."""
    machine = next((item for item in graph.of(*MACHINES) if not is_replaced_by_image(item, graph)), None)
    if machine is None:
        return NOT_APPLICABLE
    due = {"patch_baseline": graph.of(BASELINE), "patch_window": graph.of(_WINDOW, ASSOCIATION)}
    there = [PASS if found else fail("", ABSENT, key, machine.name) for key, found in due.items()]
    outcomes = {installs(item) for item in graph.of(TASK, ASSOCIATION)}
    answer = unknown if Outcome.UNKNOWN in outcomes else fail
    return all_of((*there, PASS if Outcome.PASS in outcomes else answer("", ABSENT, "patch_task", machine.name)))


@resource_rule("HDS-OPS-02", BASELINE)
def patches_are_approved_in_time(baseline: Resource, _: Graph) -> Verdict:
    """Critical patches are approved within 30 days and important ones, which some rule admits, within 90, while the baseline lives."""
    rules = [at for at, value in baseline.all("approvalRules[*]") if not isinstance(value, Absent)]
    if not rules:
        return fail("approvalRules", baseline.get("approvalRules"), "present")
    frozen = [absent(baseline, f"{at}.approveUntilDate") for at in rules]
    admitted = [_admitted(baseline, rules, severity) for severity in _DUE]
    return all_of((*frozen, *admitted, *(at_most(baseline, f"{at}.approveAfterDays", _days(baseline, at)) for at in rules)))


@resource_rule("HDS-OPS-02", _WINDOW)
def patches_are_installed_every_month(window: Resource, _: Graph) -> Verdict:
    """A maintenance window is on, and opens at least once a month."""
    return all_of((is_true(window, "enabled", absent=PASS), decide(window, "schedule", _is_monthly, "every_month")))


@resource_rule("HDS-OPS-02", *UPGRADED)
def minor_versions_are_upgraded(engine: Resource, _: Graph) -> Verdict:
    """An engine upgrades its minor versions by itself, which most do when nothing is said."""
    return is_true(engine, "autoMinorVersionUpgrade", absent=None if engine.kind in _NOT_BY_DEFAULT else PASS)


@resource_rule("HDS-OPS-02", "aws:eks/cluster:Cluster")
def cluster_version_is_in_standard_support(cluster: Resource, _: Graph) -> Verdict:
    """A cluster leaves a version when its support ends; left out, it stays on it in extended support."""
    return one_of(cluster, "upgradePolicy.supportType", "STANDARD")


def is_replaced_by_image(machine: Resource, graph: Graph) -> bool:
    """Whether a machine is a launch template of managed nodes: they are replaced by a newer image."""
    if machine.kind != _TEMPLATE:
        return False
    return any(graph.companions(machine, _NODES, f"launchTemplate.{name}") for name in ("id", "name"))


def _admitted(baseline: Resource, rules: list[str], severity: str) -> Verdict:
    """Some rule admits security patches of a severity: one without a filter on it does."""
    outcome = any_of(_admits(baseline, at, severity) for at in rules).outcome
    answer = fail if outcome is Outcome.FAIL else unknown
    return PASS if outcome is Outcome.PASS else answer("approvalRules", baseline.get("approvalRules"), "admitted_severity", severity)


def _admits(baseline: Resource, at: str, severity: str) -> Verdict:
    """Every filter of a rule on class or severity admits it; those on products and the like do not speak of it."""
    paths = [path for path, value in baseline.all(f"{at}.patchFilters[*]") if not isinstance(value, Absent)]
    return all_of((PASS, *(_lets_through(baseline, path, severity) for path in paths)))


def _lets_through(baseline: Resource, path: str, severity: str) -> Verdict:
    key = baseline.get(f"{path}.key")
    if not isinstance(key, (Absent, Known)):
        return unknown(path, key, "admitted_severity", severity)
    name = str(key.value) if isinstance(key, Known) else ""
    asked = _SECURITY if name == "CLASSIFICATION" else ("*", severity) if name in _SEVERITIES else ()
    return any_of(one_of(baseline, at, *asked) for at, _ in baseline.all(f"{path}.values[*]")) if asked else NOT_APPLICABLE


def _days(baseline: Resource, at: str) -> int:
    """The delay of a rule: that of critical patches unless its severities say that it admits none."""
    named: set[Any] = set()
    for path, _ in baseline.all(f"{at}.patchFilters[*]"):
        key = baseline.get(f"{path}.key")
        if isinstance(key, Known) and key.value in _SEVERITIES:
            named |= {str(value.value) for _, value in baseline.all(f"{path}.values[*]") if isinstance(value, Known)}
    return _DAYS_IMPORTANT if named and not named & {"Critical", "*"} else _DAYS_CRITICAL


def _is_monthly(schedule: Any) -> bool:
    """Whether a schedule comes back within 31 days; ``at(...)`` never does, a cron expression does when no month or year is left out."""
    if not isinstance(schedule, str):
        return False
    if rate := _RATE.fullmatch(schedule):
        return int(rate["count"]) / _PER_DAY[rate["unit"]] <= _LONGEST_MONTH
    cron = _CRON.fullmatch(schedule)
    fields = cron["fields"].split() if cron else []
    return len(fields) in _CRON_FIELDS and fields[_MONTH] == "*" and fields[_YEAR] == "*"
