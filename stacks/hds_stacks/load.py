# SPDX-License-Identifier: Apache-2.0
"""From a stack file, or from the live config of the engine, to settings: all problems in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from hds_controls.positions import Positions
from hds_controls.problems import Problem, spell
from hds_stacks import checks, stackfile
from hds_stacks.errors import SettingsError
from hds_stacks.partial import WITHHELD, examine
from hds_stacks.problems import problem
from hds_stacks.profiles import merge, profile
from hds_stacks.schema import NAMESPACE, full_path, profile_names, settings_schema
from hds_stacks.translate import translate
from hds_stacks.unprintable import withhold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from hds_controls.positions import KeyPath
    from hds_stacks.settings import Settings

__all__ = ["from_config", "load"]

_PREFIX = f"{NAMESPACE}:"
_LIVE = Positions(file="pulumi config")
_TERMS = ("stores", "dataClasses", "archive", "archives", "backup")
"""Settings that the sentence confirming a lock is made of."""


def load(path: Path) -> Settings:
    """The settings of one stack file.

    Raises:
        SettingsError: anything is wrong with the file or its values; holds every problem, with its line.
    """
    file = stackfile.read(path)
    if file.problems and not file.config:
        raise SettingsError(file.problems)
    return _settle(file.config, file.secret_paths, file.positions, list(file.problems))


def from_config(config: Mapping[str, Any], positions: Positions = _LIVE, secret_keys: Collection[str] = ()) -> Settings:
    """The settings of a running program.

    Args:
        config: values by full key (``hds:tenant``, ``aws:region``), as the engine gives them: text, structured values as JSON.
        positions: of the stack file, when there is one.
        secret_keys: full keys whose value the engine holds as secret; those values are never read.

    Raises:
        SettingsError: anything is wrong with the values; holds every problem.
    """
    return _settle(dict(config), {(key,) for key in secret_keys}, positions, [])


def _settle(config: dict[str, Any], secret_paths: Collection[KeyPath], where: Positions, problems: list[Problem]) -> Settings:
    config, hidden = withhold(_structured(config), secret_paths, where)
    problems += hidden
    problems += [problem("no_namespace", (key,), where) for key in config if ":" not in key]
    given = {key.removeprefix(_PREFIX): value for key, value in config.items() if key.startswith(_PREFIX)}
    problems += _provider_region(config, given, where)
    defaults = _defaults(given)
    values = merge(defaults, given)
    partial = examine(values, defaults)
    problems += [translate(fault, values, where) for fault in partial.faults]
    exact = not any(fault.path[0] in _TERMS for fault in partial.faults)
    classes = values["dataClasses"]
    class_names: tuple[str, ...] = tuple(cast("dict[str, Any]", classes) if isinstance(classes, dict) else defaults["dataClasses"])
    for issue in checks.run({"cloud": "aws", "class_names": class_names, **partial.parts}, exact=exact):
        path = full_path(partial.origin(issue.path))
        problems.append(problem(issue.code, path, where, given=issue.given, allowed=issue.allowed, facts=issue.facts))
    if problems or partial.settings is None:
        raise SettingsError(problems)
    return partial.settings


def _structured(config: dict[str, Any]) -> dict[str, Any]:
    """The engine gives every value as text: what is not text by its type is read as JSON."""
    types = {f"{_PREFIX}{key}": _is_text(schema) for key, schema in settings_schema()["properties"].items()}
    return {key: _decoded(value) if types.get(key) is False and isinstance(value, str) else value for key, value in config.items()}


def _is_text(schema: dict[str, Any]) -> bool:
    return any(variant.get("type") == "string" for variant in schema.get("anyOf", [schema]))


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _defaults(given: dict[str, Any]) -> dict[str, Any]:
    """The defaults of the profile; of the fullest one when the profile is not known, so that the rest can still be judged."""
    name, cloud = given.get("profile"), given.get("cloud")
    chosen = profile(name if name in profile_names() else "strict")
    return chosen.values("aws" if cloud not in chosen.clouds else cloud)


def _provider_region(config: dict[str, Any], given: dict[str, Any], where: Positions) -> list[Problem]:
    """A region said a second time, for a provider, and otherwise."""
    ours = given.get("region")
    if not isinstance(ours, str):
        return []
    said = {key: config[key] for key in ("aws:region", "aws-native:region") if key in config}
    return [
        problem("provider_region", (key,), where, given=spell(region), region=spell(ours))
        for key, region in said.items()
        if region is not WITHHELD and region != ours
    ]
