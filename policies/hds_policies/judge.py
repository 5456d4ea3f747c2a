# SPDX-License-Identifier: Apache-2.0
"""Graph and rules in, findings out: the one place where verdicts are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hds_policies.memo import once_per_graph
from hds_policies.values import ABSENT
from hds_policies.verdict import Evidence, Expectation, Outcome, Verdict
from hds_policies.waivers.register import NO_WAIVERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_policies.graph import Graph, Resource
    from hds_policies.rule import Rule
    from hds_policies.waivers.register import Register, Waiver

__all__ = ["Finding", "Judgement", "Tally", "concerns", "findings_of", "judge", "judge_resource"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict that is not a pass, on one resource and one property; a waiver accepts it and does not change it."""

    rule: Rule
    resource: Resource
    outcome: Outcome
    evidence: Evidence
    waiver: Waiver | None = None


@dataclass(slots=True)
class Tally:
    """How many resources a control was judged on, by outcome; a resource judged by two rules counts once, with the worst."""

    worst: dict[str, Outcome] = field(default_factory=dict[str, Outcome])

    def add(self, urn: str, outcome: Outcome) -> None:
        """Count one verdict on one resource."""
        known = self.worst.setdefault(urn, outcome)
        if known is not outcome and _ORDER.index(outcome) < _ORDER.index(known):
            self.worst[urn] = outcome

    def count(self, *outcomes: Outcome) -> int:
        """Resources whose worst verdict is one of those."""
        return sum(outcome in outcomes for outcome in self.worst.values())

    @property
    def outcome(self) -> Outcome:
        """The verdict of the control: the worst of its resources; nothing judged is not applicable."""
        return min(self.worst.values(), key=_ORDER.index, default=Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings, and a tally for each control that has a rule."""

    findings: tuple[Finding, ...]
    tallies: dict[str, Tally]


_ORDER = (Outcome.ERROR, Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)


def judge(graph: Graph, rules: Iterable[Rule], waivers: Register = NO_WAIVERS) -> Judgement:
    """Ask each rule about each resource of its kinds.

    A rule that raises gives an ``error`` finding on that resource: never a crash, never a pass. A waiver is noted on what it covers; the
    verdicts and their tallies stay as they are.
    """
    findings: list[Finding] = []
    tallies: dict[str, Tally] = {}
    for rule in rules:
        tally = tallies.setdefault(rule.control, Tally())
        for resource in _subjects(graph, rule):
            verdict = judge_resource(rule, resource, graph)
            outcome = verdict.outcome
            if outcome is Outcome.NOT_APPLICABLE:
                continue
            tally.add(resource.urn, outcome)
            if outcome is not Outcome.PASS:
                findings += findings_of(verdict, rule, resource, waivers)
    return Judgement(tuple(findings), tallies)


def findings_of(verdict: Verdict, rule: Rule, resource: Resource, waivers: Register) -> list[Finding]:
    """A finding for each piece of evidence, under the waiver that covers it, if there is one."""
    waiver = waivers.covering(rule.control, resource, verdict.outcome)
    return [Finding(rule, resource, verdict.outcome, evidence, waiver) for evidence in verdict.evidence]


def judge_resource(rule: Rule, resource: Resource, graph: Graph) -> Verdict:
    """One rule on one resource; an exception inside the rule becomes an ``error`` verdict that names its type, not its content."""
    try:
        return rule.check(resource, graph)
    except Exception as problem:  # noqa: BLE001 - a bug in one rule must neither stop the others nor count as a pass
        return Verdict(Outcome.ERROR, (Evidence("", ABSENT, Expectation("rule_error", (type(problem).__name__,))),))


def concerns(rule: Rule, resource: Resource) -> bool:
    """Whether a rule is asked about a resource: the kind ``*`` is every resource of a cloud and every provider of one."""
    return _is_of_a_cloud(resource) if "*" in rule.kinds else resource.kind in rule.kinds


def _subjects(graph: Graph, rule: Rule) -> Iterable[Resource]:
    return _of_clouds(graph) if "*" in rule.kinds else graph.of(*rule.kinds)


@once_per_graph
def _of_clouds(graph: Graph) -> list[Resource]:
    return [resource for resource in graph.resources if _is_of_a_cloud(resource)]


def _is_of_a_cloud(resource: Resource) -> bool:
    return resource.custom and resource.type.startswith(("aws:", "pulumi:providers:aws"))
