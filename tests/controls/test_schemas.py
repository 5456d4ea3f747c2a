# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas that editors read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from hds_controls import schemas, yaml

if TYPE_CHECKING:
    from pathlib import Path

ROOT = schemas.FOLDER.parent
DATA = sorted(ROOT.rglob("*.yaml"))


def schema_of(path: Path) -> Path:
    """The schema that a data file names for editors."""
    marker = "# yaml-language-server: $schema="
    line = next(line for line in path.read_text("utf-8").splitlines() if line.startswith(marker))
    return (path.parent / line.removeprefix(marker)).resolve()


def test_schemas_are_current() -> None:
    """The files in schema/ are what the models generate, no more and no less."""
    kept = {path.name: path.read_text("utf-8") for path in schemas.FOLDER.iterdir()}
    assert kept == schemas.schemas(), "run: python -m hds_controls.schemas"


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_data_files_follow_their_schema(path: Path) -> None:
    """Each data file names a schema that exists, and follows it."""
    jsonschema.Draft202012Validator(json.loads(schema_of(path).read_text("utf-8"))).validate(yaml.read(path))


def test_a_schema_refuses_an_unknown_key() -> None:
    """A misspelt key is an error in the editor, as it is in the loader."""
    path = ROOT / "facts" / "zones.yaml"
    document = yaml.read(path)
    document["facts"][0]["contry"] = "FR"
    with pytest.raises(jsonschema.ValidationError, match="contry"):
        jsonschema.Draft202012Validator(json.loads(schema_of(path).read_text("utf-8"))).validate(document)
