# SPDX-License-Identifier: Apache-2.0
"""Containers: private clusters and registries of images (HDS-NET-01, HDS-IAM-09, HDS-LOG-03, HDS-OPS-03, HDS-RES-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Cluster", "Containers", "ContainersArgs"]


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A Kubernetes cluster with one group of nodes.

    Args:
        name: short name, unique in the environment.
        data_class: retention class of what its pods handle.
        health: they handle personal health data.
        encryption_key: key of the secrets in the cluster.
        volume_key: key of the disks of nodes and pods.
        size: size of a node, e.g. ``m6i.large``.
        administrators: principals that administer the cluster from inside the network; on AWS, names or ARNs of roles.
        version: Kubernetes version, none for the provider's default at creation.
        count: nodes that always run, spread over the zones.
        maximum: nodes that may run.
        disk_gb: size of a node's disk, in GiB.
    """

    name: str
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    volume_key: EncryptionKey
    size: str
    administrators: tuple[str, ...]
    version: str | None = None
    count: int = 2
    maximum: int = 4
    disk_gb: int = 50


@dataclass(frozen=True, kw_only=True)
class ContainersArgs:
    """The clusters and registries of one environment.

    Args:
        perimeter: the environment.
        clusters: the clusters, at least one.
        repositories: names of image repositories.
        image_key: key of the images; replicated where images are.
        network_id: the network.
        subnet_ids: private subnets, one per zone.
        security_group_id: what lets a workload out to endpoints and data (``Network.private_security_group_id``).
        client_ranges: CIDR blocks from which a cluster is administered.
        log_destination: key and retention of the control planes' log groups.
        boundary: limit put on every role, where the identity capability gives one.
    """

    perimeter: Perimeter
    clusters: tuple[Cluster, ...]
    repositories: tuple[str, ...]
    image_key: EncryptionKey
    network_id: pulumi.Input[str]
    subnet_ids: tuple[pulumi.Input[str], ...]
    security_group_id: pulumi.Input[str]
    client_ranges: tuple[str, ...]
    log_destination: LogDestination
    boundary: pulumi.Input[str] | None = None


class Containers(Protocol):
    """``clusters`` holds the name of each cluster, ``repositories`` the address of each repository, by their short names."""

    clusters: Mapping[str, pulumi.Output[str]]
    repositories: Mapping[str, pulumi.Output[str]]
