# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_policies.values import ABSENT, Known
from tests.components.aws.access import Request, allowed
from tests.components.aws.backup.builds import ACCOUNT_VAULT, ALERTS, CUSTODIAN, GOVERNED, LOCK, LOCKED, POLICY, VAULT, built
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, statements, value

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

ROOT = "arn:aws:iam::123456789012:root"
HERE = "arn:aws:backup:eu-west-3:123456789012:backup-vault:chu-lyon-production-backup"
THERE = "arn:aws:backup:eu-central-1:123456789012:backup-vault:chu-lyon-production-backup-replica"


@pytest.fixture(scope="module")
def governed() -> Graph:
    """The backups of an environment in the phase of governance."""
    return built()


def may(graph: Graph, action: str, role: str, vault: str = "backup-vault", organisation: str = "o-abcdefghij") -> bool:
    """Whether the policy of a vault lets a role, to which IAM allows everything, do something with the vault."""
    policy = json.loads(value(one(graph, POLICY, f"{vault}-policy"), "policy"))["Statement"]
    kept = [statement for statement in policy if statement["Sid"] != "DenyCopiesElsewhere"]
    iam = {"Effect": "Allow", "Principal": "*", "Action": ["*"], "Resource": ["*"]}
    keys = {"aws:PrincipalArn": role, "aws:PrincipalOrgID": organisation, "aws:PrincipalIsAWSService": "false"}
    return allowed([iam, *kept], Request(principal=ROOT, action=action, keys=keys))


def test_each_region_has_a_vault_under_the_key_of_that_region(governed: Graph):
    """The vault of the primary region and its peer are each under the key, or the replica, of their region."""
    for name, region, kind in (
        ("backup-vault", "eu-west-3", "aws:kms/key:Key"),
        ("backup-replica-vault", "eu-central-1", "aws:kms/replicaKey:ReplicaKey"),
    ):
        vault = one(governed, VAULT, name)
        assert governed.region(vault) == Known(region)
        assert [target.kind for target in governed.targets(vault, "kmsKeyArn", kind)] == [kind]
        assert value(vault, "forceDestroy") is False
        assert value(vault, "tags.hds:dscp") == "yes"


def test_a_vault_without_health_data_says_so():
    """The vault is classed by what it holds."""
    stores = ({"name": "exchanges", "kind": "objects", "data_class": "non-health", "health": False},)
    assert value(one(built(stores=stores), VAULT, "backup-vault"), "tags.hds:dscp") == "no"


@pytest.mark.parametrize("kind", [LOCK, POLICY, ALERTS])
def test_what_belongs_to_a_vault_is_in_its_region(kind: str):
    """Locks, policies and notifications stand where their vault stands."""
    graph = built(alert_destination="arn:aws:sns:eu-west-3:123456789012:alerts", replica_alert_destination="arn:aws:sns:eu-central-1:1:a")
    for vault in graph.of(VAULT):
        (found,) = graph.companions(vault, kind, "backupVaultName")
        assert graph.region(found) == graph.region(vault)


def test_without_a_replica_region_there_is_one_vault():
    """Nothing is made in a second region that the environment does not have."""
    graph = built(replace(DEVELOPMENT, phase="governance"))
    assert [vault.name for vault in graph.of(VAULT)] == ["backup-vault"]
    assert [lock.name for lock in graph.of(LOCK)] == ["backup-vault-lock-governance"]


def test_a_draft_has_no_lock():
    """In draft nothing holds a vault."""
    assert not built(PRODUCTION).of(LOCK)


def test_governance_has_terms_and_no_lock_date(governed: Graph):
    """Without ``changeableForDays`` a lock can be lifted by a privileged role; the terms are the shortest and the longest life."""
    for lock in governed.of(LOCK):
        assert lock.get("changeableForDays") == ABSENT
        assert (value(lock, "minRetentionDays"), value(lock, "maxRetentionDays")) == (35, 365)


@pytest.mark.parametrize("vault", ["backup-vault", "backup-replica-vault"])
def test_a_locked_vault_can_be_released_for_a_week_only(vault: str):
    """A lock of the phase ``locked`` holds after the days of grace, under a Pulumi name that no other phase uses."""
    lock = one(built(LOCKED), LOCK, f"{vault}-lock-locked")
    assert value(lock, "changeableForDays") == 7
    assert (value(lock, "minRetentionDays"), value(lock, "maxRetentionDays")) == (35, 365)


@pytest.mark.parametrize("perimeter", [GOVERNED, LOCKED], ids=lambda perimeter: perimeter.phase)
def test_a_lock_is_never_replaced_and_outlives_its_program(perimeter: Perimeter):
    """Reading a lock back does not plan its replacement; a lock and its vault stay in the cloud when they leave the program."""
    seen: dict[str, pulumi.ResourceOptions] = {}
    built(perimeter, options=seen)
    for vault in ("backup-vault", "backup-replica-vault"):
        lock = seen[f"{vault}-lock-{perimeter.phase}"]
        assert lock.ignore_changes == ["changeableForDays"]
        for found in (lock, seen[vault], seen[f"{vault}-policy"]):
            assert (found.protect, found.retain_on_delete) == (True, True)


@pytest.mark.parametrize("vault", ["backup-vault", "backup-replica-vault"])
@pytest.mark.parametrize(
    "action",
    [
        "backup:DeleteRecoveryPoint",
        "backup:DisassociateRecoveryPoint",
        "backup:DisassociateRecoveryPointFromParent",
        "backup:UpdateRecoveryPointLifecycle",
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultLockConfiguration",
        "backup:DeleteBackupVaultNotifications",
        "backup:PutBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
    ],
)
def test_custodians_alone_remove_copies_and_open_vaults(governed: Graph, vault: str, action: str):
    """A role of the account can neither delete a copy nor what protects it; a custodian can, as long as he is of the organisation."""
    assert not may(governed, action, "arn:aws:iam::123456789012:role/administrator", vault)
    assert may(governed, action, CUSTODIAN, vault)
    assert not may(governed, action, CUSTODIAN, vault, organisation="o-other")


def test_copies_are_made_and_restored_by_others(governed: Graph):
    """The policy takes nothing away from whoever copies and restores inside the organisation."""
    for action in ("backup:StartBackupJob", "backup:StartRestoreJob", "backup:CopyIntoBackupVault"):
        assert may(governed, action, "arn:aws:iam::123456789012:role/backup")
        assert not may(governed, action, "arn:aws:iam::999999999999:role/backup", organisation="o-other")


def test_a_draft_can_still_be_changed_and_not_emptied():
    """In draft the deployer changes vaults, and copies are already kept from deletion."""
    draft = built(PRODUCTION)
    role = "arn:aws:iam::123456789012:role/deployer"
    assert may(draft, "backup:PutBackupVaultAccessPolicy", role)
    assert not may(draft, "backup:DeleteRecoveryPoint", role)


@pytest.mark.parametrize(
    ("account_vault", "vault", "targets"),
    [
        (None, "backup-vault", [THERE]),
        (None, "backup-replica-vault", [HERE]),
        (ACCOUNT_VAULT, "backup-vault", [THERE, ACCOUNT_VAULT]),
        (ACCOUNT_VAULT, "backup-replica-vault", [HERE, ACCOUNT_VAULT]),
    ],
)
def test_copies_go_to_our_vaults_only(account_vault: str | None, vault: str, targets: list[str]):
    """A copy out of a vault is refused unless it goes to the peer or to the vault of the backup account."""
    policy = statements(one(built(account_vault=account_vault), POLICY, f"{vault}-policy"))["DenyCopiesElsewhere"]
    assert (policy["Effect"], policy["Action"]) == ("Deny", ["backup:CopyFromBackupVault"])
    assert policy["Condition"] == {"ForAllValues:ArnNotLike": {"backup:CopyTargets": targets}}


def test_alone_a_vault_lets_no_copy_out():
    """Without a second region and a backup account no copy leaves."""
    policy = statements(one(built(DEVELOPMENT), POLICY, "backup-vault-policy"))["DenyCopiesElsewhere"]
    assert "Condition" not in policy


def test_the_lock_comes_before_the_policy_that_forbids_locks(governed: Graph):
    """The policy waits for the lock, which it would refuse to the deployer."""
    policy, lock = one(governed, POLICY, "backup-vault-policy"), one(governed, LOCK, "backup-vault-lock-governance")
    assert lock.urn in policy.dependencies


def test_each_vault_tells_the_topic_of_its_region():
    """Ended jobs, failed copies and changed copies are told, to a topic of the same region; no topic, no notification."""
    graph = built(alert_destination="arn:aws:sns:eu-west-3:123456789012:alerts")
    alerts = one(graph, ALERTS)
    assert alerts.name == "backup-vault-alerts"
    assert value(alerts, "snsTopicArn") == "arn:aws:sns:eu-west-3:123456789012:alerts"
    assert {"BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED"} <= set(value(alerts, "backupVaultEvents"))
    assert not built().of(ALERTS)


@settings(max_examples=15, deadline=None)
@given(tenant=st.from_regex(r"[a-z](-?[a-z0-9]){1,19}", fullmatch=True), stage=st.sampled_from(["production", "test", "development"]))
def test_names_of_vaults_are_valid(tenant: str, stage: str):
    """Whatever the tenant, the name of a vault holds in 50 characters of those that it may have."""
    graph = built(replace(PRODUCTION, tenant=tenant, stage=stage), stores=())
    names = [value(vault, "name") for vault in graph.of(VAULT)]
    assert len(set(names)) == 2
    for name in names:
        assert 2 <= len(name) <= 50
        assert not set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
