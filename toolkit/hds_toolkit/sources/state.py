# SPDX-License-Identifier: Apache-2.0
"""``pulumi stack export``: the deployed state, with the identifiers and outputs a preview does not know yet.

Shape: ``apitype.UntypedDeployment`` and ``DeploymentV3`` of pulumi/pulumi, sdk/go/common/apitype/core.go.
"""

from __future__ import annotations

from typing import Any

from hds_policies.graph import Graph, Unseen
from hds_policies.values import is_list, is_map
from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.preview import resource

__all__ = ["from_state"]


def from_state(document: dict[str, Any], name: str) -> Graph:
    """The graph of a state file; resources being deleted are left out, those only read are counted as unseen.

    Raises:
        SourceError: the deployment holds no resources.
    """
    deployment = document["deployment"]
    entries = deployment.get("resources") if is_map(deployment) else None
    if not is_list(entries) or not entries:
        raise SourceError(f"{name}: the deployment holds no resource\n  hint: run `pulumi up` first, or check the stack's name")
    states = [entry for entry in entries if is_map(entry) and isinstance(entry.get("urn"), str) and not entry.get("delete")]
    read = [state["type"] for state in states if state.get("external")]
    own = [resource(state["urn"], state, name) for state in states if not state.get("external")]
    return Graph(own, unseen=[Unseen("read", kind, read.count(kind)) for kind in sorted(set(read))])
