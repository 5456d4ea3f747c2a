# SPDX-License-Identifier: Apache-2.0
"""Keys that are left to a whole account are used through the services that hold the data (HDS-KEY-04)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from hds_policies.access.evaluate import Admission, admission
from hds_policies.access.globs import Truth
from hds_policies.access.requests import STRANGER, Caller, Request, account_of, member, of_account
from hds_policies.checks import KEYS
from hds_policies.documents import partial_statements
from hds_policies.key_policies import CRYPTOGRAPHY, key_policies
from hds_policies.rule import graph_rule
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["account_uses_the_key_through_services"]

_BY_ITSELF: Keys = (("aws:viaawsservice", (("false",), ())), ("kms:grantisforawsresource", (("false",), ())))
_CALLED = ("aws:calledvia", "aws:calledviafirst", "aws:calledvialast")
_OF_A_SERVICE = ("kms:viaservice", "kms:requestalias", "kms:encryptioncontextkeys", *_CALLED)
_CHOSEN = ("kms:encryptioncontext:", "aws:principaltag/")
"""Keys that a request carries only when a service, or the caller's own name, puts them there."""


@graph_rule("HDS-KEY-04", *KEYS)
def account_uses_the_key_through_services(key: Resource, graph: Graph) -> Verdict:
    """Nobody in particular of an account, who calls KMS alone, may use a key whose policy names no more than the account."""
    return all_of(_judged(value) for value in key_policies(key, graph))


def _judged(policy: Value) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return NOT_APPLICABLE if isinstance(policy, Absent) else unknown("policy", policy, "key_policy")
    best = _best(found)
    if best.truth is Truth.NO:
        return PASS
    name = best.statement and (best.statement.sid or f"Statement[{found.index(best.statement)}]")
    return (fail if best.truth is Truth.YES else unknown)("policy", policy, "used_through_services", name)


@functools.lru_cache(maxsize=1024)
def _best(found: tuple[Statement, ...]) -> Admission:
    """Whether somebody of an account uses the key alone, and by which statement."""
    asked = (_used(found, caller, account) for caller, account in _whole(found))
    return max(asked, default=Admission(Truth.NO), key=lambda answer: answer.truth)


def _whole(found: tuple[Statement, ...]) -> list[tuple[Caller, str]]:
    """Callers of each account that a statement lets in as a whole, or of nobody knows which."""
    named = [principal for statement in found if statement.allows for principal in statement.principals]
    whole = {account for account, resource in map(account_of, named) if account and resource in {"", ":root"}}
    everyone = [(Caller(), STRANGER)] if any(principal.everyone for principal in named) else []
    return [*((member(of_account(account)), account) for account in sorted(whole)), *everyone]


def _used(found: tuple[Statement, ...], caller: Caller, account: str) -> Admission:
    asked = {condition.key for statement in found for condition in statement.conditions}
    absent = [*_OF_A_SERVICE, *sorted(key for key in asked if key.startswith(_CHOSEN))]
    names = tuple((f"arn:aws:iam::{account}:{kind}/0000",) for kind in ("role", "user"))
    keys: Keys = (*_BY_ITSELF, ("aws:principalarn", names), *((key, ((),)) for key in absent))
    return admission(found, Request(caller, CRYPTOGRAPHY, keys=keys))
