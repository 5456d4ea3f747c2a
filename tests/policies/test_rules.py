# SPDX-License-Identifier: Apache-2.0
"""Every rule on recorded programs."""

from __future__ import annotations

import pytest

from hds_policies.judge import concerns, judge_resource
from hds_policies.messages import message
from hds_policies.rule import Rule, all_rules
from hds_policies.values import Value, steps
from hds_policies.verdict import Outcome, Verdict
from tests.policies import sdk
from tests.policies.cases import Case, cases

pytestmark = pytest.mark.xdist_group("cases")
RULES = {rule.name: rule for rule in all_rules()}


def verdicts(rule: Rule, case: Case) -> dict[str, Verdict]:
    """The verdict of a rule on each resource a case is about, by resource name."""
    return {
        resource.name: judge_resource(rule, resource, case.graph)
        for resource in case.graph.resources
        if concerns(rule, resource) and case.subject in (None, resource.name)
    }


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
    """Each piece of evidence is about a property that some type of pulumi-aws has, or about the resource itself, and holds a value."""
    evidence = [item for verdict in verdicts(RULES[case.rule], case).values() for item in verdict.evidence]
    assert [item for item in evidence if not isinstance(item.given, Value)] == []
    assert {steps(item.property)[0] for item in evidence if item.property != ""} <= sdk.names()


@pytest.mark.parametrize("name", sorted({case.rule for case in cases()}))
def test_a_case_is_about_a_rule(name: str):
    """No case outlives its rule."""
    assert name in RULES
