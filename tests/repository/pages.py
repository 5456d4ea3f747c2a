# SPDX-License-Identifier: Apache-2.0
"""The Markdown pages of this repository: their headings, links, quoted code and examples."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from tests.repository.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ENGLISH", "FRENCH", "PAGES", "Block", "Command", "Page", "commands", "page"]

ENGLISH, FRENCH = ROOT / "README.md", ROOT / "README.fr.md"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced example."""

    path: Path
    line: int
    language: str
    text: str

    def __str__(self):
        """Its place, as tests name it."""
        return f"{self.path.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A line to type, with the lines shown below it, which may skip some with ``...``."""

    place: str
    line: str
    shown: tuple[str, ...]

    def __str__(self):
        """Its place and its words, as tests name it."""
        return f"{self.place} {self.line}"


@dataclass(frozen=True)
class Page:
    """What a page holds; ``quoted`` is code inside sentences."""

    path: Path
    headings: tuple[tuple[int, str], ...]
    blocks: tuple[Block, ...]
    links: tuple[str, ...]
    quoted: tuple[str, ...]
    rows: int

    @property
    def anchors(self) -> set[str]:
        """Names under which a link reaches its headings, as code forges make them."""
        return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for _, title in self.headings}


@functools.cache
def page(path: Path) -> Page:
    """A page, read."""
    text = path.read_text("utf-8")
    blocks = tuple(
        Block(path, text.count("\n", 0, found.start()) + 1, found["language"], dedent(found["text"])) for found in _FENCE.finditer(text)
    )
    prose = _FENCE.sub("", text)
    return Page(
        path=path,
        headings=tuple((len(marks), title) for marks, title in re.findall(r"^(#+) (.+)$", prose, re.MULTILINE)),
        blocks=blocks,
        links=tuple(re.findall(r"\]\(([^)\s]+)\)", prose)),
        quoted=tuple(quoted.replace(r"\|", "|") for quoted in re.findall(r"`([^`\n]+)`", prose)),
        rows=len(re.findall(r"^\|", prose, re.MULTILINE)),
    )


def commands(block: Block) -> list[Command]:
    """The commands of a console example, without their comments."""
    found = []
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        first, *shown = part.splitlines()
        found.append(Command(str(block), re.sub(r"\s+# .*", "", first).strip(), tuple(line for line in shown if line.strip())))
    return found
