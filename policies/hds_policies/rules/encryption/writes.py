# SPDX-License-Identifier: Apache-2.0
"""Writers choose no other encryption than that of the bucket (HDS-ENC-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.questions import Scope
from hds_policies.access.requests import STRANGER
from hds_policies.bucket_policies import refuses
from hds_policies.buckets import BUCKET
from hds_policies.data_classes import is_health
from hds_policies.rule import graph_rule
from hds_policies.values import Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict, unknown

if TYPE_CHECKING:
    from hds_policies.access.requests import Fixed
    from hds_policies.graph import Graph, Resource

__all__ = ["bucket_refuses_other_keys"]

_WRITE = Scope(("s3:PutObject",))
_ALGORITHM, _KEY = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
_REGIONS = ("eu-west-3", "us-east-1")


@graph_rule("HDS-ENC-01", BUCKET)
def bucket_refuses_other_keys(bucket: Resource, graph: Graph) -> Verdict:
    """A bucket of health data refuses objects that ask for a key of S3, the key of the provider, or a key of another account.

    Who writes an object may name another encryption than the default of the bucket.
    """
    health = is_health(bucket, graph)
    if not health:
        return NOT_APPLICABLE if health is False else unknown("tags", bucket.get("tags"), "tag", "hds:dscp")
    region = graph.region(bucket)
    regions = (str(region.value), *_REGIONS) if isinstance(region, Known) else _REGIONS
    foreign = tuple((f"arn:aws:kms:{name}:{STRANGER}:key/0000",) for name in regions)
    return refuses(bucket, graph, "refuses_other_keys", _asking("AES256", ((),)), _asking("aws:kms", ((),)), _asking("aws:kms", foreign))


def _asking(algorithm: str, key: Fixed) -> Scope:
    """Writes that name an algorithm and a key; none for the key that S3 or the provider keeps."""
    return _WRITE._replace(keys=((_ALGORITHM, ((algorithm,),)), (_KEY, key)))
