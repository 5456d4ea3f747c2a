# SPDX-License-Identifier: Apache-2.0
"""Signed links are short-lived (HDS-SHR-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope, refuses_everyone
from hds_policies.data_classes import is_health
from hds_policies.documents import partial_statements
from hds_policies.rule import graph_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, any_of, fail, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["bucket_refuses_old_links"]

_BUCKET = "aws:s3/bucket:Bucket"
_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
_MILLISECONDS = "900001"
"""Just over the fifteen minutes that a link may live."""


@graph_rule("HDS-SHR-02", _BUCKET)
def bucket_refuses_old_links(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket of health data refuses everyone whose request was signed more than fifteen minutes ago, on each of its objects."""
    health = is_health(bucket, graph)
    if not health:
        return NOT_APPLICABLE if health is False else unknown("tags", bucket.get("tags"), "tag", "hds:dscp")
    separate = [policy.get("policy") for policy in graph.companions(bucket, _POLICY, "bucket")]
    name, region = bucket.get("bucket"), graph.region(bucket)
    partition = "aws-eusc" if isinstance(region, Known) and str(region.value).startswith("eusc-") else "aws"
    objects = f"arn:{partition}:s3:::{name.value}/*" if isinstance(name, Known) else None
    return any_of(_refuses(policy, objects) for policy in separate or [bucket.get("policy")])


def _refuses(policy: Value, objects: str | None) -> Verdict:
    found = partial_statements(policy)
    if found is None:
        return (fail if isinstance(policy, Absent) else unknown)("policy", policy, "refuses_old_links")
    scope = Scope(("s3:GetObject", "s3:PutObject"), (objects or "*",), (("s3:signatureage", ((_MILLISECONDS,),)),))
    truth = refuses_everyone(found, scope)
    if truth is Truth.YES:
        return PASS
    return (fail if truth is Truth.NO and objects else unknown)("policy", policy, "refuses_old_links")
