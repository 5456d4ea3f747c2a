# SPDX-License-Identifier: Apache-2.0
"""A Pulumi project folder: what ``Pulumi.yaml`` and the stack file say, read as the engine reads them.

Format: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ and .../stack-settings-file/
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml import YAMLError

from hds_controls import yaml
from hds_policies.values import is_list, is_map
from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.nesting import DEEPEST, is_too_deep
from hds_toolkit.sources.secrets import SEALED

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Project", "open_project"]

_FILES = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")


@dataclass(frozen=True)
class Project:
    """A project with one stack selected.

    ``config`` holds every value as text, structured ones as JSON, as the engine passes them; ``program`` is what ``main`` names.
    """

    name: str
    root: Path
    program: Path
    virtualenv: Path | None
    stack: str
    organization: str
    stack_file: Path | None
    config: dict[str, str]
    secret_keys: tuple[str, ...]


def open_project(folder: Path, stack: str | None) -> Project:
    """The project of a folder or of its nearest parent.

    Args:
        folder: where to look.
        stack: name of the stack, ``organization/project/stack`` allowed; without it ``PULUMI_STACK``, else the only stack there is.

    Raises:
        SourceError: no project, not a Python one, no such stack, or a file that cannot be read.
    """
    file = _find(folder)
    document = _read(file)
    name = document.get("name")
    if not isinstance(name, str):
        raise SourceError(f'{file}: "name" is missing\n  hint: name: my-project')
    options = _runtime(document, file)
    config_dir = file.parent / str(document.get("stackConfigDir") or "")
    organization, stack_name = _stack(config_dir, stack)
    stack_file = _stack_file(config_dir, stack_name)
    config, secret_keys = _config(name, document, _read(stack_file) if stack_file else {}, stack_file or file)
    virtualenv = options.get("virtualenv")
    return Project(
        name=name,
        root=file.parent,
        program=(file.parent / str(document.get("main") or ".")).resolve(),
        virtualenv=file.parent / virtualenv if isinstance(virtualenv, str) else None,
        stack=stack_name,
        organization=organization,
        stack_file=stack_file,
        config=config,
        secret_keys=secret_keys,
    )


def _find(folder: Path) -> Path:
    start = folder.resolve()
    if not start.is_dir():
        raise SourceError(f"{folder}: no such folder\n  hint: -C takes the folder of a Pulumi project")
    for place in (start, *start.parents):
        for name in _FILES:
            if (place / name).is_file():
                return place / name
    raise SourceError(f"{folder}: no Pulumi.yaml here or above\n  hint: run in a Pulumi project, or give its folder with -C")


def _read(file: Path) -> dict[str, Any]:
    try:
        document = yaml.read(file)
    except YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        what = getattr(problem, "problem", None) or "not YAML"
        raise SourceError(f"{file}{line}: broken YAML: {what}\n  hint: check indentation and quotes on that line") from problem
    except OSError as problem:
        raise SourceError(f"{file}: cannot be read ({problem.strerror or problem})") from problem
    except (ValueError, LookupError, AttributeError, RecursionError) as problem:  # a scalar that its own explicit tag does not fit
        raise SourceError(f"{file}: broken YAML ({problem})\n  hint: take out explicit tags such as !!int") from problem
    if document is None:
        return {}
    if is_too_deep(document):
        raise SourceError(f"{file}: nested more than {DEEPEST} levels deep, or an alias that contains itself")
    if not is_map(document):
        raise SourceError(f"{file}: a map of keys is expected")
    return document


def _runtime(document: dict[str, Any], file: Path) -> dict[str, Any]:
    runtime = document.get("runtime")
    name = runtime.get("name") if is_map(runtime) else runtime
    if name != "python":
        raise SourceError(
            f"{file}: runtime {json.dumps(name)} cannot run in process. allowed: python\n"
            "  hint: for other languages, pulumi preview --json | hds check -"
        )
    options = runtime.get("options") if is_map(runtime) else None
    return options if is_map(options) else {}


def _stack(config_dir: Path, wanted: str | None) -> tuple[str, str]:
    wanted = wanted or os.environ.get("PULUMI_STACK")
    known = sorted(file.name.removeprefix("Pulumi.").removesuffix(file.suffix) for file in config_dir.glob("Pulumi.*.y*ml"))
    if not wanted:
        if len(known) == 1:
            return "organization", known[0]
        raise SourceError(f"which stack? there are: {', '.join(known) or 'none'}\n  hint: --stack {known[0] if known else 'NAME'}")
    parts = wanted.split("/")
    if parts[-1] not in known and known:
        raise SourceError(f'no stack "{parts[-1]}" in {config_dir}. allowed: {", ".join(known)}')
    return (parts[0] if len(parts) > 1 else "organization"), parts[-1]


def _stack_file(config_dir: Path, stack: str) -> Path | None:
    return next((file for suffix in ("yaml", "yml") if (file := config_dir / f"Pulumi.{stack}.{suffix}").is_file()), None)


def _config(name: str, project: dict[str, Any], stack: dict[str, Any], file: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    values = {_key(name, key): _default(entry) for key, entry in _section(project, file).items()}
    values |= {_key(name, key): entry for key, entry in _section(stack, file).items()}
    secret = {key for key, entry in values.items() if _is_sealed(entry)}
    secret |= {_key(name, key) for key, entry in _section(project, file).items() if is_map(entry) and entry.get("secret")}
    return {key: _text(_opened(entry)) for key, entry in values.items() if entry is not None}, tuple(sorted(secret & values.keys()))


def _section(document: dict[str, Any], file: Path) -> dict[str, Any]:
    config: Any = document.get("config") or {}
    if not is_map(config):
        raise SourceError(f'{file}: "config" is a {type(config).__name__}, a map is expected')
    return config


def _key(project: str, key: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _default(entry: Any) -> Any:
    """A project-level entry: a plain value, or a declaration with ``value`` or ``default``."""
    if not is_map(entry):
        return entry
    return entry.get("value", entry.get("default"))


def _is_sealed(entry: Any) -> bool:
    if is_map(entry):
        return set(entry) == {"secure"} or any(map(_is_sealed, entry.values()))
    return is_list(entry) and any(map(_is_sealed, entry))


def _opened(entry: Any) -> Any:
    """A value with its encrypted parts replaced by a stated placeholder."""
    if is_map(entry):
        return SEALED if set(entry) == {"secure"} else {key: _opened(item) for key, item in entry.items()}
    return [_opened(item) for item in entry] if is_list(entry) else entry


def _text(entry: Any) -> str:
    return entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False, sort_keys=True)  # sorted, as Go writes a map
