# SPDX-License-Identifier: Apache-2.0
"""What the engine leaves behind when things go wrong: the cloud and the state tell the same story."""

import json
import os
import signal
import time

import pytest

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]


def test_a_second_up_changes_nothing(project):
    """After an ``up``, cloud and state agree, and a second one has nothing to do."""
    stack = project("twelve")
    stack.run("up", "--yes", "--stack", stack.stack)
    assert len(stack.state) == 12
    assert stack.cloud.alive == stack.state
    before = stack.cloud.entries
    assert "13 unchanged" in stack.run("up", "--yes", "--stack", stack.stack, "--expect-no-changes")
    assert stack.cloud.entries == before


def test_an_up_that_failed_in_the_middle_is_completed_by_the_next(project):
    """The provider refuses the sixth create: five are kept, and the next ``up`` makes the other seven, no twin and no orphan."""
    stack = project("twelve")
    said = stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack, code=1, STANDIN_FAIL_AT="6")
    assert "told to refuse this create" in said
    assert len(stack.state) == 5
    assert stack.cloud.alive == stack.state
    stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack)
    assert len(stack.state) == 12
    assert stack.cloud.alive == stack.state


def test_an_up_that_was_killed_is_completed_by_the_next(project):
    """The engine is killed while a create runs: what a user does then (cancel, refresh, ``up``) completes the stack without an orphan."""
    stack = project("twelve")
    running = stack.start("up", "--yes", "--skip-preview", "--stack", stack.stack, STANDIN_SLOW="1.5")
    _wait_until(lambda: _resources(saved := _checkpoint(stack)) >= 2 and saved.get("pending_operations"))
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    deployment = stack.export()["deployment"]
    assert [operation["type"] for operation in deployment["pending_operations"]] == ["creating"]
    assert 2 <= len(stack.state) < 12
    assert stack.cloud.alive == stack.state

    assert "locked" in stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack, code=1)
    stack.run("cancel", "--yes", stack.stack)
    stack.run("refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--stack", stack.stack)
    stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack)
    assert len(stack.state) == 12
    assert stack.cloud.alive == stack.state
    assert not stack.export()["deployment"].get("pending_operations")


def test_protect_holds_against_destroy(project):
    """A protected resource survives ``destroy``, in the state and in the cloud."""
    stack = project("protected")
    stack.run("up", "--yes", "--skip-preview", "--stack", stack.stack)
    said = stack.run("destroy", "--yes", "--skip-preview", "--stack", stack.stack, code=1)
    assert "protect" in said
    assert [urn.rpartition("::")[2] for urn, _ in stack.cloud.alive] == ["kept"]
    assert stack.cloud.alive == stack.state


def _checkpoint(stack):
    """The state file on disk at this moment."""
    file = stack.home / "state" / ".pulumi" / "stacks" / "hds" / f"{stack.stack}.json"
    try:
        return json.loads(file.read_text())["checkpoint"]["latest"] or {}
    except (OSError, json.JSONDecodeError):  # not written yet, or being written
        return {}


def _resources(saved):
    return sum(resource["type"].startswith("aws:") for resource in saved.get("resources", []))


def _wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)
