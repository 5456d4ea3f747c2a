# SPDX-License-Identifier: Apache-2.0
"""Signed links are short-lived (HDS-SHR-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.questions import Scope
from hds_policies.bucket_policies import refuses
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health
from hds_policies.rule import graph_rule
from hds_policies.verdict import NOT_APPLICABLE, Verdict, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["bucket_refuses_old_links"]

_MILLISECONDS = "900001"
"""Just over the fifteen minutes that a link may live."""
_OLD = Scope(("s3:GetObject", "s3:PutObject"), keys=(("s3:signatureage", ((_MILLISECONDS,),)),))


@graph_rule("HDS-SHR-02", BUCKET)
def bucket_refuses_old_links(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket of health data refuses everyone whose request was signed more than fifteen minutes ago, on each of its objects."""
    health = is_health(bucket, graph)
    if not health:
        return NOT_APPLICABLE if health is False else unknown("tags", bucket.get("tags"), "tag", "hds:dscp")
    return refuses(bucket, graph, "refuses_old_links", _OLD)
