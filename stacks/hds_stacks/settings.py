# SPDX-License-Identifier: Apache-2.0
"""What one stack file may say, typed. Keys are camelCase in the file, as Pulumi writes them, and snake_case here.

Values that no stack file and no profile give are required. Days, minutes and GiB are whole numbers; the unit is in the name.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.alias_generators import to_camel

from hds_components.contracts.perimeter import Phase
from hds_controls import load, residency
from hds_stacks.patterns import (
    Account,
    AddressRange,
    AttributeName,
    Domain,
    GroupName,
    InstanceClass,
    Mailbox,
    OrganisationId,
    Principal,
    PrivateRange,
    Resource,
    ServiceName,
    TagKey,
    TagValue,
    Tenant,
)

__all__ = [
    "Archive",
    "Backup",
    "BreakGlass",
    "Contacts",
    "DataClass",
    "FileStore",
    "Lock",
    "Logs",
    "NetworkSettings",
    "ObjectStore",
    "RelationalStore",
    "Settings",
    "Store",
    "TableStore",
    "Workload",
]

_LONGEST_DAYS = 36500
"""A term of more than a century is a typing error."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, alias_generator=to_camel, hide_input_in_errors=True)


def _listed_regions(schema: dict[str, JsonValue]) -> None:
    schema["enum"] = [*residency.allowed_regions("aws")]


def _retention_classes(schema: dict[str, JsonValue]) -> None:
    schema["enum"] = [*load.retention()]


_Region = Annotated[str, Field(json_schema_extra=_listed_regions)]
_Days = Annotated[int, Field(ge=1, le=_LONGEST_DAYS)]


class NetworkSettings(_Section):
    """The isolated network of the environment."""

    address_range: PrivateRange
    """Private IPv4 range of the network, wide enough for its zones."""
    zones: Annotated[int, Field(ge=2, le=3)]
    """Number of availability zones."""
    egress: Annotated[tuple[Domain, ...], Field(strict=False)]
    """Hosts (api.example.fr) or domains (*.example.fr) that may be reached over TLS through the filtering relay; none leaves no way out."""
    private_access: Annotated[tuple[AddressRange, ...], Field(strict=False)]
    """Ranges outside the network, an establishment's own, that may reach its endpoints and private subnets."""
    services: Annotated[tuple[ServiceName, ...], Field(strict=False)]
    """Cloud services reached by private endpoint, by their short names."""


class DataClass(_Section):
    """A class of records and how long it is kept."""

    retention_class: Annotated[str, Field(json_schema_extra=_retention_classes)]
    """Retention class of the dated facts, which sets the legal floor and ceiling."""
    retention_days: _Days
    """Days the records are kept, between the floor and the ceiling of the class."""

    @property
    def health(self) -> bool:
        """The records are personal health data."""
        return load.retention()[self.retention_class].health


class _Store(_Section):
    name: Resource
    """Short name, unique in the environment."""
    data_class: Resource
    """One of the keys of dataClasses."""


class ObjectStore(_Store):
    """An object store."""

    kind: Literal["objects"]
    """What the store is."""
    immutable: bool = False
    """Versions are locked for the retention of the data class, as far as the lock phase goes."""


class RelationalStore(_Store):
    """A PostgreSQL database."""

    kind: Literal["relational"]
    """What the store is."""
    size: InstanceClass = "db.r8g.large"
    """Instance class of the database."""
    storage_gb: Annotated[int, Field(ge=20, le=65536)] = 100
    """First size of the disk, in GiB."""


class TableStore(_Store):
    """A key-value table."""

    kind: Literal["table"]
    """What the store is."""
    partition_key: AttributeName = "id"
    """Name of the attribute that identifies an item (text)."""


class FileStore(_Store):
    """A shared file system."""

    kind: Literal["files"]
    """What the store is."""


Store = Annotated[ObjectStore | RelationalStore | TableStore | FileStore, Field(discriminator="kind")]


class Workload(_Section):
    """Something to run. No capability builds workloads yet: a stack file that asks for one is refused."""

    name: Resource
    """Short name, unique in the environment."""
    kind: Literal["machines", "containers"]
    """What runs it."""


class Backup(_Section):
    """Objectives of backup."""

    rpo_minutes: Annotated[int, Field(ge=1, le=1440)]
    """Most data that may be lost, in minutes; at most a day (HDS-BCK-02)."""
    rto_minutes: Annotated[int, Field(ge=1, le=43200)]
    """Longest time to be back in service, in minutes."""
    retention_days: Annotated[int, Field(ge=1, le=35)]
    """Days of point-in-time recovery."""


class Logs(_Section):
    """Traces ready for search."""

    retention_days: _Days
    """Days kept ready for search."""


class Archive(_Section):
    """Traces archived on write-once storage."""

    retention_days: _Days
    """Days kept in the archive."""


class Lock(_Section):
    """How far irreversible settings have gone."""

    phase: Phase
    """draft: nothing is locked; governance: a privileged role may lift the lock; locked: nobody may before its term."""
    confirmation: str | None = None
    """Only for locked: the sentence that names each resource and its retention, as the error message gives it."""


class Contacts(_Section):
    """Mailboxes of functions, not of persons."""

    security: Mailbox
    """Receives security alerts."""
    incident: Mailbox
    """Is told of incidents, and tells the client."""
    data_protection: Mailbox
    """The data protection officer's function."""


class BreakGlass(_Section):
    """Who may enter when everything else is closed."""

    group: GroupName
    """Group of the identity provider that holds the emergency accounts."""
    roles: Annotated[tuple[Principal, ...], Field(strict=False)] = ()
    """IAM roles of that group, the only ones that may disable or delete a key: names or ARNs, with * only at the end."""


class Settings(_Section):
    """Everything one stack says: the values of its file over the defaults of its profile."""

    layer: Literal["environment"]
    """What the stack builds."""
    cloud: Literal["aws"]
    """Where it is built."""
    tenant: Tenant
    """The organisation served; part of every name, so it never changes."""
    stage: Literal["production", "test", "development"]
    """What the environment is for; part of every name, so it never changes."""
    profile: Literal["dev", "standard", "strict"]
    """The set of defaults, to be read in hds_stacks/profiles/."""
    account: Account
    """AWS account number: 12 digits between quotes, since YAML drops the leading zero of a number."""
    organisation: OrganisationId | None = None
    """AWS organisation that is trusted beside the account."""
    region: _Region
    """Primary region; the only place where it is said."""
    replica_region: _Region | None = None
    """Region of copies; without it nothing is copied to a second region."""
    zone_redundant: bool
    """Databases survive the loss of one zone."""
    network: NetworkSettings
    """The network."""
    data_classes: dict[Resource, DataClass]
    """Classes of records by name; those of the profile are there already."""
    stores: Annotated[tuple[Store, ...], Field(strict=False)] = ()
    """Stores to build."""
    workloads: Annotated[tuple[Workload, ...], Field(strict=False)] = ()
    """Workloads to build; none can be yet."""
    backup: Backup
    """Backup objectives."""
    logs: Logs
    """Traces ready for search."""
    archive: Archive
    """Archived traces."""
    lock: Lock
    """Phase of irreversible settings."""
    contacts: Contacts | None = None
    """Mailboxes of functions."""
    break_glass: BreakGlass | None = None
    """Emergency access."""
    administrators: Annotated[tuple[Principal, ...], Field(strict=False, min_length=1)]
    """IAM roles that administer keys and never use them: names or ARNs, with * only at the end."""
    approved_services: Annotated[tuple[ServiceName, ...], Field(strict=False)]
    """Cloud services that may be used in the environment, by their short names."""
    tags: Annotated[dict[TagKey, TagValue], Field(max_length=40)] = {}
    """Tags of every resource; never personal data."""
