# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a stack file, made from the models and the profiles for editors."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hds_controls.described import described
from hds_stacks import settings
from hds_stacks.profiles import profile
from hds_stacks.settings import Settings

if TYPE_CHECKING:
    from hds_controls.positions import KeyPath

__all__ = ["NAMESPACE", "full_path", "known_keys", "main", "profile_names", "settings_schema", "stack_schema"]

NAMESPACE = "hds"
"""Namespace of our keys in ``config``: the name of the project."""
_Schema = dict[str, Any]


def stack_schema() -> _Schema:
    """The schema of a whole stack file.

    A key that the profiles give is optional, at any depth. Values of other namespaces are left to their providers.
    """
    schema: _Schema = _tidy(described(deepcopy(settings_schema()), Settings, settings))
    definitions = schema.pop("$defs")
    for name in profile_names():
        chosen = profile(name)
        for cloud in chosen.clouds:
            _relax(schema, chosen.values(cloud), definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "HDS stack file",
        "description": "Pulumi.<stack>.yaml of the project hds. The profile named in hds:profile gives the values left out.",
        "type": "object",
        "additionalProperties": False,
        "required": ["config"],
        "properties": {
            "config": {
                "type": "object",
                "properties": {f"{NAMESPACE}:{key}": value for key, value in schema["properties"].items()},
                "required": [f"{NAMESPACE}:{key}" for key in schema["required"]],
                "patternProperties": {f"^(?!{NAMESPACE}:)[^:]+:.+$": {}},
                "additionalProperties": False,
            },
            "environment": {},
            "secretsprovider": {"type": "string"},
            "encryptedkey": {"type": "string"},
            "encryptionsalt": {"type": "string"},
        },
        "$defs": definitions,
    }


@cache
def settings_schema() -> _Schema:
    """The schema of the settings alone, all required values required."""
    return Settings.model_json_schema(by_alias=True)


def profile_names() -> tuple[str, ...]:
    """The profiles there are."""
    return tuple(settings_schema()["properties"]["profile"]["enum"])


def full_path(path: KeyPath) -> KeyPath:
    """A path of the settings as it stands in the file: the first key with its namespace."""
    return (f"{NAMESPACE}:{path[0]}", *path[1:]) if path else path


def known_keys(path: KeyPath, values: Any) -> tuple[str, ...]:
    """The keys that may stand at a path of the settings.

    Args:
        path: from the top of the settings, without namespace.
        values: the settings as given, which say the kind of each store.
    """
    schema: _Schema | None = settings_schema()
    for part in path:
        values = _inside(values, part)
        schema = _at(schema, part, values)
        if schema is None:
            return ()
    return tuple(schema.get("properties", ())) if schema else ()


def _tidy(schema: Any) -> Any:
    """A copy without the titles that pydantic makes of names, and closed where keys follow a pattern."""
    if isinstance(schema, list):
        return [_tidy(item) for item in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    given = cast("_Schema", schema)
    closed = {"additionalProperties": False} if "patternProperties" in given else {}
    return {key: _tidy(value) for key, value in given.items() if key != "title"} | closed


def _inside(values: Any, part: str | int) -> Any:
    try:
        return values[part]
    except (KeyError, IndexError, TypeError):
        return None


def _at(schema: _Schema | None, part: str | int, values: Any) -> _Schema | None:
    """The schema one step down, references and variants resolved."""
    if schema is None:
        return None
    below = schema.get("items") if isinstance(part, int) else schema.get("properties", {}).get(part) or _entry(schema)
    return _resolved(below, values) if below else None


def _entry(schema: _Schema) -> _Schema | None:
    """The schema of the values of a map whose keys are free."""
    return next(iter(schema.get("patternProperties", {}).values()), None)


def _resolved(schema: _Schema, values: Any) -> _Schema | None:
    if "discriminator" in schema:
        tag = _inside(values, schema["discriminator"]["propertyName"])
        reference = schema["discriminator"]["mapping"].get(tag) if isinstance(tag, str) else None
        return _definition(reference) if reference else None
    for variant in schema.get("anyOf", (schema,)):
        if "$ref" in variant:
            return _definition(variant["$ref"])
    return schema


def _definition(reference: str) -> _Schema:
    return settings_schema()["$defs"][reference.rpartition("/")[2]]


def _relax(schema: _Schema, defaults: dict[str, Any], definitions: dict[str, _Schema]) -> None:
    """Make optional what the defaults give."""
    schema["required"] = [key for key in schema.get("required", ()) if key not in defaults]
    for key, value in defaults.items():
        below = schema["properties"][key]
        if not isinstance(value, dict):
            continue
        given = cast("dict[str, Any]", value)
        if entry := _entry(below):
            for inner in given.values():
                _relax(definitions[entry["$ref"].rpartition("/")[2]], inner, definitions)
        else:
            _relax(definitions[below["$ref"].rpartition("/")[2]], given, definitions)


def main() -> None:
    """Write the schema of stack files into the package: ``python -m hds_stacks.schema``."""
    path = Path(__file__).parent / "schema" / "stack.schema.json"
    path.write_text(json.dumps(stack_schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
