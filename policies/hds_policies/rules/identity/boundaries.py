# SPDX-License-Identifier: Apache-2.0
"""Boundaries hold: nobody under one, whatever his policies, harms for good or gets out (HDS-IAM-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, may
from hds_policies.documents import partial_statements
from hds_policies.places import outside
from hds_policies.roles import POLICY, ROLE, boundaries, is_break_glass
from hds_policies.rule import graph_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.graph import Graph, Resource

__all__ = ["boundary_lets_nothing_grave_through"]

_ELSEWHERE = (("aws:requestedregion", tuple((region,) for region in outside())),)
_UNBOUNDED = (("iam:permissionsboundary", ((), ("arn:aws:iam::000000000000:policy/0000",))),)
_GRAVE = (
    Scope(("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:StopConfigurationRecorder", "guardduty:DeleteDetector")),
    Scope(("backup:DeleteRecoveryPoint", "kms:ScheduleKeyDeletion", "kms:DisableKey", "s3:BypassGovernanceRetention")),
    Scope(("account:EnableRegion", "organizations:LeaveOrganization", "s3:PutAccountPublicAccessBlock")),
    Scope(("iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile")),
    Scope(("iam:DeleteRolePermissionsBoundary",)),
    Scope(("iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"), keys=_UNBOUNDED),
    Scope(("ec2:RunInstances", "rds:CreateDBInstance", "s3:CreateBucket"), keys=_ELSEWHERE),
)
"""Traces silenced, backups and keys destroyed, guardrails undone, accounts beside the directory, ways out, and places elsewhere."""
_REWRITE = ("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion")


@graph_rule("HDS-IAM-04", POLICY)
def boundary_lets_nothing_grave_through(policy: Resource, graph: Graph) -> Verdict:
    """A boundary refuses what its holders could not be given back: whoever makes roles under it gives them all that it lets through."""
    if policy.urn not in boundaries(graph):
        return NOT_APPLICABLE
    value = policy.get("policy")
    found = partial_statements(value)
    if found is None:
        return unknown("policy", value, "readable_policy")
    asked = [scope._replace(actions=(action,)) for scope in (*_GRAVE, *_own(policy, graph)) for action in scope.actions]
    answers = [(scope.actions[0], may(found, scope).truth) for scope in asked]
    worst = max(truth for _, truth in answers)
    named = ", ".join(dict.fromkeys(action for action, truth in answers if truth is worst))
    return PASS if worst is Truth.NO else (fail if worst is Truth.YES else unknown)("policy", value, "nothing_grave", named)


def _own(policy: Resource, graph: Graph) -> Iterator[Scope]:
    """A change of the boundary itself, and of who takes the break-glass role, as far as the plan shows their ARNs."""
    for account in sorted(graph.accounts):
        if name := _named(policy):
            yield Scope(_REWRITE, (f"arn:aws:iam::{account}:policy{name}",))
        for role in graph.of(ROLE):
            if is_break_glass(role, graph) and (name := _named(role)):
                yield Scope(("iam:UpdateAssumeRolePolicy",), (f"arn:aws:iam::{account}:role{name}",))


def _named(resource: Resource) -> str | None:
    """Path and name, ``/people/operator``."""
    name, path = resource.get("name"), resource.get("path")
    if not isinstance(name, Known) or not isinstance(path, (Known, Absent)):
        return None
    return f"{path.value if isinstance(path, Known) else '/'}{name.value}"
