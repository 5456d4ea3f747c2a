# SPDX-License-Identifier: Apache-2.0
"""``pulumi preview --json``: read it, and print a recorded graph in its shape.

Shape: https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/ and ``sdk/go/common/apitype`` of pulumi/pulumi.
"""

from __future__ import annotations

from typing import Any

from hds_policies.graph import STACK, Graph, Resource
from hds_toolkit.sources.entry import URN, Entry, Written, resource, unseen
from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.secrets import blind, seal

__all__ = ["from_preview", "to_preview"]


class _Step(Written):
    op: str
    urn: URN
    new_state: Entry | None = None


class _Diagnostic(Written):
    severity: str = ""
    message: str = ""


class _Preview(Written):
    config: dict[str, Any] | None = None
    steps: list[_Step]
    diagnostics: list[_Diagnostic] | None = None


def from_preview(document: dict[str, Any], name: str) -> Graph:
    """The graph of a preview: the state each resource would have after ``up``; those only read are counted as unseen.

    Raises:
        SourceError: the preview holds no resource, or it failed and so does not show the whole stack.
        pydantic.ValidationError: a field is not what the engine writes.
    """
    preview = _Preview.model_validate(document)
    errors = [item.message for item in preview.diagnostics or () if item.severity == "error"]
    if errors:
        first = (errors[0].strip() or "an error without a message").splitlines()[0]
        raise SourceError(
            f"{name}: this preview failed, so it does not show the whole stack: {first}\n"
            "  hint: make `pulumi preview` succeed, then try again"
        )
    entries = list({step.urn: step.new_state for step in preview.steps if step.new_state}.values())
    if not entries:
        raise SourceError(f"{name}: the preview holds no resource\n  hint: give the whole output of `pulumi preview --json`")
    config = {key: value for key, value in (preview.config or {}).items() if isinstance(value, str)}
    return Graph((_sealed(entry) for entry in entries if not entry.external), config=config, unseen=unseen(entries))


def to_preview(graph: Graph) -> dict[str, Any]:
    """A graph as ``pulumi preview --json`` prints one: a step ``create`` for each resource, ``[secret]`` for each secret."""
    ordered = sorted(graph.resources, key=lambda item: item.kind != STACK)
    return {
        "config": graph.config,
        "steps": [{"op": "create", "urn": item.urn, "newState": _state(item)} for item in ordered],
        "changeSummary": {"create": len(ordered)},
    }


def _sealed(entry: Entry) -> Resource:
    item = resource(entry)
    item.inputs, item.outputs = seal(item.inputs), seal(item.outputs)
    return item


def _state(item: Resource) -> dict[str, Any]:
    state: dict[str, Any] = {
        "urn": item.urn,
        "custom": item.custom,
        "type": item.type,
        "inputs": blind(item.inputs),
        "outputs": blind(item.outputs),
        "parent": item.parent,
        "protect": item.protect,
        "dependencies": list(item.dependencies),
        "provider": item.provider,
        "propertyDependencies": {key: list(urns) for key, urns in item.property_dependencies.items()},
        "sourcePosition": f"project:///{item.position.file}#{item.position.line}" if item.position else None,
    }
    return {key: value for key, value in state.items() if value not in (None, "", [], {})}
