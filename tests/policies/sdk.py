# SPDX-License-Identifier: Apache-2.0
"""What pulumi-aws itself says of its types: every token and every property path that a program can set, read from its sources."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pulumi_aws

from hds_policies.graph import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVIDER = "pulumi:providers:aws"
_ROOT = Path(pulumi_aws.__file__).parent
_TOKEN = re.compile(r'^@pulumi\.type_token\("(aws:[^"]+)"\)', re.MULTILINE)
_CLASS = re.compile(r"^class (\w+Args):\n(.*?)(?=^@pulumi|^class |\Z)", re.MULTILINE | re.DOTALL)
_GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:    @.*\n)*    def (\w+)\(self\) -> (.*?):\n')
_NESTED = re.compile(r"'(\w+Args)'")


@functools.cache
def properties() -> dict[str, frozenset[str]]:
    """Property paths by kind, ``rules[*].status`` for a list and ``tags.*`` for a map; an old twin counts as its present kind."""
    found: dict[str, set[str]] = {}
    for file in sorted(_ROOT.rglob("*.py")):
        text = file.read_text("utf-8")
        token = _TOKEN.search(text)
        if token:
            own = next((body for name, body in _CLASS.findall(text) if not name.startswith("_")), "")
            found.setdefault(normalise(token[1]), set()).update(_paths(file.parent, own, "", frozenset()))
    provider = next(body for name, body in _CLASS.findall((_ROOT / "provider.py").read_text("utf-8")) if name == "ProviderArgs")
    found[PROVIDER] = set(_paths(_ROOT, provider, "", frozenset()))
    return {kind: frozenset(paths) for kind, paths in found.items()}


@functools.cache
def names() -> frozenset[str]:
    """The properties that some type has, without what is below them."""
    return frozenset(re.split(r"[.\[]", path, maxsplit=1)[0] for paths in properties().values() for path in paths)


def has(kind: str, path: str) -> bool:
    """Whether a property path can be set on a kind; a path may stop at a block, and ``*`` stands on a single value too."""
    start = re.compile(rf"{re.escape(path.removesuffix('[*]'))}(?=$|[.\[])")
    return any(known == path or start.match(known) or _in_a_map(known, path) for known in properties()[kind])


def _in_a_map(known: str, path: str) -> bool:
    return known.endswith(".*") and path.rpartition(".")[0] == known.removesuffix(".*")


@functools.cache
def _blocks(folder: Path) -> dict[str, str]:
    file = folder / "_inputs.py"
    return dict(_CLASS.findall(file.read_text("utf-8"))) if file.exists() else {}


def _paths(folder: Path, body: str, prefix: str, above: frozenset[str]) -> Iterator[str]:
    for wire, name, annotation in _GETTER.findall(body):
        many = "[*]" if "Sequence[" in annotation else ".*" if "Mapping[" in annotation else ""
        path = f"{prefix}{wire or name}{many}"
        block = _NESTED.search(annotation)
        inner = _blocks(folder).get(block[1]) if block else None
        if block is None or inner is None or block[1] in above:
            yield path
        else:
            yield from _paths(folder, inner, f"{path}.", above | {block[1]})
