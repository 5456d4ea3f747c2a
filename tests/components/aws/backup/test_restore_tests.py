# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hds_policies.values import ABSENT
from tests.components.aws.backup.builds import ROLE, TEST_PLAN, TEST_SELECTION, VAULT, built
from tests.components.aws.samples import one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The backups of two classes."""
    return built()


def test_any_copy_of_the_vault_may_be_the_one_that_is_tested(graph: Graph):
    """The test takes a copy at random among those young enough to be there in every class, of either form."""
    plan = one(graph, TEST_PLAN)
    chosen = "recoveryPointSelection"
    assert value(plan, f"{chosen}.algorithm") == "RANDOM_WITHIN_WINDOW"
    assert value(plan, f"{chosen}.recoveryPointTypes") == ["SNAPSHOT", "CONTINUOUS"]
    assert value(plan, f"{chosen}.selectionWindowDays") == 35
    assert [vault.name for vault in graph.targets(plan, f"{chosen}.includeVaults[0]", VAULT)] == ["backup-vault"]
    assert re.fullmatch(r"[A-Za-z0-9_]{1,50}", value(plan, "name"))


@pytest.mark.parametrize(("days", "schedule"), [(1, "cron(0 9 * * ? *)"), (7, "cron(0 9 ? * SUN *)"), (31, "cron(0 9 1 * ? *)")])
def test_the_schedule_is_the_one_asked(days: int, schedule: str):
    """Every day, every Sunday, or the first of each month."""
    assert value(one(built(restore_test_days=days), TEST_PLAN), "scheduleExpression") == schedule


@pytest.mark.parametrize(("days", "kept"), [(7, 7), (31, 20)])
def test_tests_are_more_frequent_than_the_shortest_life(days: int, kept: int):
    """A copy that would be gone between two tests is a mistake, told with its numbers."""
    with pytest.raises(ValueError, match=f"every {days} days miss copies that live {kept} days.*hint"):
        built(restore_test_days=days, daily_days=kept)


def test_each_kind_and_class_is_tested(graph: Graph):
    """There is one selection per kind of store and data class, chosen by the same tags as the copies."""
    found = {}
    for selection in graph.of(TEST_SELECTION):
        tags = {item["key"]: item["value"] for item in value(selection, "protectedResourceConditions.stringEquals")}
        assert tags.pop("aws:ResourceTag/hds:backup") == "yes"
        found[value(selection, "name")] = (value(selection, "protectedResourceType"), *tags.values())
        assert re.fullmatch(r"[A-Za-z0-9_]{1,50}", value(selection, "name"))
        assert value(selection, "validationWindowHours") == 24
        (role,) = graph.targets(selection, "iamRoleArn", ROLE)
        assert role.name == "backup-restore"
    assert found == {
        "objects_medical_record": ("S3", "medical-record"),
        "relational_medical_record": ("RDS", "medical-record"),
        "table_medical_record": ("DynamoDB", "medical-record"),
        "files_medical_record": ("EFS", "medical-record"),
        "objects_non_health": ("S3", "non-health"),
    }


@pytest.mark.parametrize(
    ("selection", "path", "store", "others"),
    [
        ("objects-medical-record", "kmsKey", "scans", {"encryptionType": "SSE-KMS"}),
        ("table-medical-record", "kmsMasterKeyArn", "appointments", {"encryptionType": "KMS"}),
        ("files-medical-record", "kmsKeyId", "documents", {}),
    ],
)
def test_what_comes_back_is_under_the_key_of_its_store(graph: Graph, selection: str, path: str, store: str, others: dict[str, str]):
    """A restored copy holds the same data, and the service would encrypt it with a key of its own."""
    found = one(graph, TEST_SELECTION, f"backup-restore-{selection}")
    (key,) = graph.targets(found, f"restoreMetadataOverrides.{path}", "aws:kms/key:Key")
    assert key.name == store
    for name, expected in others.items():
        assert value(found, f"restoreMetadataOverrides.{name}") == expected


def test_a_database_comes_back_in_the_data_subnets(graph: Graph):
    """The default network, which the service would infer, is not there."""
    found = one(graph, TEST_SELECTION, "backup-restore-relational-medical-record")
    assert value(found, "restoreMetadataOverrides") == {"dbSubnetGroupName": "chu-lyon-production-records"}
    assert found.get("protectedResourceArns") == ABSENT


def test_nothing_is_tested_where_nothing_is_stored():
    """Without stores there is neither plan nor test."""
    empty = built(stores=())
    assert not empty.of(TEST_PLAN)
    assert not empty.of(TEST_SELECTION)
