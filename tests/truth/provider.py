# SPDX-License-Identifier: Apache-2.0
"""Which published model describes each kind of the zone, and the models themselves, asked of the locked environment once."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from hds_policies.values import Known
from tests.whole.zones import ROOT, zone

if TYPE_CHECKING:
    from hds_policies.graph import Resource

HERE = Path(__file__).parent
PYTHON = ROOT / ".venv-truth" / "bin" / "python"
REGIONS = ("eu-west-3", "eu-central-1")
KINDS: dict[str, Any] = yaml.safe_load((HERE / "kinds.yaml").read_text("utf-8"))


class Model(NamedTuple):
    """The schema that describes a resource, and the root in which its references are looked up."""

    name: str
    schema: dict[str, Any]
    root: dict[str, Any]


def is_there() -> bool:
    """Whether the environment of the models has been made."""
    return PYTHON.exists()


@functools.cache
def answers() -> dict[str, Any]:
    """The models of every kind of the zone and of every service that its policies name."""
    question = {
        "regions": REGIONS,
        "types": sorted({name for kind in zone("aws-prod").kinds if (name := type_of(kind))}),
        "operations": sorted({operation.partition("/")[0] for operation in KINDS["operations"].values()}),
        "services": sorted(_services()),
    }
    return ask(question)


def ask(question: dict[str, Any]) -> dict[str, Any]:
    """One question to the models."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [PYTHON, HERE / "models.py"], input=json.dumps(question), capture_output=True, text=True, check=True, env=environment
    )
    return json.loads(ran.stdout)


@functools.cache
def types() -> dict[str, str]:
    """The types that CloudFormation has in the regions of the zone, by their name in lower case."""
    asked = ask({"regions": REGIONS, "types": [], "operations": [], "services": []})
    return {name.lower(): name for region in REGIONS for name in asked["types"][region]}


@functools.cache
def type_of(kind: str) -> str | None:
    """The CloudFormation type of a kind: the same words, unless the table says another."""
    if kind in KINDS["types"]:
        return KINDS["types"][kind]["type"]
    match = re.fullmatch(r"aws:(\w+)/\w+:(\w+)", kind)
    if match is None:
        return None
    return next(
        (found for service in KINDS["services"].get(match[1], [match[1]]) if (found := types().get(f"aws::{service}::{match[2]}".lower()))),
        None,
    )


def model(resource: Resource) -> Model | None:
    """The model of one resource in its region; none where nothing that is published describes its kind."""
    if operation := KINDS["operations"].get(resource.kind):
        operation, _, at = operation.partition("/")
        root = answers()["operations"][operation]
        schema = root["properties"][at] if at else root
        return Model(operation, schema.get("items", schema), root)
    name = type_of(resource.kind)
    region = zone("aws-prod").region(resource)
    if name is None or not isinstance(region, Known):
        return None
    root = answers()["schemas"][region.value].get(name)
    if root is None:
        return None
    at = KINDS["types"].get(resource.kind, {}).get("at")
    return Model(name, resolved(root["properties"][at] if at else root, root), root)


def resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """A schema behind its reference."""
    while "$ref" in schema:
        found: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def _services() -> set[str]:
    from tests.truth.documents import actions  # noqa: PLC0415

    return {action.partition(":")[0] for _, action in actions()}
