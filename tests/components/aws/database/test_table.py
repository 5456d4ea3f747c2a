# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hds_policies.values import ABSENT
from tests.components.aws.database.builds import built
from tests.components.aws.samples import DEVELOPMENT, one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

TABLE = "aws:dynamodb/table:Table"


@pytest.fixture(scope="module")
def production() -> Graph:
    """A replicated table in production."""
    return built("table")


@pytest.fixture(scope="module")
def table(production: Graph) -> Resource:
    """The table itself."""
    return one(production, TABLE)


def test_the_table_is_encrypted_by_its_own_key(production: Graph, table: Resource):
    """Encryption is on, by the store's key and not the provider's."""
    assert value(table, "serverSideEncryption.enabled") is True
    assert [t.name for t in production.targets(table, "serverSideEncryption.kmsKeyArn", "aws:kms/key:Key")] == ["table"]


def test_the_table_can_go_back_in_time_and_refuses_deletion(table: Resource):
    """Point-in-time recovery covers the backup days; the service and the engine both refuse deletion."""
    assert value(table, "pointInTimeRecovery") == {"enabled": True, "recoveryPeriodInDays": 35}
    assert value(table, "deletionProtectionEnabled") is True
    assert table.protect


def test_the_replica_has_what_the_table_has(production: Graph, table: Resource):
    """One replica, in the replica region, under the replica of the key, with recovery, refused deletion and the table's tags."""
    assert len(value(table, "replicas")) == 1
    assert value(table, "replicas[0].regionName") == "eu-central-1"
    assert [t.name for t in production.targets(table, "replicas[0].kmsKeyArn", "aws:kms/replicaKey:ReplicaKey")] == ["table-replica"]
    for switch in ("pointInTimeRecovery", "deletionProtectionEnabled", "propagateTags"):
        assert value(table, f"replicas[0].{switch}") is True
    assert (value(table, "streamEnabled"), value(table, "streamViewType")) == (True, "NEW_AND_OLD_IMAGES")


def test_a_table_alone_has_no_replica_and_no_stream():
    """Without a replica region nothing is copied and the table may be deleted; encryption and recovery remain."""
    table = one(built("table", perimeter=DEVELOPMENT, backup_days=7), TABLE)
    assert table.get("replicas") == ABSENT
    assert value(table, "streamEnabled") is False
    assert value(table, "deletionProtectionEnabled") is False
    assert value(table, "pointInTimeRecovery") == {"enabled": True, "recoveryPeriodInDays": 7}
    assert not table.protect


def test_key_attribute_and_billing(table: Resource):
    """The partition key is declared as text, and capacity is bought by request."""
    assert value(table, "hashKey") == "id"
    assert value(table, "attributes") == [{"name": "id", "type": "S"}]
    assert value(table, "billingMode") == "PAY_PER_REQUEST"


def test_the_name_is_what_the_trail_expects(table: Resource):
    """The physical name is the one that traces are asked for before the table exists, and the tags say what it holds."""
    assert value(table, "name") == "chu-lyon-production-care-table"
    assert value(table, "tags") == {"team": "platform", "hds:data-class": "medical-record", "hds:dscp": "yes", "hds:backup": "yes"}
