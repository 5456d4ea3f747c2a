# SPDX-License-Identifier: Apache-2.0
"""The embedded recorder and the real engine see the same program."""

import json
import subprocess
import sys

import pytest

from hds_policies.wire import clean
from hds_toolkit.sources.entry import position
from hds_toolkit.sources.preview import from_preview
from hds_toolkit.sources.secrets import seal

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]


@pytest.mark.parametrize("program", ["secret", "unknown", "protected"])
def test_recorder_and_engine_agree_on_a_program(project, program):
    """URN by URN, the recorder gives what the engine plans, also for secrets, unknowns and protected resources."""
    _agree(project(program, secrets={"canary": "canary-91c7e0d4"}))


def test_recorder_and_engine_agree_on_the_whole_zone(zone):
    """The production stack: the same resources, property by property, dependency by dependency."""
    assert _agree(zone("aws-prod")) > 100


def _agree(project):
    planned = {step["urn"]: step["newState"] for step in project.json("preview", "--json", "--stack", project.stack)["steps"]}
    recorded = _record(project).by_urn
    assert sorted(recorded) == sorted(planned)
    differing = [
        (urn, facet, seen[facet], expected)
        for urn, state in planned.items()
        for seen in [_recorded(recorded[urn])]
        for facet, expected in _planned(state).items()
        if seen[facet] != expected
    ]
    assert not differing
    return len(planned)


def _record(project):
    """A recording in a process of its own, as a user makes it: this one may hold the project's packages from another folder."""
    command = [sys.executable, "-m", "hds_toolkit", "preview", "--json", "--stack", project.stack, "-C", str(project.folder)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return from_preview(json.loads(printed), "recording")


def _planned(state):
    inputs = seal(clean(state.get("inputs") or {}))  # the engine prints a secret as a fixed text
    if state["type"].startswith("pulumi:providers:"):
        inputs = {key: value for key, value in inputs.items() if key not in ("version", "__internal")}  # the engine's own notes
    facets = {
        "type": state["type"],
        "custom": state["custom"],
        "inputs": inputs,
        "dependencies": sorted(state.get("dependencies") or ()),
        "properties": {key: sorted(urns) for key, urns in (state.get("propertyDependencies") or {}).items() if urns},
        "parent": state.get("parent"),
        "protect": state.get("protect", False),
        "provider": _provider(state.get("provider")),
    }
    where = position(state.get("sourcePosition"))
    if where and not where.file.startswith(".."):  # else it is a line of a library, where the recorder names the program's own
        facets["place"] = (where.file, where.line)
    return facets


def _recorded(resource):
    return {
        "type": resource.type,
        "custom": resource.custom,
        "inputs": resource.inputs,
        "dependencies": sorted(resource.dependencies),
        "properties": {key: sorted(urns) for key, urns in resource.property_dependencies.items() if urns},
        "parent": resource.parent,
        "protect": resource.protect,
        "provider": _provider(resource.provider),
        "place": resource.position and (resource.position.file, resource.position.line),
    }


def _provider(reference):
    """URN of an explicit provider; the engine's default one is nobody's wish, and ids are not known yet."""
    urn = (reference or "").rsplit("::", maxsplit=1)[0]
    return None if "::pulumi:providers:" not in urn or urn.rpartition("::")[2].startswith("default") else urn
