# SPDX-License-Identifier: Apache-2.0
"""From a requirement of a framework to the controls that cite it."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from hds_controls.model import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_controls.model import Catalogue, Control

__all__ = ["citing", "find", "near"]

_SPACE = re.compile(r"[\s_]+")
_PADDING = re.compile(r"(?<!\d)0+(?=\d)")


def find(book: Catalogue, words: str) -> tuple[Reference, ...]:
    """The requirements a person means, in the order of the frameworks; none when nothing matches.

    Args:
        book: the catalogue.
        words: ``EXI 28``, ``exi28``, ``A.8.24``, or with a framework, ``hds-2.0:EXI 28`` or ``hds:EXI 28``. A chapter stands for
            what it holds: ``12.5`` is 12.5.a to 12.5.d.
    """
    framework, _, requirement = words.rpartition(":")
    named = [item for item in _all(book) if item.framework.startswith(framework.strip().lower())]
    exact = tuple(item for item in named if _plain(item.requirement) == _plain(requirement))
    return exact or tuple(item for item in named if _is_part(item.requirement, requirement))


def near(book: Catalogue, words: str) -> tuple[str, ...]:
    """Three requirements, written in full, that resemble what was asked."""
    written = {f"{item.framework}:{item.requirement}": item for item in _all(book)}
    by_requirement = {_plain(item.requirement): name for name, item in reversed(written.items())}
    found = difflib.get_close_matches(_plain(words.rpartition(":")[2]), by_requirement, 3, 0)
    return tuple(by_requirement[name] for name in found)


def citing(book: Catalogue, requirement: Reference) -> tuple[Control, ...]:
    """The controls that cite a requirement or a part of it (``EXI 05.C`` for ``EXI 05``), in the order of the catalogue."""
    return tuple(control for control in book.controls.values() if any(_cites(item, requirement) for item in control.references))


def _cites(reference: Reference, requirement: Reference) -> bool:
    return reference.framework == requirement.framework and _is_part(reference.requirement, requirement.requirement)


def _all(book: Catalogue) -> Iterator[Reference]:
    for key, framework in book.frameworks.items():
        for requirement in framework.requirements:
            yield Reference(framework=key, requirement=requirement)


def _is_part(requirement: str, whole: str) -> bool:
    requirement, whole = _plain(requirement), _plain(whole)
    return requirement == whole or requirement.startswith(f"{whole}.")


def _plain(words: str) -> str:
    """A requirement without case, spaces and padding: ``EXI 05`` and ``exi5`` are one."""
    return _PADDING.sub("", _SPACE.sub("", words.strip().lower()))
