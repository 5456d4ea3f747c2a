# SPDX-License-Identifier: Apache-2.0
"""Duties that no role holds together: change keys, destroy traces, delete backups, give rights (HDS-IAM-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope
from hds_policies.roles import ROLE, Rights, is_break_glass, rights
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["DUTIES", "held", "rights_are_given_within_a_boundary", "role_holds_one_duty"]

_GIVE = ("iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:PutRolePolicy", "iam:PutUserPolicy")
"""Give rights to an identity: IAM lets a policy ask for the boundary of that identity."""
_REWRITE = ("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion")
"""Give rights by a policy that others hold already; no condition can ask for a boundary."""
_UNBOUNDED = (("iam:permissionsboundary", ((), ("arn:aws:iam::000000000000:policy/0000",))),)
"""An identity without a boundary, or with one of its own choice."""
_SOMEBODY = "arn:aws:iam::000000000000:policy/0000"
"""Stands for any policy: a right on this one is a right on all."""
DUTIES: dict[str, tuple[Scope, ...]] = {
    "keys": (Scope(("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion")),),
    "traces": (Scope(("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "s3:BypassGovernanceRetention")),),
    "backups": (Scope(("backup:DeleteRecoveryPoint", "backup:DeleteBackupVault")),),
    "rights": (Scope(_GIVE, keys=_UNBOUNDED), Scope(_REWRITE, (_SOMEBODY,))),
}
"""What each duty lets its holder do."""


def held(may: Rights, duty: str) -> Truth:
    """Whether a role holds a duty."""
    return max(may.may(scope) for scope in DUTIES[duty])


@graph_rule("HDS-IAM-04", ROLE)
def role_holds_one_duty(role: Resource, graph: Graph) -> Verdict:
    """A role holds one of the four duties at most, so that it takes two to harm and to hide; only break-glass holds more."""
    if is_break_glass(role, graph):
        return NOT_APPLICABLE
    may = rights(role, graph)
    found = {duty: held(may, duty) for duty in DUTIES}
    certain = [duty for duty, truth in found.items() if truth is Truth.YES]
    if len(certain) > 1:
        return fail("", ABSENT, "one_duty", ", ".join(certain))
    possible = [duty for duty, truth in found.items() if truth is not Truth.NO]
    return unknown("", ABSENT, "one_duty", ", ".join(possible)) if len(possible) > 1 else PASS


@graph_rule("HDS-IAM-04", ROLE)
def rights_are_given_within_a_boundary(role: Resource, graph: Graph) -> Verdict:
    """A role gives rights only to what carries a boundary, and rewrites only policies that are named."""
    if is_break_glass(role, graph):
        return NOT_APPLICABLE
    may = rights(role, graph)
    found = {action: may.may(scope._replace(actions=(action,))) for scope in DUTIES["rights"] for action in scope.actions}
    worst = max(found.values())
    named = ", ".join(action for action, truth in found.items() if truth is worst)
    return PASS if worst is Truth.NO else (fail if worst is Truth.YES else unknown)("", ABSENT, "bounded_rights", named)
