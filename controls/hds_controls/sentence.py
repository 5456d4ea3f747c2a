# SPDX-License-Identifier: Apache-2.0
"""One sentence of a problem, in English and French, and the words and sentences that all files share."""

from __future__ import annotations

from typing import NamedTuple

from hds_controls.model import Text

__all__ = ["NOT_UTF8", "TYPES", "Sentence", "sentence"]

TYPES: dict[str, Text] = {
    "text": Text(en="text", fr="un texte"),
    "list": Text(en="a list", fr="une liste"),
    "map": Text(en="a map of keys and values", fr="une table de clés et de valeurs"),
}
"""Types, in words."""


class Sentence(NamedTuple):
    """What is wrong, and what to do about it."""

    what: Text
    hint: Text


def sentence(en: str, fr: str, hint_en: str, hint_fr: str) -> Sentence:
    """The same in both languages, each with its hint."""
    return Sentence(Text(en=en, fr=fr), Text(en=hint_en, fr=hint_fr))


NOT_UTF8 = sentence(
    "the file is not text in UTF-8",
    "le fichier n'est pas un texte en UTF-8",
    "save the file in UTF-8",
    "enregistrez le fichier en UTF-8",
)
