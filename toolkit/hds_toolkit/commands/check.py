# SPDX-License-Identifier: Apache-2.0
"""``hds check``: judge a preview or a state that Pulumi wrote."""

from __future__ import annotations

from typing import Annotated

import typer

from hds_toolkit.commands.common import Format, FormatOption, LangOption, StrictOption, WaiversOption, language, register_of, verdict

__all__ = ["check"]


def check(
    file: Annotated[str, typer.Argument(help="Output of `pulumi preview --json` or `pulumi stack export`; - is standard input.")],
    *,
    output: FormatOption = Format.TEXT,
    waivers: WaiversOption = None,
    strict: StrictOption = False,
    lang: LangOption = None,
) -> None:
    """Judge what `pulumi preview --json` or `pulumi stack export` wrote, recognised by its content.

    A file belongs to no project: without --waivers or HDS_WAIVERS nothing is waived.

    Exit codes: 0 clean, 1 a mandatory finding, 2 usage or input.
    """
    from hds_toolkit.sources.files import read  # noqa: PLC0415 - a command imports what it uses

    kind, name, graph = read(file)
    register = register_of(waivers, None)
    raise typer.Exit(verdict(graph, register, kind=kind, name=name, output=output, strict=strict, lang=language(lang)))
