# SPDX-License-Identifier: Apache-2.0
"""Passwords that remain are long, and are not changed for the sake of change (HDS-IAM-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.due import due_once
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.verdict import PASS, Verdict, all_of, any_of, at_least, is_true, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["account_has_a_password_policy", "passwords_of_the_account_are_long", "passwords_of_users_are_long"]

_POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"
_ADMINISTRATOR, _REMEMBERED = 16, 24
_WITH_SYMBOLS, _WITHOUT = 12, 14
"""Lengths that hold 80 bits."""
_KINDS = ("requireLowercase", "requireNumbers", "requireUppercase")
_KINDS_OF_THE_ACCOUNT = ("requireLowercaseCharacters", "requireNumbers", "requireUppercaseCharacters")


@graph_rule("HDS-IAM-10", STACK)
def account_has_a_password_policy(_: Resource, graph: Graph) -> Verdict:
    """The account says what a password has to be; otherwise eight characters will do."""
    return due_once(graph, met=bool(graph.of(_POLICY)), key="password_policy_due")


@resource_rule("HDS-IAM-10", _POLICY)
def passwords_of_the_account_are_long(policy: Resource, _: Graph) -> Verdict:
    """Whoever signs in to the account administers it: sixteen characters of three kinds, none used again, and no term."""
    length = at_least(policy, "minimumPasswordLength", _ADMINISTRATOR)
    again = at_least(policy, "passwordReusePrevention", _REMEMBERED)
    mixed = [is_true(policy, kind) for kind in _KINDS_OF_THE_ACCOUNT]
    return all_of((length, again, *mixed, one_of(policy, "maxPasswordAge", 0, "0", absent=PASS)))


@resource_rule("HDS-IAM-10", "aws:cognito/userPool:UserPool")
def passwords_of_users_are_long(pool: Resource, _: Graph) -> Verdict:
    """Users of a pool have passwords of twelve characters of every kind, or of fourteen without symbols."""
    mixed = [is_true(pool, f"passwordPolicy.{kind}") for kind in _KINDS]
    long = at_least(pool, "passwordPolicy.minimumLength", _WITHOUT)
    symbols = is_true(pool, "passwordPolicy.requireSymbols")
    return all_of((*mixed, any_of((long, all_of((at_least(pool, "passwordPolicy.minimumLength", _WITH_SYMBOLS), symbols))))))
