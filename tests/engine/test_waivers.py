# SPDX-License-Identifier: Apache-2.0
"""Waivers on the real engine."""

import json
from datetime import timedelta

import pytest
from tests.policies.waivers.registers import entry

from hds_policies.waivers.read import VARIABLE, today

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]

PREVIEW = ("preview", "--stack", "test")
UP = ("up", "--yes", "--skip-preview", "--stack", "test")
DAY = timedelta(days=1)


@pytest.fixture
def stack(project, pack):
    """A program with a key that is not rotated, judged by that control only, and a register at the root of its project."""
    made = project("waived")
    config = made.home / "levels.json"
    config.write_text(json.dumps({"all": "disabled", "HDS-KEY-02": "mandatory"}))

    def run(command, *waivers, code=0, file="waivers.yaml", **environment):
        (made.folder / file).write_text("waivers:\n" + "".join(waivers))
        return made.run(*command, "--policy-pack", pack, "--policy-pack-config", str(config), code=code, **environment)

    made.judged = run
    return made


def waiver(**changes):
    """A waiver that holds today."""
    return entry(**{"resource": "legacy", "created": today() - 10 * DAY, "expiry": today() + 100 * DAY} | changes)


def test_a_waived_violation_lets_an_update_go_on(stack):
    """Without its waiver the key is refused; with it the key is created, and the report says until when, by whom and why."""
    refused = stack.judged(UP, code=1)
    assert "[mandatory]" in refused
    assert stack.cloud.alive == []
    said = stack.judged(UP, waiver())
    assert "[mandatory]" not in said
    assert "[advisory]" in said
    assert "HDS-KEY-02" in said
    assert f"waived until {today() + 100 * DAY}, approved by security officer, owner head of imaging: " in " ".join(said.split())
    assert [urn.rpartition("::")[2] for urn, _ in stack.cloud.alive] == ["legacy"]


def test_a_wrong_register_ends_the_run_before_anything_exists(stack):
    """Every mistake is told at its line, on a preview and on an update."""
    wrong = (waiver(expiry=today() - DAY), waiver(approver="head of imaging"))
    for command in (PREVIEW, UP):
        said = stack.judged(command, *wrong, code=1, file="waivers.yaml")
        assert f"waivers.yaml:8: waivers[0].expiry: the waiver ended on {today() - DAY}" in said
        assert "waivers.yaml:13: waivers[1].approver: " in said
    assert stack.cloud.entries == []


def test_a_waiver_that_covers_nothing_stops_a_preview(stack):
    """It is told at its line, beside what the register waives; an update has built everything by then and only tells it."""
    said = stack.judged(PREVIEW, waiver(), waiver(resource="legasy"), code=1)
    assert "waivers.yaml:10: waivers[1].resource:" in said
    assert 'allowed: "legacy"' in said
    assert "waivers.yaml:10: " in stack.judged(UP, waiver(), waiver(resource="legasy"))


def test_the_variable_names_another_register(stack):
    """It comes before the file of the project."""
    other = {VARIABLE: str(stack.folder / "accepted.yaml")}
    assert "[mandatory]" not in stack.judged(PREVIEW, waiver(), file="accepted.yaml", **other)
