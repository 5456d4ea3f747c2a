# SPDX-License-Identifier: Apache-2.0
"""Workloads and pipelines use federated identities, and nobody holds a long-lived key (HDS-IAM-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.evaluate import admission
from hds_policies.access.globs import Truth
from hds_policies.access.requests import Caller, Request
from hds_policies.checks import unused
from hds_policies.graph import STACK
from hds_policies.roles import ROLE, trust
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT
from hds_policies.verdict import PASS, Verdict, all_of, decide, fail, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource

__all__ = [
    "anywhere_profile_has_an_anchor",
    "federated_role_names_its_subject",
    "no_long_lived_key_is_made",
    "provider_names_its_clients",
]

_KEYS = (
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/sshKey:SshKey",
)
_ANCHOR = "aws:rolesanywhere/trustAnchor:TrustAnchor"
_POOLS = "cognito-identity.amazonaws.com"
"""Identity pools of Cognito: their tokens name the pool as audience, and persons of it as subjects."""
_SAML = (":saml-provider/", "saml.amazonaws.com")
_SOMEBODY = (
    "0000",
    "repo:0000/0000:ref:refs/heads/main",
    "repo:0000/0000:environment:0000",
    "project_path:0000/0000:ref_type:branch:ref:main",
    "organization:0000:project:0000:workspace:0000:run_phase:apply",
    "organization:0000:pipeline:0000:ref:refs/heads/main:commit:0000:step:0000",
    "org/0000/project/0000/user/0000",
    "pulumi:deploy:org:0000:project:0000:stack:0000:operation:update:scope:write",
    "system:serviceaccount:0000:0000",
    "sc://0000/0000/0000",
)
"""Subjects of somebody else, as issuers of tokens spell them."""


@resource_rule("HDS-IAM-09", *_KEYS, STACK)
def no_long_lived_key_is_made(resource: Resource, graph: Graph) -> Verdict:
    """The program makes no key, credential or SSH key of a user."""
    return unused(resource, graph, *_KEYS)


@resource_rule("HDS-IAM-09", ROLE)
def federated_role_names_its_subject(role: Resource, _: Graph) -> Verdict:
    """A role that tokens of an issuer open asks whose token it is, and for whom it was made."""
    policy, found = role.get("assumeRolePolicy"), trust(role)
    if found is None:
        return unknown("assumeRolePolicy", policy, "readable_policy")
    named = [
        principal.name for statement in found if statement.allows for principal in statement.principals if principal.kind == "Federated"
    ]
    questions = [(name, key, keys) for name in dict.fromkeys(named) for key, keys in _questions(name)]
    answers = {(_taken(found, name, keys), key) for name, key, keys in questions}
    return all_of(
        PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("assumeRolePolicy", policy, key)
        for truth, key in sorted(answers)
    )


@resource_rule("HDS-IAM-09", "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
def provider_names_its_clients(provider: Resource, _: Graph) -> Verdict:
    """A provider of tokens says for whom they have to be made."""
    return decide(provider, "clientIdLists", bool, "present")


@graph_rule("HDS-IAM-09", "aws:rolesanywhere/profile:Profile")
def anywhere_profile_has_an_anchor(profile: Resource, graph: Graph) -> Verdict:
    """Machines elsewhere take roles by certificates of an authority that the program names."""
    return PASS if graph.of(_ANCHOR) else fail("", ABSENT, "trust_anchor", profile.name)


def _questions(provider: str) -> list[tuple[str, Keys]]:
    """What a provider's tokens must not open a role with: an audience, and a subject, of somebody else."""
    if any(part in provider for part in _SAML):
        return []
    issuer = provider.rpartition(":oidc-provider/")[2].lower()
    audience = ("named_audience", ((f"{issuer}:aud", (("0000",), ())),))
    subject = ("named_subject", ((f"{issuer}:sub", tuple((somebody,) for somebody in _SOMEBODY)),))
    return [audience] if issuer == _POOLS else [audience, subject]


def _taken(found: tuple[Statement, ...], provider: str, keys: Keys) -> Truth:
    return admission(found, Request(Caller(federated=provider), ("sts:AssumeRoleWithWebIdentity",), keys=keys)).truth
