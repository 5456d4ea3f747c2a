# SPDX-License-Identifier: Apache-2.0
"""Judging a graph."""

from __future__ import annotations

from hds_policies.graph import Graph, Resource
from hds_policies.judge import judge
from hds_policies.rule import Rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, all_of, fail, unknown

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
    assert "hunter2" not in repr(judgement.findings[0].evidence)


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
    graph = Graph([resource("a"), resource("p", "pulumi:providers:aws"), component, resource("s", "pulumi:pulumi:Stack")])
    assert set(judge(graph, [rule(lambda *_: PASS, kinds=("*",))]).tallies["HDS-KEY-02"].worst) == {
        f"urn:pulumi:s::p::{KIND}::a",
        "urn:pulumi:s::p::pulumi:providers:aws::p",
    }
