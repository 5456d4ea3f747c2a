# SPDX-License-Identifier: Apache-2.0
"""Clusters recorded for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi_aws as aws

from hds_components.aws.containers import Containers
from hds_components.contracts.containers import Cluster, ContainersArgs
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, PRODUCTION, key, log_destination

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

CLIENTS = ("10.80.0.0/18", "10.20.0.0/16")
CLUSTER, NODES = "aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup"


def built(*, name: str = "care", perimeter: Perimeter = PRODUCTION, args: dict[str, Any] | None = None, **changes: Any) -> Graph:
    """One cluster and two repositories, with what a test changes of the cluster and of the arguments."""

    def program() -> None:
        subnets = tuple(aws.ec2.Subnet(f"private-{zone}", vpc_id="vpc-1", cidr_block=f"10.80.{zone}.0/24").id for zone in range(3))
        settings: dict[str, Any] = {
            "name": name,
            "data_class": "medical-record",
            "health": True,
            "encryption_key": key("secrets", perimeter),
            "volume_key": key("disks", perimeter),
            "size": "m6i.large",
            "administrators": ("hds-cluster-administrator",),
            **changes,
        }
        arguments: dict[str, Any] = {
            "perimeter": perimeter,
            "clusters": (Cluster(**settings),),
            "repositories": ("records", "appointments"),
            "image_key": key("images", perimeter),
            "network_id": "vpc-1",
            "subnet_ids": subnets,
            "security_group_id": "sg-private",
            "client_ranges": CLIENTS,
            "log_destination": log_destination(perimeter),
            **(args or {}),
        }
        Containers("containers", ContainersArgs(**arguments))

    return record(program, config=CONFIG)
