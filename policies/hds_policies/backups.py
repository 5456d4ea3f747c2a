# SPDX-License-Identifier: Apache-2.0
"""Which backup plans take a store, and with which of their rules.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies import arn
from hds_policies.buckets import BUCKET, Place, copies, targets
from hds_policies.memo import once_per_graph, once_per_resource
from hds_policies.selections import Store, selections
from hds_policies.values import Absent, Known, Unknown
from hds_policies.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value
    from hds_policies.verdict import Verdict

__all__ = [
    "PLAN",
    "SERVICES",
    "TESTED",
    "VAULT",
    "Service",
    "Taken",
    "copy_accounts",
    "is_copy",
    "overridden",
    "rules_of",
    "selecting",
    "taken_types",
    "vault_name",
    "writing",
]

PLAN = "aws:backup/plan:Plan"
VAULT = "aws:backup/vault:Vault"
TESTED = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
_MACHINE, _VOLUME = "aws:ec2/instance:Instance", "aws:ebs/volume:Volume"
_ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment"


class Service(NamedTuple):
    """What AWS Backup calls a type of store, and the service, the prefix and the naming property of its ARN."""

    word: str
    service: str
    prefix: str
    named: str | None
    """None where the ARN holds an identifier that AWS gives."""


SERVICES: dict[str, Service] = {
    BUCKET: Service("S3", "s3", "", "bucket"),
    "aws:dynamodb/table:Table": Service("DynamoDB", "dynamodb", "table/", "name"),
    "aws:rds/instance:Instance": Service("RDS", "rds", "db:", "identifier"),
    "aws:rds/cluster:Cluster": Service("Aurora", "rds", "cluster:", "clusterIdentifier"),
    "aws:docdb/cluster:Cluster": Service("DocumentDB", "rds", "cluster:", "clusterIdentifier"),
    "aws:neptune/cluster:Cluster": Service("Neptune", "rds", "cluster:", "clusterIdentifier"),
    "aws:efs/fileSystem:FileSystem": Service("EFS", "elasticfilesystem", "file-system/", None),
    _VOLUME: Service("EBS", "ec2", "volume/", None),
    _MACHINE: Service("EC2", "ec2", "instance/", None),
    "aws:fsx/lustreFileSystem:LustreFileSystem": Service("FSx", "fsx", "file-system/", None),
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": Service("FSx", "fsx", "file-system/", None),
    "aws:fsx/windowsFileSystem:WindowsFileSystem": Service("FSx", "fsx", "file-system/", None),
    "aws:redshift/cluster:Cluster": Service("Redshift", "redshift", "cluster:", "clusterIdentifier"),
}
"""Stores that AWS Backup takes."""
_FOLLOWS = {"aws:rds/instance:Instance": ("replicateSourceDb",), "aws:rds/cluster:Cluster": ("replicationSourceIdentifier",)}
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
    """How the plans of the program take a store; a volume is taken with the machine it is attached to."""
    found = _found(store, graph)
    if store.kind == _VOLUME:
        machines = (graph.targets(item, "instanceId", _MACHINE) for item in graph.companions(store, _ATTACHMENT, "volumeId"))
        found += [taking for listed in machines for machine in listed for taking in _found(machine, graph)]
    given = tuple(found)
    return graph.once((_taken, given), "", _taken, given, graph)


def _found(store: Resource, graph: Graph) -> list[tuple[Resource, Outcome]]:
    """Selections that take a store, or may."""
    _, service, prefix, path = SERVICES[store.kind]
    name = store.get(path) if path else Unknown()
    return selections(graph).taking(store, Store(store.urn, service, prefix, name, graph.region(store)), graph)


def _taken(found: tuple[tuple[Resource, Outcome], ...], graph: Graph) -> Taken:
    """What some selections that take a store, or may, amount to."""
    plans = [(graph.targets(selection, "planId", PLAN), outcome) for selection, outcome in found]
    by = [dict.fromkeys(plan for led, how in plans if how is outcome for plan in led) for outcome in _MAY]
    sure, possible = (tuple(rule for plan in listed for rule in rules_of(plan)) for listed in by)
    outcome = next((outcome for outcome in _MAY if any(how is outcome for _, how in found)), Outcome.FAIL)
    return Taken(outcome, sure, possible, all(led for led, _ in plans))


@once_per_graph
def taken_types(graph: Graph) -> dict[tuple[Value, str], Outcome]:
    """Regions and kinds of the stores that plans take, or may."""
    found: dict[tuple[Value, str], Outcome] = {}
    for store in graph.of(*SERVICES) if graph.of(PLAN) else ():
        place, outcome = (graph.region(store), store.kind), selecting(store, graph).outcome
        if outcome is not Outcome.FAIL and found.get(place) is not Outcome.PASS:
            found[place] = outcome
    return found


def overridden(tests: Resource, name: str) -> str:
    """The path of an override of a restore test, whose name AWS reads in any case."""
    spelled = (at.rpartition(".")[2] for at, _ in tests.all("restoreMetadataOverrides.*"))
    return f"restoreMetadataOverrides.{next((key for key in spelled if key.lower() == name.lower()), name)}"


def rules_of(plan: Resource) -> list[Place]:
    """The rules of a plan."""
    return [Place(plan, at) for at, value in plan.all("rules[*]") if not isinstance(value, Absent)]


def writing(vault: Resource, graph: Graph) -> list[Place] | None:
    """The blocks of plans that write or copy to a vault, whose ``lifecycle`` says how long; None when a block that may is not known."""
    named, unnamed, loose = _written(graph)
    if found := named.get(vault.urn):
        return found
    return None if unnamed or (loose and not isinstance(vault.get("name"), (Known, Absent))) else []


@once_per_graph
def _written(graph: Graph) -> tuple[dict[str, list[Place]], bool, bool]:
    """Vaults with the blocks that name them, whether a block names one that is not known, and whether one names none of the program."""
    named: dict[str, list[Place]] = {}
    unnamed = loose = False
    for plan in graph.of(PLAN):
        blocks = [(rule, "targetVaultName") for rule in rules_of(plan)]
        copied = plan.all("rules[*].copyActions[*]")
        blocks += [(Place(plan, at), "destinationVaultArn") for at, value in copied if not isinstance(value, Absent)]
        for place, path in blocks:
            value = place.get(path)
            found = graph.targets_of(_named(value), VAULT)
            for vault in found:
                named.setdefault(vault.urn, []).append(place)
            unnamed |= not found and not isinstance(value, (Known, Absent))
            loose |= not found and isinstance(value, Known)
    return named, unnamed, loose


@once_per_graph
def copy_accounts(graph: Graph) -> frozenset[str] | None:
    """Accounts that plans copy to, and that the program does not show to be its own; none where it shows none, None while it may yet."""
    if any(isinstance(provider.get("allowedAccountIds"), Unknown) for provider in graph.of("pulumi:providers:aws")):
        return None
    values = (value for plan in graph.of(PLAN) for _, value in plan.all("rules[*].copyActions[*].destinationVaultArn"))
    named = {parsed.account for value in values if isinstance(value, Known) and (parsed := arn.parse(value.value))}
    return frozenset(named - graph.accounts) if graph.accounts else frozenset()


def vault_name(of: arn.Arn) -> str:
    """The name of a vault in its ARN."""
    return of.resource.removeprefix("backup-vault:")


def _named(value: Value) -> Value:
    parsed = arn.parse(value.value) if isinstance(value, Known) else None
    return Known(vault_name(parsed)) if parsed else value
