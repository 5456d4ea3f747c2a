# SPDX-License-Identifier: Apache-2.0
"""What installs patches on machines, and which machines it reaches.

Targets: https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-targets.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.memo import once_per_graph
from hds_policies.values import ABSENT, Absent, Known, Unknown
from hds_policies.verdict import PASS, Outcome, Verdict, all_of, any_of, decide, fail, one_of, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["ASSOCIATION", "TASK", "Selector", "installs", "reached"]

TASK = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask"
ASSOCIATION = "aws:ssm/association:Association"
_TARGET = "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"
_COMMAND = "AWS-RunPatchBaseline"
_PARAMETERS = "taskInvocationParameters.runCommandParameters.parameters[*]"


class Selector(NamedTuple):
    """One target: ``tag:PatchGroup``, ``InstanceIds``, ``resource-groups:Name``, and the values that it selects."""

    key: Value
    values: tuple[Value, ...]


def installs(holder: Resource) -> Outcome:
    """Whether a task or an association installs what the baseline approves."""
    if holder.kind == ASSOCIATION:
        return all_of((_runs(holder, "name"), one_of(holder, "parameters.Operation", "Install"))).outcome
    operations = [_operation(holder, at) for at, _ in holder.all(_PARAMETERS)]
    return all_of((_runs(holder, "taskArn"), one_of(holder, "taskType", "RUN_COMMAND"), any_of(operations))).outcome


@once_per_graph
def reached(graph: Graph) -> tuple[Selector, ...] | None:
    """What is selected by all that installs patches, or may; None when nothing does."""
    holders = [holder for holder in graph.of(TASK, ASSOCIATION) if installs(holder) in {Outcome.PASS, Outcome.UNKNOWN}]
    return tuple(selector for holder in holders for selector in _selectors(holder, graph)) if holders else None


def _runs(holder: Resource, path: str) -> Verdict:
    return decide(holder, path, lambda name: str(name).endswith(_COMMAND), "one_of", _COMMAND)


def _operation(task: Resource, at: str) -> Verdict:
    name = task.get(f"{at}.name")
    if isinstance(name, Known) and name.value != "Operation":
        return fail(at, name, "one_of", "Operation")
    value = one_of(task, f"{at}.values[0]", "Install")
    return unknown(at, name, "one_of", "Operation") if isinstance(name, Unknown) and value.outcome is PASS.outcome else value


def _selectors(holder: Resource, graph: Graph) -> Iterator[Selector]:
    """Its targets; those of a window are resources of their own, which the task names."""
    for at, _ in holder.all("targets[*]"):
        found = _selector(holder, at)
        if found.key == Known("WindowTargetIds"):
            registered = [target for value in found.values for target in graph.targets_of(value, _TARGET)]
            yield from (_selector(target, path) for target in registered for path, _ in target.all("targets[*]"))
            if len(registered) < len(found.values):
                yield Selector(Unknown(), ())
        elif found.key != ABSENT:
            yield found


def _selector(holder: Resource, at: str) -> Selector:
    return Selector(holder.get(f"{at}.key"), tuple(value for _, value in holder.all(f"{at}.values[*]") if not isinstance(value, Absent)))
