# SPDX-License-Identifier: Apache-2.0
"""Which backup plans take a store, and with which of their rules.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies import arn
from hds_policies.buckets import BUCKET, Place, copies, targets
from hds_policies.memo import once_per_graph, once_per_resource
from hds_policies.selections import Store, selections
from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import Outcome, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value
    from hds_policies.verdict import Verdict

__all__ = ["PLAN", "SERVICES", "VAULT", "Taken", "hours_between", "is_copy", "rules_of", "selecting", "vaults"]

PLAN = "aws:backup/plan:Plan"
VAULT = "aws:backup/vault:Vault"
SERVICES: dict[str, tuple[str, str, str, str]] = {
    BUCKET: ("S3", "s3", "", "bucket"),
    "aws:dynamodb/table:Table": ("DynamoDB", "dynamodb", "table/", "name"),
    "aws:rds/instance:Instance": ("RDS", "rds", "db:", "identifier"),
    "aws:rds/cluster:Cluster": ("Aurora", "rds", "cluster:", "clusterIdentifier"),
    "aws:docdb/cluster:Cluster": ("DocumentDB", "rds", "cluster:", "clusterIdentifier"),
    "aws:neptune/cluster:Cluster": ("Neptune", "rds", "cluster:", "clusterIdentifier"),
    "aws:efs/fileSystem:FileSystem": ("EFS", "elasticfilesystem", "file-system/", "creationToken"),
    "aws:ebs/volume:Volume": ("EBS", "ec2", "volume/", "snapshotId"),
    "aws:redshift/cluster:Cluster": ("Redshift", "redshift", "cluster:", "clusterIdentifier"),
}
"""Stores that AWS Backup takes: its word for the type, then service, prefix and naming property of the ARN."""
_FOLLOWS = {"aws:rds/instance:Instance": ("replicateSourceDb",), "aws:rds/cluster:Cluster": ("replicationSourceIdentifier",)}
_NAMELESS = frozenset({"aws:efs/fileSystem:FileSystem", "aws:ebs/volume:Volume"})
"""Kinds whose ARN holds an identifier that AWS gives."""
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0}
_CRON = re.compile(r"cron\(\S+ (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_EVERY = ("*", "?")
_MAY = (Outcome.PASS, Outcome.UNKNOWN)


@once_per_graph
def _copied(graph: Graph) -> frozenset[str]:
    return frozenset(target.urn for bucket in graph.of(BUCKET) for copy in copies(bucket, graph) for target in targets(copy, graph))


def is_copy(store: Resource, graph: Graph) -> bool:
    """Whether a store is the replica of another: its source is what is backed up."""
    follows = any(not isinstance(store.get(path), Absent) for path in _FOLLOWS.get(store.kind, ()))
    return follows or store.urn in _copied(graph)


class Taken(NamedTuple):
    """How the plans of a program take a store."""

    outcome: Outcome
    """Whether one does."""
    rules: tuple[Place, ...]
    """The rules of the plans that do."""
    possible: tuple[Place, ...]
    """The rules of those that may."""
    seen: bool
    """Whether each plan that does or may is in the program."""

    def by(self, judge: Callable[[Place], Verdict]) -> Outcome:
        """Whether one of the rules that take the store is as wanted."""
        sure = [judge(rule).outcome for rule in self.rules]
        if Outcome.PASS in sure:
            return Outcome.PASS
        if self.outcome is Outcome.UNKNOWN or not self.seen or Outcome.UNKNOWN in sure:
            return Outcome.UNKNOWN
        return Outcome.UNKNOWN if any(judge(rule).outcome in _MAY for rule in self.possible) else Outcome.FAIL


@once_per_resource
def selecting(store: Resource, graph: Graph) -> Taken:
    """How the plans of the program take a store."""
    _, service, prefix, path = SERVICES[store.kind]
    name = Unknown() if store.kind in _NAMELESS else store.get(path)
    found = tuple(selections(graph).taking(store, Store(store.urn, service, prefix, name, graph.region(store)), graph))
    return graph.once((_taken, found), "", lambda: _taken(found, graph))


def _taken(found: tuple[tuple[Resource, Outcome], ...], graph: Graph) -> Taken:
    """What some selections that take a store, or may, amount to."""
    plans = [(graph.targets(selection, "planId", PLAN), outcome) for selection, outcome in found]
    by = [dict.fromkeys(plan for led, how in plans if how is outcome for plan in led) for outcome in _MAY]
    sure, possible = (tuple(rule for plan in listed for rule in rules_of(plan)) for listed in by)
    outcome = next((outcome for outcome in _MAY if any(how is outcome for _, how in found)), Outcome.FAIL)
    return Taken(outcome, sure, possible, all(led for led, _ in plans))


def rules_of(plan: Resource) -> list[Place]:
    """The rules of a plan."""
    return [Place(plan, at) for at, value in plan.all("rules[*]") if not isinstance(value, Absent)]


@once_per_graph
def vaults(graph: Graph) -> dict[str, list[Place]]:
    """The vaults of the program that plans write or copy to, by URN, with the blocks whose ``lifecycle`` says how long."""
    found: dict[str, list[Place]] = {}
    for plan in graph.of(PLAN):
        blocks = [(rule, "targetVaultName") for rule in rules_of(plan)]
        copied = plan.all("rules[*].copyActions[*]")
        blocks += [(Place(plan, at), "destinationVaultArn") for at, value in copied if not isinstance(value, Absent)]
        for place, path in blocks:
            for vault in graph.targets_of(_named(place.get(path)), VAULT):
                found.setdefault(vault.urn, []).append(place)
    return found


def hours_between(schedule: Any) -> float:
    """The longest time between two backups, in hours; without end for what is no schedule or leaves days out."""
    if not isinstance(schedule, str):
        return float("inf")
    if rate := _RATE.fullmatch(schedule):
        return int(rate[1]) * _HOURS[rate[2]]
    cron = _CRON.fullmatch(schedule)
    if cron is None or any(cron[field] not in _EVERY for field in (2, 3, 4, 5)):
        return float("inf")
    step = cron[1].partition("/")[2]
    return 1.0 if cron[1] == "*" else number(step) if step.isdigit() else 24.0


def _named(value: Value) -> Value:
    """A vault by the name in its ARN."""
    parsed = arn.parse(value.value) if isinstance(value, Known) else None
    return Known(parsed.resource.removeprefix("backup-vault:")) if parsed else value
