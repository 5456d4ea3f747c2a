# SPDX-License-Identifier: Apache-2.0
"""Compute on AWS: groups of machines, their gateway, their administration and their patches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.compute.entry import open_entry
from hds_components.aws.compute.machines import open_firewall, start_group
from hds_components.aws.compute.patches import keep_patched
from hds_components.aws.compute.role import machine_role
from hds_components.aws.compute.sessions import record_sessions
from hds_components.aws.compute.web_acl import guard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.compute import ComputeArgs

__all__ = ["Compute"]


class Compute(pulumi.ComponentResource):
    """Machines in private subnets, reached through one inbound gateway and administered through Session Manager only.

    Each machine is started from one hardened template, lives thirty days at most and is then replaced from the latest image; between
    two images the maintenance window brings the patches. Nobody logs in by SSH: there is no key pair, no port and no public address.
    (HDS-NET-01, HDS-NET-06, HDS-NET-07, HDS-LOG-11, HDS-OPS-02, HDS-OPS-07, HDS-RES-01)
    """

    groups: Mapping[str, pulumi.Output[str]]
    entry: pulumi.Output[str]

    def __init__(self, name: str, args: ComputeArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the groups of machines and what stands before them."""
        super().__init__("hds:index:AwsCompute", name, None, opts)
        logs = record_sessions(f"{name}-sessions", args, self)
        profile = machine_role(name, args, logs, self)
        keep_patched(f"{name}-patches", args, logs, self)
        firewalls = {machines.name: open_firewall(name, args, machines, self) for machines in args.machines}
        entry = open_entry(f"{name}-entry", args, firewalls, self)
        guard(f"{name}-entry", args, entry.balancer, self)
        self.groups = {
            machines.name: start_group(
                f"{name}-{machines.name}", args, machines, profile, firewalls[machines.name], entry.targets[machines.name], self
            )
            for machines in args.machines
        }
        self.entry = entry.balancer.dns_name
        self.register_outputs({"groups": dict(self.groups), "entry": self.entry})
