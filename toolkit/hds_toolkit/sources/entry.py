# SPDX-License-Identifier: Apache-2.0
"""One resource as the engine writes it in a preview or a state, checked before anything reads it.

Shape: ``apitype.ResourceV3`` of pulumi/pulumi, sdk/go/common/apitype/core.go.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

from hds_policies.graph import Position, Resource, Unseen
from hds_policies.wire import clean

__all__ = ["URN", "Entry", "Written", "position", "resource", "unseen"]

_PROJECT = "project:///"


def _four_parts(text: str) -> str:
    parts = text.split("::", 3)
    if text.startswith("urn:pulumi:") and len(parts) == 4 and all(parts):  # noqa: PLR2004 - stack, project, type, name
        return text
    raise PydanticCustomError("urn", "expected a URN, urn:pulumi:<stack>::<project>::<type>::<name>")


URN = Annotated[str, AfterValidator(_four_parts)]


class Written(BaseModel):
    """A part of a file of the engine: types are exact, keys that a graph does not need are ignored."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", alias_generator=to_camel)


class Entry(Written):
    """The fields of a resource that a graph needs."""

    urn: URN
    type: str
    custom: bool = False
    delete: bool = False
    external: bool = False
    id: str | None = None
    inputs: dict[str, Any] | None = None
    outputs: dict[str, Any] | None = None
    parent: str | None = None
    provider: str | None = None
    dependencies: list[str] | None = None
    property_dependencies: dict[str, list[str] | None] | None = None
    protect: bool = False
    source_position: str | None = None


def resource(entry: Entry) -> Resource:
    """A resource of a preview step or a state file."""
    return Resource(
        urn=entry.urn,
        type=entry.type,
        name=entry.urn.split("::", 3)[3],
        inputs=clean(entry.inputs or {}),
        outputs=clean(entry.outputs or {}),
        id=entry.id,
        custom=entry.custom,
        parent=entry.parent,
        provider=entry.provider,
        dependencies=tuple(entry.dependencies or ()),
        property_dependencies={key: tuple(urns or ()) for key, urns in (entry.property_dependencies or {}).items()},
        protect=entry.protect,
        position=position(entry.source_position),
    )


def position(source: str | None) -> Position | None:
    """A source position such as ``project:///stacks/__main__.py#12``."""
    path, _, place = (source or "").partition("#")
    line = place.partition(",")[0]
    if not path or not (line.isascii() and line.isdigit()):
        return None
    return Position(path.removeprefix(_PROJECT).removeprefix("file://"), int(line[:9]))


def unseen(entries: list[Entry]) -> list[Unseen]:
    """The resources that the program only read, by type: they belong to somebody else and are not judged."""
    read = [entry.type for entry in entries if entry.external]
    return [Unseen("read", kind, read.count(kind)) for kind in sorted(set(read))]
