# SPDX-License-Identifier: Apache-2.0
"""Perimeters, keys and log destinations that the tests of AWS components build on, and what they read in a recorded graph."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws

from hds_components.contracts.perimeter import EncryptionKey, LogDestination, Perimeter
from hds_policies.values import Known

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

PRODUCTION = Perimeter(
    tenant="chu-lyon",
    stage="production",
    account="123456789012",
    organisation="o-abcdefghij",
    region="eu-west-3",
    replica_region="eu-central-1",
    tags={"team": "platform"},
)
DEVELOPMENT = replace(PRODUCTION, stage="development", organisation=None, replica_region=None, protected=False)
CONFIG = {"aws:region": PRODUCTION.region}


def key(name: str, perimeter: Perimeter = PRODUCTION) -> EncryptionKey:
    """A real key, whose ARN is not known at preview, with its replica where the perimeter has a replica region."""
    primary = aws.kms.Key(name, multi_region=perimeter.replica_region is not None)
    replica = (
        aws.kms.ReplicaKey(f"{name}-replica", primary_key_arn=primary.arn, region=perimeter.replica_region)
        if perimeter.replica_region
        else None
    )
    return EncryptionKey(id=primary.arn, alias=f"alias/{name}", replica_id=replica.arn if replica else None)


def log_destination(perimeter: Perimeter = PRODUCTION) -> LogDestination:
    """Buckets by name only: what stands behind them is another component's concern."""
    return LogDestination(
        access_logs=pulumi.Output.from_input("access-logs"),
        replica_access_logs=pulumi.Output.from_input("access-logs-replica") if perimeter.replica_region else None,
        delivery=pulumi.Output.from_input("delivery"),
        delivery_id=pulumi.Output.from_input("arn:aws:s3:::delivery"),
        encryption_key=key("logs", perimeter),
        retention_days=365,
    )


def one(graph: Graph, kind: str, name: str | None = None) -> Resource:
    """The only resource of a kind, or the one of that name."""
    found = [resource for resource in graph.of(kind) if name is None or resource.name == name]
    assert len(found) == 1, f"{kind}: {[resource.name for resource in graph.of(kind)]}"
    return found[0]


def value(resource: Resource, path: str) -> Any:
    """A known value of a property; fails on anything else."""
    found = resource.get(path)
    assert isinstance(found, Known), f"{resource.name} {path}: {found}"
    return found.value


def statements(resource: Resource, path: str = "policy") -> dict[str, dict[str, Any]]:
    """Statements by Sid of a policy that is known at preview."""
    return {statement["Sid"]: statement for statement in json.loads(value(resource, path))["Statement"]}
