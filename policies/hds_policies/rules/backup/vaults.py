# SPDX-License-Identifier: Apache-2.0
"""Backups outlive those who would destroy them (HDS-BCK-04, HDS-BCK-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import VAULT, vaults
from hds_policies.documents import partial_statements
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, at_least, decide, fail, is_false, number, unknown

if TYPE_CHECKING:
    from hds_policies.buckets import Place
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource

__all__ = ["destroying_backups_is_denied", "vault_is_locked"]

_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
_FLOOR_DAYS, _GRACE_DAYS = 7, 3
_DESTROYS = (
    "backup:DeleteRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
    "backup:DeleteBackupVault",
    "backup:DeleteBackupVaultAccessPolicy",
    "backup:PutBackupVaultAccessPolicy",
)


@graph_rule("HDS-BCK-04", VAULT)
def vault_is_locked(vault: Resource, graph: Graph) -> Verdict:
    """A vault that plans write to is locked for a week at least, within the terms of the plans, and is not emptied when destroyed."""
    used = vaults(graph).get(vault.urn)
    if not used:
        return NOT_APPLICABLE
    locks = graph.companions(vault, _LOCK, "backupVaultName")
    lock = all_of(_lock(item, used) for item in locks) if locks else fail("", ABSENT, "vault_lock")
    return all_of((lock, is_false(vault, "forceDestroy", absent=PASS)))


@graph_rule("HDS-BCK-05", VAULT)
def destroying_backups_is_denied(vault: Resource, graph: Graph) -> Verdict:
    """The policy of a vault that plans write to denies everyone, but roles it names, to destroy backups or to change that policy."""
    if not vaults(graph).get(vault.urn):
        return NOT_APPLICABLE
    policies = graph.companions(vault, _POLICY, "backupVaultName")
    return any_of(_denies(policy) for policy in policies) if policies else fail("", ABSENT, "vault_policy", _DESTROYS[0])


def _lock(lock: Resource, used: list[Place]) -> Verdict:
    """The bounds of a lock against the terms that plans ask for; a term that is not known yet bounds nothing."""
    terms = [value.value for place in used if isinstance(value := place.get("lifecycle.deleteAfter"), Known)]
    days = [number(term) for term in terms if isinstance(term, (int, float))]
    shortest = min(days, default=float("inf"))
    least = decide(lock, "minRetentionDays", lambda low: _FLOOR_DAYS <= number(low) <= shortest, "between", _FLOOR_DAYS, shortest)
    most = at_least(lock, "maxRetentionDays", max(days, default=0), absent=PASS)
    return all_of((least, most, at_least(lock, "changeableForDays", _GRACE_DAYS, absent=PASS)))


def _denies(policy: Resource) -> Verdict:
    value = policy.get("policy")
    found = partial_statements(value)
    if found is None:
        return unknown("policy", value, "readable_policy")
    missing = [action for action in _DESTROYS if not any(_refuses(item, action) for item in found)]
    return fail("policy", value, "vault_policy", ", ".join(missing)) if missing else PASS


def _refuses(statement: Statement, action: str) -> bool:
    spared = {condition.key for condition in statement.conditions} <= {"aws:principalarn"}
    return not statement.allows and any(principal.everyone for principal in statement.principals) and statement.acts(action) and spared
