# SPDX-License-Identifier: Apache-2.0
"""What an environment promises to the stacks built on it: typed, versioned, and read back from a stack reference.

A field is never removed or given another meaning inside one version; a new version is exported beside the old one for a release.
"""

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

if TYPE_CHECKING:
    import pulumi

__all__ = ["EXPORT", "BackupContract", "Contract", "KeyContract", "LogsContract", "NetworkContract", "WorkloadsContract", "read"]

EXPORT = "contract"
"""Name of the stack output."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)


class KeyContract(_Part):
    """A customer key."""

    id: str
    """Identifier in the primary region."""
    alias: str
    """Its alias, the same in both regions."""
    replica_id: str | None = None
    """Identifier in the replica region, when the key is replicated."""


class NetworkContract(_Part):
    """The isolated network; subnets are in the order of the zones."""

    id: str
    """Identifier of the network."""
    address_range: str
    """Its CIDR block."""
    private_subnets: tuple[str, ...]
    """For workloads."""
    data_subnets: tuple[str, ...]
    """For databases."""
    endpoint_subnets: tuple[str, ...]
    """For private endpoints."""


class LogsContract(_Part):
    """Where a workload sends its traces."""

    access_logs: str
    """Store of access logs."""
    delivery: str
    """Store where services deliver, copied to the archive."""
    archive: str
    """The write-once archive."""
    key: str
    """Name, in ``keys``, of the key for log groups."""
    retention_days: int
    """Days a log group keeps its events."""


class WorkloadsContract(_Part):
    """What runs, each by its short name."""

    entry: str | None = None
    """Address of the inbound gateway, to which the names of machines must lead."""
    machines: dict[str, str] = Field(default={})
    """Name of each group of machines."""
    clusters: dict[str, str] = Field(default={})
    """Name of each cluster."""
    repositories: dict[str, str] = Field(default={})
    """Address of each image repository."""


class BackupContract(_Part):
    """The vaults of the environment."""

    vault: str
    """Identifier of the vault."""
    replica_vault: str | None = None
    """Identifier of its peer in the replica region."""


class Contract(_Part):
    """Version 1."""

    version: Literal[1] = 1
    cloud: str
    tenant: str
    stage: str
    account: str
    region: str
    replica_region: str | None = None
    keys: dict[str, KeyContract]
    """By purpose, or purpose and data class: ``logs``, ``storage-medical-record``."""
    network: NetworkContract
    logs: LogsContract
    stores: dict[str, str] = Field(default={})
    """Physical name of each object store, by short name."""
    databases: dict[str, str] = Field(default={})
    """Address, name or identifier of each database, by short name."""
    workloads: WorkloadsContract = Field(default=WorkloadsContract())
    """What the environment runs by itself."""
    archives: dict[str, str] = Field(default={})
    """Physical name of each archive, by short name."""
    backup: BackupContract | None = None
    """The vaults; none where copies are not kept apart."""
    approved_services: tuple[str, ...]
    """Cloud services a workload may use."""


def read(reference: "pulumi.StackReference") -> "pulumi.Output[Contract]":
    """The contract of an environment, from an editor's own stack.

    Raises:
        pydantic.ValidationError: the environment exports another version, or is not an environment.
    """
    return reference.require_output(EXPORT).apply(Contract.model_validate)
