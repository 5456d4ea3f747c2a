# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.components.aws.database.builds import built, record_stores, stores
from tests.components.aws.samples import PRODUCTION

if TYPE_CHECKING:
    from hds_components.contracts.database import DatabaseStore


def test_each_store_gets_the_kind_it_asks_for_and_an_endpoint():
    """One component builds every kind, and gives one endpoint per store by its short name; only the table's is known before it exists."""
    known: dict[str, bool] = {}
    graph = built("relational", "table", "files", known=known)
    for kind in ("aws:rds/instance:Instance", "aws:dynamodb/table:Table", "aws:efs/fileSystem:FileSystem"):
        assert len(graph.of(kind)) == 1
    assert known == {"care-relational": False, "care-table": True, "care-files": False}


def test_everything_belongs_to_the_component():
    """Every database resource has the component as parent, so that it shows and is found under it."""
    graph = built("relational", "table", "files")
    (component,) = graph.of("hds:index:AwsDatabase")
    own = [resource for resource in graph.resources if resource.name.startswith("database-")]
    assert own
    assert {resource.parent for resource in own} == {component.urn}


def test_an_environment_without_relational_database_has_no_host_metrics():
    """The log group of RDS is made for databases of RDS only."""
    assert not built("table", "files").of("aws:cloudwatch/logGroup:LogGroup")


def test_nothing_is_built_for_nothing():
    """Without stores there is only the component."""
    assert not [resource for resource in built().resources if resource.name.startswith("database-")]


@pytest.mark.parametrize("kind", ["relational", "table", "files"])
def test_a_key_without_replica_is_refused(kind: str):
    """Asking for a copy under a key that does not exist in the replica region stops the program, with the cure."""

    def alone() -> tuple[DatabaseStore, ...]:
        (store,) = stores(PRODUCTION, kind)
        return (replace(store, encryption_key=replace(store.encryption_key, replica_id=None)),)

    with pytest.raises(ValueError, match=r"has no replica in eu-central-1.*hint: .*replicated=False"):
        record_stores(alone)
