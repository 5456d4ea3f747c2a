# SPDX-License-Identifier: Apache-2.0
"""Networks recorded for tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

from hds_components.aws.network import Network
from hds_components.contracts.network import NetworkArgs
from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter
from hds_toolkit.sources.recording import record

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

ORGANISATION = "o-a1b2c3d4e5"
ACCOUNT = "111122223333"
ZONES = ("eu-west-3a", "eu-west-3b", "eu-west-3c")
DELIVERY_ARN = "arn:aws:s3:::delivery-bucket"
EGRESS = ("api.example.fr", "*.example.org")


def perimeter(**changes: Any) -> Perimeter:
    """A protected environment of an organisation in Paris."""
    settings: dict[str, Any] = {
        "tenant": "clinic",
        "stage": "production",
        "account": ACCOUNT,
        "organisation": ORGANISATION,
        "region": "eu-west-3",
    }
    return Perimeter(**(settings | changes))


@cache
def network(*, tenant: str = "clinic", protected: bool = True, **changes: Any) -> Graph:
    """What a network of /16 in three zones registers; further arguments change what it is given."""

    def program() -> None:
        environment = perimeter(tenant=tenant, protected=protected)
        provider = aws.Provider("aws", region=environment.region)
        opts = pulumi.ResourceOptions(provider=provider)
        key = EncryptionKey(id=aws.kms.Key("key", opts=opts).arn, alias="alias/network")
        delivery = pulumi.Output.from_input("delivery-bucket")
        destination = LogDestination(
            access_logs=delivery,
            delivery=delivery,
            delivery_id=pulumi.Output.from_input(DELIVERY_ARN),
            encryption_key=key,
            retention_days=365,
        )
        args = {"address_range": "10.20.0.0/16", "zones": ZONES, "services": ("kms", "sts"), **changes}
        arguments = NetworkArgs(perimeter=environment, encryption_key=key, log_destination=destination, **args)
        pulumi.export("network", Network("network", arguments, pulumi.ResourceOptions(providers=[provider])).network_id)

    return record(program)


def one(graph: Graph, kind: str, name: str) -> Resource:
    """The resource of that kind and name."""
    found = [resource for resource in graph.of(kind) if resource.name == name]
    assert len(found) == 1, f"{len(found)} resources {kind} {name}"
    return found[0]
