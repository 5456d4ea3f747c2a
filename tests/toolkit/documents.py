# SPDX-License-Identifier: Apache-2.0
"""Previews and states as the engine writes them, small."""

from __future__ import annotations

import json
from copy import deepcopy

__all__ = ["PLAN", "STATE", "URN", "changed", "encoded", "plan_of", "state_of"]

URN = "urn:pulumi:test::demo::aws:sqs/queue:Queue::q"
_STACK = "urn:pulumi:test::demo::pulumi:pulumi:Stack::demo-test"
_ENTRY = {
    "urn": URN,
    "custom": True,
    "type": "aws:sqs/queue:Queue",
    "inputs": {"name": "good", "__defaults": []},
    "parent": _STACK,
    "dependencies": [],
    "propertyDependencies": {"name": None},
    "sourcePosition": "project:///__main__.py#7",
}


def plan_of(*entries, config=None, diagnostics=None):
    """The output of `pulumi preview --json` that creates those resources."""
    steps = [
        {"op": "create", "urn": entry["urn"], "newState": entry} for entry in ({"urn": _STACK, "type": "pulumi:pulumi:Stack"}, *entries)
    ]
    return {"config": config or {}, "steps": steps, "diagnostics": diagnostics, "duration": 1, "changeSummary": {"create": len(steps)}}


def state_of(*entries):
    """The output of `pulumi stack export` with those resources."""
    manifest = {"time": "2026-05-01T08:00:00Z", "magic": "", "version": ""}
    return {"version": 3, "deployment": {"manifest": manifest, "resources": [{"urn": _STACK, "type": "pulumi:pulumi:Stack"}, *entries]}}


PLAN = plan_of(_ENTRY, config={"aws:region": "eu-west-3"})
STATE = state_of({**_ENTRY, "id": "https://sqs.eu-west-3.amazonaws.com/123456789012/q", "outputs": {"region": "eu-west-3"}})


def changed(document, *path, to):
    """A copy of a document with another value at a path."""
    copy = deepcopy(document)
    inside = copy
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return copy


def encoded(document):
    """A document as a file holds it."""
    return json.dumps(document).encode()
