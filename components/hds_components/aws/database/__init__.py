# SPDX-License-Identifier: Apache-2.0
"""Databases on AWS: PostgreSQL on RDS, tables on DynamoDB, shared files on EFS (HDS-ENC-03, HDS-ENC-06, HDS-BCK-02, HDS-RES-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.database.files import make_files
from hds_components.aws.database.relational import host_metrics_log, make_relational
from hds_components.aws.database.table import make_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.database import DatabaseArgs

__all__ = ["Database"]


class Database(pulumi.ComponentResource):
    """The databases of one environment, in its data subnets.

    Args:
        name: Pulumi name.
        args: what to build.
        opts: carries the provider.

    Raises:
        ValueError: a store is replicated and its key has no replica.
    """

    endpoints: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: DatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("hds:index:AwsDatabase", name, None, opts)
        endpoints: dict[str, pulumi.Output[str]] = {}
        relational = [store for store in args.stores if store.kind == "relational"]
        if relational:
            host_metrics = host_metrics_log(name, args, self)
            endpoints |= {store.name: make_relational(f"{name}-{store.name}", args, store, host_metrics, self) for store in relational}
        for store in args.stores:
            if store.kind == "table":
                endpoints[store.name] = make_table(f"{name}-{store.name}", args, store, self)
            elif store.kind == "files":
                endpoints[store.name] = make_files(f"{name}-{store.name}", args, store, self)
        self.endpoints = endpoints
        self.register_outputs({"endpoints": endpoints})
