# SPDX-License-Identifier: Apache-2.0
"""Network: private subnets, private endpoints, filtered egress, traced flows (HDS-NET-01 to 05)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter

__all__ = ["Network", "NetworkArgs"]


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """One isolated network.

    Args:
        perimeter: the environment.
        encryption_key: key of the firewall: its policy, its rules and its state.
        log_destination: where flow, query and firewall logs go.
        address_range: CIDR block of the network, ``/16`` to ``/22`` (``addresses.address_plan`` says how it is cut).
        zones: availability zones, by full name on AWS (``eu-west-3a``).
        egress_domains: names that may be reached over TLS through the firewall, one host (``api.example.fr``) or every name under
            a domain (``*.example.fr``); empty means no way out at all.
        private_access_ranges: CIDR blocks outside the network (an establishment's own) that may reach the endpoints and private subnets.
        services: cloud services reached by private endpoint, short names (``kms``, ``logs``, ``sts``…); object stores and tables
            always are.
        shared_files: file systems are mounted in this network; they encrypt by their own policy, the network cannot vouch for them.
    """

    perimeter: Perimeter
    encryption_key: EncryptionKey
    log_destination: LogDestination
    address_range: str
    zones: tuple[str, ...]
    egress_domains: tuple[str, ...] = ()
    private_access_ranges: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    shared_files: bool = False


class Network(Protocol):
    """Identifiers of the network and its subnets, one subnet per zone in each list, in the order of ``zones``.

    ``private_security_group_id`` is the firewall of a workload's own interface: in by TLS from the network and the private access
    ranges, out to endpoints, data subnets and, when there is egress, TLS to the network firewall.
    """

    network_id: pulumi.Output[str]
    private_subnet_ids: tuple[pulumi.Output[str], ...]
    data_subnet_ids: tuple[pulumi.Output[str], ...]
    endpoint_subnet_ids: tuple[pulumi.Output[str], ...]
    private_security_group_id: pulumi.Output[str]
    address_range: str
