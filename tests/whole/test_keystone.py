# SPDX-License-Identifier: Apache-2.0
"""The keystone: the shipped zones, recorded, under every rule."""

from __future__ import annotations

import pytest

from hds_policies.messages import message
from hds_policies.rule import all_rules
from hds_policies.values import Known
from hds_policies.verdict import Outcome
from hds_stacks.profiles import profile
from tests.whole.zones import judged, zone

NOTHING_BUILT = {
    "HDS-SHR-05": "no export task, query workgroup or browser workspace is built",
    "HDS-SHR-07": "no programming interface is built",
}
"""Controls about kinds of resource that no capability builds."""
CONTROLS = sorted({rule.control for rule in all_rules()} - NOTHING_BUILT.keys())


def told(judgement):
    """Findings in words, for a failure that can be read."""
    return [f"{item.rule.name}: {item.resource.name}: {message(item.evidence, 'en')}" for item in judgement.findings]


@pytest.mark.parametrize("control", CONTROLS)
def test_the_full_zone_passes_every_control_on_something(control):
    """Each automated control is judged on at least one resource of aws-prod, and passes all of them: no fail, no unknown."""
    tally = judged("aws-prod").tallies[control]
    assert tally.worst, "judged on nothing"
    assert tally.outcome is Outcome.PASS, told(judged("aws-prod"))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_that_can_match_the_full_zone_does(rule):
    """A rule about kinds that aws-prod builds is really asked about them."""
    built = {resource.kind for resource in zone("aws-prod").resources}
    if "*" in rule.kinds or built & set(rule.kinds):
        assert rule.control in judged("aws-prod").tallies


def test_the_development_zone_fails_only_what_its_profile_gives_up():
    """aws-dev is cheap, and says what that costs."""
    given_up = {item.control for item in profile("dev").gives_up}
    failing = {control for control, tally in judged("aws-dev").tallies.items() if tally.outcome is not Outcome.PASS and tally.worst}
    assert failing <= given_up, told(judged("aws-dev"))


def test_the_minimal_zone_has_no_finding():
    """Fifteen lines of stack file are enough for a zone without a finding."""
    assert not judged("aws-minimal").findings, told(judged("aws-minimal"))


def test_every_resource_of_the_full_zone_is_placed_in_one_of_its_two_regions():
    """Nothing lands where nobody wrote it."""
    graph = zone("aws-prod")
    placed = {str(region.value) for item in graph.resources if isinstance(region := graph.region(item), Known)}
    assert placed == {"eu-west-3", "eu-central-1"}


@pytest.mark.parametrize("stack", ["aws-prod", "aws-dev", "aws-minimal"])
def test_nothing_of_a_shipped_zone_stays_unseen(stack):
    """Our own program asks no account, so its preview is complete."""
    assert zone(stack).unseen == ()


@pytest.mark.parametrize("control", NOTHING_BUILT)
def test_what_is_not_built_is_not_judged(control):
    """The exceptions of the keystone are true: the zone holds no resource of any kind their rules are about."""
    kinds = {kind for rule in all_rules() if rule.control == control for kind in rule.kinds}
    assert not zone("aws-prod").of(*kinds, "none")
