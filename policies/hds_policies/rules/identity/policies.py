# SPDX-License-Identifier: Apache-2.0
"""Policies of identities give the least, and trust policies let in no stranger (HDS-IAM-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, admits_strangers, may
from hds_policies.documents import partial_statements
from hds_policies.roles import POLICY, ROLE, boundaries, holders, is_break_glass, trust
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "ATTACHED",
    "POLICIES",
    "no_administrator_policy_is_attached",
    "policy_gives_no_whole_service",
    "policy_names_its_actions",
    "policy_passes_named_roles_only",
    "trust_admits_no_stranger",
]

POLICIES = {
    POLICY: "policy",
    ROLE: "inlinePolicies[*].policy",
    "aws:iam/groupPolicy:GroupPolicy": "policy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:iam/userPolicy:UserPolicy": "policy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
}
"""Where each kind keeps what it gives to an identity."""
ATTACHED = {
    ROLE: "managedPolicyArns[*]",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": "policyArns[*]",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns[*]",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": "policyArns[*]",
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": "managedPolicyArns[*]",
}
"""Where each kind names managed policies."""
_TO_ROLES = {
    "aws:iam/policyAttachment:PolicyAttachment": "roles[*]",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "roleName",
}
_ADMINISTRATORS = ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess")
_ANYTHING = ("arn:aws:0000:0000:000000000000:0000",)
"""A resource that no policy names: a right on it is a right on all."""
_WHOLE = {service: Scope((f"{service}:0000",), _ANYTHING) for service in ("0000", "iam", "kms", "organizations", "s3", "sts")}
"""An action that no policy names, of each service whose rights are never given whole; ``0000`` is any other service."""
_EVERY_ACTION = {"0000": Scope(("0000:0000",))}
_PASS_ANY = {"iam:PassRole": Scope(("iam:PassRole",), ("arn:aws:iam::000000000000:role/0000",))}


@graph_rule("HDS-IAM-04", *POLICIES)
def policy_gives_no_whole_service(policy: Resource, graph: Graph) -> Verdict:
    """A policy names the actions or the resources it gives; a role under a boundary of the program is bounded by that."""
    given = holders(policy, graph)
    if given and all(_is_bounded(role, graph) for role in given):
        return NOT_APPLICABLE
    return _gives_none(policy, graph, _WHOLE, "no_whole_service")


@graph_rule("HDS-IAM-04", *POLICIES)
def policy_names_its_actions(policy: Resource, graph: Graph) -> Verdict:
    """A policy names services at least, also on things that it names, and under a boundary."""
    return _gives_none(policy, graph, _EVERY_ACTION, "named_services")


@graph_rule("HDS-IAM-04", *POLICIES)
def policy_passes_named_roles_only(policy: Resource, graph: Graph) -> Verdict:
    """Who may hand a role to a service may hand it those that are named, not every one."""
    return _gives_none(policy, graph, _PASS_ANY, "named_roles")


@graph_rule("HDS-IAM-04", *ATTACHED)
def no_administrator_policy_is_attached(attachment: Resource, graph: Graph) -> Verdict:
    """Policies of AWS that give everything, or everything about rights, are attached to the break-glass role only."""
    path = _TO_ROLES.get(attachment.kind)
    roles = [attachment] if attachment.kind == ROLE else graph.targets(attachment, path, ROLE) if path else []
    if roles and all(is_break_glass(role, graph) for role in roles):
        return NOT_APPLICABLE
    return all_of(_named(at, value, graph) for at, value in attachment.all(ATTACHED[attachment.kind]))


@resource_rule("HDS-IAM-04", ROLE)
def trust_admits_no_stranger(role: Resource, _: Graph) -> Verdict:
    """A role is not taken by anyone of an account or an organisation that its trust does not name."""
    policy, found = role.get("assumeRolePolicy"), trust(role)
    if found is None:
        return unknown("assumeRolePolicy", policy, "readable_policy")
    truth, statement = admits_strangers(found, Scope(("sts:*",)))
    name = statement and (statement.sid or f"Statement[{found.index(statement)}]")
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("assumeRolePolicy", policy, "closed_to_strangers", name)


def _is_bounded(role: Resource, graph: Graph) -> bool:
    return bool(graph.targets(role, "permissionsBoundary", POLICY))


def _gives_none(policy: Resource, graph: Graph, scopes: Mapping[str, Scope], key: str) -> Verdict:
    """None of the scopes is given; boundaries give nothing, and the break-glass role may hold what others may not."""
    given = holders(policy, graph)
    if policy.urn in boundaries(graph) or (given and all(is_break_glass(role, graph) for role in given)):
        return NOT_APPLICABLE
    return all_of(_without(at, value, scopes, key) for at, value in policy.all(POLICIES[policy.kind]) if not isinstance(value, Absent))


def _without(at: str, value: Value, scopes: Mapping[str, Scope], key: str) -> Verdict:
    found = partial_statements(value)
    if found is None:
        return unknown(at, value, "readable_policy")
    given = {name: may(found, scope).truth for name, scope in scopes.items()}
    certain = [name for name, truth in given.items() if truth is Truth.YES]
    if certain:
        return fail(at, value, key, ", ".join(certain).replace("0000", "*"))
    possible = [name for name, truth in given.items() if truth is Truth.MAYBE]
    return unknown(at, value, key, ", ".join(possible).replace("0000", "*")) if possible else PASS


def _named(at: str, value: Value, graph: Graph) -> Verdict:
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if isinstance(value, Known):
        name = str(value.value).rpartition("/")[2]
        return fail(at, value, "no_administrator_policy") if name in _ADMINISTRATORS else PASS
    return PASS if graph.targets_of(value, POLICY) else unknown(at, value, "no_administrator_policy")
