# SPDX-License-Identifier: Apache-2.0
"""Patterns of policy documents, and the texts that tell them apart.

``*`` is any text and ``?`` any character; ``${aws:username}`` is a text nobody knows here; ``${*}``, ``${?}`` and ``${$}`` are the
characters themselves. In an ARN pattern nothing but the last of the six parts reaches over a colon. Source:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import functools
import re
from collections import deque
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

__all__ = ["Glob", "Mode", "Truth", "classes"]

_STATES = 4000
"""How many states are looked at before the search gives up."""
_TOKEN = re.compile(r"\$\{(?P<escaped>[*?$])\}|\$\{(?P<variable>[^}]*)\}|(?P<char>.)", re.DOTALL)
_ARN_PARTS = 6


class Truth(IntEnum):
    """No, perhaps, yes: ``min`` is *and*, ``max`` is *or*."""

    NO = 0
    MAYBE = 1
    YES = 2

    def negated(self) -> Truth:
        """No for yes and yes for no."""
        return Truth(2 - self)


class Mode(StrEnum):
    """How a pattern reads: every character as itself, as a glob, or as the glob of an ARN, part by part."""

    EXACT = "exact"
    GLOB = "glob"
    ARN = "arn"


class _Token(NamedTuple):
    char: str | None
    """None for any character."""
    many: bool = False
    colon: bool = True
    """Whether it may be a colon."""


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern; ``fold`` when case does not count."""

    pattern: str
    mode: Mode = Mode.GLOB
    fold: bool = False

    def matches(self, text: str) -> Truth:
        """Whether it takes a text; perhaps, when it holds a variable that could be it."""
        compiled = _compiled(self)
        if compiled.regex.fullmatch(text) is None:
            return Truth.NO
        return Truth.MAYBE if compiled.variable else Truth.YES


class _Compiled(NamedTuple):
    tokens: tuple[_Token, ...]
    regex: re.Pattern[str]
    variable: bool


@functools.lru_cache(maxsize=8192)
def _compiled(glob: Glob) -> _Compiled:
    found: list[_Token] = []
    variable = False
    colons = 0
    by_part = glob.mode is Mode.ARN and glob.pattern.count(":") >= _ARN_PARTS - 1
    for match in _TOKEN.finditer(glob.pattern):
        char = match["escaped"] or match["char"]
        colon = not by_part or colons >= _ARN_PARTS - 1
        if char is None:
            variable = True
            found.append(_Token(None, many=True, colon=colon))
        elif match["escaped"] or glob.mode is Mode.EXACT or char not in "*?":
            found.append(_Token(char.lower() if glob.fold else char))
            colons += char == ":"
        else:
            found.append(_Token(None, many=char == "*", colon=colon))
    spelled = "".join(map(_spelled, found))
    return _Compiled(tuple(found), re.compile(spelled, re.DOTALL | (re.IGNORECASE if glob.fold else 0)), variable)


def _spelled(token: _Token) -> str:
    if token.char is not None:
        return re.escape(token.char)
    return ("." if token.colon else "[^:]") + ("*" if token.many else "")


@functools.lru_cache(maxsize=4096)
def classes(globs: tuple[Glob, ...], scope: tuple[Glob, ...] = ()) -> tuple[str, ...] | None:
    """Texts, none of them empty, that together match the patterns in every way a text can.

    Two texts that match the same patterns cannot be told apart by a policy, so one of them stands for both. Walks the patterns side by
    side as automata; None when there are too many ways to look at all of them.

    Args:
        globs: the patterns.
        scope: patterns of which a text has to match one; any text when there is none.
    """
    every = (*globs, *scope)
    machines = [_compiled(glob).tokens for glob in every]
    folds = [glob.fold for glob in every]
    literals = {token.char for tokens in machines for token in tokens}
    other = next(chr(code) for code in range(ord("a"), 0x10FFFF) if chr(code) not in literals)
    start = tuple(_closed(tokens, 1) for tokens in machines)
    seen = {start}
    waiting = deque([(start, "")])
    found: dict[tuple[bool, ...], str] = {}
    while waiting:
        state, text = waiting.popleft()
        for char in _next_chars(machines, state, other):
            after = tuple(map(_step, machines, state, (char.lower() if fold else char for fold in folds)))
            if scope and not any(after[len(globs) :]):
                continue
            ends = tuple(mask >> len(tokens) & 1 == 1 for tokens, mask in zip(machines, after, strict=True))
            if not scope or any(ends[len(globs) :]):
                found.setdefault(ends[: len(globs)], text + char)
            if after not in seen:
                if len(seen) >= _STATES:
                    return None
                seen.add(after)
                waiting.append((after, text + char))
    return tuple(found.values())


def _next_chars(machines: list[tuple[_Token, ...]], state: tuple[int, ...], other: str) -> dict[str, None]:
    """Characters after which the patterns may part: those they ask for, the colon where it is special, and one of the rest."""
    found = dict.fromkeys((other,))
    for tokens, mask in zip(machines, state, strict=True):
        for position, token in enumerate(tokens):
            if mask >> position & 1:
                if token.char is not None:
                    found[token.char] = None
                    found[token.char.upper()] = None
                elif not token.colon:
                    found[":"] = None
    return found


def _step(tokens: tuple[_Token, ...], mask: int, char: str) -> int:
    after = 0
    for position, token in enumerate(tokens):
        if mask >> position & 1 and (char == token.char if token.char is not None else token.colon or char != ":"):
            after |= 1 << (position if token.many else position + 1)
    return _closed(tokens, after)


def _closed(tokens: tuple[_Token, ...], mask: int) -> int:
    """A position before a ``*`` is behind it too."""
    for position, token in enumerate(tokens):
        if token.many and mask >> position & 1:
            mask |= 1 << (position + 1)
    return mask
