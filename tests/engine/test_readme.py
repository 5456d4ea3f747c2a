# SPDX-License-Identifier: Apache-2.0
"""What the README says to type on the real engine."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
from tests.repository.pages import PAGES, commands, page

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]

LINES = sorted({
    part.strip()
    for path in PAGES
    for block in page(path).blocks
    for command in commands(block)
    for part in command.line.split(" | ")
    if part.startswith("pulumi ")
})
(FIRST,) = [shlex.split(line)[1:] for line in LINES if "--target" in line]


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_pulumi_exists_as_it_is_written(line, cli):
    """Its subcommand and each of its options are those of the CLI."""
    asked = shlex.split(line)[1:]
    subcommand = [word for word in asked[:2] if word.isalpha()] if asked[0] == "stack" else asked[:1]
    told = subprocess.run([cli, *subcommand, "--help"], capture_output=True, text=True, check=True).stdout
    usage = told.partition("Usage:")[2].partition("Flags:")[0]
    assert re.search(rf"\b{subcommand[-1]}\b", usage), usage  # under Usage, or under Aliases
    assert [option for option in asked if option.startswith("--") and f"{option} " not in told] == []


def test_the_first_time_makes_the_keys_then_the_rest(zone, pack):
    """The first step makes every key, replica and alias alone; the second, under the rules, makes the rest and touches no key."""
    stack = zone("aws-minimal")
    stack.run(*FIRST, "--yes", "--skip-preview", "--stack", stack.stack)
    first = stack.state
    assert {urn.split("::")[2].rpartition("$")[2] for urn, _ in first} == {
        "aws:kms/key:Key",
        "aws:kms/replicaKey:ReplicaKey",
        "aws:kms/alias:Alias",
    }
    assert first == stack.cloud.alive
    stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack, "--policy-pack", pack)
    assert set(first) < set(stack.state)
    assert stack.state == stack.cloud.alive
    keys = {urn for urn, _ in first}
    assert {entry["op"] for entry in stack.cloud.entries if entry["urn"] in keys} == {"create"}
