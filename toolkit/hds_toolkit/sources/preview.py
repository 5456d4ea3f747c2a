# SPDX-License-Identifier: Apache-2.0
"""``pulumi preview --json``: read it, and print a recorded graph in its shape.

Shape: https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/ and ``sdk/go/common/apitype`` of pulumi/pulumi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.graph import STACK, Graph, Position, Resource
from hds_policies.values import is_list, is_map
from hds_policies.wire import clean
from hds_toolkit.sources.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["from_preview", "position", "resource", "to_preview"]

_PROJECT = "project:///"


def from_preview(document: dict[str, Any], name: str) -> Graph:
    """The graph of a preview: the state each resource would have after ``up``.

    Raises:
        SourceError: the preview holds no steps, or it failed and so does not show the whole stack.
    """
    problems = [item["message"] for item in _objects(document.get("diagnostics")) if item.get("severity") == "error"]
    if problems:
        first = str(problems[0]).strip().splitlines()[0]
        raise SourceError(
            f"{name}: this preview failed, so it does not show the whole stack: {first}\n  hint: make `pulumi preview` succeed, then try again"
        )
    states = {step["urn"]: step["newState"] for step in _objects(document["steps"]) if is_map(step.get("newState")) and "urn" in step}
    if not states:
        raise SourceError(f"{name}: the preview holds no resource\n  hint: give the whole output of `pulumi preview --json`")
    config = {key: value for key, value in (document.get("config") or {}).items() if isinstance(value, str)}
    return Graph((resource(urn, state, name) for urn, state in states.items()), config=config)


def resource(urn: str, state: dict[str, Any], name: str) -> Resource:
    """A resource of a preview step or a state file.

    Raises:
        SourceError: the entry has no type.
    """
    if not isinstance(state.get("type"), str):
        raise SourceError(f"{name}: the resource {urn} has no type; the file is not what Pulumi wrote")
    return Resource(
        urn=urn,
        type=state["type"],
        name=urn.rsplit("::", maxsplit=1)[-1],
        inputs=clean(state.get("inputs") or {}),
        outputs=clean(state.get("outputs") or {}),
        id=state.get("id"),
        custom=bool(state.get("custom")),
        parent=state.get("parent"),
        provider=state.get("provider"),
        dependencies=tuple(state.get("dependencies") or ()),
        property_dependencies={key: tuple(urns or ()) for key, urns in (state.get("propertyDependencies") or {}).items()},
        protect=bool(state.get("protect")),
        position=position(state.get("sourcePosition")),
    )


def position(source: Any) -> Position | None:
    """A source position such as ``project:///stacks/__main__.py#12``."""
    if not isinstance(source, str) or "#" not in source:
        return None
    path, _, place = source.partition("#")
    line = place.partition(",")[0]
    return Position(path.removeprefix(_PROJECT).removeprefix("file://"), int(line)) if line.isdigit() else None


def to_preview(graph: Graph) -> dict[str, Any]:
    """A graph as ``pulumi preview --json`` prints one: a step ``create`` for each resource; secrets keep their mark only."""
    ordered = sorted(graph.resources, key=lambda item: item.kind != STACK)
    return {
        "config": graph.config,
        "steps": [{"op": "create", "urn": item.urn, "newState": _state(item)} for item in ordered],
        "changeSummary": {"create": len(ordered)},
    }


def _state(item: Resource) -> dict[str, Any]:
    state: dict[str, Any] = {
        "urn": item.urn,
        "custom": item.custom,
        "type": item.type,
        "inputs": item.inputs,
        "outputs": item.outputs,
        "parent": item.parent,
        "protect": item.protect,
        "dependencies": list(item.dependencies),
        "provider": item.provider,
        "propertyDependencies": {key: list(urns) for key, urns in item.property_dependencies.items()},
        "sourcePosition": f"{_PROJECT}{item.position.file}#{item.position.line}" if item.position else None,
    }
    return {key: value for key, value in state.items() if value not in (None, "", [], {})}


def _objects(raw: Any) -> Iterable[dict[str, Any]]:
    return (item for item in raw if is_map(item)) if is_list(raw) else ()
