# SPDX-License-Identifier: Apache-2.0
"""Every rule on recorded programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hds_policies.judge import concerns, judge_resource
from hds_policies.messages import message
from hds_policies.rule import Rule, all_rules
from hds_policies.values import ABSENT, Known, Value, steps
from hds_policies.verdict import Outcome, Verdict
from tests.policies import sdk
from tests.policies.cases import Case, cases

if TYPE_CHECKING:
    from hds_policies.graph import Resource

pytestmark = pytest.mark.xdist_group("cases")
RULES = {rule.name: rule for rule in all_rules()}
_NOTHING = (ABSENT, Known(""))
_OF_TAGS = ("minutes", "stated", "tag", "tag_of_user", "tag_on_both_sides")
"""Expectations that begin with the tags they are about."""


def subjects(rule: Rule, case: Case) -> list[Resource]:
    """The resources a case is about."""
    return [item for item in case.graph.resources if concerns(rule, item) and case.subject in (None, item.name)]


def verdicts(rule: Rule, case: Case) -> dict[str, Verdict]:
    """The verdict of a rule on each resource a case is about, by resource name."""
    return {resource.name: judge_resource(rule, resource, case.graph) for resource in subjects(rule, case)}


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}.{case.name}")
def test_a_rule_gives_the_verdict_its_case_is_named_after(case: Case):
    """A recorded program gets exactly the verdict at the end of the name of the case."""
    found = {name: verdict.outcome for name, verdict in verdicts(RULES[case.rule], case).items()}
    assert found, "the case holds no resource of the rule's kinds"
    assert set(found.values()) == {case.expected}, found


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_case_for_each_verdict(name: str):
    """A rule without recorded pass and fail cases, and absent and unknown ones where it reads a property, does not enter the project."""
    own = [case for case in cases() if case.rule == name]
    expected = {case.expected for case in own}
    assert {Outcome.PASS, Outcome.FAIL} <= expected
    if _reads_a_property(RULES[name], own):
        assert Outcome.UNKNOWN in expected
        assert any("absent" in case.name for case in own)


def _reads_a_property(rule: Rule, own: list[Case]) -> bool:
    """True unless every failing case fails on the resource as a whole: a kind that is forbidden whatever it says."""
    evidence = [item for case in own for verdict in verdicts(rule, case).values() for item in verdict.evidence]
    return any(item.property for item in evidence)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}.{case.name}")
def test_what_a_case_finds_is_said_in_both_languages(case: Case):
    """Each piece of evidence makes a sentence in English and in French, with its values filled in."""
    evidence = [item for verdict in verdicts(RULES[case.rule], case).values() for item in verdict.evidence]
    sentences = {(language, message(item, language)) for item in evidence for language in ("en", "fr")}
    assert not [sentence for _, sentence in sentences if not sentence or "{0}" in sentence or "{all}" in sentence]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}.{case.name}")
def test_what_a_case_cites_can_be_looked_up(case: Case):
    """Each piece of evidence is about a property that some type has, or the resource itself, with what is given and what is expected."""
    evidence = [item for verdict in verdicts(RULES[case.rule], case).values() for item in verdict.evidence]
    assert [item for item in evidence if not isinstance(item.given, Value) or None in item.expected.values] == []
    assert {steps(item.property)[0] for item in evidence if item.property != ""} <= sdk.names()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}.{case.name}")
def test_what_a_case_gives_is_not_called_missing(case: Case):
    """A property that the judged resource gives is not shown as one that it leaves out, unless what it gives is an empty text."""
    rule = RULES[case.rule]
    cited = [(resource, item) for resource in subjects(rule, case) for item in judge_resource(rule, resource, case.graph).evidence]
    missing = [(resource, item.property) for resource, item in cited if item.given == ABSENT and item.property]
    assert [path for resource, path in missing if resource.get(path) not in _NOTHING] == []


@pytest.mark.parametrize("name", sorted({case.rule for case in cases()}))
def test_a_tag_that_is_asked_for_is_set_in_some_case(name: str):
    """A finding that asks for a tag spells it as the programs of the rule do, so that one who sets it is heard."""
    own = [case for case in cases() if case.rule == name]
    evidence = [item for case in own for verdict in verdicts(RULES[name], case).values() for item in verdict.evidence]
    asked = {tag for item in evidence if item.expected.key in _OF_TAGS for tag in item.expected.values[0].split(", ")}
    written = "".join(str(resource.inputs) for case in own for resource in case.graph.resources) if asked else ""
    assert [tag for tag in asked if f"'{tag}'" not in written] == []


@pytest.mark.parametrize("name", sorted({case.rule for case in cases()}))
def test_a_case_is_about_a_rule(name: str):
    """No case outlives its rule."""
    assert name in RULES
