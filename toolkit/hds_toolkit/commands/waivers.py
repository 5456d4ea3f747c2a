# SPDX-License-Identifier: Apache-2.0
"""``hds waivers``: what is waived, by whom, and for how many days still."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hds_toolkit.commands.common import Format, FormatOption, LangOption, WaiversOption, as_json, language, put, register_of, say

if TYPE_CHECKING:
    from datetime import date

    from hds_controls.model import Language
    from hds_policies.waivers.register import Waiver

__all__ = ["SOON", "waivers"]

SOON = 30
"""Days before the end of a waiver from which on one is warned."""
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "none": "no waiver",
        "soon": '{place}: the waiver of {control} on "{resource}" ends in {days} days ({expiry}): '
        "mend the resource or have it examined again",
        "first": "{days} days left, until {expiry}: {control} on {resource} ({place})",
        "second": "  owner {owner}, approved by {approver} on {created}: {reason}",
    },
    "fr": {
        "none": "aucune dérogation",
        "soon": "{place} : la dérogation à {control} pour « {resource} » finit dans {days} jours ({expiry}) : "
        "corrigez la ressource ou faites-la réexaminer",
        "first": "encore {days} jours, jusqu'au {expiry} : {control} pour {resource} ({place})",
        "second": "  responsable {owner}, approuvée par {approver} le {created} : {reason}",
    },
}


def waivers(
    directory: Annotated[Path, typer.Option("--directory", "-C", help="Folder of the Pulumi project.")] = Path(),
    *,
    register: WaiversOption = None,
    output: FormatOption = Format.TEXT,
    lang: LangOption = None,
) -> None:
    """List the waivers of a project with the days left, the first to end first; those that end within 30 days are named on standard error.

    Those that are wrong or have ended do not hold: they are told on standard error instead.

    Exit codes: 0 the register holds, 2 something in it is wrong.
    """
    from hds_policies.waivers.errors import WaiversError  # noqa: PLC0415 - a command imports what it uses
    from hds_policies.waivers.read import today  # noqa: PLC0415

    words = _WORDS[language(lang)]
    found = register_of(register, directory)
    day = today()
    listed = sorted(found.waivers, key=lambda waiver: (waiver.expiry, waiver.index))
    for waiver in listed:
        if waiver.days_left(day) < SOON:
            say(words["soon"].format_map(_facts(waiver, day)))
    if output is Format.JSON:
        put(as_json({"waivers": [_entry(waiver, day) for waiver in listed]}))
    else:
        lines = [words[part].format_map(_facts(waiver, day)) for waiver in listed for part in ("first", "second")]
        put("\n".join(lines or [words["none"]]) + "\n")
    if found.problems:
        raise WaiversError(found.problems)


def _entry(waiver: Waiver, day: date) -> dict[str, Any]:
    return waiver.model_dump(mode="json", exclude={"index"}) | {"days_left": waiver.days_left(day)}


def _facts(waiver: Waiver, day: date) -> dict[str, Any]:
    return waiver.model_dump() | {"days": waiver.days_left(day), "place": f"{waiver.file}:{waiver.line}"}
