# SPDX-License-Identifier: Apache-2.0
"""Stores refuse outsiders themselves, whatever their policy or another comes to allow (HDS-SHR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, refuses_outsiders
from hds_policies.backups import VAULT, writing
from hds_policies.bucket_policies import refuses
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health
from hds_policies.documents import partial_statements
from hds_policies.log_stores import holds_logs
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, any_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["bucket_refuses_outsiders", "vault_refuses_outsiders"]

_POLICY = "aws:backup/vaultPolicy:VaultPolicy"
_OBJECTS = Scope(("s3:GetObject", "s3:PutObject", "s3:DeleteObject"))
_BACKUPS = Scope(("backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DeleteRecoveryPoint", "backup:StartRestoreJob"))


@graph_rule("HDS-SHR-04", BUCKET)
def bucket_refuses_outsiders(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket of health data or of logs denies its objects to whoever is outside the account, the organisation or the network."""
    health = bucket.urn in holds_logs(graph) or is_health(bucket, graph)
    if not health:
        return NOT_APPLICABLE if health is False else unknown("tags", bucket.get("tags"), "tag", "hds:dscp")
    return refuses(bucket, graph, "refuses_outsiders", _OBJECTS, ask=refuses_outsiders)


@graph_rule("HDS-SHR-04", VAULT)
def vault_refuses_outsiders(vault: Resource, graph: Graph) -> Verdict:
    """The policy of a vault that plans write to denies its backups to outsiders too."""
    used = writing(vault, graph)
    if not used:
        return NOT_APPLICABLE if used is not None else unknown("name", vault.get("name"), "refuses_outsiders")
    policies = graph.companions(vault, _POLICY, "backupVaultName")
    return any_of(_refuses(policy) for policy in policies) if policies else fail("", ABSENT, "refuses_outsiders")


def _refuses(policy: Resource) -> Verdict:
    value = policy.get("policy")
    found = partial_statements(value)
    if found is None:
        return unknown("policy", value, "readable_policy")
    truth = refuses_outsiders(found, _BACKUPS)
    return PASS if truth is Truth.YES else (fail if truth is Truth.NO else unknown)("policy", value, "refuses_outsiders")
