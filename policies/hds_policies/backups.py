# SPDX-License-Identifier: Apache-2.0
"""Which backup plans take a store, and with which of their rules.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hds_policies import arn
from hds_policies.buckets import BUCKET, Place, copies, targets
from hds_policies.documents import covers
from hds_policies.memo import once_per_graph, once_per_resource
from hds_policies.tags import tags
from hds_policies.values import Absent, Known, Unknown, is_unknown
from hds_policies.verdict import Outcome, Verdict, all_of, any_of, number

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["PLAN", "SERVICES", "VAULT", "hours_between", "is_copy", "rules_of", "selecting", "vaults"]

PLAN = "aws:backup/plan:Plan"
VAULT = "aws:backup/vault:Vault"
_SELECTION = "aws:backup/selection:Selection"
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
_CONDITIONS = {
    "stringEquals": (False, False),
    "stringLikes": (True, False),
    "stringNotEquals": (False, True),
    "stringNotLikes": (True, True),
}
"""Operators on tags: whether they take patterns, and whether they are negated."""
_TAG = "aws:ResourceTag/"
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0}
_CRON = re.compile(r"cron\(\S+ (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_EVERY = ("*", "?")


@once_per_graph
def _copied(graph: Graph) -> frozenset[str]:
    return frozenset(target.urn for bucket in graph.of(BUCKET) for copy in copies(bucket, graph) for target in targets(copy, graph))


def is_copy(store: Resource, graph: Graph) -> bool:
    """Whether a store is the replica of another: its source is what is backed up."""
    follows = any(not isinstance(store.get(path), Absent) for path in _FOLLOWS.get(store.kind, ()))
    return follows or store.urn in _copied(graph)


@once_per_resource
def selecting(store: Resource, graph: Graph) -> tuple[Outcome, list[Place]]:
    """Whether a plan of the program takes a store, and the rules of the plans that do or may."""
    found = [(selection, _takes(selection, store, graph)) for selection in graph.of(_SELECTION)]
    outcome = any_of(map(Verdict, (Outcome.FAIL, *(taken for _, taken in found)))).outcome
    plans = [plan for selection, taken in found if taken is outcome for plan in graph.targets(selection, "planId", PLAN)]
    return outcome, [rule for plan in dict.fromkeys(plans) for rule in rules_of(plan)] if outcome is not Outcome.FAIL else []


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


def _takes(selection: Resource, store: Resource, graph: Graph) -> Outcome:
    """A selection takes what its ARNs name, its conditions and one of its tags admit, and its exclusions do not."""
    if any(_points(value, store, graph) is not Outcome.FAIL for _, value in _given(selection, "notResources", graph)):
        return Outcome.FAIL
    own = tags(store, graph)
    named = [Verdict(_points(value, store, graph)) for _, value in _given(selection, "resources", graph)]
    tagged = [Verdict(_tag(selection, at, own, "", (False, False))) for at, _ in _given(selection, "selectionTags", graph)]
    asked = [
        Verdict(_tag(selection, at, own, _TAG, how))
        for operator, how in _CONDITIONS.items()
        for block, _ in _given(selection, "conditions", graph)
        for at, _ in _given(selection, f"{block}.{operator}", graph)
    ]
    if not named and not tagged:
        return Outcome.FAIL
    return all_of((*([any_of(named)] if named else []), *([any_of(tagged)] if tagged else []), *asked)).outcome


def _given(selection: Resource, path: str, graph: Graph) -> list[tuple[str, Value]]:
    """What a selection holds at a path, read once: each is asked about every store."""

    def read() -> list[tuple[str, Value]]:
        return [(at, value) for at, value in selection.all(f"{path}[*]") if not isinstance(value, Absent)]

    return graph.once((_given, path), selection.urn, read)


def _points(value: Value, store: Resource, graph: Graph) -> Outcome:
    """Whether an ARN, which may have wildcards, is that of a store."""
    if not isinstance(value, Known):
        proved = isinstance(value, Unknown) and store.urn in value.depends_on
        return Outcome.PASS if proved else Outcome.UNKNOWN
    parsed = arn.parse(value.value)
    if value.value == "*" or parsed is None:
        return Outcome.PASS if value.value == "*" else Outcome.FAIL
    return _resource(parsed, store, graph)


def _resource(pattern: arn.Arn, store: Resource, graph: Graph) -> Outcome:
    _, service, prefix, path = SERVICES[store.kind]
    region, name = graph.region(store), store.get(path)
    away = isinstance(region, Known) and pattern.region not in ("", "*", region.value)
    if away or not covers(pattern.service, service):
        return Outcome.FAIL
    if pattern.resource in ("*", f"{prefix}*"):
        return Outcome.PASS
    if store.kind in _NAMELESS or not isinstance(name, Known):
        return Outcome.UNKNOWN
    return Outcome.PASS if covers(pattern.resource, f"{prefix}{name.value}") else Outcome.FAIL


def _tag(selection: Resource, at: str, own: Any, prefix: str, how: tuple[bool, bool]) -> Outcome:
    """Whether the tags of a store satisfy one condition."""
    key, wanted = selection.get(f"{at}.key"), selection.get(f"{at}.value")
    if own is None or not isinstance(key, Known) or not isinstance(wanted, Known):
        return Outcome.UNKNOWN
    held = own.get(str(key.value).removeprefix(prefix))
    if is_unknown(held) or (held is not None and not isinstance(held, str)):
        return Outcome.UNKNOWN
    patterned, negated = how
    same = held is not None and (covers(str(wanted.value), held) if patterned else held == wanted.value)
    return Outcome.PASS if same is not negated else Outcome.FAIL
