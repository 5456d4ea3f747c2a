# SPDX-License-Identifier: Apache-2.0
"""What one stack file may say, typed. Keys are camelCase in the file, as Pulumi writes them, and snake_case here.

Values that no stack file and no profile give are required. Days, minutes and GiB are whole numbers; the unit is in the name.
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue

from hds_components.contracts.perimeter import Phase
from hds_controls import load, residency
from hds_stacks.access import Access, BreakGlass, Contacts, Monitoring, Pipeline
from hds_stacks.copies import ArchiveStore, Backup
from hds_stacks.patterns import (
    Account,
    AddressRange,
    AttributeName,
    Domain,
    InstanceClass,
    OrganisationId,
    Principal,
    PrivateRange,
    Resource,
    ServiceName,
    TagKey,
    TagValue,
    Tenant,
)
from hds_stacks.section import Section
from hds_stacks.workloads import Workload

__all__ = [
    "Archive",
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
]

_LONGEST_DAYS = 36500
"""A term of more than a century is a typing error."""


def _listed_regions(schema: dict[str, JsonValue]) -> None:
    schema["enum"] = [*residency.allowed_regions("aws")]


def _retention_classes(schema: dict[str, JsonValue]) -> None:
    schema["enum"] = [*load.retention()]


_Region = Annotated[str, Field(json_schema_extra=_listed_regions)]
_Days = Annotated[int, Field(ge=1, le=_LONGEST_DAYS)]


class NetworkSettings(Section):
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


class DataClass(Section):
    """A class of records and how long it is kept."""

    retention_class: Annotated[str, Field(json_schema_extra=_retention_classes)]
    """Retention class of the dated facts, which sets the legal floor and ceiling."""
    retention_days: _Days
    """Days the records are kept, between the floor and the ceiling of the class."""

    @property
    def health(self) -> bool:
        """The records are personal health data."""
        return load.retention()[self.retention_class].health

    @property
    def erased(self) -> bool:
        """The records may not be kept beyond a ceiling."""
        return load.retention()[self.retention_class].maximum_days is not None


class _Store(Section):
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


class Logs(Section):
    """Traces ready for search."""

    retention_days: _Days
    """Days kept ready for search."""


class Archive(Section):
    """Traces archived on write-once storage."""

    retention_days: _Days
    """Days kept in the archive."""


class Lock(Section):
    """How far irreversible settings have gone."""

    phase: Phase
    """draft: nothing is locked; governance: a privileged role may lift the lock; locked: nobody may before its term."""
    confirmation: str | None = None
    """Only for locked: the sentence that names each resource and its retention, as the error message gives it."""


class Settings(Section):
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
    """Workloads to build."""
    backup: Backup
    """Backup objectives, and how copies are kept."""
    logs: Logs
    """Traces ready for search."""
    archive: Archive
    """Archived traces."""
    archives: Annotated[tuple[ArchiveStore, ...], Field(strict=False)] = ()
    """Archives of closed records to build."""
    lock: Lock
    """Phase of irreversible settings."""
    contacts: Contacts | None = None
    """Mailboxes and telephone of functions; without them there are no alarms."""
    monitoring: Monitoring
    """What watches by itself, for the contacts."""
    access: Access
    """Who may take the roles of the environment."""
    pipeline: Pipeline | None = None
    """What deploys beside people."""
    break_glass: BreakGlass | None = None
    """Emergency access."""
    administrators: Annotated[tuple[Principal, ...], Field(strict=False, min_length=1)]
    """IAM roles that administer keys and never use them: names or ARNs, with * only at the end."""
    approved_services: Annotated[tuple[ServiceName, ...], Field(strict=False)]
    """Cloud services that may be used in the environment, by their short names."""
    tags: Annotated[dict[TagKey, TagValue], Field(max_length=40)] = Field(default={})
    """Tags of every resource; never personal data."""

    def holds_health(self, data_class: str) -> bool:
        """Stores of a class hold personal health data: never outside production (HDS-GOV-09)."""
        return self.stage == "production" and self.data_classes[data_class].health
