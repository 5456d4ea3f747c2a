# SPDX-License-Identifier: Apache-2.0
"""Backups outlive those who would destroy them (HDS-BCK-04, HDS-BCK-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.backups import PLAN, TESTED, VAULT, rules_of, writing
from hds_policies.documents import UNKNOWN, partial_statements
from hds_policies.roles import ROLE, trust
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, at_least, decide, fail, is_false, number, unknown

if TYPE_CHECKING:
    from hds_policies.buckets import Place
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource

__all__ = ["backup_role_serves_backups_only", "destroying_backups_is_denied", "plan_writes_to_a_vault_of_the_program", "vault_is_locked"]

_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
_SERVICE = "backup.amazonaws.com"
_DEFAULT_ROLE = ":role/service-role/AWSBackupDefaultServiceRole"
"""What the service makes for itself, with its own trust."""
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
    used = writing(vault, graph)
    if not used:
        return NOT_APPLICABLE if used is not None else unknown("name", vault.get("name"), "vault_lock")
    locks = graph.companions(vault, _LOCK, "backupVaultName")
    lock = all_of(_lock(item, used) for item in locks) if locks else fail("", ABSENT, "vault_lock")
    return all_of((lock, is_false(vault, "forceDestroy", absent=PASS)))


@graph_rule("HDS-BCK-04", PLAN)
def plan_writes_to_a_vault_of_the_program(plan: Resource, graph: Graph) -> Verdict:
    """A plan names a vault whose lock is judged; the one that AWS makes has none, and one of another program is not seen."""
    return all_of(_seen(rule, graph) for rule in rules_of(plan))


def _seen(rule: Place, graph: Graph) -> Verdict:
    value = rule.get("targetVaultName")
    if graph.targets_of(value, VAULT):
        return PASS
    return (fail if value == Known("Default") else unknown)(rule.path("targetVaultName"), value, "vault_lock")


@graph_rule("HDS-BCK-05", VAULT)
def destroying_backups_is_denied(vault: Resource, graph: Graph) -> Verdict:
    """The policy of a vault that plans write to denies everyone, but roles it names, to destroy backups or to change that policy."""
    used = writing(vault, graph)
    if not used:
        return NOT_APPLICABLE if used is not None else unknown("name", vault.get("name"), "vault_policy", _DESTROYS[0])
    policies = graph.companions(vault, _POLICY, "backupVaultName")
    return any_of(_denies(policy) for policy in policies) if policies else fail("", ABSENT, "vault_policy", _DESTROYS[0])


@graph_rule("HDS-BCK-05", "aws:backup/selection:Selection", TESTED)
def backup_role_serves_backups_only(selection: Resource, graph: Graph) -> Verdict:
    """The role that copies what is selected, or brings it back, can be taken by AWS Backup only."""
    value = selection.get("iamRoleArn")
    if isinstance(value, Known) and str(value.value).endswith(_DEFAULT_ROLE):
        return PASS
    roles = graph.targets_of(value, ROLE)
    return all_of(_serves(role) for role in roles) if roles else unknown("iamRoleArn", value, "service_role", _SERVICE)


def _serves(role: Resource) -> Verdict:
    path, found = "assumeRolePolicy", trust(role)
    allowed = [item for item in found or () if item.allows]
    named = [principal for item in allowed for principal in item.principals]
    others = [principal for principal in named if (principal.kind, principal.name) != ("Service", _SERVICE)]
    if found is None or (others and all(principal.name == UNKNOWN for principal in others)):
        return unknown(path, role.get(path), "service_role", _SERVICE)
    return fail(path, role.get(path), "service_role", _SERVICE) if others or any(item.not_principals for item in allowed) else PASS


def _lock(lock: Resource, used: list[Place]) -> Verdict:
    """The bounds of a lock against the terms of plans: none is for ever, and one that is not known yet bounds nothing."""
    terms = [place.get("lifecycle.deleteAfter") for place in used]
    days = [number(term.value) for term in terms if isinstance(term, Known) and isinstance(term.value, (int, float))]
    days += [float("inf") for term in terms if isinstance(term, Absent)]
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
