# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a file that people write, as data: where, what, the value given, the values allowed, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from hds_controls.model import Text
from hds_controls.personal_data import find_personal_data
from hds_controls.plain_secrets import secret_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hds_controls.model import Language
    from hds_controls.positions import KeyPath, Positions
    from hds_controls.sentence import Sentence

__all__ = ["ALLOWED", "HINT", "Problem", "dotted", "nearest", "render", "report", "spell"]

ALLOWED = Text(en="allowed: ", fr="valeurs admises : ")
HINT = Text(en="hint: ", fr="conseil : ")
_WIDTH = 80
_LANGUAGES: tuple[Language, Language] = ("en", "fr")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with a file that people write.

    Args:
        file: as the user wrote its path, or where live values come from.
        line: counted from 1; None when the values do not come from a file.
        key: dotted path of the setting, ``hds:stores[2].name``; empty for the whole file.
        code: the name of the sentence.
        message: what is wrong, with the value given.
        given: the value as it may be printed; None when there is none or when it must not be.
        allowed: the values that would do, if they can be said.
        hint: the change to make.
    """

    file: str
    line: int | None
    key: str
    code: str
    message: Text
    given: str | None
    allowed: Text | None
    hint: Text


def report(
    sentence: Sentence,
    code: str,
    path: KeyPath,
    where: Positions,
    *,
    given: str | None = None,
    allowed: Text | str | None = None,
    facts: Mapping[str, Text | str | int] | None = None,
) -> Problem:
    """A problem, worded from its facts.

    Args:
        sentence: what is wrong and what to do, with facts between braces.
        code: its name.
        path: of the value, in the keys of the file.
        where: gives the line of the path.
        given: the value, already spelled.
        allowed: the values that would do.
        facts: what the sentence names between braces, beside ``key`` and ``given``.
    """
    every: dict[str, Text | str | int] = {"key": dotted(path), "given": given or "", **(facts or {})}
    return Problem(
        file=where.file,
        line=where.line(path),
        key=dotted(path),
        code=code,
        message=_worded(sentence.what, every),
        given=given,
        allowed=Text(en=allowed, fr=allowed) if isinstance(allowed, str) and allowed else allowed or None,
        hint=_worded(sentence.hint, every),
    )


def render(problems: Iterable[Problem], language: Language) -> str:
    """All problems in the order of the file, each as ``file:line: what is wrong. allowed: ...`` and its hint on a line of its own."""
    ordered = sorted(problems, key=lambda item: (item.file, item.line or 0, item.key, item.code))
    return "\n".join(_lines(item, language) for item in ordered)


def dotted(path: KeyPath) -> str:
    """A path as people write it: ``hds:stores[2].name``; a key that must not be printed is an ellipsis."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" if text else _shown(part)
    return text


def spell(value: Any) -> str:
    """A value in the words of YAML, cut to a readable length; what holds other values, a secret or personal data is not printed."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f'"{_shown(value)}"'
        case int() | float():
            return str(value)
        case dict():
            return "{…}"
        case _:
            return "[…]"


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The one of the words that is spelled most like it, if any is close."""
    folded = {known.lower(): known for known in words}
    found = get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _shown(text: str) -> str:
    """Text fit for an output: the last guard, whatever reported the problem."""
    if secret_in(text) or find_personal_data(text):
        return "…"
    text = "".join(char if char.isprintable() else "�" for char in text)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _lines(item: Problem, language: Language) -> str:
    place = item.file if item.line is None else f"{item.file}:{item.line}"
    allowed = f" {getattr(ALLOWED, language)}{getattr(item.allowed, language)}" if item.allowed else ""
    return f"{place}: {getattr(item.message, language)}.{allowed}\n  {getattr(HINT, language)}{getattr(item.hint, language)}"


def _worded(text: Text, facts: dict[str, Text | str | int]) -> Text:
    words = {
        language: getattr(text, language).format_map({
            name: getattr(fact, language) if isinstance(fact, Text) else fact for name, fact in facts.items()
        })
        for language in _LANGUAGES
    }
    return Text(en=words["en"], fr=words["fr"])
