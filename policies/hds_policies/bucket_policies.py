# SPDX-License-Identifier: Apache-2.0
"""The policies of a bucket, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.access.globs import Truth
from hds_policies.access.questions import refuses_everyone
from hds_policies.documents import partial_statements
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Verdict, any_of, fail, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.access.questions import Scope
    from hds_policies.documents import Statement
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["BUCKET_POLICY", "bucket_policies", "refuses"]

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"


def bucket_policies(bucket: Resource, graph: Graph) -> list[Value]:
    """Its policies as resources of their own, else the one it holds, which may be absent."""
    return [policy.get("policy") for policy in graph.companions(bucket, BUCKET_POLICY, "bucket")] or [bucket.get("policy")]


def refuses(
    bucket: Resource,
    graph: Graph,
    key: str,
    *scopes: Scope,
    ask: Callable[[tuple[Statement, ...], Scope], Truth] = refuses_everyone,
) -> Verdict:
    """A policy of the bucket refuses all that some scopes hold, on each object.

    Args:
        bucket: the bucket.
        graph: where its policies are.
        key: the sentence of what is expected.
        scopes: actions and condition keys; their resources become the objects of the bucket.
        ask: who has to be refused; everyone, unless said otherwise.
    """
    name, region = bucket.get("bucket"), graph.region(bucket)
    objects = f"arn:{arn.partition(region)}:s3:::{name.value}/*" if isinstance(name, Known) else None
    asked = [scope._replace(resources=(objects or "*",)) for scope in scopes]
    return any_of(
        _refuses(policy, lambda found: min(ask(found, scope) for scope in asked), key, objects) for policy in bucket_policies(bucket, graph)
    )


def _refuses(policy: Value, ask: Callable[[tuple[Statement, ...]], Truth], key: str, objects: str | None) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return (fail if isinstance(policy, Absent) else unknown)("policy", policy, key)
    truth = ask(found)
    if truth is Truth.YES:
        return PASS
    return (fail if truth is Truth.NO and objects else unknown)("policy", policy, key)
