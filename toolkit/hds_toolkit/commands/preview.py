# SPDX-License-Identifier: Apache-2.0
"""``hds preview``: record a Python Pulumi project in process and judge it, offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hds_toolkit.commands.common import (
    Format,
    FormatOption,
    LangOption,
    StrictOption,
    WaiversOption,
    as_json,
    language,
    put,
    register_of,
    say,
    verdict,
)

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["preview"]


def preview(
    stack: Annotated[str | None, typer.Option("--stack", "-s", help="Stack; otherwise PULUMI_STACK, or the only one there is.")] = None,
    directory: Annotated[Path, typer.Option("--directory", "-C", help="Folder of the Pulumi project.")] = Path(),
    *,
    output: FormatOption = Format.TEXT,
    plan: Annotated[bool, typer.Option("--json", help="Print what was recorded as `pulumi preview --json` would; do not judge.")] = False,
    waivers: WaiversOption = None,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Run a Python Pulumi project in process, without engine, provider or account, and judge what it would build.

    What waivers.yaml at the root of the project waives is shown and does not count.

    Exit codes: 0 clean, 1 a mandatory finding, 2 usage or input.
    """
    from hds_toolkit.sources.program import record_project  # noqa: PLC0415 - the SDK is imported only by the command that runs it
    from hds_toolkit.sources.project import open_project  # noqa: PLC0415

    words = language(lang)
    project = open_project(directory, stack)
    if sys.stderr.isatty():
        say(_RECORDING[words].format(stack=project.stack, root=project.root))
    graph = record_project(project)
    if plan:
        from hds_toolkit.sources.preview import to_preview  # noqa: PLC0415

        for item in graph.unseen:
            say(_UNSEEN[words].format(what=item.what, token=item.token, count=item.count))
        put(as_json(to_preview(graph)))
        return
    register = register_of(waivers, project.root)
    raise typer.Exit(verdict(graph, register, kind="recording", name=project.stack, output=output, strict=strict, lang=words))


_RECORDING: dict[Language, str] = {
    "en": "recording stack {stack} of {root} in process; no cloud is contacted",
    "fr": "enregistrement de la pile {stack} de {root} dans ce processus ; aucun nuage n'est contacté",
}
_UNSEEN: dict[Language, str] = {
    "en": "not visible in process: {what} {token} ({count})",
    "fr": "non visible dans ce processus : {what} {token} ({count})",
}
