# SPDX-License-Identifier: Apache-2.0
"""The ``hds`` command."""

from __future__ import annotations

import gc

gc.set_threshold(1_000_000, 50, 1000)  # collections are most of the time of a Pulumi program in Python; docs/decisions/0003

import io  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import traceback  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

import typer  # noqa: E402

from hds_toolkit.commands.check import check  # noqa: E402
from hds_toolkit.commands.common import language_of, say  # noqa: E402
from hds_toolkit.commands.controls import controls  # noqa: E402
from hds_toolkit.commands.preview import preview  # noqa: E402
from hds_toolkit.commands.schema import schema  # noqa: E402
from hds_toolkit.commands.waivers import waivers  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_controls.model import Language

__all__ = ["BUG", "INPUT", "app", "main", "run"]

INPUT = 2
"""Exit code for what the user has to mend: the command line, a file, a program, the disk."""
BUG = 70
"""Exit code when this program itself is wrong: EX_SOFTWARE of sysexits.h, which no verdict uses."""
app = typer.Typer(
    name="hds",
    help="HDS landing zone toolkit: judge what a Pulumi program would build against the French rules on hosting health data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(preview)
app.command()(check)
app.command()(controls)
app.command()(waivers)
app.command()(schema)


def main() -> None:
    """Run a command, then leave at once: nothing is worth the interpreter's own clean-up."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what a terminal cannot show is spelled out, and stops no report
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    except OSError as problem:
        if code != INPUT:
            sys.stderr.write(f"standard output: {problem.strerror}\n")
            sys.stderr.flush()
        code = INPUT
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and answer its exit code: 0 clean, 1 a mandatory finding, 2 usage or input, 130 interrupted, else ``BUG``."""
    try:
        app(list(arguments), prog_name="hds")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except Exception as problem:  # noqa: BLE001 - the last one to be told
        if text := _for_user(problem, language_of(arguments)):
            say(text)
            return INPUT
        traceback.print_exception(problem)
        say("this is a bug in hds and says nothing of your project; please report it with the lines above")
        return BUG
    return 0


def _for_user(problem: Exception, lang: Language) -> str | None:
    """The words of an error that is the user's to mend, none for a bug of ours."""
    from hds_toolkit.sources.errors import SourceError  # noqa: PLC0415 - only when something went wrong

    if isinstance(problem, SourceError):
        return str(problem)
    if isinstance(problem, OSError):
        return f"{problem.filename or 'standard output'}: {problem.strerror or problem}"
    problems = getattr(problem, "problems", None)
    if not problems:
        return None
    from hds_controls.problems import render  # noqa: PLC0415

    return render(problems, lang)


if __name__ == "__main__":
    main()
