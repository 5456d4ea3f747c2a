# SPDX-License-Identifier: Apache-2.0
"""One sentence of a problem, in English and French."""

from __future__ import annotations

from typing import NamedTuple

from hds_controls.model import Text

__all__ = ["Sentence", "sentence"]


class Sentence(NamedTuple):
    """What is wrong, and what to do about it."""

    what: Text
    hint: Text


def sentence(en: str, fr: str, hint_en: str, hint_fr: str) -> Sentence:
    """The same in both languages, each with its hint."""
    return Sentence(Text(en=en, fr=fr), Text(en=hint_en, fr=hint_fr))
