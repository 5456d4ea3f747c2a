# SPDX-License-Identifier: Apache-2.0
"""The sentences of a finding, in English and French, made from the facts of its evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hds_policies.values import Absent, Known, Secret, Unknown, Value, is_list, is_map, is_secret, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_controls.model import Language
    from hds_policies.judge import Finding
    from hds_policies.verdict import Evidence, Expectation

__all__ = ["EXPECTATIONS", "expectation", "given", "message", "open_verdicts"]

EXPECTATIONS: dict[str, dict[Language, str]] = {
    "equals": {"en": "{0}", "fr": "{0}"},
    "one_of": {"en": "one of {all}", "fr": "une valeur parmi {all}"},
    "at_most": {"en": "at most {0}", "fr": "au plus {0}"},
    "at_least": {"en": "at least {0}", "fr": "au moins {0}"},
    "present": {"en": "a value", "fr": "une valeur"},
    "absent": {"en": "no value", "fr": "aucune valeur"},
    "rule_error": {"en": "the rule itself failed ({0}); report it", "fr": "la règle elle-même a échoué ({0}) ; signalez-le"},
}
"""Sentences by key of ``Expectation``: ``{0}`` is its first value, ``{all}`` all of them."""

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "is": "{path} is {given}; expected: {expected}",
        "resource": "expected: {expected}",
        "absent": "not set",
        "secret": "a secret, not readable here",
        "unknown": "not known yet",
        "depends": "not known yet (computed from {on})",
        "open": "{count} verdicts are open, because a value is not known yet or may not be read; they are not passes:",
        "more": "and {count} more",
    },
    "fr": {
        "is": "{path} vaut {given} ; attendu : {expected}",
        "resource": "attendu : {expected}",
        "absent": "non renseigné",
        "secret": "un secret, illisible ici",
        "unknown": "encore inconnu",
        "depends": "encore inconnu (calculé à partir de {on})",
        "open": "{count} verdicts restent ouverts, car une valeur est encore inconnue ou illisible ; ils ne valent pas succès :",
        "more": "et {count} de plus",
    },
}
_WIDTH = 120
_SHOWN = 5


def message(evidence: Evidence, language: Language) -> str:
    """One sentence: the property, the value given, the value expected."""
    words = _WORDS[language]
    expected = expectation(evidence.expected, language)
    if not evidence.property:
        return words["resource"].format(expected=expected)
    return words["is"].format(path=evidence.property, given=given(evidence.given, language), expected=expected)


def open_verdicts(findings: Iterable[Finding], language: Language) -> str:
    """A summary of unknown verdicts: how many, then per control the resources and the properties that are awaited."""
    words = _WORDS[language]
    awaited: dict[str, dict[str, str]] = {}
    for finding in findings:
        place = f"{finding.resource.name}.{finding.evidence.property}".removesuffix(".")
        awaited.setdefault(finding.rule.control, {}).setdefault(finding.resource.urn, place)
    lines = [words["open"].format(count=sum(map(len, awaited.values())))]
    for control, places in awaited.items():
        shown = list(places.values())[:_SHOWN]
        rest = [words["more"].format(count=len(places) - _SHOWN)] if len(places) > _SHOWN else []
        lines.append(f"{control}: {', '.join(shown + rest)}")
    return "\n".join(lines)


def expectation(expected: Expectation, language: Language) -> str:
    """What would have passed, in words."""
    values = [_spell(value) for value in expected.values]
    return EXPECTATIONS[expected.key][language].format(*values, all=", ".join(values))


def given(value: Value, language: Language) -> str:
    """A value in words; a secret has none."""
    words = _WORDS[language]
    match value:
        case Known(known):
            return _spell(known)
        case Absent():
            return words["absent"]
        case Secret():
            return words["secret"]
        case Unknown(()):
            return words["unknown"]
        case Unknown(urns):
            return words["depends"].format(on=", ".join("::".join(urn.split("::")[-1:]) for urn in urns))


def _spell(value: Any) -> str:
    value = _readable(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _readable(raw: Any) -> Any:
    """A raw value without what may not be printed: secrets and sentinels deep inside it are named, never shown."""
    if is_secret(raw):
        return "(secret)"
    if is_unknown(raw):
        return "(unknown)"
    if is_map(raw):
        return {key: _readable(item) for key, item in raw.items()}
    return [_readable(item) for item in raw] if is_list(raw) else raw
