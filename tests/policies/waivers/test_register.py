# SPDX-License-Identifier: Apache-2.0
"""Which waiver covers a finding, and which covers nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls.problems import render
from hds_policies.graph import Graph, Resource
from hds_policies.judge import judge
from hds_policies.rule import Rule
from hds_policies.values import ABSENT
from hds_policies.verdict import PASS, Outcome, fail, unknown
from hds_policies.waivers.register import is_too_broad
from hds_policies.waivers.sentences import waived
from tests.policies.waivers.registers import CONTROL, entry, written

KIND = "aws:kms/key:Key"
VERDICTS = {"bad": fail("p", ABSENT, "present"), "open": unknown("p", ABSENT, "present"), "good": PASS}


def resource(name, kind=KIND, stack="dev", parent=""):
    """A resource of a stack, under components."""
    return Resource(urn=f"urn:pulumi:{stack}::shop::{parent}{kind}::{name}", type=kind, name=name)


def _by_name(item, _):
    return VERDICTS[item.name.partition("-")[0]]


def judged(register, *resources, control=CONTROL):
    """A judgement of resources whose names begin with their verdict (``broken`` breaks the rule), and the idle waivers."""
    graph = Graph(resources)
    judgement = judge(graph, [Rule("by_name", control, (KIND,), "resource", _by_name, "keys")], register)
    return judgement, register.unmatched(judgement.findings, graph, judgement.tallies)


def covers(pattern, item):
    """Whether a pattern designates a resource."""
    (waiver,) = written(entry(resource=f"'{pattern}'")).waivers
    return waiver.matches(item)


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("legacy", True),
        ("legacy*", True),
        ("*gac*", True),
        ("Legacy", False),
        ("lega", False),
        ("l?gacy", False),
        ("[l]egacy", False),
        ("aws:kms/key:Key::legacy", True),
        ("aws:kms/*::leg*", True),
        ("aws:sqs/queue:Queue::legacy", False),
        ("hds:index:AwsKeys$aws:kms/key:Key::legacy", False),
        ("urn:pulumi:dev::shop::hds:index:AwsKeys$aws:kms/key:Key::legacy", True),
        ("urn:pulumi:*::legacy", True),
        ("urn:pulumi:prod::*::legacy", False),
        ("::legacy", False),
    ],
)
def test_a_pattern_is_a_name_a_type_with_a_name_or_a_urn(pattern, matches):
    """Only ``*`` stands for other text, and case counts."""
    assert covers(pattern, resource("legacy", parent="hds:index:AwsKeys$")) is matches


def test_brackets_of_a_name_are_brackets():
    """Programs name resources ``subnet[0]``."""
    assert covers("subnet[0]", resource("subnet[0]"))
    assert not covers("subnet[0]", resource("subnet0"))


def naive(pattern, text):
    """The same by trying every split."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(naive(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return text[:1] == pattern[0] and naive(pattern[1:], text[1:])


@given(
    pattern=st.text(alphabet="ab*.[", min_size=1, max_size=7).filter(lambda text: text.strip("*")),
    name=st.text(alphabet="ab.[", max_size=7),
)
def test_a_star_is_any_text(pattern, name):
    """The matcher agrees with a naive one."""
    assert covers(pattern, resource(name)) is naive(pattern, name)


@given(pattern=st.text(alphabet="a:*", max_size=9), name=st.text(alphabet="bc", min_size=1, max_size=4))
def test_a_pattern_that_leaves_the_name_open_is_too_broad(pattern, name):
    """What is not too broad never takes a name made of other letters, whatever its type."""
    if not is_too_broad(pattern) and not pattern.rpartition("::")[2].strip("*").startswith(":"):
        assert not covers(pattern, resource(name))


def test_a_waived_finding_keeps_its_verdict():
    """The finding bears its waiver; verdict and tally are what they were."""
    plain, _ = judged(written(), resource("bad-1"), resource("bad-2"))
    judgement, idle = judged(written(entry(resource="bad-1")), resource("bad-1"), resource("bad-2"))
    assert [(item.resource.name, item.outcome, bool(item.waiver)) for item in judgement.findings] == [
        ("bad-1", Outcome.FAIL, True),
        ("bad-2", Outcome.FAIL, False),
    ]
    assert judgement.tallies == plain.tallies
    assert idle == ()


def test_a_waiver_is_for_its_control():
    """Another control on the same resource is not waived."""
    judgement, idle = judged(written(entry(resource="bad-1")), resource("bad-1"), control="HDS-KEY-03")
    assert [item.waiver for item in judgement.findings] == [None]
    assert [item.code for item in idle] == ["not_judged"]


def test_what_may_turn_out_to_be_a_failure_is_waived_too():
    """Who accepts the failure accepts the unknown verdict before it."""
    judgement, idle = judged(written(entry(resource="open-1")), resource("open-1"))
    assert [bool(item.waiver) for item in judgement.findings] == [True]
    assert idle == ()


def test_a_rule_that_broke_is_never_waived():
    """It says nothing of the resource; its waiver may yet be of use, so it is not called idle."""
    judgement, idle = judged(written(entry(resource="broken-1")), resource("broken-1"))
    assert [(item.outcome, item.waiver) for item in judgement.findings] == [(Outcome.ERROR, None)]
    assert idle == ()


def test_the_first_of_two_waivers_speaks():
    """Both cover the finding, so neither is idle."""
    judgement, idle = judged(written(entry(resource="bad-*"), entry(resource="bad-1")), resource("bad-1"))
    assert [item.waiver.index for item in judgement.findings] == [0]
    assert idle == ()


@pytest.mark.parametrize(
    ("pattern", "code", "words"),
    [
        ("good-1", "nothing_to_waive", ('no resource that "good-1" matches has a finding of HDS-KEY-02', "hint: delete the waiver")),
        ("good-2", "no_resource", ('"good-2" matches no resource', 'allowed: "good-1"')),
        (f"{KIND}::good-2", "no_resource", (f'allowed: "{KIND}::good-1"',)),
        ("urn:pulumi:dev::shop::*::zzz", "no_resource", ("matches no resource",)),
    ],
)
def test_a_waiver_that_covers_nothing_is_told(pattern, code, words):
    """At the line of its pattern, with the nearest resource."""
    _, (idle,) = judged(written(entry(resource=pattern)), resource("good-1"))
    assert (idle.code, idle.line) == (code, 3)
    said = render((idle,), "en")
    assert [part for part in words if part not in said] == []


@pytest.mark.parametrize(
    ("others", "allowed"),
    [
        (["bad-1", "open-2", "bad-3"], 'allowed: "bad-1", "open-2", "bad-3"\n'),
        (["bad-1", "bad-2", "bad-3", "bad-4"], 'allowed: "bad-1", "bad-2", "bad-3", ...\n'),
        ([], f"allowed: nothing, for {CONTROL} has no finding\n"),
    ],
)
@pytest.mark.parametrize("pattern", ["good-9", "unlike"])
def test_a_waiver_that_covers_nothing_is_told_what_it_may_cover(pattern, others, allowed):
    """Some of the resources at fault, or that there is none."""
    _, (idle,) = judged(written(entry(resource=pattern)), resource("good-9"), *map(resource, others))
    assert allowed in render((idle,), "en")
    assert "valeurs admises : " in render((idle,), "fr")


def test_a_waiver_of_a_control_without_a_rule_is_told():
    """There is nothing to waive where nothing is judged."""
    _, (idle,) = judged(written(entry(control="HDS-GOV-05", resource="bad-1")), resource("bad-1"))
    assert (idle.code, idle.line) == ("not_judged", 2)
    assert "no rule judges HDS-GOV-05, so there is nothing to waive. allowed: a control that a rule judges\n" in render((idle,), "en")


@pytest.mark.parametrize(
    ("pattern", "idle"), [("urn:pulumi:prod::shop::*::bad-1", 0), ("urn:pulumi:prod-*::*::bad-1", 0), ("urn:pulumi:d*::*::x", 1)]
)
def test_a_waiver_of_another_stack_is_not_idle_here(pattern, idle):
    """One register serves all stacks of a project: a URN says which one it speaks of."""
    judgement, problems = judged(written(entry(resource=pattern)), resource("bad-1"))
    assert [item.waiver for item in judgement.findings] == [None]
    assert len(problems) == idle


@given(
    names=st.sets(st.sampled_from([f"{word}-{number}" for word in ("bad", "open", "good", "broken") for number in range(3)]), min_size=1)
)
def test_each_waiver_covers_something_or_is_told(names):
    """Of a waiver for each resource, those of failures and unknowns are on findings, those of passes are told, and nothing else is."""
    ordered = sorted(names)
    judgement, idle = judged(written(*(entry(resource=name) for name in ordered)), *map(resource, ordered))
    used = {item.waiver.resource for item in judgement.findings if item.waiver}
    assert used == {name for name in names if name.startswith(("bad", "open"))}
    assert len(idle) == sum(name.startswith("good") for name in names)


def test_a_waiver_in_words():
    """Until when, by whom and why, in both languages."""
    (waiver,) = written(entry(reason="why {not}")).waivers
    assert waived(waiver, "en") == "waived until 2027-03-04, approved by security officer, owner head of imaging: why {not}"
    assert waived(waiver, "fr").startswith("dérogation jusqu'au 2027-03-04, approuvée par security officer, responsable head of imaging : ")
