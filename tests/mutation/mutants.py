# SPDX-License-Identifier: Apache-2.0
"""The zone with one thing broken: operators made from the provider's types and from the graph, never from the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from hds_policies.graph import Graph, Resource
from hds_policies.values import UNKNOWN_SENTINEL, is_map, is_unknown
from tests.mutation.arguments import arguments
from tests.mutation.places import GONE, Steps, changed, documents, leaves, pattern, visited

OUTSIDE = "us-east-1"
_INSIDE = re.compile(r"\b(eu-(?:west-[13]|central-1|north-1|south-[12]))(?=[a-c]?\b)")


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One break of one resource: ``path`` as rules spell it, empty for the whole resource; ``changed`` replaces resources by URN."""

    operator: str
    resource: Resource
    path: str
    change: str
    changed: dict[str, Resource | None]

    @property
    def kin(self) -> tuple[str, str, str, str]:
        """What it has in common with mutants that differ by the resource only."""
        return self.operator, self.resource.kind, self.path, self.change

    def of(self, graph: Graph) -> Graph:
        """The graph with the break in it."""
        kept = (self.changed.get(resource.urn, resource) for resource in graph.resources)
        return Graph((resource for resource in kept if resource is not None), config=graph.config, unseen=graph.unseen)


Operator = Callable[[Graph], Iterator[Mutant]]


def drop_companion(graph: Graph) -> Iterator[Mutant]:
    """Take away a resource that nothing else refers to."""
    used = _used(graph)
    for resource in _made(graph):
        if resource.urn not in used:
            yield Mutant("drop_companion", resource, "", "removed", {resource.urn: None})


def drop_resource(graph: Graph) -> Iterator[Mutant]:
    """Take away a resource that others refer to: what cannot be without it goes too, the others lose the property."""
    used = _used(graph)
    for resource in _made(graph):
        if resource.urn in used:
            yield Mutant("drop_resource", resource, "", "removed", _without(graph, resource))


def unset(graph: Graph) -> Iterator[Mutant]:
    """Leave out each argument that the provider lets a program leave out, each element of a list and each entry of a map."""
    for resource in _typed(graph):
        known = arguments(resource.kind)
        for at, _ in visited(resource.inputs):
            argument = known.get(pattern(at))
            if argument.optional if argument else isinstance(at[-1], int) or _in_a_map(resource, at):
                yield _at("unset", resource, at, GONE, "unset")


def flip(graph: Graph) -> Iterator[Mutant]:
    """Turn each boolean, also where it is written as text."""
    for resource in _typed(graph):
        for at, value in leaves(resource.inputs):
            if isinstance(value, bool):
                yield _at("flip", resource, at, not value, f"{value} -> {not value}".lower())
            elif value in ("true", "false"):
                other = "false" if value == "true" else "true"
                yield _at("flip", resource, at, other, f"{value} -> {other}")


def weaken(graph: Graph) -> Iterator[Mutant]:
    """Give each enumeration every other value that its description lists."""
    for resource in _typed(graph):
        known = arguments(resource.kind)
        for at, value in leaves(resource.inputs):
            argument = known.get(pattern(at).removesuffix("[*]"))
            if argument and isinstance(value, str) and value in argument.choices and argument.type == "text":
                others = (choice for choice in argument.choices if choice != value)
                yield from (_at("weaken", resource, at, other, f"{value} -> {other}") for other in others)


def number(graph: Graph) -> Iterator[Mutant]:
    """Set each number to nothing and to ten times as much."""
    for resource in _typed(graph):
        for at, value in leaves(resource.inputs):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                yield from (
                    _at("number", resource, at, other, change) for other, change in ((0, "0"), (value * 10, "x 10")) if other != value
                )


def move(graph: Graph) -> Iterator[Mutant]:
    """Place each resource that can be placed, and each provider, outside the EEA."""
    for resource in graph.resources:
        if resource.type == "pulumi:providers:aws" or (resource.custom and "region" in arguments(resource.kind)):
            yield _at("move", resource, ("region",), OUTSIDE, OUTSIDE)


def point(graph: Graph) -> Iterator[Mutant]:
    """Let each region, zone and ARN that a value names be one outside the EEA, alone."""
    for resource in _typed(graph):
        for at, value in leaves(resource.inputs):
            if isinstance(value, str) and at != ("region",) and _INSIDE.search(value):
                yield _at("point", resource, at, _INSIDE.sub(OUTSIDE, value), OUTSIDE)


def widen(graph: Graph) -> Iterator[Mutant]:
    """Widen each statement of each policy document: anyone, any action, any resource, a condition less, a denial less."""
    for resource in _typed(graph):
        for at, document in documents(resource.inputs):
            as_text = not is_map(_value(resource.inputs, at))
            for index, statement in enumerate(document["Statement"]):
                for change, wider in _wider(statement):
                    whole = changed(document, ("Statement", index), wider)
                    yield _at("widen", resource, at, json.dumps(whole) if as_text else whole, f"{statement.get('Sid', '')}: {change}")


def detach(graph: Graph) -> Iterator[Mutant]:
    """Let each value that is computed from other resources come from nowhere the program shows."""
    for resource in _typed(graph):
        for name, urns in resource.property_dependencies.items():
            if urns:
                kept = {key: value for key, value in resource.property_dependencies.items() if key != name}
                yield Mutant(
                    "detach",
                    resource,
                    name,
                    "no dependency",
                    {resource.urn: replace(resource, dependencies=(), property_dependencies=kept)},
                )


OPERATORS: tuple[Operator, ...] = (drop_companion, drop_resource, unset, flip, weaken, number, move, point, widen, detach)


def hide(graph: Graph) -> Iterator[Mutant]:
    """Let each known value be one that only ``up`` will show, wherever another resource has it from this one."""
    for resource in _typed(graph):
        for at, value in visited(resource.inputs):
            if not is_unknown(value):
                mutant = _at("hide", resource, at, UNKNOWN_SENTINEL, "unknown")
                if isinstance(value, str):
                    mutant.changed.update(_hidden_too(graph, resource, value))
                yield mutant


def _hidden_too(graph: Graph, source: Resource, value: str) -> Iterator[tuple[str, Resource]]:
    """Others that have a value from a resource; a longer name that begins alike is another one."""
    whole = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])")
    for resource in graph.resources:
        names = [name for name, urns in resource.property_dependencies.items() if source.urn in urns]
        inputs = resource.inputs
        for name in names:
            for at, found in leaves({name: resource.inputs.get(name)}):
                if isinstance(found, str) and whole.search(found):
                    inputs = changed(inputs, at, UNKNOWN_SENTINEL)
        if inputs is not resource.inputs:
            yield resource.urn, replace(resource, inputs=inputs)


def _at(operator: str, resource: Resource, at: Steps, value: Any, change: str) -> Mutant:
    inputs = changed(resource.inputs, at, value)
    dependencies = {name: urns for name, urns in resource.property_dependencies.items() if name in inputs}
    return Mutant(
        operator, resource, pattern(at), change, {resource.urn: replace(resource, inputs=inputs, property_dependencies=dependencies)}
    )


def _made(graph: Graph) -> Iterator[Resource]:
    return (resource for resource in graph.resources if resource.custom and resource.type.startswith("aws:"))


def _typed(graph: Graph) -> Iterator[Resource]:
    """Resources whose arguments a program writes: those of the cloud, and its providers."""
    return (resource for resource in graph.resources if resource.type.startswith(("aws:", "pulumi:providers:aws")))


def _used(graph: Graph) -> set[str]:
    """Resources that a value of another one is computed from."""
    return {urn for resource in graph.resources for urns in resource.property_dependencies.values() for urn in urns}


def _without(graph: Graph, gone: Resource) -> dict[str, Resource | None]:
    """What changes when a resource goes, as far as it reaches."""
    found: dict[str, Resource | None] = {gone.urn: None}
    reached = [gone.urn]
    while reached:
        urn = reached.pop()
        for resource in graph.resources:
            now = found.get(resource.urn, resource)
            if now is None or not any(urn in urns for urns in now.property_dependencies.values()):
                continue
            found[resource.urn] = cut = _cut(now, urn)
            if cut is None:
                reached.append(resource.urn)
    return found


def _cut(resource: Resource, urn: str) -> Resource | None:
    """A resource without what it had from another; none when it cannot be without."""
    inputs = resource.inputs
    dependencies = dict(resource.property_dependencies)
    for name, urns in resource.property_dependencies.items():
        if urn not in urns:
            continue
        dependencies[name] = tuple(other for other in urns if other != urn)
        if not dependencies[name] and _hollow(inputs.get(name)):
            argument = arguments(resource.kind).get(name)
            if argument and not argument.optional:
                return None
            inputs = changed(inputs, (name,), GONE)
            del dependencies[name]
    others = tuple(other for other in resource.dependencies if other != urn)
    return replace(resource, inputs=inputs, dependencies=others, property_dependencies=dependencies)


def _hollow(raw: Any) -> bool:
    """Whether a value, or part of it, is known only after ``up``."""
    return is_unknown(raw) or any(is_unknown(value) for _, value in leaves(raw))


def _in_a_map(resource: Resource, at: Steps) -> bool:
    """An entry whose name the program chose, as in tags: the provider has no argument of that name."""
    return len(at) > 1 and pattern(at[:-1]) in arguments(resource.kind) and isinstance(at[-1], str)


def _value(raw: Any, at: Steps) -> Any:
    for step in at:
        raw = raw[step]
    return raw


def _wider(statement: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Weaker forms of a statement: an Allow that takes in more, a Deny that is gone or takes in less."""
    if statement.get("Effect") != "Allow":
        yield "no denial", GONE
        return
    for key, wide in (("Principal", "*"), ("Action", "*"), ("Resource", "*")):
        given = statement.get(key)
        if given is not None and given not in (wide, [wide]):
            yield f"any {key.lower()}", statement | {key: wide}
        if f"Not{key}" in statement:
            yield f"any {key.lower()}", {name: value for name, value in statement.items() if name != f"Not{key}"} | {key: wide}
    conditions = statement.get("Condition") or {}
    for operator, keys in conditions.items():
        for key in keys if is_map(keys) else ():
            yield f"without {operator} {key}", changed(statement, ("Condition", operator, key), GONE)
