# SPDX-License-Identifier: Apache-2.0
"""The ``hds`` command."""

import gc

gc.set_threshold(200_000, 50, 1000)  # collections are most of the time of a Pulumi program in Python; docs/decisions/0003

import os  # noqa: E402
import sys  # noqa: E402

import typer  # noqa: E402

from hds_toolkit.commands.check import check  # noqa: E402
from hds_toolkit.commands.controls import controls  # noqa: E402
from hds_toolkit.commands.preview import preview  # noqa: E402

__all__ = ["app", "main"]

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


def main() -> None:
    """Run a command, then leave at once: nothing is worth the interpreter's own clean-up."""
    code = _run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = code or 0
    os._exit(code)


def _run() -> int:
    try:
        app(standalone_mode=True)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        text = _user_error(problem)
        if text is None:
            raise
        print(text, file=sys.stderr)  # noqa: T201 - a user's error, without a traceback
        return 2
    return 0


def _user_error(problem: Exception) -> str | None:
    """The words of an error that is the user's to mend, none for a bug of ours."""
    from hds_toolkit.commands.common import Lang, language  # noqa: PLC0415 - only when something went wrong
    from hds_toolkit.sources.errors import SourceError  # noqa: PLC0415

    if isinstance(problem, SourceError):
        return str(problem)
    problems = getattr(problem, "problems", None)
    if not problems:
        return None
    from hds_stacks.problems import render  # noqa: PLC0415

    chosen = next((Lang(value) for flag, value in zip(sys.argv, sys.argv[1:], strict=False) if flag == "--lang" and value in tuple(Lang)), None)
    return render(problems, language(chosen))


if __name__ == "__main__":
    main()
