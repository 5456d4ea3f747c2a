# SPDX-License-Identifier: Apache-2.0
"""What pulumi-aws says of each argument: whether it may be left out, its type, and the values its description allows."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pulumi_aws

from hds_policies.graph import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(pulumi_aws.__file__).parent
_TOKEN = re.compile(r'^@pulumi\.type_token\("(aws:[^"]+)"\)', re.MULTILINE)
_CLASS = re.compile(r"^class (\w+Args):\n(.*?)(?=^@pulumi|^class |\Z)", re.MULTILINE | re.DOTALL)
_GETTER = re.compile(
    r'@pulumi\.getter(?:\(name="(?P<wire>\w+)"\))?\n(?:    @.*\n)*    def (?P<name>\w+)\(self\) -> (?P<type>.*?):\n'
    r'(?:        """\n(?P<text>.*?)        """)?',
    re.DOTALL,
)
_NESTED = re.compile(r"'(\w+Args)'")
_CHOICES = re.compile(
    r"(?:(?:valid|possible|allowed|supported|available|accepted)\s(?:values|options|types|modes)|can be|must be|either|one of)[^`.]{0,60}"
    r"(?P<list>`[^`\n]+`(?:(?:[\s,|/]|or|and|either|\(default\)|\(the default\))*`[^`\n]+`)+)",
    re.IGNORECASE,
)
_SCALARS = {"_builtins.bool": "bool", "_builtins.int": "number", "_builtins.float": "number", "_builtins.str": "text"}


class Argument(NamedTuple):
    """One argument; ``choices`` is empty where the description lists none."""

    optional: bool
    type: str
    choices: tuple[str, ...]


@functools.cache
def arguments(kind: str) -> dict[str, Argument]:
    """Every argument of a kind by property path; a list or map of blocks goes on behind ``[*]`` or ``.*``, as in ``rules[*].status``."""
    found: dict[str, Argument] = {}
    for folder, body in _sources().get(kind, ()):
        found |= _described(folder, body, "", frozenset())
    return found


@functools.cache
def _sources() -> dict[str, list[tuple[Path, str]]]:
    """The argument class of each kind; an old twin counts as its present kind."""
    found: dict[str, list[tuple[Path, str]]] = {}
    for file in sorted(_ROOT.rglob("*.py")):
        text = file.read_text("utf-8")
        if token := _TOKEN.search(text):
            body = next((body for name, body in _CLASS.findall(text) if not name.startswith("_")), "")
            found.setdefault(normalise(token[1]), []).append((file.parent, body))
    return found


@functools.cache
def _blocks(folder: Path) -> dict[str, str]:
    file = folder / "_inputs.py"
    return dict(_CLASS.findall(file.read_text("utf-8"))) if file.exists() else {}


def _described(folder: Path, body: str, prefix: str, above: frozenset[str]) -> Iterator[tuple[str, Argument]]:
    for match in _GETTER.finditer(body):
        annotation = match["type"]
        path = f"{prefix}{match['wire'] or match['name']}"
        many = "[*]" if "Sequence[" in annotation else ".*" if "Mapping[" in annotation else ""
        block = _NESTED.search(annotation)
        inner = _blocks(folder).get(block[1]) if block else None
        kind = "block" if inner is not None else next((word for name, word in _SCALARS.items() if name in annotation), "text")
        yield path, Argument("Optional[" in annotation, kind, _choices(match["text"] or ""))
        if block and inner is not None and block[1] not in above:
            yield from _described(folder, inner, f"{path}{many}.", above | {block[1]})


def _choices(text: str) -> tuple[str, ...]:
    """The values a description lists: ``Valid values are `a` and `b```."""
    named = dict.fromkeys(part.strip() for match in _CHOICES.finditer(text) for part in re.split(r"[`|]", match["list"]) if part.strip())
    return tuple(name for name in named if re.fullmatch(r"[\w.:*/-]+", name) and name not in {"or", "and", "either"})
