# SPDX-License-Identifier: Apache-2.0
"""Judging a graph."""

from __future__ import annotations

import itertools

import pytest

from hds_policies.graph import Graph, Resource
from hds_policies.judge import Tally, concerns, judge
from hds_policies.rule import Rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Evidence, Expectation, Outcome, all_of, fail, unknown
from tests.policies.waivers.registers import entry, written

KIND = "aws:x/y:Z"


def resource(name, kind=KIND, **inputs):
    """A resource, written by hand: these tests are about judging, not about a kind."""
    return Resource(urn=f"urn:pulumi:s::p::{kind}::{name}", type=kind, name=name, inputs=inputs)


def rule(check, name="rule", control="HDS-KEY-02", kinds=(KIND,)):
    """A rule that is not in the project."""
    return Rule(name, control, kinds, "resource", check, "keys")


def test_a_rule_that_raises_is_an_error_and_never_a_pass():
    """A bug in one rule neither stops the others nor passes, and its message does not carry the value it broke on."""

    def broken(item, _):
        raise KeyError(item.inputs["password"])

    judgement = judge(Graph([resource("a", password="hunter2")]), [rule(broken), rule(lambda *_: PASS, "other", "HDS-KEY-03")])
    assert judgement.tallies["HDS-KEY-02"].outcome is Outcome.ERROR
    assert judgement.tallies["HDS-KEY-03"].outcome is Outcome.PASS
    assert judgement.findings[0].evidence == Evidence("", ABSENT, Expectation("rule_error", ("KeyError",)))


def test_a_rule_is_asked_about_each_resource_and_given_the_graph():
    """What a rule reads is the resource judged and the whole graph around it."""
    asked = []
    graph = Graph([resource("a"), resource("b"), resource("c", "aws:x/y:Other")])
    judge(graph, [rule(lambda *given: asked.append(given) or PASS)])
    assert asked == [(graph.resources[0], graph), (graph.resources[1], graph)]


def test_a_finding_says_which_rule_fails_on_which_resource():
    """Findings of every rule and resource add up, also behind one that is judged not applicable."""
    graph = Graph([resource("a"), resource("b"), resource("c")])
    verdicts = {"a": NOT_APPLICABLE, "b": fail("p", ABSENT, "present"), "c": unknown("p", ABSENT, "present")}
    rules = [rule(lambda item, _: verdicts[item.name], name) for name in ("first", "second")]
    assert [(found.rule.name, found.resource.name, found.outcome, found.waiver) for found in judge(graph, rules).findings] == [
        (name, at, outcome, None) for name in ("first", "second") for at, outcome in (("b", Outcome.FAIL), ("c", Outcome.UNKNOWN))
    ]


def test_a_waiver_is_noted_on_what_it_covers_alone():
    """The finding under a waiver carries it, another resource, another control and a rule that broke do not."""

    def broken(*_):
        raise KeyError

    register = written(entry(resource="a"))
    rules = [
        rule(lambda *_: fail("p", ABSENT, "present")),
        rule(lambda *_: fail("p", ABSENT, "present"), "other", "HDS-KEY-03"),
        rule(broken),
    ]
    found = judge(Graph([resource("a"), resource("b")]), rules, register).findings
    assert [finding.waiver for finding in found] == [register.waivers[0], None, None, None, None, None]


@pytest.mark.parametrize("order", list(itertools.permutations((Outcome.ERROR, Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS))))
def test_the_worst_verdict_counts_in_whatever_order(order):
    """A broken rule is worse than a failure, that than an unknown, and that than a pass, on one resource and over several."""
    tally, spread = Tally(), Tally()
    for index, outcome in enumerate(order):
        tally.add("urn:a", outcome)
        spread.add(f"urn:{index}", outcome)
        worst = min(order[: index + 1], key=("error", "fail", "unknown", "pass").index)
        assert tally.worst == {"urn:a": worst}
        assert (tally.outcome, spread.outcome) == (worst, worst)


def test_a_resource_counts_once_with_its_worst_verdict():
    """Two rules of one control on one resource are one judged resource."""
    rules = [rule(lambda *_: PASS, "first"), rule(lambda *_: unknown("p", ABSENT, "present"), "second")]
    tally = judge(Graph([resource("a")]), rules).tallies["HDS-KEY-02"]
    assert (len(tally.worst), tally.count(Outcome.PASS), tally.count(Outcome.UNKNOWN)) == (1, 0, 1)


def test_not_applicable_is_not_judged():
    """A rule that has nothing to say leaves the control unjudged, which is not a pass."""
    judgement = judge(Graph([resource("a")]), [rule(lambda *_: NOT_APPLICABLE)])
    assert judgement.tallies["HDS-KEY-02"].outcome is Outcome.NOT_APPLICABLE
    assert judgement.findings == ()


def test_each_property_at_fault_is_a_finding():
    """A verdict with two pieces of evidence gives two findings."""

    def both(*_):
        return all_of([fail("a", Known(1), "present"), fail("b", Known(1), "present")])

    assert [finding.evidence.property for finding in judge(Graph([resource("a")]), [rule(both)]).findings] == ["a", "b"]


def test_the_star_kind_is_every_cloud_resource():
    """Components and the stack are not cloud resources."""
    component = resource("c", "hds:index:AwsKeys")
    component.custom = False
    own = resource("o", "aws:own/component:Component")
    own.custom = False
    graph = Graph([resource("a"), resource("p", "pulumi:providers:aws"), component, own, resource("s", "pulumi:pulumi:Stack")])
    assert set(judge(graph, [rule(lambda *_: PASS, kinds=("*",))]).tallies["HDS-KEY-02"].worst) == {
        f"urn:pulumi:s::p::{KIND}::a",
        "urn:pulumi:s::p::pulumi:providers:aws::p",
    }
    assert [item.name for item in graph.resources if concerns(rule(None, kinds=("*",)), item)] == ["a", "p"]
    assert [item.name for item in graph.resources if concerns(rule(None, kinds=(KIND, "pulumi:pulumi:Stack")), item)] == ["a", "s"]
