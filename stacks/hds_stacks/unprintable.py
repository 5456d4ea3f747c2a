# SPDX-License-Identifier: Apache-2.0
"""Values that no output may show: secrets in clear or encrypted, and personal data. They are taken away before anything reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from hds_controls.model import Text
from hds_controls.personal_data import find_personal_data
from hds_controls.plain_secrets import secret_by_name, secret_in
from hds_controls.positions import DEEPEST
from hds_stacks.partial import WITHHELD
from hds_stacks.problems import problem
from hds_stacks.schema import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Collection

    from hds_controls.personal_data import PersonalData
    from hds_controls.positions import KeyPath, Positions
    from hds_controls.problems import Problem

__all__ = ["KINDS", "withhold"]

KINDS: dict[PersonalData, Text] = {
    "nir": Text(en="a French social security number", fr="un numéro de sécurité sociale"),
    "email": Text(en="an e-mail address", fr="une adresse électronique"),
    "phone": Text(en="a telephone number", fr="un numéro de téléphone"),
    "birth_date": Text(en="a date of birth", fr="une date de naissance"),
    "patient": Text(en="a patient's name or number", fr="le nom ou le numéro d'un patient"),
}
"""Kinds of personal data, in words."""
_CONTACTS = f"{NAMESPACE}:contacts"
"""Where addresses belong."""


def withhold(config: dict[str, Any], secret_paths: Collection[KeyPath], where: Positions) -> tuple[dict[str, Any], list[Problem]]:
    """The config with WITHHELD in the place of what no output may show, and the problems that makes."""
    problems: list[Problem] = []
    return cast("dict[str, Any]", _clean(config, (), secret_paths, where, problems)), problems


def _clean(value: Any, path: KeyPath, secret_paths: Collection[KeyPath], where: Positions, problems: list[Problem]) -> Any:
    ours = bool(path) and str(path[0]).startswith(f"{NAMESPACE}:")
    if path in secret_paths:
        if ours:
            problems.append(problem("secret_not_accepted", path, where))
        return WITHHELD
    if len(path) > DEEPEST and value is not WITHHELD:
        problems.append(problem("too_deep", path[:1], where))
        return WITHHELD
    if isinstance(value, dict):
        cleaned: dict[str, Any] = {}
        for key, item in cast("dict[str, Any]", value).items():
            inner = (*path, key)
            if _hides(key, inner, where, problems, ours=ours or not path):
                continue
            cleaned[key] = _clean(item, inner, secret_paths, where, problems)
        return cleaned
    if isinstance(value, list):
        return [_clean(item, (*path, index), secret_paths, where, problems) for index, item in enumerate(cast("list[Any]", value))]
    if isinstance(value, str):
        named = secret_by_name(str(path[-1])) if path and value else None
        return WITHHELD if _hides(value, path, where, problems, ours=ours, named=named) else value
    return value


def _hides(text: str, path: KeyPath, where: Positions, problems: list[Problem], *, ours: bool, named: Text | None = None) -> bool:
    """Whether the text is a secret or personal data; the problem is added."""
    if kind := secret_in(text) or named:
        problems.append(problem("plain_secret", path, where, kind=kind))
        return True
    if ours and path[0] != _CONTACTS and (found := find_personal_data(text)):
        problems.append(problem("personal_data", path, where, kind=KINDS[found]))
        return True
    return False
