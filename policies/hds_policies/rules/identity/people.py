# SPDX-License-Identifier: Apache-2.0
"""Persons come from the directory, with several factors, for short sessions (HDS-IAM-01, HDS-IAM-02, HDS-IAM-05)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hds_policies.access.evaluate import admission
from hds_policies.access.globs import Glob, Mode, Truth
from hds_policies.access.requests import STRANGER, Request, account_of, member, of_account
from hds_policies.checks import unused
from hds_policies.graph import STACK
from hds_policies.roles import ROLE, rights, trust
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.rules.identity.duties import DUTIES, held
from hds_policies.values import Known
from hds_policies.verdict import (
    NOT_APPLICABLE,
    PASS,
    Verdict,
    all_of,
    any_of,
    at_most,
    decide,
    fail,
    is_false,
    is_true,
    one_of,
    present,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_policies.access.requests import Caller
    from hds_policies.documents import Principal
    from hds_policies.graph import Graph, Resource

__all__ = [
    "assignment_names_a_group",
    "cluster_authenticates_by_api",
    "database_takes_directory_identities",
    "no_local_account_is_made",
    "permission_set_session_is_short",
    "role_asks_users_for_a_factor",
    "session_of_a_person_is_short",
    "user_pool_asks_several_factors",
]

_POOL = "aws:cognito/userPool:UserPool"
_LOCAL = (
    "aws:iam/groupMembership:GroupMembership",
    "aws:iam/user:User",
    "aws:iam/userGroupMembership:UserGroupMembership",
    "aws:iam/userLoginProfile:UserLoginProfile",
)
_ENGINES = ("aurora-mysql", "aurora-postgresql", "mariadb", "mysql", "postgres")
"""Engines of databases that take identities of IAM."""
_NO_FACTOR = (("aws:multifactorauthpresent", (("false",), ())),)
_MACHINES = re.compile(
    r"(token\.actions\.githubusercontent\.com|gitlab\.com|agent\.buildkite\.com|app\.terraform\.io|api\.pulumi\.com/oidc"
    r"|oidc\.circleci\.com/.*|api\.bitbucket\.org/.*|vstoken\.dev\.azure\.com/.*|oidc\.eks\..*)"
)
"""Issuers of tokens for jobs and workloads, not for persons."""
_DURATION = re.compile(r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?")
_LONGEST, _LONGEST_PRIVILEGED = 14400, 3600


@resource_rule("HDS-IAM-01", _POOL)
def user_pool_asks_several_factors(pool: Resource, _: Graph) -> Verdict:
    """A pool of users asks everyone for a second factor, and offers another one than a text message."""
    apart = any_of((is_true(pool, "softwareTokenMfaConfiguration.enabled"), present(pool, "webAuthnConfiguration.relyingPartyId")))
    return all_of((one_of(pool, "mfaConfiguration", "ON"), apart))


@resource_rule("HDS-IAM-01", ROLE)
def role_asks_users_for_a_factor(role: Resource, _: Graph) -> Verdict:
    """No user of an account takes a role without a second factor; sessions of other roles carry none and are not asked."""
    policy, found = role.get("assumeRolePolicy"), trust(role)
    if found is None:
        return unknown("assumeRolePolicy", policy, "readable_policy")
    users = [user for statement in found if statement.allows for principal in statement.principals for user in _users(principal)]
    if not users:
        return NOT_APPLICABLE
    truth = max(admission(found, Request(user, ("sts:AssumeRole",), keys=_NO_FACTOR)).truth for user in users)
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("assumeRolePolicy", policy, "second_factor")


@resource_rule("HDS-IAM-02", *_LOCAL, STACK)
def no_local_account_is_made(resource: Resource, graph: Graph) -> Verdict:
    """The program makes no account of a person beside the directory."""
    return unused(resource, graph, *_LOCAL)


@resource_rule("HDS-IAM-02", "aws:ssoadmin/accountAssignment:AccountAssignment")
def assignment_names_a_group(assignment: Resource, _: Graph) -> Verdict:
    """Rights are assigned to groups of the directory, never to one person."""
    return one_of(assignment, "principalType", "GROUP")


@resource_rule("HDS-IAM-02", "aws:rds/instance:Instance", "aws:rds/cluster:Cluster")
def database_takes_directory_identities(database: Resource, _: Graph) -> Verdict:
    """A database whose engine can takes identities of IAM, and so of the directory."""
    engine = database.get("engine")
    if isinstance(engine, Known) and engine.value not in _ENGINES:
        return NOT_APPLICABLE
    return is_true(database, "iamDatabaseAuthenticationEnabled")


@resource_rule("HDS-IAM-02", "aws:eks/cluster:Cluster")
def cluster_authenticates_by_api(cluster: Resource, _: Graph) -> Verdict:
    """Who enters a cluster is said by access entries, not by a map inside it, nor by who made it."""
    mode = one_of(cluster, "accessConfig.authenticationMode", "API")
    return all_of((mode, is_false(cluster, "accessConfig.bootstrapClusterCreatorAdminPermissions")))


@resource_rule("HDS-IAM-05", "aws:ssoadmin/permissionSet:PermissionSet")
def permission_set_session_is_short(permissions: Resource, _: Graph) -> Verdict:
    """A session of a permission set ends within four hours."""
    return decide(permissions, "sessionDuration", _is_short, "at_most", "PT4H", absent=PASS)


@graph_rule("HDS-IAM-05", ROLE)
def session_of_a_person_is_short(role: Resource, graph: Graph) -> Verdict:
    """A session of a role that persons take ends within four hours, or one where the role changes identities, keys, traces or backups."""
    found = trust(role)
    if found is None:
        return unknown("assumeRolePolicy", role.get("assumeRolePolicy"), "readable_policy")
    if not any(_is_of_persons(principal) for statement in found if statement.allows for principal in statement.principals):
        return NOT_APPLICABLE
    may = rights(role, graph)
    duties = max(held(may, duty) for duty in DUTIES)
    strict = at_most(role, "maxSessionDuration", _LONGEST_PRIVILEGED, absent=PASS)
    loose = at_most(role, "maxSessionDuration", _LONGEST, absent=PASS)
    if duties is Truth.MAYBE and loose == PASS != strict:
        return unknown("maxSessionDuration", role.get("maxSessionDuration"), "at_most", _LONGEST_PRIVILEGED)
    return strict if duties is Truth.YES else loose


def _users(principal: Principal) -> Iterator[Caller]:
    """The users that a principal of a trust may be: any of an account, one by name, or any at all."""
    account, resource = (STRANGER, "") if principal.everyone else account_of(principal)
    named = {"": "user/*", ":root": "user/*"}.get(resource, resource.removeprefix(":"))
    if account and named.startswith("user/"):
        scope = (Glob(f"arn:*:iam::{account}:{named}", Mode.ARN),)
        yield replace(member(of_account(account)), arn=principal.name, scopes=(("aws:principalarn", scope),))


def _is_of_persons(principal: Principal) -> bool:
    """Persons come by an account, a role, or a provider of sign-in that is not one of jobs and workloads."""
    if principal.kind == "Federated":
        return _MACHINES.fullmatch(principal.name.rpartition(":oidc-provider/")[2]) is None
    return principal.kind in {"AWS", "*"}


def _is_short(value: Any) -> bool:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds <= _LONGEST
