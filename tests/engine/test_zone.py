# SPDX-License-Identifier: Apache-2.0
"""The production environment itself, on the real engine with the policy pack."""

import json
import subprocess
import sys

import pytest

from hds_policies import announce

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]

STACK = "aws-prod"


@pytest.fixture(scope="module")
def planned(zone):
    """The project and its plan, before anything exists."""
    project = zone(STACK)
    return project, project.json("preview", "--json", "--stack", STACK)


@pytest.fixture(scope="module")
def deployed(planned, pack):
    """The project after an ``up`` under the pack, with the process of that ``up``."""
    project, _ = planned
    return project, project.do("up", "--yes", "--skip-preview", "--stack", STACK, "--policy-pack", pack)


def test_the_pack_lets_the_zone_through(deployed):
    """The production stack is deployed under the pack without a mandatory finding, and with no verdict left open."""
    _, done = deployed
    assert done.returncode == 0, done.stdout.partition("Policies:")[2].partition("Outputs:")[0] or done.stdout
    assert announce.OPEN not in done.stdout


def test_cloud_and_state_tell_the_same(deployed):
    """After ``up`` the state holds exactly what exists."""
    project, _ = deployed
    assert len(project.state) > 100
    assert project.cloud.alive == project.state


def test_plan_and_state_are_judged_alike(planned, deployed):
    """``stack export | hds check -`` gives each control the verdict that the plan got; more is known, so an unknown may be decided."""
    before, after = _verdicts(planned[1]), _verdicts(deployed[0].export())
    assert before.keys() == after.keys()
    assert {name: (before[name], after[name]) for name in before if before[name] not in {after[name], "unknown"}} == {}


def test_a_second_up_of_the_zone_changes_nothing(deployed):
    """A second ``up`` finds nothing to do."""
    project, _ = deployed
    before = project.cloud.entries
    project.run("up", "--yes", "--skip-preview", "--stack", STACK, "--expect-no-changes")
    assert project.cloud.entries == before


def test_destroy_leaves_what_is_protected(deployed):
    """``destroy`` is refused for every protected resource; state and cloud still agree."""
    project, _ = deployed
    protected = {resource["urn"] for resource in project.export()["deployment"]["resources"] if resource.get("protect")}
    assert protected
    project.run("destroy", "--yes", "--skip-preview", "--stack", STACK, code=1)
    assert protected <= {resource["urn"] for resource in project.export()["deployment"]["resources"]}
    assert project.cloud.alive == project.state


def _verdicts(document):
    """Verdict of each control, as ``hds check -`` gives it."""
    done = subprocess.run(
        [sys.executable, "-m", "hds_toolkit", "check", "-", "--format", "json"],
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return {control["id"]: control["verdict"] for control in json.loads(done.stdout)["controls"]}
