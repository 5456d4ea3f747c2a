# SPDX-License-Identifier: Apache-2.0
"""Reports of small graphs under stated verdicts."""

from __future__ import annotations

from hds_controls.load import catalogue
from hds_policies.graph import Graph, Resource
from hds_policies.judge import judge
from hds_policies.rule import Rule
from hds_policies.verdict import NOT_APPLICABLE, PASS, all_of, fail, unknown
from hds_policies.waivers.register import NO_WAIVERS
from hds_toolkit.evidence.report import build

__all__ = ["ADVISORY", "MANDATORY", "OTHER", "QUEUE", "VERDICTS", "queue", "report_of"]

QUEUE = "aws:sqs/queue:Queue"
MANDATORY, ADVISORY, OTHER = "HDS-LOC-01", "HDS-ENC-07", "HDS-KEY-02"
VERDICTS = {
    "pass": lambda *_: PASS,
    "fail": lambda item, _: fail("name", item.get("name"), "one_of", "good"),
    "unknown": lambda item, _: unknown("name", item.get("name"), "present"),
    "twice": lambda item, _: all_of([fail("name", item.get("name"), "one_of", "good")] * 2),
    "error": lambda *_: {}["nothing"],
    "none": lambda *_: NOT_APPLICABLE,
}


def queue(name, **more):
    """A queue by hand."""
    return Resource(urn=f"urn:pulumi:s::p::{QUEUE}::{name}", type=QUEUE, name=name, inputs={"name": name}, **more)


def report_of(*rules, resources=(), language="en", unseen=(), waivers=NO_WAIVERS):
    """The report of resources (one queue without any) under rules, each given as verdict and control."""
    asked = [Rule(f"rule_{number}", control, (QUEUE,), "resource", VERDICTS[word], "keys") for number, (word, control) in enumerate(rules)]
    graph = Graph(resources or [queue("a")], config={"aws:region": "eu-west-3"}, unseen=unseen)
    return build(graph, judge(graph, asked, waivers), catalogue(), kind="recording", name="test", language=language)
