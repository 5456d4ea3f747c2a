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
    """A pattern as an expression, and as an automaton whose state is a number: bit ``n`` is set when ``n`` tokens are behind.

    ``chars``, ``anything`` and ``no_colon`` are the tokens that take a character, any, or any but the colon; ``stars`` those that stay.
    """

    tokens: tuple[_Token, ...]
    regex: re.Pattern[str]
    variable: bool
    chars: dict[str, int]
    anything: int
    no_colon: int
    stars: int


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
    regex = re.compile("".join(map(_spelled, found)), re.DOTALL | (re.IGNORECASE if glob.fold else 0))
    chars: dict[str, int] = {}
    anything = no_colon = stars = 0
    for position, token in enumerate(found):
        bit = 1 << position
        if token.char is not None:
            chars[token.char] = chars.get(token.char, 0) | bit
        elif token.colon:
            anything |= bit
        else:
            no_colon |= bit
        stars |= bit if token.many else 0
    return _Compiled(tuple(found), regex, variable, chars, anything, no_colon, stars)


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
    if scope and all(map(_is_one_text, scope)) and len({glob.fold for glob in (*globs, *scope)}) == 1:
        texts = ("".join(token.char or "" for token in _compiled(glob).tokens) for glob in scope)
        return tuple({tuple(glob.matches(text) for glob in globs): text for text in texts if text}.values())
    every = (*globs, *scope)
    machines = [_compiled(glob) for glob in every]
    folds = [glob.fold for glob in every]
    literals = {char for machine in machines for char in machine.chars}
    other = next(chr(code) for code in range(ord("a"), 0x10FFFF) if chr(code) not in literals)
    start = tuple(_closed(machine, 1) for machine in machines)
    seen = {start}
    waiting = deque([(start, "")])
    found: dict[tuple[bool, ...], str] = {}
    while waiting:
        state, text = waiting.popleft()
        for char in _next_chars(machines, state, other):
            after = tuple(map(_step, machines, state, (char.lower() if fold else char for fold in folds)))
            if scope and not any(after[len(globs) :]):
                continue
            ends = tuple(mask >> len(machine.tokens) & 1 == 1 for machine, mask in zip(machines, after, strict=True))
            if not scope or any(ends[len(globs) :]):
                found.setdefault(ends[: len(globs)], text + char)
            if after not in seen:
                if len(seen) >= _STATES:
                    return None
                seen.add(after)
                waiting.append((after, text + char))
    return tuple(found.values())


def _is_one_text(glob: Glob) -> bool:
    """Whether a pattern has no wildcard, so that it takes one text, in whatever case."""
    return all(token.char is not None for token in _compiled(glob).tokens)


def _next_chars(machines: list[_Compiled], state: tuple[int, ...], other: str) -> dict[str, None]:
    """Characters after which the patterns may part: those they ask for, the colon where it is special, and one of the rest."""
    found = dict.fromkeys((other,))
    for machine, mask in zip(machines, state, strict=True):
        if mask & machine.no_colon:
            found[":"] = None
        waiting = mask & ~machine.anything & ~machine.no_colon & ((1 << len(machine.tokens)) - 1)
        while waiting:
            lowest = waiting & -waiting
            char = machine.tokens[lowest.bit_length() - 1].char or other
            found[char] = None
            found[char.upper()] = None
            waiting ^= lowest
    return found


def _step(machine: _Compiled, mask: int, char: str) -> int:
    taken = machine.chars.get(char, 0) | machine.anything | (machine.no_colon if char != ":" else 0)
    live = mask & taken
    return _closed(machine, (live & ~machine.stars) << 1 | live & machine.stars)


def _closed(machine: _Compiled, mask: int) -> int:
    """Before a ``*`` is behind it too."""
    while (more := mask | (mask & machine.stars) << 1) != mask:
        mask = more
    return mask
