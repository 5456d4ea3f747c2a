# SPDX-License-Identifier: Apache-2.0
"""Rights by which keys and backups could leave the EEA, whatever the program itself copies (HDS-LOC-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, admits_somebody, refuses_everyone
from hds_policies.access.requests import STRANGER
from hds_policies.backups import VAULT, writing
from hds_policies.checks import KEYS
from hds_policies.documents import partial_statements
from hds_policies.key_policies import key_policies
from hds_policies.places import outside
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["copies_leave_the_vault_for_the_eea_only", "key_is_replicated_in_the_eea_only"]

_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
_REPLICAS = ("aws:kms/replicaKey:ReplicaKey", "aws:kms/replicaExternalKey:ReplicaExternalKey")
_SPREADING = {"kms:ReplicateKey": "kms:replicaregion", "kms:UpdatePrimaryRegion": "kms:primaryregion"}
"""Actions that place a key in a region, and the condition key that names it."""
_NOBODY = (("aws:principalarn", ((f"arn:aws:iam::{STRANGER}:role/0000",),)),)
"""A caller that a refusal spares by name is none of ours."""


@graph_rule("HDS-LOC-02", *KEYS)
def key_is_replicated_in_the_eea_only(key: Resource, graph: Graph) -> Verdict:
    """Nobody whom the policy of a multi-region key lets in may replicate or promote it outside the EEA."""
    wide = Known(True) if key.kind in _REPLICAS else key.get("multiRegion")
    if isinstance(wide, Absent) or wide in (Known(False), Known("false")):
        return NOT_APPLICABLE
    found = all_of(_spreads(value) for value in key_policies(key, graph))
    return found if isinstance(wide, Known) or found == PASS else unknown("multiRegion", wide, "replicated_in_eea")


@graph_rule("HDS-LOC-02", VAULT)
def copies_leave_the_vault_for_the_eea_only(vault: Resource, graph: Graph) -> Verdict:
    """The policy of a vault that plans write to denies everyone, but roles it names, to copy to a vault outside the EEA."""
    used = writing(vault, graph)
    if not used:
        return NOT_APPLICABLE if used is not None else unknown("name", vault.get("name"), "copied_in_eea")
    policies = graph.companions(vault, _POLICY, "backupVaultName")
    accounts = (STRANGER, *sorted(graph.accounts))
    return any_of(_keeps(policy.get("policy"), accounts) for policy in policies) if policies else fail("", ABSENT, "copied_in_eea")


def _spreads(policy: Value) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return (fail if isinstance(policy, Absent) else unknown)("policy", policy, "replicated_in_eea")
    regions = tuple((region,) for region in outside())
    truth = max(admits_somebody(found, Scope((action,), keys=((key, regions),))).truth for action, key in _SPREADING.items())
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("policy", policy, "replicated_in_eea")


def _keeps(policy: Value, accounts: tuple[str, ...]) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return unknown("policy", policy, "copied_in_eea")
    places = tuple((f"arn:aws:backup:{region}:{account}:backup-vault:0000",) for region in outside() for account in accounts)
    truth = refuses_everyone(found, Scope(("backup:CopyFromBackupVault",), keys=(("backup:copytargets", places), *_NOBODY)))
    return PASS if truth is Truth.YES else (fail if truth is Truth.NO else unknown)("policy", policy, "copied_in_eea")
