# SPDX-License-Identifier: Apache-2.0
"""A cloud is a module with these names: parity between clouds is a type error, not a review remark."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.archive import Archive, ArchiveArgs
    from hds_components.contracts.backup import Backup, BackupArgs
    from hds_components.contracts.compute import Compute, ComputeArgs
    from hds_components.contracts.containers import Containers, ContainersArgs
    from hds_components.contracts.database import Database, DatabaseArgs
    from hds_components.contracts.guardrails import Guardrails, GuardrailsArgs
    from hds_components.contracts.identity import Identity, IdentityArgs
    from hds_components.contracts.keys import Keys, KeysArgs
    from hds_components.contracts.logs import Logs, LogsArgs
    from hds_components.contracts.monitoring import Monitoring, MonitoringArgs
    from hds_components.contracts.network import Network, NetworkArgs
    from hds_components.contracts.perimeter import Perimeter
    from hds_components.contracts.storage import Storage, StorageArgs

__all__ = ["Cloud", "load"]


class Cloud(Protocol):
    """The capabilities of one cloud; constructors are ``(name, args, opts)`` everywhere."""

    def provider(self, perimeter: Perimeter) -> pulumi.ProviderResource:
        """The one provider of an environment: pinned to its account and region, with its tags."""
        ...

    def store_name(self, perimeter: Perimeter, store: str) -> str:
        """The physical name of an object store, known before it exists."""
        ...

    def table_name(self, perimeter: Perimeter, table: str) -> str:
        """The physical name of a table, known before it exists."""
        ...

    def role_name(self, perimeter: Perimeter, role: str) -> str:
        """The physical name of a role of the environment, known before it exists."""
        ...

    def zone_names(self, region: str, count: int) -> tuple[str, ...]:
        """The first availability zones of a region."""
        ...

    def Identity(self, name: str, args: IdentityArgs, opts: pulumi.ResourceOptions | None = None) -> Identity: ...  # noqa: D102, N802
    def Keys(self, name: str, args: KeysArgs, opts: pulumi.ResourceOptions | None = None) -> Keys: ...  # noqa: D102, N802
    def Logs(self, name: str, args: LogsArgs, opts: pulumi.ResourceOptions | None = None) -> Logs: ...  # noqa: D102, N802
    def Network(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> Network: ...  # noqa: D102, N802
    def Storage(self, name: str, args: StorageArgs, opts: pulumi.ResourceOptions | None = None) -> Storage: ...  # noqa: D102, N802
    def Database(self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> Database: ...  # noqa: D102, N802
    def Backup(self, name: str, args: BackupArgs, opts: pulumi.ResourceOptions | None = None) -> Backup: ...  # noqa: D102, N802
    def Archive(self, name: str, args: ArchiveArgs, opts: pulumi.ResourceOptions | None = None) -> Archive: ...  # noqa: D102, N802
    def Compute(self, name: str, args: ComputeArgs, opts: pulumi.ResourceOptions | None = None) -> Compute: ...  # noqa: D102, N802
    def Containers(self, name: str, args: ContainersArgs, opts: pulumi.ResourceOptions | None = None) -> Containers: ...  # noqa: D102, N802
    def Monitoring(self, name: str, args: MonitoringArgs, opts: pulumi.ResourceOptions | None = None) -> Monitoring: ...  # noqa: D102, N802
    def Guardrails(self, name: str, args: GuardrailsArgs, opts: pulumi.ResourceOptions | None = None) -> Guardrails: ...  # noqa: D102, N802


def load(cloud: str) -> Cloud:
    """The module of a cloud, imported only when it is asked for.

    Raises:
        ModuleNotFoundError: no module of that name.
    """
    return cast("Cloud", import_module(f"hds_components.{cloud}"))
