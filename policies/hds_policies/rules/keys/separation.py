# SPDX-License-Identifier: Apache-2.0
"""Whoever administers a key does not use it, and nobody unknown does either (HDS-KEY-04)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, admits_strangers
from hds_policies.checks import KEYS
from hds_policies.conditions import disjoint
from hds_policies.documents import Condition, Principal, Statement, statements
from hds_policies.key_policies import CRYPTOGRAPHY, KEY_POLICY, key_policies
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import PASS, Verdict, all_of, fail, is_false, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "grant_gives_no_administration",
    "key_administration_is_separate_from_use",
    "key_policy_keeps_the_lockout_check",
    "key_policy_names_its_principals",
]

_ADMINISTRATION = (
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:DeleteImportedKeyMaterial",
    "kms:ReplicateKey",
    "kms:UpdatePrimaryRegion",
)
"""Who replicates a key writes the policy of the replica."""
_GRANT = "kms:CreateGrant"
"""Who may make grants may give the use of the key to himself, unless only AWS services can hold them."""
_ONLY_SERVICES = Condition("Bool", "kms:grantisforawsresource", ("true",))
_DELEGATION = ("CreateGrant",)
_ROOT = re.compile(r"(arn:[a-z-]+:iam::)?(?P<account>\d{12})(:root)?")
_INSIDE = re.compile(r"arn:[a-z-]+:(iam|sts)::(?P<account>\d{12}):.+")
_IDENTITY = re.compile(r"arn:[a-z-]+:iam::\d{12}:(?!root$).+")


@graph_rule("HDS-KEY-04", *KEYS)
def key_policy_names_its_principals(key: Resource, graph: Graph) -> Verdict:
    """No statement of the policy of a key allows every principal, unless its conditions keep to an account or an organisation."""
    return _policy(key, graph, _names_principals)


@graph_rule("HDS-KEY-04", *KEYS)
def key_administration_is_separate_from_use(key: Resource, graph: Graph) -> Verdict:
    """No principal can both administer a key and use it, by statements whose conditions can hold for the same one.

    The account root is everyone of its account to whom IAM gives the right, so a policy that leaves everything to it separates nothing.
    """
    return _policy(key, graph, _separates)


@resource_rule("HDS-KEY-04", *KEYS, KEY_POLICY)
def key_policy_keeps_the_lockout_check(key: Resource, _: Graph) -> Verdict:
    """KMS still checks that the policy leaves somebody able to change it."""
    return is_false(key, "bypassPolicyLockoutSafetyCheck", absent=PASS)


@resource_rule("HDS-KEY-04", "aws:kms/grant:Grant")
def grant_gives_no_administration(grant: Resource, graph: Graph) -> Verdict:
    """A grant does not let its holder make more grants, unless an encryption context limits them, nor is it held by a whole account."""
    constrained = any(not isinstance(value, Absent) for _, value in grant.all("constraints[*]"))
    operations = [_operation(at, value) for at, value in grant.all("operations[*]")] if not constrained else []
    return all_of((*operations, _held(grant, graph)))


def _held(grant: Resource, graph: Graph) -> Verdict:
    holder = grant.get("granteePrincipal")
    if isinstance(holder, Known):
        return fail("granteePrincipal", holder, "named_principal") if _ROOT.fullmatch(str(holder.value)) else PASS
    named = graph.targets(grant, "granteePrincipal", "aws:iam/role:Role", "aws:iam/user:User")
    return PASS if named else unknown("granteePrincipal", holder, "named_principal")


def _operation(at: str, value: Value) -> Verdict:
    if isinstance(value, Known):
        return fail(at, value, "no_delegation") if value.value in _DELEGATION else PASS
    return unknown(at, value, "no_delegation")


def _policy(key: Resource, graph: Graph, judge: Callable[[str, Value, tuple[Statement, ...]], Verdict]) -> Verdict:
    """Judge every policy of a key, of its own or attached; without one KMS leaves everything to the account."""
    return all_of(_judged(value, judge) for value in key_policies(key, graph))


def _judged(value: Value, judge: Callable[[str, Value, tuple[Statement, ...]], Verdict]) -> Verdict:
    if isinstance(value, Absent):
        return fail("policy", ABSENT, "key_policy")
    found = statements(value)
    return unknown("policy", value, "key_policy") if found is None else judge("policy", value, found)


def _names_principals(at: str, value: Value, found: tuple[Statement, ...]) -> Verdict:
    truth = admits_strangers(found, Scope(("kms:*",))).truth
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)(at, value, "named_principals")


def _separates(at: str, value: Value, found: tuple[Statement, ...]) -> Verdict:
    if not _mixes(found):
        return PASS
    # A Deny may still part the two; whether it does is not worked out here.
    parted = any(statement.acts(*_ADMINISTRATION, *CRYPTOGRAPHY) for statement in found if not statement.allows)
    return (unknown if parted else fail)(at, value, "separate_administration")


@functools.lru_cache(maxsize=1024)
def _mixes(found: tuple[Statement, ...]) -> bool:
    """Whether somebody is allowed both."""
    allowed = [statement for statement in found if statement.allows]
    administer = [statement for statement in allowed if statement.acts(*_ADMINISTRATION)]
    use = [statement for statement in allowed if _uses(statement)]
    return any(_meet(first, second) for first in administer for second in use)


def _uses(statement: Statement) -> bool:
    grants = statement.acts(_GRANT) and _ONLY_SERVICES not in statement.conditions
    return grants or statement.acts(*CRYPTOGRAPHY)


def _meet(first: Statement, second: Statement) -> bool:
    return any(
        _same(one, other) and not disjoint((*first.conditions, *_identity(one)), (*second.conditions, *_identity(other)))
        for one in _principals(first)
        for other in _principals(second)
    )


def _principals(statement: Statement) -> Iterator[Principal]:
    yield from statement.principals
    if statement.not_principals:
        yield Principal("*", "*")


def _same(one: Principal, other: Principal) -> bool:
    """Whether two principals can be the same caller."""
    return one == other or one.everyone or other.everyone or _whole_account(one, other) or _whole_account(other, one)


def _whole_account(root: Principal, other: Principal) -> bool:
    whole, inside = _ROOT.fullmatch(root.name), _INSIDE.fullmatch(other.name)
    return whole is not None and inside is not None and whole["account"] == inside["account"]


def _identity(principal: Principal) -> tuple[Condition, ...]:
    """A principal named by ARN, as the condition it amounts to."""
    return (Condition("ArnEquals", "aws:principalarn", (principal.name,)),) if _IDENTITY.fullmatch(principal.name) else ()
