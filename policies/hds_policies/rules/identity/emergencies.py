# SPDX-License-Identifier: Apache-2.0
"""Root is locked away, and break-glass access exists, is narrow and rings (HDS-IAM-03)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hds_policies.access.evaluate import admission
from hds_policies.access.globs import Truth
from hds_policies.access.requests import STRANGER, Request, account_of, caller_of, member, of_account
from hds_policies.alerting import watched
from hds_policies.due import due_once, due_regions
from hds_policies.graph import STACK
from hds_policies.memo import once_per_graph
from hds_policies.roles import ROLE, has_policies, is_break_glass, trust
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, at_most, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hds_policies.access.questions import Keys
    from hds_policies.access.requests import Caller
    from hds_policies.documents import Principal, Statement
    from hds_policies.graph import Graph, Resource

__all__ = [
    "break_glass_role_exists",
    "break_glass_session_is_an_hour",
    "break_glass_trust_is_narrow",
    "break_glass_use_raises_an_alert",
    "organisation_keeps_root_credentials",
    "root_use_raises_an_alert",
]

_HOUR = 3600
_NO_FACTOR: Keys = (("aws:multifactorauthpresent", (("false",), ())),)
_FEATURES = ("RootCredentialsManagement", "RootSessions")


@graph_rule("HDS-IAM-03", STACK)
def break_glass_role_exists(_: Resource, graph: Graph) -> Verdict:
    """There is a role for when the directory does not answer, and it may do something."""
    met = any(has_policies(role, graph) for role in _emergency_roles(graph))
    return due_once(graph, met=met, key="break_glass_due")


@graph_rule("HDS-IAM-03", ROLE)
def break_glass_trust_is_narrow(role: Resource, graph: Graph) -> Verdict:
    """The break-glass role is taken with a second factor, and by those it names: not by whoever is of the account."""
    if not is_break_glass(role, graph):
        return NOT_APPLICABLE
    policy, found = role.get("assumeRolePolicy"), trust(role)
    if found is None:
        return unknown("assumeRolePolicy", policy, "readable_policy")
    named = dict.fromkeys(principal for statement in found if statement.allows for principal in statement.principals)
    answers = {
        "second_factor": max((_taken(found, member(caller_of(one)), _NO_FACTOR) for one in named), default=Truth.NO),
        "named_emergency": max(
            (_taken(found, member(of_account(account)), _nobody(found, account)) for account in _whole(named)), default=Truth.NO
        ),
    }
    return all_of(
        PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("assumeRolePolicy", policy, key)
        for key, truth in answers.items()
    )


@graph_rule("HDS-IAM-03", ROLE)
def break_glass_session_is_an_hour(role: Resource, graph: Graph) -> Verdict:
    """A session of the break-glass role ends within an hour."""
    return at_most(role, "maxSessionDuration", _HOUR, absent=PASS) if is_break_glass(role, graph) else NOT_APPLICABLE


@graph_rule("HDS-IAM-03", STACK)
def break_glass_use_raises_an_alert(_: Resource, graph: Graph) -> Verdict:
    """Whoever takes the break-glass role is heard."""
    return all_of(_heard(graph, ("AssumeRole", _name(role)), "break_glass_alert", role.name) for role in _emergency_roles(graph))


@graph_rule("HDS-IAM-03", STACK)
def root_use_raises_an_alert(_: Resource, graph: Graph) -> Verdict:
    """Whoever acts as root is heard."""
    because = next(iter(due_regions(graph).values()), None)
    return _heard(graph, ("userIdentity", "Root"), "root_alert", because) if because else NOT_APPLICABLE


@graph_rule("HDS-IAM-03", "aws:iam/organizationsFeatures:OrganizationsFeatures")
def organisation_keeps_root_credentials(features: Resource, _: Graph) -> Verdict:
    """The organisation manages the credentials of root in its accounts, and its sessions."""
    found = [value for _, value in features.all("enabledFeatures[*]")]
    settled = all(isinstance(value, Known) for value in found)
    missing = [name for name in _FEATURES if Known(name) not in found]
    given = features.get("enabledFeatures")
    return all_of((fail if settled else unknown)("enabledFeatures", given, "equals", name) for name in missing) if missing else PASS


def _emergency_roles(graph: Graph) -> list[Resource]:
    return [role for role in graph.of(ROLE) if is_break_glass(role, graph)]


def _taken(found: tuple[Statement, ...], caller: Caller, keys: Keys) -> Truth:
    return admission(found, Request(caller, ("sts:*",), keys=keys)).truth


def _whole(named: Iterable[Principal]) -> Iterator[str]:
    """The accounts that a trust lets in as a whole; everyone is an account that nobody knows."""
    for principal in named:
        account, resource = account_of(principal)
        if principal.everyone or (account and resource in {"", ":root"}):
            yield account or STRANGER


def _nobody(found: tuple[Statement, ...], account: str) -> Keys:
    """What makes a caller of an account nobody in particular: a name that no policy knows, and no tags."""
    asked = {condition.key for statement in found for condition in statement.conditions}
    tags = sorted(key for key in asked if key.startswith("aws:principaltag/"))
    names = tuple((f"arn:aws:iam::{account}:{kind}/0000",) for kind in ("role", "user"))
    return (("aws:principalarn", names), *((key, ((),)) for key in tags))


def _heard(graph: Graph, words: tuple[str | None, ...], key: str, because: str) -> Verdict:
    """Whether something that alerts speaks of all the words; None is a word that is not known yet."""
    if any(all(word is not None and word in text for word in words) for text in _texts(graph)):
        return PASS
    return (fail if watched(graph).settled and None not in words else unknown)("", ABSENT, key, because)


@once_per_graph
def _texts(graph: Graph) -> tuple[str, ...]:
    found = watched(graph)
    return (*found.filters, *(json.dumps(pattern) for pattern in found.events))


def _name(role: Resource) -> str | None:
    name = role.get("name")
    return name.value if isinstance(name, Known) and isinstance(name.value, str) else None
