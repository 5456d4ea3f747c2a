# SPDX-License-Identifier: Apache-2.0
"""A lean recording is the same recording."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pulumi
import pulumi_aws as aws
import pytest

from hds_toolkit.sources import recording
from hds_toolkit.sources.program import record_project
from hds_toolkit.sources.project import open_project
from hds_toolkit.sources.recording import record

ROOT = Path(__file__).resolve().parents[3]
FULL = """
import json, sys
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "_Finder"]
from hds_toolkit.sources import program
program.load_by_name = lambda: None
from pathlib import Path
from hds_toolkit.sources.preview import to_preview
from hds_toolkit.sources.project import open_project
json.dump(to_preview(program.record_project(open_project(Path("."), "aws-prod"))), sys.stdout)
"""


def shown(graph):
    """Everything a rule can see of a graph, but the positions."""
    return {
        item.urn: (item.inputs, item.outputs, item.parent, item.provider, item.dependencies, item.property_dependencies, item.protect)
        for item in graph.resources
    }


def test_the_full_zone_is_the_same_without_the_short_cuts(monkeypatch):
    """Resource by resource, input by input, dependency by dependency, and in the same places of the program."""
    project = open_project(ROOT, "aws-prod")
    lean = record_project(project)
    monkeypatch.setattr(recording, "lean", contextlib.nullcontext)
    monkeypatch.setattr(recording, "stay_on_the_loop", lambda _: None)
    plain = record_project(project)
    assert shown(lean) == shown(plain)
    assert {item.urn: item.position for item in lean.resources} == {item.urn: item.position for item in plain.resources}


def test_the_full_zone_is_the_same_with_the_whole_sdk():
    """Classes found by name are the classes the SDK's modules give."""
    whole = subprocess.run([sys.executable, "-c", FULL], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    from hds_toolkit.sources.preview import to_preview  # noqa: PLC0415

    found = json.loads(json.dumps(to_preview(record_project(open_project(ROOT, "aws-prod")))))
    assert json.loads(whole)["steps"] == found["steps"]


def test_an_error_in_an_output_nobody_uses_is_still_an_error():
    """Waiting once for all outputs loses no failure."""

    def program():
        aws.s3.Bucket("b", bucket="records").bucket.apply(lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        record(program)


def test_a_resource_made_inside_an_output_is_recorded():
    """Requests that appear while outputs are awaited are awaited too."""

    def program():
        aws.s3.Bucket("b", bucket="records").bucket.apply(lambda name: aws.s3.Bucket(f"inner-{name}") and None)

    assert {item.name for item in record(program).of("aws:s3/bucket:Bucket")} == {"b", "inner-records"}


def test_the_sdk_is_put_back_after_a_recording():
    """Nothing of the short cuts outlives a recording, also one that fails."""
    from pulumi import log  # noqa: PLC0415
    from pulumi.runtime import resource, stack  # noqa: PLC0415

    before = log.debug, resource._get_stack_trace, stack.wait_for_rpcs
    with pytest.raises(ZeroDivisionError):
        record(lambda: 1 / 0)
    assert (log.debug, resource._get_stack_trace, stack.wait_for_rpcs) == before


def test_an_asynchronous_program_is_awaited():
    """A program may wait for something of its own between two resources."""

    async def program():
        aws.s3.Bucket("first")
        await asyncio.sleep(0.01)
        aws.s3.Bucket("second", opts=pulumi.ResourceOptions(protect=True))

    assert len(record(program).of("aws:s3/bucket:Bucket")) == 2
