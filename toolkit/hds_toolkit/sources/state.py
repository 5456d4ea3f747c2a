# SPDX-License-Identifier: Apache-2.0
"""``pulumi stack export``: the deployed state, with the identifiers and outputs a preview does not know yet.

Shape: ``apitype.UntypedDeployment`` and ``DeploymentV3`` of pulumi/pulumi, sdk/go/common/apitype/core.go.
"""

from __future__ import annotations

from typing import Any, Literal

from hds_policies.graph import Graph
from hds_toolkit.sources.entry import Entry, Written, resource, unseen
from hds_toolkit.sources.errors import SourceError

__all__ = ["from_state"]


class _Deployment(Written):
    resources: list[Entry] | None = None


class _Export(Written):
    version: Literal[3, 4]
    deployment: _Deployment | None


def from_state(document: dict[str, Any], name: str) -> Graph:
    """The graph of a state file; resources being deleted are left out, those only read are counted as unseen.

    Raises:
        SourceError: the deployment holds no resources.
        pydantic.ValidationError: a field is not what the engine writes.
    """
    deployment = _Export.model_validate(document).deployment
    entries = [entry for entry in (deployment and deployment.resources) or () if not entry.delete]
    if not entries:
        raise SourceError(f"{name}: the deployment holds no resource\n  hint: run `pulumi up` first, or check the stack's name")
    return Graph([resource(entry) for entry in entries if not entry.external], unseen=unseen(entries))
