# SPDX-License-Identifier: Apache-2.0
"""What rules ask of a policy: who gets in, what everybody is refused, what a role may do."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from hds_policies.access.evaluate import Admission, admission, refused
from hds_policies.access.globs import Truth
from hds_policies.access.networks import internet_addresses
from hds_policies.access.requests import ANONYMOUS, STRANGER, Caller, Fixed, Request, account_of, caller_of, member, of_account, service

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hds_policies.documents import Principal, Statement

__all__ = [
    "ANYTHING",
    "Keys",
    "Scope",
    "admits_deputies",
    "admits_named_others",
    "admits_public",
    "admits_somebody",
    "admits_strangers",
    "admits_to_everything",
    "holders",
    "may",
    "one_by_one",
    "refuses_everyone",
    "refuses_outsiders",
]

Keys = tuple[tuple[str, Fixed], ...]
"""Condition keys, in lower case, each with the alternatives for its values."""
_NETWORKS = ("aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths")
"""Keys of the network a request comes through."""


class Scope(NamedTuple):
    """What a policy is about: patterns of the actions of its service, and of the resources it guards."""

    actions: tuple[str, ...] = ("*",)
    resources: tuple[str, ...] = ("*",)
    keys: Keys = ()
    """Condition keys with a value of their own, ``aws:resourceaccount``."""


ANYTHING = Scope()
"""Any action on any resource."""


@functools.lru_cache(maxsize=4096)
def admits_strangers(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Admission:
    """Whether anyone of an account and an organisation that the policy does not name may do something.

    With credentials, without any, or through a service of AWS that acts for them; from any network, also one that the policy names.
    """
    return _best(found, scope, (of_account(STRANGER), ANONYMOUS, service("")))


@functools.lru_cache(maxsize=4096)
def admits_public(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Admission:
    """Whether anyone at all may do something from the Internet: as above, with a source that is none of the networks named.

    A range of addresses is the Internet when it is no narrower than a /8 of IPv4, or a /16 of IPv6, and is not private.
    """
    return _best(found, _from_the_internet(found, scope), (of_account(STRANGER), ANONYMOUS))


@functools.lru_cache(maxsize=4096)
def admits_deputies(found: tuple[Statement, ...], scope: Scope = ANYTHING, spared: frozenset[str] = frozenset()) -> Admission:
    """Whether a service that the policy names may act for somebody else's resource: the confused deputy.

    ``spared`` are services that no condition can ask for whom they act.
    """
    named = dict.fromkeys(principal.name for principal in _allowed(found) if principal.kind == "Service" and principal.name not in spared)
    return _best(found, scope, map(service, named))


@functools.lru_cache(maxsize=4096)
def admits_named_others(found: tuple[Statement, ...], accounts: frozenset[str], scope: Scope = ANYTHING) -> Admission:
    """Whether accounts that the policy names, and that are none of those given, may do something.

    As if they were of no organisation that it names: no policy says whose they are.
    """
    return _best(found, scope, _others(found, accounts))


@functools.lru_cache(maxsize=4096)
def admits_somebody(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Admission:
    """Whether anyone whom the policy names may do something, as whatever member of an organisation."""
    callers = [member(caller_of(principal)) for principal in dict.fromkeys(_allowed(found))]
    others = [Caller()] if any(statement.allows and statement.not_principals for statement in found) else []
    return _best(found, scope, (*callers, *others))


@functools.lru_cache(maxsize=4096)
def admits_to_everything(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Admission:
    """Whether a service may do what no policy can name of the scope, or anyone what no policy can name of any service."""
    own = tuple(dict.fromkeys(action.partition(":")[0] + ":0000" for action in scope.actions if ":" in action))
    services = [Caller(service=principal.name) for principal in dict.fromkeys(_allowed(found)) if principal.kind == "Service"]
    everything = admits_somebody(found, scope._replace(actions=("0000:0000",)))
    whole = _best(found, scope._replace(actions=own), services) if own else Admission(Truth.NO)
    return max(everything, whole, key=lambda answer: answer.truth)


@functools.lru_cache(maxsize=4096)
def refuses_outsiders(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Truth:
    """Whether each request from the Internet is denied to whoever is of an account and an organisation that the policy does not name."""
    asked = _from_the_internet(found, scope)
    return min(refused(found, Request(caller, *asked)) for caller in (of_account(STRANGER), ANONYMOUS))


@functools.lru_cache(maxsize=4096)
def refuses_everyone(found: tuple[Statement, ...], scope: Scope = ANYTHING) -> Truth:
    """Whether each request in the scope is denied, whoever asks, also those whom a ``NotPrincipal`` spares."""
    spared = (caller_of(principal) for statement in found for principal in statement.not_principals)
    return min(refused(found, Request(caller, *scope)) for caller in (Caller(), *spared))


@functools.lru_cache(maxsize=4096)
def holders(found: tuple[Statement, ...], action: str) -> tuple[Principal, ...]:
    """Principals named by a policy that it lets do an action, for certain or perhaps: who can delete this?"""
    return tuple(
        principal
        for principal in dict.fromkeys(_allowed(found))
        if admission(found, Request(caller_of(principal), (action,))).truth > Truth.NO
    )


@functools.lru_cache(maxsize=1024)
def one_by_one(scope: Scope) -> tuple[Scope, ...]:
    """The same scope for each of its actions."""
    return tuple(scope._replace(actions=(action,)) for action in scope.actions)


@functools.lru_cache(maxsize=4096)
def may(found: tuple[Statement, ...], scope: Scope) -> Admission:
    """Whether a policy of an identity lets its holder do something in the scope."""
    return admission(found, Request(None, *scope))


def _from_the_internet(found: tuple[Statement, ...], scope: Scope) -> Scope:
    """The scope, asked from none of the networks that a policy names."""
    outside: Keys = (
        ("aws:sourceip", tuple((address,) for address in internet_addresses(_values(found, "aws:sourceip")))),
        ("aws:vpcsourceip", ((),)),
        *((key, ((), ("0000-stranger",))) for key in _NETWORKS),
    )
    return scope._replace(keys=(*scope.keys, *outside))


def _best(found: tuple[Statement, ...], scope: Scope, callers: Iterable[Caller]) -> Admission:
    asked = (admission(found, Request(caller, *scope)) for caller in callers)
    return max(asked, key=lambda answer: answer.truth, default=Admission(Truth.NO))


def _allowed(found: tuple[Statement, ...]) -> Iterator[Principal]:
    return (principal for statement in found if statement.allows for principal in statement.principals)


def _others(found: tuple[Statement, ...], accounts: frozenset[str]) -> Iterator[Caller]:
    """A caller for each principal of another account, and one for each other account that a condition names."""
    for principal in _allowed(found):
        account, _ = account_of(principal)
        if (account and account not in accounts) or principal.kind in {"Federated", "CanonicalUser"}:
            yield caller_of(principal)
    named = {part for value in _values(found) for part in value.split(":") if part.isdigit() and len(part) == len(STRANGER)}
    yield from (of_account(account) for account in sorted(named - accounts))


def _values(found: tuple[Statement, ...], key: str | None = None) -> Iterator[str]:
    """What conditions of all statements, or those on one key, name."""
    conditions = (condition for statement in found for condition in statement.conditions)
    return (value for condition in conditions if key in (None, condition.key) for value in condition.values)
