# SPDX-License-Identifier: Apache-2.0
"""``hds schema``: the JSON Schemas of what this project writes and reads."""

from __future__ import annotations

from typing import Annotated

import typer

from hds_toolkit.commands.common import put

__all__ = ["schema"]


def schema(name: Annotated[str | None, typer.Argument(help="One schema, e.g. report or stack; all names without it.")] = None) -> None:
    """Print a JSON Schema: report is what --format json prints, stack is a stack file, waivers the register of waivers."""
    from hds_toolkit import schemas  # noqa: PLC0415 - a command imports what it uses

    known = schemas.names()
    if name is None:
        put("\n".join(known) + "\n")
    elif name in known:
        put(schemas.shipped(name))
    else:
        raise typer.BadParameter(f'no schema "{name}". allowed: {", ".join(known)}')
