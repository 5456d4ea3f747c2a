# SPDX-License-Identifier: Apache-2.0
"""Settings with mistakes in them: every mistake, and what remains well-formed, so that one run reports everything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pydantic import TypeAdapter, ValidationError

from hds_stacks.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from hds_controls.positions import KeyPath

__all__ = ["WITHHELD", "Fault", "Partial", "examine"]


class _Withheld:
    """Stands where a value was taken away because no output may show it."""


WITHHELD = _Withheld()
_KEY = "[key]"
"""What pydantic adds to the location of a mistake in a key of a map."""


class _Items(list[Any]):
    """A list that remembers the first index of what is left in it."""

    def __init__(self, items: list[Any]) -> None:
        super().__init__(items)
        self.indexes = list(range(len(items)))

    def drop(self, index: int) -> None:
        del self[index], self.indexes[index]


class Fault(NamedTuple):
    """One mistake of form: pydantic's error, and its path in the keys of the stack file."""

    path: KeyPath
    error: ErrorDetails
    in_key: bool


@dataclass(frozen=True)
class Partial:
    """What an examination found.

    ``parts`` are the well-formed settings by field name; ``settings`` is there when nothing is wrong; ``tree`` is what was left of the
    values.
    """

    settings: Settings | None
    parts: dict[str, Any]
    faults: tuple[Fault, ...]
    tree: dict[str, Any]

    def origin(self, path: KeyPath) -> KeyPath:
        """The path in the values as they were given, before list items were left out."""
        found: list[str | int] = []
        node: Any = self.tree
        for part in path:
            if isinstance(part, int) and isinstance(node, _Items):
                found.append(node.indexes[part])
            else:
                found.append(part)
            node = _child(node, part)
        return tuple(found)


def examine(values: dict[str, Any], defaults: dict[str, Any]) -> Partial:
    """Validate settings; then leave out what is wrong, as little as possible, until the rest holds.

    Args:
        values: by key of the stack file without namespace; WITHHELD in the place of a value is left out without a fault.
        defaults: what the profile gives, put back where a value is left out.
    """
    tree = cast("dict[str, Any]", _copy(values))
    faults: tuple[Fault, ...] | None = None
    settings: Settings | None = None
    while settings is None:
        try:
            settings = Settings.model_validate(tree)
        except ValidationError as error:
            found = [_fault(tree, details) for details in error.errors(include_url=False)]
            if faults is None:
                faults = tuple(fault for fault in found if not _is_withheld(tree, fault) and not _is_echo(fault, found))
            if not _leave_out(tree, found, defaults):
                break
    parts: dict[str, Any] = {}
    for name, field in Settings.model_fields.items():
        if field.alias in tree:
            parts[name] = _adapter(name).validate_python(tree[field.alias])
        elif field.alias not in values and not field.is_required():
            parts[name] = field.get_default()
    return Partial(settings if faults is None else None, parts, faults or (), tree)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(Settings.model_fields[name].rebuild_annotation())


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return _Items([_copy(item) for item in cast("list[Any]", value)])
    return value


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, dict):
        return cast("dict[Any, Any]", node).get(part)
    return node[part] if isinstance(node, _Items) and isinstance(part, int) and part < len(node) else None


def _at(node: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        node = _child(node, part)
    return node


def _fault(tree: dict[str, Any], error: ErrorDetails) -> Fault:
    """The path of an error: without the tags of unions, which pydantic puts into its locations."""
    in_key = error["loc"][-1] == _KEY
    path: list[str | int] = []
    node: Any = tree
    for part in error["loc"][:-1] if in_key else error["loc"]:
        if isinstance(node, dict) and part not in node and part == cast("dict[str, Any]", node).get("kind"):
            continue
        path.append(part)
        node = _child(node, part)
    if error["type"] == "union_tag_invalid":
        path.append("kind")
    return Fault(tuple(path), error, in_key)


def _is_withheld(tree: dict[str, Any], fault: Fault) -> bool:
    return _at(tree, fault.path) is WITHHELD


def _is_echo(fault: Fault, faults: list[Fault]) -> bool:
    """A list is said to be too short when its items are wrong."""
    inside = len(fault.path)
    return fault.error["type"] == "too_short" and any(len(other.path) > inside and other.path[:inside] == fault.path for other in faults)


def _leave_out(tree: dict[str, Any], faults: list[Fault], defaults: dict[str, Any]) -> bool:
    """Take away what each fault is about; whether there was anything to take away.

    From the end of lists, so that indices stay true.
    """
    paths = {fault.path[:-1] if fault.error["type"] in {"missing", "union_tag_not_found"} else fault.path for fault in faults}
    paths = {path[:-1] if path[-1:] == ("kind",) else path for path in paths if path}
    done = False
    for path in sorted(paths, key=lambda path: [(str(part), 0) if isinstance(part, str) else ("", part) for part in path], reverse=True):
        *above, last = path
        node, default = _at(tree, above), _at(defaults, path)
        if isinstance(node, _Items) and isinstance(last, int) and last < len(node):
            node.drop(last)
            done = True
        elif isinstance(node, dict) and last in node:
            if default is None or node[last] == default:
                del node[last]
            else:
                node[last] = _copy(default)
            done = True
    return done
