# SPDX-License-Identifier: Apache-2.0
"""The part of an environment that runs something: the same program on every cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hds_components.contracts.compute import ComputeArgs
from hds_components.contracts.compute import Machines as MachineGroup
from hds_components.contracts.containers import Cluster, ContainersArgs
from hds_components.contracts.keys import WORKLOAD_PURPOSES, key_name
from hds_stacks.workloads import Containers, Machines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pulumi

    from hds_components.contracts.cloud import Cloud
    from hds_components.contracts.keys import Keys
    from hds_components.contracts.logs import Logs
    from hds_components.contracts.network import Network
    from hds_components.contracts.perimeter import Perimeter
    from hds_stacks.settings import Settings

__all__ = ["Ground", "build_workloads", "workload_keys", "workload_purposes"]

_DISKS, _SECRETS = "machines", "cluster"
"""Purposes of the keys of disks and of what clusters keep secret, each by data class."""


class Ground(NamedTuple):
    """What stands before anything runs; ``boundary`` limits every role of a workload, where there is one."""

    perimeter: Perimeter
    keys: Keys
    logs: Logs
    network: Network
    boundary: pulumi.Input[str] | None = None


def workload_purposes(settings: Settings) -> tuple[str, ...]:
    """Purposes of the keys that the kinds of workload need beside those of every environment."""
    return tuple(dict.fromkeys(WORKLOAD_PURPOSES[workload.kind] for workload in settings.workloads))


def workload_keys(settings: Settings) -> Iterator[tuple[str, str]]:
    """Pairs of a purpose and a data class: what else workloads keep encrypted."""
    for workload in settings.workloads:
        yield (_DISKS, workload.data_class)
        if isinstance(workload, Containers):
            yield (_SECRETS, workload.data_class)


def build_workloads(settings: Settings, cloud: Cloud, ground: Ground, opts: pulumi.ResourceOptions) -> Mapping[str, Any]:
    """Build what the stack file asks to run, and give what the contract says of it."""
    machines = [workload for workload in settings.workloads if isinstance(workload, Machines)]
    containers = [workload for workload in settings.workloads if isinstance(workload, Containers)]
    exported: dict[str, Any] = {}
    if machines:
        compute = cloud.Compute("compute", _compute(settings, machines, ground), opts)
        exported |= {"entry": compute.entry, "machines": dict(compute.groups)}
    if containers:
        clusters = cloud.Containers("containers", _containers(settings, containers, ground), opts)
        exported |= {"clusters": dict(clusters.clusters), "repositories": dict(clusters.repositories)}
    return exported


def _compute(settings: Settings, asked: list[Machines], ground: Ground) -> ComputeArgs:
    own = {"name", "data_class", "size", "hosts", "certificate", "image", "count", "port", "health_path", "disk_gb"}
    groups = tuple(
        MachineGroup(
            health=settings.holds_health(workload.data_class),
            encryption_key=ground.keys.by_name[key_name(_DISKS, workload.data_class)],
            maximum=workload.most,
            **workload.model_dump(include=own),
        )
        for workload in asked
    )
    return ComputeArgs(
        perimeter=ground.perimeter,
        machines=groups,
        network_id=ground.network.network_id,
        subnet_ids=ground.network.private_subnet_ids,
        security_group_id=ground.network.private_security_group_id,
        client_ranges=_clients(settings),
        session_key=ground.keys.by_name[WORKLOAD_PURPOSES["machines"]],
        log_destination=ground.logs.destination,
        boundary=ground.boundary,
    )


def _containers(settings: Settings, asked: list[Containers], ground: Ground) -> ContainersArgs:
    clusters = tuple(
        Cluster(
            health=settings.holds_health(workload.data_class),
            encryption_key=ground.keys.by_name[key_name(_SECRETS, workload.data_class)],
            volume_key=ground.keys.by_name[key_name(_DISKS, workload.data_class)],
            maximum=workload.most,
            **workload.model_dump(include={"name", "data_class", "size", "administrators", "version", "count", "disk_gb"}),
        )
        for workload in asked
    )
    return ContainersArgs(
        perimeter=ground.perimeter,
        clusters=clusters,
        repositories=tuple(dict.fromkeys(repository for workload in asked for repository in workload.repositories)),
        image_key=ground.keys.by_name[WORKLOAD_PURPOSES["containers"]],
        network_id=ground.network.network_id,
        subnet_ids=ground.network.private_subnet_ids,
        security_group_id=ground.network.private_security_group_id,
        client_ranges=_clients(settings),
        log_destination=ground.logs.destination,
        boundary=ground.boundary,
    )


def _clients(settings: Settings) -> tuple[str, ...]:
    """Whence workloads are called and administered: the network itself and the establishment's ranges."""
    return (settings.network.address_range, *settings.network.private_access)
