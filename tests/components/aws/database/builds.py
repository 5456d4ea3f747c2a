# SPDX-License-Identifier: Apache-2.0
"""Databases recorded for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pulumi_aws as aws

from hds_components.aws.database import Database
from hds_components.contracts.database import DatabaseArgs, DatabaseStore
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, PRODUCTION, key, log_destination

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

CLIENTS = ("10.80.0.0/20", "192.168.40.0/24")


def stores(perimeter: Perimeter, *kinds: str, **changes: Any) -> tuple[DatabaseStore, ...]:
    """One store per kind, named after it, under its own key."""
    return tuple(_store(perimeter, **{"name": f"care-{kind}", "kind": kind, **changes}) for kind in kinds)


def _store(perimeter: Perimeter, **settings: Any) -> DatabaseStore:
    return DatabaseStore(
        data_class="medical-record", health=True, encryption_key=key(settings["name"].removeprefix("care-"), perimeter), **settings
    )


def built(*kinds: str, perimeter: Perimeter = PRODUCTION, known: dict[str, bool] | None = None, **changes: Any) -> Graph:
    """The databases of those kinds; ``known`` takes, for each endpoint given back, whether it is known at preview."""
    return record_stores(lambda: stores(perimeter, *kinds, **changes), perimeter=perimeter, known=known)


def record_stores(
    make: Callable[[], tuple[DatabaseStore, ...]], *, perimeter: Perimeter = PRODUCTION, known: dict[str, bool] | None = None
) -> Graph:
    """The databases of those stores, in three data subnets."""

    async def program() -> None:
        subnets = tuple(aws.ec2.Subnet(f"data-{zone}", vpc_id="vpc-1", cidr_block=f"10.80.{zone}.0/24").id for zone in range(3))
        args = DatabaseArgs(
            perimeter=perimeter,
            stores=make(),
            network_id="vpc-1",
            subnet_ids=subnets,
            client_ranges=CLIENTS,
            secrets_key=key("secrets", perimeter),
            log_destination=log_destination(perimeter),
        )
        database = Database("database", args)
        if known is not None:
            known.update({name: await endpoint.is_known() for name, endpoint in database.endpoints.items()})

    return record(program, config=CONFIG)
