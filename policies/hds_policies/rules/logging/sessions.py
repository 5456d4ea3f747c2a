# SPDX-License-Identifier: Apache-2.0
"""Sessions of administration are recorded and encrypted (HDS-LOG-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies import arn
from hds_policies.due import MACHINES
from hds_policies.graph import STACK
from hds_policies.json_text import decoded
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, fail, unknown

if TYPE_CHECKING:
    from typing import Any

    from hds_policies.graph import Graph, Resource

__all__ = ["session_document_exists", "session_is_recorded"]

_DOCUMENT = "aws:ssm/document:Document"
_NODES = "aws:eks/nodeGroup:NodeGroup"
_RECORDS = (("s3BucketName", "s3EncryptionEnabled"), ("cloudWatchLogGroupName", "cloudWatchEncryptionEnabled"))
"""Where sessions are recorded, and the switch of its encryption."""


@graph_rule("HDS-LOG-11", STACK)
def session_document_exists(_: Resource, graph: Graph) -> Verdict:
    """A program with machines or nodes says how sessions on them are recorded."""
    machines = graph.of(*MACHINES, _NODES)
    if not machines:
        return NOT_APPLICABLE
    kinds = [document.get("documentType") for document in graph.of(_DOCUMENT)]
    if Known("Session") in kinds:
        return PASS
    return (fail if all(isinstance(kind, Known) for kind in kinds) else unknown)("", ABSENT, "session_document_due", machines[0].name)


@resource_rule("HDS-LOG-11", _DOCUMENT)
def session_is_recorded(document: Resource, graph: Graph) -> Verdict:
    """A session document names a bucket or a log group, encrypted, and the key of the session, which is of its own region."""
    kind = document.get("documentType")
    if kind != Known("Session"):
        return NOT_APPLICABLE if isinstance(kind, (Absent, Known)) else unknown("documentType", kind, "recorded_session")
    content = document.get("content")
    raw = decoded(content)
    if raw is None:
        return unknown("content", content, "recorded_session")
    inputs: Any = raw.get("inputs") if is_map(raw) else None
    recorded = is_map(inputs) and any(inputs.get(place) and inputs.get(switch) is True for place, switch in _RECORDS)
    if not recorded or not inputs.get("kmsKeyId"):
        return fail("content", content, "recorded_session")
    key, here = arn.parse(inputs["kmsKeyId"]), graph.region(document)
    if key is None or not isinstance(here, Known) or key.region == here.value:
        return PASS
    return fail("content", content, "key_in_region", here.value)
