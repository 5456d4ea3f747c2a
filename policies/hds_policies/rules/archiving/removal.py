# SPDX-License-Identifier: Apache-2.0
"""Archives refuse removal themselves, where the lock lets a right pass (HDS-ARC-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.access.questions import Scope
from hds_policies.access.requests import STRANGER
from hds_policies.bucket_policies import refuses
from hds_policies.buckets import BUCKET, lock_modes
from hds_policies.data_classes import label
from hds_policies.rule import graph_rule
from hds_policies.values import Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict, unknown

if TYPE_CHECKING:
    from hds_policies.access.questions import Keys
    from hds_policies.graph import Graph, Resource

__all__ = ["archive_refuses_removal"]

_NOBODY: Keys = (("aws:principalarn", ((f"arn:aws:iam::{STRANGER}:role/0000",),)),)
"""A caller that a refusal spares by name is none of these."""
_LIFTING = Scope(("s3:PutObjectLegalHold",), keys=(*_NOBODY, ("s3:object-lock-legal-hold", (("OFF",),))))
_REMOVING = Scope(("s3:BypassGovernanceRetention", "s3:DeleteObjectVersion"), keys=_NOBODY)


@graph_rule("HDS-ARC-01", BUCKET)
def archive_refuses_removal(bucket: Resource, graph: Graph) -> Verdict:
    """An archive denies everyone, but callers it names, to lift a legal hold and, in governance mode, to pass the lock."""
    declared = label(bucket, graph, "hds:archive")
    if declared != "yes":
        return unknown("tags", bucket.get("tags"), "tag", "hds:archive") if declared is None else NOT_APPLICABLE
    final = lock_modes(bucket, graph) == {Known("COMPLIANCE")}
    return refuses(bucket, graph, "refuses_removal", *((_LIFTING,) if final else (_LIFTING, _REMOVING)))
