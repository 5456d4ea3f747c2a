# SPDX-License-Identifier: Apache-2.0
"""The commands on the stacks of this repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STACKS = sorted(file.name.split(".")[1] for file in (ROOT / "stacks").glob("Pulumi.*.yaml"))


@pytest.mark.parametrize("stack", STACKS)
def test_a_stack_checked_from_its_recording_gives_the_same_verdicts(hds, stack):
    """`hds preview --json | hds check -` and `hds preview` agree on every control and every finding."""
    direct = hds("preview", "-C", ROOT, "--stack", stack, "--format", "json")
    again = hds("check", "-", "--format", "json", stdin=hds("preview", "-C", ROOT, "--stack", stack, "--json").out.encode())
    assert again.code == direct.code
    one, other = json.loads(direct.out), json.loads(again.out)
    assert one["controls"] == other["controls"]
    assert one["findings"] == other["findings"]
    assert one["source"]["capabilities"] == other["source"]["capabilities"]
    assert one["source"]["resources"] > 50
