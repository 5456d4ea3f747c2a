# SPDX-License-Identifier: Apache-2.0
"""Read a ``Pulumi.<stack>.yaml``: its config, and the line of every key of it.

The file is read as nodes rather than as values, so that a key written twice, a number that changes when it is read and an alias are seen.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

from hds_controls import yaml
from hds_controls.positions import DEEPEST, KeyPath, Positions
from hds_controls.problems import Problem, nearest, spell
from hds_stacks.messages import EXPECTED, YAML_REASONS
from hds_stacks.partial import WITHHELD
from hds_stacks.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["StackFile", "read"]

_TOP_KEYS = ("config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt")
"""Keys of a stack file (https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/)."""
_TAB = re.compile(r" *\t")
_TAG = "tag:yaml.org,2002:"
_REASONS = (
    ("expected ':'", "colon"),
    ("quoted scalar", "quote"),
    ("flow", "flow"),
    ("','", "flow"),
    ("alias", "alias"),
    ("document", "documents"),
    ("character", "character"),
)
"""Parts of the parser's own messages, which quote the text and so are never shown."""
_SCALARS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": lambda text: int(text, 0),
    "float": float,
}


@dataclass(frozen=True, kw_only=True)
class StackFile:
    """What a stack file holds.

    Args:
        positions: the lines of the keys of ``config``.
        config: values by full key (``hds:tenant``); structured values are dicts and lists.
        secret_paths: paths whose value is encrypted; ``config`` holds WITHHELD there.
        problems: what is wrong with the file itself.
    """

    positions: Positions
    config: dict[str, Any]
    secret_paths: frozenset[KeyPath]
    problems: tuple[Problem, ...]


def read(path: Path) -> StackFile:
    """Read one stack file; whatever its bytes, what is wrong comes back as problems."""
    where = Positions(file=_shown(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        stacks = ", ".join(sorted(file.name for file in path.parent.glob("Pulumi.*.yaml")))
        return _failed(where, problem("no_file", (), where, allowed=stacks or None))
    except UnicodeDecodeError:
        return _failed(where, problem("not_utf8", (), where))
    try:
        node = yaml.compose(text)
    except YAMLError as error:
        return _failed(where, _broken(error, text, where))
    except RecursionError:
        return _failed(where, problem("too_deep", ("config",), where))
    return _Reader(where.file).stack_file(node)


def _shown(path: Path) -> str:
    """The path from the folder of the project, whatever folder the program runs in; from the current one outside a project."""
    path = Path(os.path.normpath(Path.cwd() / path))
    root = next((folder for folder in path.parents if (folder / "Pulumi.yaml").is_file()), Path.cwd())
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _failed(where: Positions, found: Problem) -> StackFile:
    return StackFile(positions=where, config={}, secret_paths=frozenset(), problems=(found,))


def _broken(error: YAMLError, text: str, where: Positions) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {getattr(error, 'reason', '')}"
    if mark and any(_TAB.match(line) for line in text.split("\n")[mark.line : mark.line + 1]):
        reason = "tab"
    else:
        reason = next((word for part, word in _REASONS if part in said), "structure")
    there = Positions(file=where.file, lines={(): mark.line + 1 if mark else 1})
    return problem("broken_yaml", (), there, reason=YAML_REASONS[reason], column=mark.column + 1 if mark else 1)


@dataclass
class _Reader:
    """Turns nodes into values, keeping lines and problems on the way."""

    file: str
    lines: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    secrets: set[KeyPath] = field(default_factory=set[KeyPath])
    problems: list[Problem] = field(default_factory=list[Problem])
    seen: set[int] = field(default_factory=set[int])

    def stack_file(self, node: Node | None) -> StackFile:
        self.lines[()] = 1
        config: dict[str, Any] = {}
        if node is not None and not _is_null(node):
            for key, value in self._top(node):
                if key == "config":
                    config = self._config(value)
        return StackFile(
            positions=Positions(file=self.file, lines=self.lines),
            config=config,
            secret_paths=frozenset(self.secrets),
            problems=tuple(self.problems),
        )

    def _top(self, node: Node) -> list[tuple[str, Node]]:
        if not isinstance(node, MappingNode):
            self._report("wrong_type", (), node, given=_given(node), expected=EXPECTED["map"])
            return []
        entries: list[tuple[str, Node]] = []
        first: dict[str, int] = {}
        for key_node, value in node.value:
            key, line = str(getattr(key_node, "value", "")), _line(key_node)
            if key in first:
                self._report("duplicate_key", (key,), key_node, first=first[key])
                continue
            first[key] = line
            if key == "config":
                self.lines[()] = line
            if key in _TOP_KEYS:
                entries.append((key, value))
                continue
            near = nearest(key, _TOP_KEYS)
            self._report("unknown_key" if near else "foreign_key", (key,), key_node, allowed=", ".join(_TOP_KEYS), nearest=near or "")
        return entries

    def _config(self, node: Node) -> dict[str, Any]:
        if _is_null(node):
            return {}
        if isinstance(node, MappingNode):
            return self._map(node, ())
        self._report("wrong_type", ("config",), node, given=_given(node), expected=EXPECTED["map"])
        return {}

    def _value(self, node: Node, path: KeyPath) -> Any:
        if id(node) in self.seen:
            self._report("alias", path, node)
            return WITHHELD
        self.seen.add(id(node))
        if len(path) > DEEPEST:
            self._report("too_deep", path[:1], node)
            return WITHHELD
        match node:
            case MappingNode():
                return self._map(node, path)
            case SequenceNode():
                return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
            case _:
                return self._scalar(node, path)

    def _item(self, node: Node, path: KeyPath) -> Any:
        self.lines[path] = _line(node)
        return self._value(node, path)

    def _map(self, node: MappingNode, path: KeyPath) -> Any:
        if path and [getattr(key, "value", None) for key, _ in node.value] == ["secure"]:
            self.secrets.add(path)
            return WITHHELD
        values: dict[str, Any] = {}
        for key_node, value in node.value:
            if key_node.tag == f"{_TAG}merge":
                self._report("alias", (*path, "<<"), key_node)
                continue
            if not isinstance(key_node, ScalarNode):
                self._report("foreign_tag", path, key_node)
                continue
            inner = (*path, key_node.value)
            if key_node.value in values:
                self._report("duplicate_key", inner, key_node, first=self.lines[inner])
                continue
            self.lines[inner] = _line(key_node)
            values[key_node.value] = self._value(value, inner)
        return values

    def _scalar(self, node: Node, path: KeyPath) -> Any:
        text = str(node.value)
        if isinstance(node, ScalarNode) and not node.style and text.isdecimal() and text.startswith("0") and len(text) > 1:
            self._report("unquoted_number", path, node)
            return text
        read = _SCALARS.get(node.tag.removeprefix(_TAG))
        if read is None:
            self._report("foreign_tag", path, node)
            return WITHHELD
        try:
            return read(text)
        except ValueError:
            return text

    def _report(self, code: str, path: KeyPath, node: Node, **facts: Any) -> None:
        there = Positions(file=self.file, lines={(): _line(node)})
        self.problems.append(problem(code, path, there, **facts))


def _line(node: Node) -> int:
    return node.start_mark.line + 1


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag == f"{_TAG}null"


def _given(node: Node) -> str:
    return spell([] if isinstance(node, SequenceNode) else node.value)
