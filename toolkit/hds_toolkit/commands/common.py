# SPDX-License-Identifier: Apache-2.0
"""What every command shares: the language, the formats, and the way from a graph to an exit code."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_controls.model import Language
    from hds_policies.graph import Graph
    from hds_policies.waivers.register import Register

__all__ = [
    "Format",
    "FormatOption",
    "Lang",
    "LangOption",
    "StrictOption",
    "WaiversOption",
    "as_json",
    "language",
    "language_of",
    "put",
    "register_of",
    "say",
    "verdict",
]


class Format(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"


class Lang(StrEnum):
    """Language of messages."""

    EN = "en"
    FR = "fr"


LangOption = Annotated[Lang | None, typer.Option("--lang", help="Language of messages; otherwise that of the locale.")]
FormatOption = Annotated[Format, typer.Option("--format", help="A readable report, or JSON (schema: hds schema report).")]
WaiversOption = Annotated[Path | None, typer.Option("--waivers", help="Register of waivers; otherwise the one HDS_WAIVERS names.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Unknown fails too.")]


def language(chosen: Lang | None) -> Language:
    """The language asked for, else French when the locale is French, else English."""
    if chosen:
        return chosen.value
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"


def language_of(arguments: Sequence[str]) -> Language:
    """The language of a whole command line, for errors that end the command."""
    joined = " ".join(arguments).replace("--lang=", "--lang ").split()
    chosen = next((after for flag, after in itertools.pairwise(joined) if flag == "--lang"), None)
    return language(Lang(chosen) if chosen in tuple(Lang) else None)


def say(text: str) -> None:
    """Talk: standard error, so that standard output stays data."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the one place that talks


def put(text: str) -> None:
    """Data: standard output. A reader that has left (``hds ... | head``) changes nothing of the exit code."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(text)


def as_json(value: Any) -> str:
    """A value as the JSON that commands print."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def register_of(named: Path | None, project: Path | None) -> Register:
    """The register of waivers that is named, else that of ``HDS_WAIVERS``, else that of a project folder if it has one."""
    from hds_policies.waivers.read import locate, read  # noqa: PLC0415 - a command imports what it uses

    return read(named or locate(project))


def verdict(graph: Graph, waivers: Register, *, kind: str, name: str, output: Format, strict: bool, lang: Language) -> int:
    """Judge a graph with every rule, print the report, and answer the exit code: 0 clean, 1 a mandatory finding.

    Raises:
        WaiversError: a waiver is wrong, or covers nothing. The report is printed all the same: what it was to cover counts there.
    """
    from hds_controls.load import catalogue  # noqa: PLC0415 - a command imports what it uses
    from hds_policies.judge import judge  # noqa: PLC0415
    from hds_policies.rule import all_rules  # noqa: PLC0415
    from hds_policies.waivers.errors import WaiversError  # noqa: PLC0415
    from hds_toolkit.evidence import report  # noqa: PLC0415

    judgement = judge(graph, all_rules(), waivers)
    built = report.build(graph, judgement, catalogue(), kind=kind, name=name, language=lang)
    if output is Format.JSON:
        put(as_json(built.model_dump(mode="json")))
    else:
        from hds_toolkit.evidence import terminal  # noqa: PLC0415

        put(terminal.page(built, sys.stdout, lang))
    if problems := (*waivers.problems, *waivers.unmatched(judgement.findings, graph, judgement.tallies)):
        raise WaiversError(problems)
    return report.exit_code(built, strict=strict)
