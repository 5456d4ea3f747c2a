# SPDX-License-Identifier: Apache-2.0
"""What a role may do: its policies in every form a program can give them, under its permission boundary.

Managed policies of AWS are not read: their text is not part of a program.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, may, one_by_one
from hds_policies.documents import partial_statements
from hds_policies.memo import once_per_graph
from hds_policies.tags import tags
from hds_policies.values import Absent, Known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["POLICY", "ROLE", "Rights", "boundaries", "has_policies", "holders", "is_break_glass", "rights", "trust"]

ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/policy:Policy"
_INLINE = "aws:iam/rolePolicy:RolePolicy"
_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
_ATTACHMENTS = "aws:iam/policyAttachment:PolicyAttachment"
_EXCLUSIVE = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive"
_BOUNDED = (ROLE, "aws:iam/user:User")
_BREAK_GLASS, _BOUNDARY = "break-glass", "boundary"


class Rights(NamedTuple):
    """What a role is given: statements, those of its boundary if it carries one, and whether all of both could be read."""

    given: tuple[Statement, ...]
    boundary: tuple[Statement, ...] | None
    settled: bool

    def may(self, scope: Scope) -> Truth:
        """Whether the role may do one of the actions of a scope, by its policies and within its boundary."""
        truth = max(map(self._may, one_by_one(scope)))
        return truth if self.settled else max(truth, Truth.MAYBE)

    def _may(self, scope: Scope) -> Truth:
        given = may(self.given, scope).truth
        return given if self.boundary is None or given is Truth.NO else min(given, may(self.boundary, scope).truth)


def is_break_glass(role: Resource, graph: Graph) -> bool:
    """Whether a role is the one of emergencies: by its tag ``hds:role``, or by its name."""
    return role.urn in _emergency_roles(graph)


@once_per_graph
def _emergency_roles(graph: Graph) -> frozenset[str]:
    return frozenset(role.urn for role in graph.of(ROLE) if _is_named_break_glass(role) or _is_tagged_break_glass(role, graph))


def _is_named_break_glass(role: Resource) -> bool:
    name = role.get("name")
    return _BREAK_GLASS in (name.value if isinstance(name, Known) and isinstance(name.value, str) else role.name)


def _is_tagged_break_glass(role: Resource, graph: Graph) -> bool:
    return (tags(role, graph) or {}).get("hds:role") == _BREAK_GLASS


def trust(role: Resource) -> tuple[Statement, ...] | None:
    """Who may take a role; None where the policy cannot be read."""
    return partial_statements(role.get("assumeRolePolicy"))


def rights(role: Resource, graph: Graph) -> Rights:
    """What a role may do."""
    return _all_rights(graph)[role.urn]


@once_per_graph
def _all_rights(graph: Graph) -> dict[str, Rights]:
    return {role.urn: _rights(role, graph) for role in graph.of(ROLE)}


def _rights(role: Resource, graph: Graph) -> Rights:
    given = [partial_statements(value) for value in _policies(role, graph)]
    limit = role.get("permissionsBoundary")
    limits = [partial_statements(policy.get("policy")) for policy in graph.targets_of(limit, POLICY)]
    boundary = tuple(statement for found in limits if found for statement in found) if limits else None
    readable = None not in given and None not in limits
    return Rights(tuple(statement for found in given if found for statement in found), boundary, readable)


def holders(policy: Resource, graph: Graph) -> list[Resource]:
    """The roles of the program that a policy is given to: the one it is written in, or those it is attached to."""
    if policy.kind == ROLE:
        return [policy]
    if policy.kind == _INLINE:
        return graph.targets(policy, "role", ROLE)
    attached = [role for item in graph.companions(policy, _ATTACHMENT, "policyArn") for role in graph.targets(item, "role", ROLE)]
    listed = [role for item in graph.companions(policy, _ATTACHMENTS, "policyArn") for role in graph.targets(item, "roles[*]", ROLE)]
    return [*attached, *listed, *graph.companions(policy, ROLE, "managedPolicyArns[*]")]


def has_policies(role: Resource, graph: Graph) -> bool:
    """Whether a role is given anything, also by a policy that the program does not hold."""
    inside = any(not isinstance(role.get(path), Absent) for path in ("inlinePolicies", "managedPolicyArns"))
    named = ((_INLINE, "role"), (_ATTACHMENT, "role"), (_ATTACHMENTS, "roles[*]"), (_EXCLUSIVE, "roleName"))
    return inside or any(graph.companions(role, kind, path) for kind, path in named)


@once_per_graph
def boundaries(graph: Graph) -> frozenset[str]:
    """URNs of the policies that give nothing: attached to no role, they bound one, or are named after what they are for."""
    bounding = {policy.urn for item in graph.of(*_BOUNDED) for policy in graph.targets(item, "permissionsBoundary", POLICY)}
    found = (policy for policy in graph.of(POLICY) if policy.urn in bounding or _BOUNDARY in policy.name)
    return frozenset(policy.urn for policy in found if not holders(policy, graph))


def _policies(role: Resource, graph: Graph) -> Iterator[Value]:
    yield from (value for _, value in role.all("inlinePolicies[*].policy") if not isinstance(value, Absent))
    yield from (policy.get("policy") for policy in graph.companions(role, _INLINE, "role"))
    named = [value for _, value in role.all("managedPolicyArns[*]")]
    named += [item.get("policyArn") for item in graph.companions(role, _ATTACHMENT, "role")]
    named += [item.get("policyArn") for item in graph.companions(role, _ATTACHMENTS, "roles[*]")]
    yield from (policy.get("policy") for value in named for policy in graph.targets_of(value, POLICY))
