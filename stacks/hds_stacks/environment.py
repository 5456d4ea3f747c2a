# SPDX-License-Identifier: Apache-2.0
"""One tenant and stage on one account: the same program on every cloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi

from hds_components.contracts.cloud import load
from hds_components.contracts.database import DatabaseArgs, DatabaseStore
from hds_components.contracts.guardrails import GuardrailsArgs
from hds_components.contracts.keys import PURPOSES, KeysArgs, key_name
from hds_components.contracts.logs import LogsArgs
from hds_components.contracts.network import NetworkArgs
from hds_components.contracts.perimeter import Perimeter
from hds_components.contracts.storage import StorageArgs, Store
from hds_controls.load import regions
from hds_stacks.build_access import build_identity, build_monitoring, emergency_roles
from hds_stacks.build_copies import archive_keys, build_archives, build_backups
from hds_stacks.build_workloads import Ground, build_workloads, workload_keys, workload_purposes
from hds_stacks.contract import EXPORT
from hds_stacks.settings import FileStore, ObjectStore, RelationalStore, TableStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hds_components.contracts.cloud import Cloud
    from hds_components.contracts.database import Database
    from hds_components.contracts.keys import Keys
    from hds_components.contracts.logs import Logs
    from hds_components.contracts.network import Network
    from hds_components.contracts.perimeter import EncryptionKey
    from hds_components.contracts.storage import Storage
    from hds_stacks.settings import Settings

__all__ = ["environment"]

_PURPOSES = {ObjectStore: "storage", RelationalStore: "relational", TableStore: "table", FileStore: "files"}


def environment(settings: Settings) -> None:
    """Build the capabilities in the order of what they need, and export the contract.

    Raises:
        CapabilityUnavailable: the cloud or the region cannot do what the settings ask.
    """
    cloud = load(settings.cloud)
    perimeter = _perimeter(settings)
    opts = pulumi.ResourceOptions(providers=[cloud.provider(perimeter)])
    identity = build_identity(settings, cloud, perimeter, opts)
    keys = cloud.Keys(
        "keys",
        KeysArgs(
            perimeter=perimeter,
            purposes=(*PURPOSES, *workload_purposes(settings)),
            stores=tuple(dict.fromkeys((*_store_keys(settings), *archive_keys(settings), *workload_keys(settings)))),
            administrators=settings.administrators,
            break_glass=emergency_roles(settings, cloud, perimeter),
        ),
        opts,
    )
    logs = cloud.Logs("logs", _logs(settings, cloud, perimeter, keys), opts)
    cloud.Guardrails(
        "guardrails",
        GuardrailsArgs(
            perimeter=perimeter,
            volume_key=keys.by_name["volumes"],
            closed_regions=_closed_regions(settings),
            egress=bool(settings.network.egress),
        ),
        opts,
    )
    network = cloud.Network("network", _network(settings, cloud, perimeter, keys, logs), opts)
    storage = cloud.Storage("storage", _storage(settings, perimeter, keys, logs), opts)
    database = cloud.Database("database", _database(settings, perimeter, keys, logs, network), opts)
    ground = Ground(perimeter, keys, logs, network, identity.workload_boundary)
    topics = build_monitoring(settings, cloud, ground, storage, opts)
    workloads = build_workloads(settings, cloud, ground, opts)
    copies = {
        "archives": build_archives(settings, cloud, ground, opts),
        "backup": build_backups(settings, cloud, ground, lambda store: _key(keys, store), opts, topics=topics),
    }
    pulumi.export(
        EXPORT,
        _contract(settings, keys=keys, logs=logs, network=network, storage=storage, database=database, workloads=workloads) | copies,
    )


def _store_keys(settings: Settings) -> Iterator[tuple[str, str]]:
    return ((_PURPOSES[type(store)], store.data_class) for store in settings.stores)


def _perimeter(settings: Settings) -> Perimeter:
    return Perimeter(
        tenant=settings.tenant,
        stage=settings.stage,
        account=settings.account,
        organisation=settings.organisation,
        region=settings.region,
        replica_region=settings.replica_region,
        phase=settings.lock.phase,
        protected=settings.stage != "development",
        rpo_minutes=settings.backup.rpo_minutes,
        rto_minutes=settings.backup.rto_minutes,
        tags=settings.tags,
    )


def _closed_regions(settings: Settings) -> tuple[str, ...]:
    """Regions outside the EEA that an account has only if somebody opens them."""
    home = regions()[settings.region]
    near = (region for region in regions().values() if (region.cloud, region.partition) == (home.cloud, home.partition))
    return tuple(region.name for region in near if region.opt_in and not region.eea)


def _logs(settings: Settings, cloud: Cloud, perimeter: Perimeter, keys: Keys) -> LogsArgs:
    health = [store for store in settings.stores if settings.holds_health(store.data_class)]
    objects = [store.name for store in health if isinstance(store, ObjectStore)]
    archived = [archive.name for archive in settings.archives if settings.holds_health(archive.data_class)]
    return LogsArgs(
        perimeter=perimeter,
        encryption_key=keys.by_name["logs"],
        archive_key=keys.by_name["archive"],
        traced_stores=tuple(cloud.store_name(perimeter, name) for name in (*objects, *archived)),
        traced_tables=tuple(cloud.table_name(perimeter, store.name) for store in health if isinstance(store, TableStore)),
        retention_days=settings.logs.retention_days,
        archive_days=settings.archive.retention_days,
    )


def _network(settings: Settings, cloud: Cloud, perimeter: Perimeter, keys: Keys, logs: Logs) -> NetworkArgs:
    return NetworkArgs(
        perimeter=perimeter,
        encryption_key=keys.by_name["network"],
        log_destination=logs.destination,
        address_range=settings.network.address_range,
        zones=cloud.zone_names(settings.region, settings.network.zones),
        egress_domains=settings.network.egress,
        private_access_ranges=settings.network.private_access,
        services=settings.network.services,
        shared_files=any(isinstance(store, FileStore) for store in settings.stores),
    )


def _storage(settings: Settings, perimeter: Perimeter, keys: Keys, logs: Logs) -> StorageArgs:
    stores = tuple(
        Store(
            name=store.name,
            data_class=store.data_class,
            health=settings.holds_health(store.data_class),
            encryption_key=_key(keys, store),
            retention_days=settings.data_classes[store.data_class].retention_days,
            erased=settings.data_classes[store.data_class].erased,
            replicated=settings.replica_region is not None,
            immutable=store.immutable,
            backed_up=settings.backup.vault,
        )
        for store in settings.stores
        if isinstance(store, ObjectStore)
    )
    return StorageArgs(perimeter=perimeter, stores=stores, log_destination=logs.destination)


def _database(settings: Settings, perimeter: Perimeter, keys: Keys, logs: Logs, network: Network) -> DatabaseArgs:
    return DatabaseArgs(
        perimeter=perimeter,
        stores=tuple(_database_store(settings, keys, store) for store in settings.stores if not isinstance(store, ObjectStore)),
        network_id=network.network_id,
        subnet_ids=network.data_subnet_ids,
        client_ranges=(settings.network.address_range, *settings.network.private_access),
        secrets_key=keys.by_name["secrets"],
        log_destination=logs.destination,
    )


def _database_store(settings: Settings, keys: Keys, store: RelationalStore | TableStore | FileStore) -> DatabaseStore:
    own = store.model_dump(include={"size", "storage_gb", "partition_key"})
    return DatabaseStore(
        name=store.name,
        kind=store.kind,
        data_class=store.data_class,
        health=settings.holds_health(store.data_class),
        encryption_key=_key(keys, store),
        backup_days=settings.backup.retention_days,
        backed_up=settings.backup.vault,
        replicated=settings.replica_region is not None,
        zone_redundant=settings.zone_redundant,
        **own,
    )


def _key(keys: Keys, store: ObjectStore | RelationalStore | TableStore | FileStore) -> EncryptionKey:
    return keys.by_name[key_name(_PURPOSES[type(store)], store.data_class)]


def _contract(
    settings: Settings,
    *,
    keys: Keys,
    logs: Logs,
    network: Network,
    storage: Storage,
    database: Database,
    workloads: Mapping[str, Any],
) -> dict[str, Any]:
    """The contract as stack output: the shape of ``contract.Contract``, with values the engine fills in."""
    return {
        "version": 1,
        "cloud": settings.cloud,
        "tenant": settings.tenant,
        "stage": settings.stage,
        "account": settings.account,
        "region": settings.region,
        "replicaRegion": settings.replica_region,
        "keys": {name: {"id": key.id, "alias": key.alias, "replicaId": key.replica_id} for name, key in keys.by_name.items()},
        "network": {
            "id": network.network_id,
            "addressRange": network.address_range,
            "privateSubnets": list(network.private_subnet_ids),
            "dataSubnets": list(network.data_subnet_ids),
            "endpointSubnets": list(network.endpoint_subnet_ids),
        },
        "logs": {
            "accessLogs": logs.destination.access_logs,
            "delivery": logs.destination.delivery,
            "archive": logs.archive,
            "key": "logs",
            "retentionDays": logs.destination.retention_days,
        },
        "stores": dict(storage.stores),
        "databases": dict(database.endpoints),
        "workloads": workloads,
        "approvedServices": list(settings.approved_services),
    }
