# SPDX-License-Identifier: Apache-2.0
"""Patches are installed by themselves, soon enough (HDS-OPS-02)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hds_policies.due import MACHINES
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, at_most, decide, fail, is_true, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource

__all__ = [
    "UPGRADED",
    "cluster_version_is_in_standard_support",
    "machines_are_patched",
    "minor_versions_are_upgraded",
    "patches_are_approved_in_time",
    "patches_are_installed_every_month",
]

_BASELINE = "aws:ssm/patchBaseline:PatchBaseline"
_WINDOW = "aws:ssm/maintenanceWindow:MaintenanceWindow"
_TASK = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask"
_ASSOCIATION = "aws:ssm/association:Association"
_NODES = "aws:eks/nodeGroup:NodeGroup"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_COMMAND = "AWS-RunPatchBaseline"
_SEVERITIES = ("SEVERITY", "MSRC_SEVERITY")
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
    machine = next((item for item in graph.of(*MACHINES) if not _is_replaced_by_image(item, graph)), None)
    if machine is None:
        return NOT_APPLICABLE
    due = {"patch_baseline": graph.of(_BASELINE), "patch_window": graph.of(_WINDOW, _ASSOCIATION), "patch_task": list(_installs(graph))}
    return all_of(PASS if found else fail("", ABSENT, key, machine.name) for key, found in due.items())


@resource_rule("HDS-OPS-02", _BASELINE)
def patches_are_approved_in_time(baseline: Resource, _: Graph) -> Verdict:
    """Critical patches are approved within 30 days and important ones within 90, for as long as the baseline lives."""
    rules = [at for at, value in baseline.all("approvalRules[*]") if not isinstance(value, Absent)]
    if not rules:
        return fail("approvalRules", baseline.get("approvalRules"), "present")
    frozen = [absent(baseline, f"{at}.approveUntilDate") for at in rules]
    return all_of((*frozen, *(at_most(baseline, f"{at}.approveAfterDays", _days(baseline, at)) for at in rules)))


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


def _is_replaced_by_image(machine: Resource, graph: Graph) -> bool:
    """A launch template of managed nodes only: they are replaced by a newer image."""
    if machine.kind != _TEMPLATE:
        return False
    return any(graph.companions(machine, _NODES, f"launchTemplate.{name}") for name in ("id", "name"))


def _installs(graph: Graph) -> Iterator[Resource]:
    """Tasks and associations that install what the baseline approves."""
    for task in graph.of(_TASK):
        base = "taskInvocationParameters.runCommandParameters.parameters[*]"
        operations = [task.get(f"{at}.values[0]") for at, _ in task.all(base) if task.get(f"{at}.name") == Known("Operation")]
        if _runs(task, "taskArn") and operations == [Known("Install")]:
            yield task
    for association in graph.of(_ASSOCIATION):
        if _runs(association, "name") and association.get("parameters.Operation") == Known("Install"):
            yield association


def _runs(holder: Resource, path: str) -> bool:
    value = holder.get(path)
    return isinstance(value, Known) and str(value.value).endswith(_COMMAND)


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
