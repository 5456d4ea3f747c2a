# SPDX-License-Identifier: Apache-2.0
"""Machines recorded for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi_aws as aws

from hds_components.aws.compute import Compute
from hds_components.contracts.compute import ComputeArgs, Machines
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, PRODUCTION, key, log_destination

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

CLIENTS = ("10.80.0.0/18", "10.20.0.0/16")
CERTIFICATE = "arn:aws:acm:eu-west-3:123456789012:certificate/11111111-2222-4333-8444-555555555555"
TEMPLATE, GROUP = "aws:ec2/launchTemplate:LaunchTemplate", "aws:autoscaling/group:Group"


def built(*names: str, perimeter: Perimeter = PRODUCTION, args: dict[str, Any] | None = None, **changes: Any) -> Graph:
    """Groups of machines of those names, with what a test changes of each and of the arguments."""

    def program() -> None:
        disks = key("disks", perimeter)
        subnets = tuple(aws.ec2.Subnet(f"private-{zone}", vpc_id="vpc-1", cidr_block=f"10.80.{zone}.0/24").id for zone in range(3))
        machines = tuple(
            Machines(**{
                "name": name,
                "data_class": "medical-record",
                "health": True,
                "encryption_key": disks,
                "size": "m6i.large",
                "hosts": (f"{name}.clinic.example",),
                "certificate": CERTIFICATE,
                **changes,
            })
            for name in names or ("portal",)
        )
        arguments: dict[str, Any] = {
            "perimeter": perimeter,
            "machines": machines,
            "network_id": "vpc-1",
            "subnet_ids": subnets,
            "security_group_id": "sg-private",
            "client_ranges": CLIENTS,
            "session_key": key("session-key", perimeter),
            "log_destination": log_destination(perimeter),
            **(args or {}),
        }
        Compute("compute", ComputeArgs(**arguments))

    return record(program, config=CONFIG)
