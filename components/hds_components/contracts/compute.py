# SPDX-License-Identifier: Apache-2.0
"""Compute: groups of machines behind one inbound gateway (HDS-NET-06, HDS-NET-07, HDS-OPS-02, HDS-OPS-07, HDS-RES-01)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Compute", "ComputeArgs", "Machines"]


@dataclass(frozen=True, kw_only=True)
class Machines:
    """A group of identical machines, replaced rather than repaired.

    Args:
        name: short name, unique in the environment.
        data_class: retention class of what the machines handle.
        health: they handle personal health data.
        encryption_key: key of their disks.
        size: size of a machine, e.g. ``m6i.large``; it must encrypt between hosts where the network enforces that.
        hosts: names under which callers ask for them; the gateway serves no other.
        certificate: identifier of the TLS certificate for those names.
        image: image of the first disk, none for the provider's own hardened Linux.
        count: machines that always run, spread over the zones.
        maximum: machines that may run while others are replaced or the load is high.
        port: TCP port on which they serve TLS.
        health_path: path that answers 200 when a machine is well.
        disk_gb: size of the disk, in GiB.
    """

    name: str
    data_class: str
    health: bool
    encryption_key: EncryptionKey
    size: str
    hosts: tuple[str, ...]
    certificate: str
    image: str | None = None
    count: int = 2
    maximum: int = 4
    port: int = 8443
    health_path: str = "/"
    disk_gb: int = 50


@dataclass(frozen=True, kw_only=True)
class ComputeArgs:
    """The machines of one environment.

    Args:
        perimeter: the environment.
        machines: the groups, at least one.
        network_id: the network.
        subnet_ids: private subnets, one per zone.
        security_group_id: what lets a workload out to endpoints and data (``Network.private_security_group_id``).
        client_ranges: CIDR blocks of the callers: the network's own and an establishment's.
        session_key: encrypts administration sessions between the operator and the machine.
        log_destination: where access, session and patch logs go.
        boundary: limit put on every role, where the identity capability gives one.
    """

    perimeter: Perimeter
    machines: tuple[Machines, ...]
    network_id: pulumi.Input[str]
    subnet_ids: tuple[pulumi.Input[str], ...]
    security_group_id: pulumi.Input[str]
    client_ranges: tuple[str, ...]
    session_key: EncryptionKey
    log_destination: LogDestination
    boundary: pulumi.Input[str] | None = None


class Compute(Protocol):
    """``groups`` holds the name of each group by its short name; ``entry`` is the address that the names of ``hosts`` must lead to."""

    groups: Mapping[str, pulumi.Output[str]]
    entry: pulumi.Output[str]
