# SPDX-License-Identifier: Apache-2.0
"""Run the program of a project folder in this process, as the Python language host would, and record it."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.recording import record
from hds_toolkit.sources.sdk import load_by_name
from hds_toolkit.sources.secrets import SEALED

if TYPE_CHECKING:
    from collections.abc import Generator

    from hds_policies.graph import Graph
    from hds_toolkit.sources.project import Project

__all__ = ["record_project"]


def record_project(project: Project) -> Graph:
    """The graph of a project's program.

    What the program prints goes to standard error, so that standard output stays data.

    Raises:
        SourceError: the program fails; the message names its own file and line.
    """
    program = project.program
    entry = program / "__main__.py" if program.is_dir() else program
    if not entry.is_file():
        raise SourceError(f"{entry}: no such program\n  hint: `main` in Pulumi.yaml names the folder of __main__.py, or the file")
    load_by_name()
    with _as_the_host(project, entry.parent):
        try:
            return record(
                lambda: _execute(program),
                project=project.name,
                stack=project.stack,
                organization=project.organization,
                config=project.config,
                secret_keys=project.secret_keys,
                root=project.root,
            )
        except (SourceError, KeyboardInterrupt):
            raise
        except BaseException as problem:
            if getattr(problem, "problems", None):
                raise
            raise SourceError(_explain(problem, project)) from problem


def _execute(program: Path) -> None:
    runpy.run_path(str(program), run_name="__main__")


@contextlib.contextmanager
def _as_the_host(project: Project, folder: Path) -> Generator[None]:
    """Working directory, import path and arguments as ``pulumi-language-python`` sets them; all put back afterwards."""
    before = Path.cwd(), list(sys.path), list(sys.argv), set(sys.modules)
    os.chdir(folder)
    sys.path[:0] = [str(folder)]
    sys.path += _packages(project)
    sys.argv = [str(project.program)]
    try:
        with _talk_only():
            yield
    finally:
        os.chdir(before[0])
        sys.path[:], sys.argv = before[1], before[2]
        own = set(sys.modules) - before[3] if str(folder) not in before[1] else set[str]()  # what is on the path anyway stays whole
        for name in own:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(f"{folder}/"):
                del sys.modules[name]


@contextlib.contextmanager
def _talk_only() -> Generator[None]:
    """Standard output is standard error for a while, also for the processes that a program starts and for handles it keeps."""
    with contextlib.redirect_stdout(sys.stderr), contextlib.ExitStack() as after:
        try:
            real = os.dup(1)
            os.dup2(2, 1)
        except OSError:  # closed by whoever started us
            real = None
        if real is not None:
            after.callback(os.close, real)
            after.callback(os.dup2, real, 1)
            if sys.__stdout__ is not None:
                after.callback(sys.__stdout__.flush)
        yield


def _packages(project: Project) -> list[str]:
    """The packages of the project's own environment, after this one's; only for the same version of Python."""
    if project.virtualenv is None:
        return []
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (project.virtualenv / "lib" / version / "site-packages", project.virtualenv / "Lib" / "site-packages")
    return [str(place) for place in places if place.is_dir() and str(place) not in sys.path]


def _explain(problem: BaseException, project: Project) -> str:
    """The place in the project where an error came from, and the error in one line."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(f"{project.root}/") and "/site-packages/" not in frame.filename]
    last = next(reversed(own or frames), None)
    where = f"{_relative(last.filename, project.root)}:{last.lineno}: " if last else ""
    lines = _without_secrets(str(problem), project).strip().splitlines()
    what = f"{type(problem).__name__}: {lines[0]}" if lines else type(problem).__name__
    for note in getattr(problem, "__notes__", ()):
        of_the_sdk = isinstance(problem, AssertionError) and "/site-packages/pulumi/" in frames[-1].filename
        what = note if of_the_sdk else f"{what}\n  {note}"  # its own words are of the SDK's inside
        what += "\n  hint: use the function's _output form, or judge a real preview: pulumi preview --json | hds check -"
    if isinstance(problem, ModuleNotFoundError):
        what += "\n  hint: install it where hds runs, or name the project's environment in Pulumi.yaml (runtime.options.virtualenv)"
    if isinstance(problem, SyntaxError) and problem.filename:
        where = f"{_relative(problem.filename, project.root)}:{problem.lineno}: "
    return f"{where}{what}"


def _without_secrets(text: str, project: Project) -> str:
    for key in project.secret_keys:
        if project.config[key]:
            text = text.replace(project.config[key], SEALED)
    return text


def _relative(file: str, root: Path) -> str:
    return file.removeprefix(f"{root}/")
