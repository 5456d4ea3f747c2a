# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.aws.backup.lives import lives_of
from hds_components.contracts.backup import BackupArgs, BackupStore
from hds_policies.values import ABSENT
from tests.components.aws.backup.builds import ACCOUNT_VAULT, PLAN, ROLE, SELECTION, TYPES, VAULT, built
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, statements, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The backups of two classes, in two regions."""
    return built()


def rules(plan: Resource) -> dict[str, Any]:
    """The rules of a plan by name."""
    return {rule["ruleName"]: rule for rule in plan.inputs["rules"]}


def lives(plan: Resource) -> dict[str, int]:
    """Days that copies live, by rule."""
    return {name: rule["lifecycle"]["deleteAfter"] for name, rule in rules(plan).items()}


def test_each_class_has_a_plan_and_keeps_no_copy_longer_than_its_records(graph: Graph):
    """Daily and monthly copies live as asked, or as long as the records of their class when that is shorter."""
    assert lives(one(graph, PLAN, "backup-medical-record")) == {"daily": 35, "monthly": 365}
    assert lives(one(graph, PLAN, "backup-non-health")) == {"daily": 35, "monthly": 90}
    assert lives(one(graph, PLAN, "backup-continuous")) == {"continuous": 35}
    assert len(graph.of(PLAN)) == 3


def test_a_short_class_has_no_monthly_copy():
    """Where a daily copy lives as long as a monthly one could, there is no monthly rule."""
    short = built(stores=({"name": "scratch", "kind": "objects", "retention_days": 20},))
    assert lives(one(short, PLAN, "backup-medical-record")) == {"daily": 20}
    assert lives(one(short, PLAN, "backup-continuous")) == {"continuous": 20}


def test_schedules_and_vault(graph: Graph):
    """Copies start at five, the monthly ones on the first; every rule fills the vault."""
    medical = rules(one(graph, PLAN, "backup-medical-record"))
    assert (medical["daily"]["schedule"], medical["monthly"]["schedule"]) == ("cron(0 5 * * ? *)", "cron(0 5 1 * ? *)")
    for plan in graph.of(PLAN):
        for rule in rules(plan).values():
            assert rule["targetVaultName"] == value(one(graph, VAULT, "backup-vault"), "name")
            assert rule["scheduleExpressionTimezone"] == "Etc/UTC"
            assert rule["completionWindow"] > rule["startWindow"] >= 60


def test_only_object_stores_are_copied_without_pause(graph: Graph):
    """Continuous backup is a plan of its own, which takes buckets: of a database it would take over retention and window."""
    continuous = one(graph, PLAN, "backup-continuous")
    assert rules(continuous)["continuous"]["enableContinuousBackup"] is True
    assert not any("enableContinuousBackup" in rule for plan in graph.of(PLAN) if plan is not continuous for rule in rules(plan).values())
    chosen = {value(selection, "resources[0]") for selection in graph.of(SELECTION) if selection.name.endswith("-continuous-selection")}
    assert chosen == {"arn:aws:s3:::*"}
    assert not [plan.name for plan in built(stores=({"name": "r", "kind": "table"},)).of(PLAN) if plan.name == "backup-continuous"]


def test_daily_and_monthly_copies_go_to_the_other_region(graph: Graph):
    """Each such rule has one copy, in the peer vault and for as long."""
    peer = one(graph, VAULT, "backup-replica-vault")
    arn = f"arn:aws:backup:eu-central-1:123456789012:backup-vault:{value(peer, 'name')}"
    for name in ("backup-medical-record", "backup-non-health"):
        plan = one(graph, PLAN, name)
        assert peer.urn in plan.dependencies
        for rule in rules(plan).values():
            assert rule["copyActions"] == [{"destinationVaultArn": arn, "lifecycle": rule["lifecycle"]}]


def test_copies_also_go_to_the_backup_account():
    """Where there is a backup account, each copy goes there too."""
    plan = one(built(account_vault=ACCOUNT_VAULT), PLAN, "backup-medical-record")
    for rule in rules(plan).values():
        assert rule["copyActions"][1] == {"destinationVaultArn": ACCOUNT_VAULT, "lifecycle": rule["lifecycle"]}


def test_without_a_second_region_no_copy_leaves():
    """An environment of one region, without a backup account, copies nowhere."""
    for plan in built(DEVELOPMENT).of(PLAN):
        assert not any(rule.get("copyActions") for rule in rules(plan).values())


def test_what_is_copied_is_chosen_by_its_tags(graph: Graph):
    """A plan takes whatever bears its data class and asks to be backed up, and nothing by name."""
    for selection in graph.of(SELECTION):
        tags = {item["key"]: item["value"] for item in value(selection, "conditions[0].stringEquals")}
        data_class = value(selection, "name")
        assert tags == {"aws:ResourceTag/hds:data-class": data_class, "aws:ResourceTag/hds:backup": "yes"}
        (plan,) = graph.targets(selection, "planId", PLAN)
        assert plan.name in {f"backup-{data_class}", "backup-continuous"}
        assert selection.get("selectionTags") == ABSENT
    assert len(graph.of(SELECTION)) == 4


def test_copies_say_what_they_hold(graph: Graph):
    """A copy bears the class of its store."""
    tags = rules(one(graph, PLAN, "backup-medical-record"))["daily"]["recoveryPointTags"]
    assert tags == {"hds:data-class": "medical-record", "hds:dscp": "yes"}
    assert rules(one(graph, PLAN, "backup-non-health"))["daily"]["recoveryPointTags"]["hds:dscp"] == "no"


def test_each_region_takes_every_type_that_is_built(graph: Graph):
    """No type that a capability builds is passed over, in either region; tables and file systems are copied in the service's own form."""
    for settings in graph.of(TYPES):
        assert set(value(settings, "resourceTypeOptInPreference")) == {"DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3"}
        assert all(value(settings, "resourceTypeOptInPreference").values())
        assert value(settings, "resourceTypeManagementPreference") == {"DynamoDB": True, "EFS": True}
        assert settings.protect
    regions = {settings.name: settings.get("region") for settings in graph.of(TYPES)}
    assert regions["backup-types"] == ABSENT
    assert value(one(graph, TYPES, "backup-replica-types"), "region") == "eu-central-1"
    assert [settings.name for settings in built(DEVELOPMENT).of(TYPES)] == ["backup-types"]


def test_one_role_copies_and_another_restores(graph: Graph):
    """Each has the rights of its task alone, admits the service on behalf of this account alone, and is there before it is used."""
    rights: dict[str, set[str]] = {}
    for attachment in graph.of(ATTACHMENT):
        rights.setdefault(value(attachment, "role"), set()).add(value(attachment, "policyArn").removeprefix("arn:aws:iam::aws:policy/"))
    assert rights == {
        "chu-lyon-production-backup": {
            "service-role/AWSBackupServiceRolePolicyForBackup",
            "AWSBackupServiceRolePolicyForS3Backup",
        },
        "chu-lyon-production-restore": {
            "service-role/AWSBackupServiceRolePolicyForRestores",
            "AWSBackupServiceRolePolicyForS3Restore",
        },
    }
    for role in graph.of(ROLE):
        (trust,) = statements(role, "assumeRolePolicy").values()
        assert trust["Principal"] == {"Service": "backup.amazonaws.com"}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
        assert role.protect
    attached = {item.urn for item in graph.of(ATTACHMENT) if item.name.startswith("backup-backup")}
    assert all(attached <= set(selection.dependencies) for selection in graph.of(SELECTION))


def test_plans_and_selections_are_protected(graph: Graph):
    """Removing one would end the backups without a word."""
    assert all(item.protect for item in (*graph.of(PLAN), *graph.of(SELECTION)))


@given(
    terms=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(["objects", "table"]), st.integers(1, 40_000)), min_size=1),
    daily=st.integers(1, 400),
    monthly=st.integers(1, 4000),
    continuous=st.integers(1, 35),
)
def test_every_life_is_inside_the_lock_and_the_term(terms: list[tuple[str, Any, int]], daily: int, monthly: int, continuous: int):
    """Whatever is asked, no copy outlives the records it is made of, and each life is between the two terms of the lock, which are lives.

    Daily and monthly copies hold every store of a class; the continuous ones hold object stores, and only them.
    """
    stores = tuple(
        BackupStore(name=name, kind=kind, data_class=name, health=True, encryption_key=None, retention_days=days)  # pyright: ignore[reportArgumentType]
        for name, kind, days in terms
    )
    args = BackupArgs(
        perimeter=PRODUCTION,
        stores=stores,
        encryption_key=None,  # pyright: ignore[reportArgumentType]
        custodians=("x",),
        log_destination=None,  # pyright: ignore[reportArgumentType]
        daily_days=daily,
        monthly_days=monthly,
        continuous_days=continuous,
    )
    found = lives_of(args)
    every = [term for life in found.classes for term in (life.daily, life.monthly) if term is not None]
    every += [] if found.continuous is None else [found.continuous]
    assert (found.shortest, found.longest) == (min(every), max(every))
    for life in found.classes:
        kept = min(store.retention_days for store in life.stores)
        assert life.daily <= kept
        assert life.monthly is None or life.daily < life.monthly <= kept
    objects = [days for _, kind, days in terms if kind == "objects"]
    assert (found.continuous is None) == (not objects)
    assert all((found.continuous or 0) <= days for days in objects)
