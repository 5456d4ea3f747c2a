# SPDX-License-Identifier: Apache-2.0
"""Roles reach the data, the keys, the machines and the roles that they name, not all there are (HDS-IAM-04)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health
from hds_policies.memo import once_per_graph
from hds_policies.roles import ROLE, is_break_glass, rights
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.roles import Rights

__all__ = ["role_names_what_it_reaches"]

_OBJECT = "arn:*:s3:::0000/0000"
_REACHED: dict[str, tuple[str, ...]] = {
    _OBJECT: (
        *("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionForReplication"),
        *("s3:PutObject", "s3:ReplicateObject", "s3:DeleteObject", "s3:DeleteObjectVersion"),
    ),
    "arn:*:dynamodb:*:*:table/0000": ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PutItem", "dynamodb:DeleteItem"),
    "arn:*:secretsmanager:*:*:secret:0000": ("secretsmanager:GetSecretValue",),
    "arn:*:kms:*:*:key/0000": ("kms:Decrypt", "kms:GenerateDataKey"),
    "arn:*:ec2:*:*:instance/0000": ("ssm:SendCommand", "ssm:StartSession"),
    "arn:*:ssm:*:*:session/0000": ("ssm:ResumeSession", "ssm:TerminateSession"),
    "arn:aws:0000:0000:000000000000:0000": ("logs:FilterLogEvents", "logs:GetLogEvents", "logs:PutLogEvents", "logs:StartQuery"),
    "arn:*:iam::*:role/0000": ("iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"),
}
"""What is done to a thing that no policy names; auditors search every log group, so those are any kind of thing."""
_OF_THE_THING = ("aws:resourcetag/", "ssm:resourcetag/", "kms:encryptioncontext:", "s3:existingobjecttag/", "secretsmanager:resourcetag/")
_BY_NAME = frozenset({"kms:viaservice", "kms:resourcealiases", "kms:requestalias", "kms:encryptioncontextkeys", "dynamodb:leadingkeys"})
"""Condition keys that single things out; what nobody singles out carries none."""


@graph_rule("HDS-IAM-04", ROLE)
def role_names_what_it_reaches(role: Resource, graph: Graph) -> Verdict:
    """A role reads, changes, decrypts and enters what its policies name, tag or bound by a service, not whatever there is."""
    if is_break_glass(role, graph):
        return NOT_APPLICABLE
    may = rights(role, graph)
    found = _reached(may, _health_objects(graph))
    certain = [action for action, truth in found.items() if truth is Truth.YES]
    if certain:
        return fail("", ABSENT, "named_things", ", ".join(certain))
    possible = [action for action, truth in found.items() if truth is Truth.MAYBE]
    return unknown("", ABSENT, "named_things", ", ".join(possible)) if possible or not may.settled else PASS


@functools.lru_cache(maxsize=1024)
def _reached(may: Rights, held: tuple[str, ...]) -> dict[str, Truth]:
    """Whether each action reaches things that nothing singles out; ``held`` are objects of health data."""
    keys = _unnamed(may.given)
    asked = [(thing, action) for thing, actions in _REACHED.items() for action in actions if _spoken_of(may, action)]
    return {action: _reaches(may, action, thing, keys, held if thing == _OBJECT else ()) for thing, action in asked}


def _spoken_of(may: Rights, action: str) -> bool:
    """Whether a statement gives an action by a pattern of things; the others are not worth asking about."""
    return any(item.allows and _is_wide(item) and (item.acts(action) or _is_open(item.actions)) for item in may.given)


def _is_wide(statement: Statement) -> bool:
    return bool(statement.not_resources) or any("*" in pattern for pattern in statement.resources) or _is_open(statement.resources)


def _is_open(patterns: tuple[str, ...]) -> bool:
    """Whether a pattern holds a part that is not known here."""
    return any("$" in pattern for pattern in patterns)


def _unnamed(given: tuple[Statement, ...]) -> Keys:
    asked = {condition.key for statement in given for condition in statement.conditions}
    return tuple((key, ((),)) for key in sorted(asked) if key in _BY_NAME or key.startswith(_OF_THE_THING))


def _reaches(may: Rights, action: str, thing: str, keys: Keys, held: tuple[str, ...]) -> Truth:
    """An object of a bucket that no policy names stands for all only if those of the program's health data are in reach too."""
    truth = may.may(Scope((action,), (thing,), keys))
    if truth is Truth.NO or not held:
        return truth
    return min(truth, may.may(Scope((action,), held, keys)))


@once_per_graph
def _health_objects(graph: Graph) -> tuple[str, ...]:
    """An object of each bucket of health data whose name is known."""
    named = ((bucket.get("bucket"), graph.region(bucket)) for bucket in graph.of(BUCKET) if is_health(bucket, graph))
    return tuple(f"arn:{arn.partition(region)}:s3:::{name.value}/0000" for name, region in named if isinstance(name, Known))
