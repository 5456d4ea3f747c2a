# SPDX-License-Identifier: Apache-2.0
"""Roles neither write nor remove logs, and enter machines by the documents that record (HDS-LOG-04, HDS-LOG-05, HDS-LOG-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope
from hds_policies.access.requests import STRANGER
from hds_policies.bucket_policies import refuses
from hds_policies.buckets import BUCKET
from hds_policies.log_stores import holds_logs
from hds_policies.memo import once_per_graph
from hds_policies.roles import ROLE, is_break_glass, rights
from hds_policies.rule import graph_rule
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.graph import Graph, Resource

__all__ = ["no_role_removes_logs", "no_role_writes_logs", "sessions_are_opened_by_their_document"]

_NOBODY: Keys = (("aws:principalarn", ((f"arn:aws:iam::{STRANGER}:role/0000",),)),)
_WRITE = ("s3:PutObject",)
_REMOVE = ("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention")
_DELIVERED = ("0000", "AWSLogs/0000")
"""Where services write; recordings of sessions, which a machine has to write itself, lie under a prefix of their own."""
_ENTER = Scope(("ssm:StartSession",), ("arn:*:ec2:*:*:instance/*",))
_BY_ANY_DOCUMENT: Keys = (("ssm:sessiondocumentaccesscheck", (("false",),)),)


@graph_rule("HDS-LOG-04", BUCKET)
def no_role_writes_logs(bucket: Resource, graph: Graph) -> Verdict:
    """No role of the program, but break-glass, may put an object where services deliver logs."""
    return _held(bucket, graph, _WRITE, "no_log_writer") if bucket.urn in holds_logs(graph) else NOT_APPLICABLE


@graph_rule("HDS-LOG-05", BUCKET)
def no_role_removes_logs(bucket: Resource, graph: Graph) -> Verdict:
    """No role of the program, but break-glass, may delete a log or pass its lock."""
    return _held(bucket, graph, _REMOVE, "no_log_remover") if bucket.urn in holds_logs(graph) else NOT_APPLICABLE


@graph_rule("HDS-LOG-11", ROLE)
def sessions_are_opened_by_their_document(role: Resource, graph: Graph) -> Verdict:
    """Who enters machines does so by documents that he is given, so that none opens a session that nothing records.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-sessiondocumentaccesscheck.html
    """
    recorded = _records_sessions(graph)
    if is_break_glass(role, graph) or recorded is False or rights(role, graph).may(_ENTER) is Truth.NO:
        return NOT_APPLICABLE
    if recorded is None:
        return unknown("", ABSENT, "document_checked")
    truth = rights(role, graph).may(_ENTER._replace(keys=_BY_ANY_DOCUMENT))
    return PASS if truth is Truth.NO else (fail if truth is Truth.YES else unknown)("", ABSENT, "document_checked")


@once_per_graph
def _records_sessions(graph: Graph) -> bool | None:
    """Whether there is a session document; None while one of unknown type may be it."""
    kinds = [document.get("documentType") for document in graph.of("aws:ssm/document:Document")]
    settled = all(isinstance(kind, (Absent, Known)) for kind in kinds)
    return True if Known("Session") in kinds else False if settled else None


def _held(bucket: Resource, graph: Graph, actions: tuple[str, ...], key: str) -> Verdict:
    """Nobody holds actions on the logs of a bucket: no role is given them, or the bucket refuses all but callers it names."""
    name = bucket.get("bucket")
    place = f"arn:{arn.partition(graph.region(bucket))}:s3:::{name.value}" if isinstance(name, Known) else "arn:*:s3:::*"
    scope = Scope(actions, tuple(f"{place}/{tail}" for tail in _DELIVERED))
    found = {role.name: rights(role, graph).may(scope) for role in _capable(graph)}
    worst = max(found.values(), default=Truth.NO)
    if worst is Truth.NO or refuses(bucket, graph, key, Scope(actions, keys=_NOBODY)) == PASS:
        return PASS
    named = ", ".join(role for role, truth in found.items() if truth is worst)
    return (fail if worst is Truth.YES and isinstance(name, Known) else unknown)("", ABSENT, key, named)


@once_per_graph
def _capable(graph: Graph) -> tuple[Resource, ...]:
    """Roles that may write or remove objects somewhere, or of which that is not known."""
    scope = Scope((*_WRITE, *_REMOVE))
    return tuple(role for role in graph.of(ROLE) if not is_break_glass(role, graph) and rights(role, graph).may(scope) is not Truth.NO)
