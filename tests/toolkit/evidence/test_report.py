# SPDX-License-Identifier: Apache-2.0
"""The report as data."""

from __future__ import annotations

import json

import jsonschema
import pytest

from hds_controls.load import catalogue
from hds_policies.graph import Graph, Position, Resource, Unseen
from hds_policies.judge import judge
from hds_policies.rule import Rule
from hds_policies.values import ABSENT, Known
from hds_policies.verdict import fail
from hds_toolkit import schemas
from hds_toolkit.evidence.report import build, exit_code
from tests.toolkit.reports import ADVISORY, MANDATORY, OTHER, QUEUE, queue, report_of


def test_the_keys_are_the_promised_ones():
    """Machines read these keys; others may be added, none may go."""
    document = report_of(("fail", MANDATORY)).model_dump(mode="json")
    assert {"tool", "catalogue", "source", "controls", "findings"} <= set(document)
    assert {"id", "verdict", "judged", "passed", "failed", "unknown"} <= set(document["controls"][0])
    assert {
        "control", "rule", "verdict", "severity", "urn", "property", "message", "remediation", "file", "line",
    } <= set(document["findings"][0])  # fmt: skip


@pytest.mark.parametrize("words", [("pass",), ("fail",), ("unknown",), ("error",), ("none",), ("fail", "pass", "error", "unknown")])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_follows_its_schema(words, language):
    """The schema that the wheel ships describes what is printed."""
    document = report_of(*((word, MANDATORY) for word in words), language=language, unseen=[Unseen("read", "t", 1)])
    schema = json.loads(schemas.shipped("report"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document.model_dump(mode="json"))


def test_the_schema_refuses_another_shape():
    """A report with a key of another name or a verdict of another word is not one."""
    schema = jsonschema.Draft202012Validator(json.loads(schemas.shipped("report")))
    document = report_of(("fail", MANDATORY)).model_dump(mode="json")
    assert not schema.is_valid(document | {"extra": 1})
    assert not schema.is_valid(document | {"findings": [document["findings"][0] | {"verdict": "pass"}]})


def test_the_schema_is_current():
    """The shipped file is what the models generate."""
    assert schemas.FILE.read_text("utf-8") == schemas.report_schema(), "run: make docs"


def test_a_control_counts_resources_by_their_worst_verdict():
    """Judged is the sum of passed, failed and unknown; a rule that broke counts as failed."""
    resources = [queue("a"), queue("b"), queue("c")]
    result = report_of(("pass", MANDATORY), ("fail", ADVISORY), ("error", OTHER), resources=resources).controls
    assert {(item.id, item.verdict, item.judged, item.passed, item.failed, item.unknown) for item in result} == {
        (MANDATORY, "pass", 3, 3, 0, 0),
        (ADVISORY, "fail", 3, 0, 3, 0),
        (OTHER, "error", 3, 0, 3, 0),
    }


def test_a_control_that_concerned_nothing_is_not_a_pass():
    """Nothing judged is a verdict of its own."""
    (result,) = report_of(("none", MANDATORY)).controls
    assert (result.verdict, result.judged) == ("not_applicable", 0)


def test_a_control_without_a_rule_is_listed_apart():
    """What these rules do not decide is said, so that silence is not read as success."""
    report = report_of(("pass", MANDATORY))
    assert set(report.not_judged_here) == set(catalogue().controls) - {MANDATORY}


def test_a_finding_carries_its_place_and_the_words_of_the_catalogue():
    """Severity and cure come from the control; file and line from the program."""
    report = report_of(("fail", MANDATORY), resources=[queue("a", position=Position("__main__.py", 7))])
    (finding,) = report.findings
    control = catalogue().control(MANDATORY)
    assert (finding.file, finding.line, finding.property, finding.severity) == ("__main__.py", 7, "name", control.severity)
    assert (finding.message, finding.remediation) == ("name is a; expected: good", control.remediation.en)


def test_a_report_speaks_french():
    """Titles, messages and cures are in the language asked for."""
    report = report_of(("fail", MANDATORY), language="fr")
    control = catalogue().control(MANDATORY)
    assert report.controls[0].title == control.title.fr
    assert (report.findings[0].message, report.findings[0].remediation) == (
        "name vaut a ; attendu : good",
        control.remediation.fr,
    )


def test_the_worst_finding_comes_first():
    """A rule that broke, then failures by severity, then what is unknown."""
    report = report_of(("unknown", MANDATORY), ("fail", ADVISORY), ("fail", MANDATORY), ("error", ADVISORY))
    assert [(item.verdict, item.severity) for item in report.findings] == [
        ("error", "medium"),
        ("fail", "critical"),
        ("fail", "medium"),
        ("unknown", "critical"),
    ]


@pytest.mark.parametrize(
    ("verdict", "control", "lenient", "strict"),
    [
        ("pass", MANDATORY, 0, 0),
        ("none", MANDATORY, 0, 0),
        ("fail", MANDATORY, 1, 1),
        ("fail", ADVISORY, 0, 0),
        ("unknown", MANDATORY, 0, 1),
        ("unknown", ADVISORY, 0, 0),
        ("error", MANDATORY, 1, 1),
        ("error", ADVISORY, 1, 1),
    ],
)
def test_the_exit_code_follows_mandatory_findings(verdict, control, lenient, strict):
    """Unknown counts when strict; a rule that broke always counts; advice never does."""
    report = report_of((verdict, control))
    assert (exit_code(report, strict=False), exit_code(report, strict=True)) == (lenient, strict)


def test_what_is_built_is_counted_by_component_and_region():
    """A resource belongs to the component of ours above it, else to its provider's module; providers and components are not counted."""
    keys = Resource(urn="urn:pulumi:s::p::hds:index:AwsKeys::keys", type="hds:index:AwsKeys", name="keys", custom=False)
    provider = Resource(urn="urn:pulumi:s::p::pulumi:providers:aws::near", type="pulumi:providers:aws", name="near")
    inside = Resource(
        urn="urn:pulumi:s::p::hds:index:AwsKeys$aws:kms/key:Key::k",
        type="aws:kms/key:Key",
        name="k",
        parent=keys.urn,
        inputs={"region": "eu-west-1"},
    )
    role = Resource(urn="urn:pulumi:s::p::aws:iam/role:Role::r", type="aws:iam/role:Role", name="r")
    source = report_of(resources=[keys, provider, inside, role, queue("a"), queue("b")]).source
    assert {(item.capability, item.region, item.resources) for item in source.capabilities} == {
        ("keys", "eu-west-1", 1),
        ("aws:iam", "global", 1),
        ("aws:sqs", "eu-west-3", 2),
    }


def test_a_region_that_nothing_gives_is_unknown():
    """The report does not invent where a resource lies."""
    placed = Resource(
        urn="urn:pulumi:s::p::aws:sqs/queue:Queue::a", type=QUEUE, name="a", provider="urn:pulumi:s::p::pulumi:providers:aws::p::id"
    )
    assert report_of(resources=[placed]).source.capabilities[0].region == "unknown"


def test_a_value_of_evidence_may_be_absent_or_long():
    """Messages stay one readable line."""
    long = Known("x" * 500)
    rules = [
        Rule("a", MANDATORY, (QUEUE,), "resource", lambda *_: fail("p", ABSENT, "present"), "keys"),
        Rule("b", OTHER, (QUEUE,), "resource", lambda *_: fail("p", long, "present"), "keys"),
    ]
    graph = Graph([queue("a")])
    report = build(graph, judge(graph, rules), catalogue(), kind="k", name="n", language="en")
    short, cut = sorted((item.message for item in report.findings), key=len)
    assert short == "p is not set; expected: a value"
    assert len(cut) < 200


def test_what_is_found_twice_is_told_once():
    """Two pieces of evidence that read alike, such as two unknown subnets of one list, are one finding; two resources are two."""
    report = report_of(("twice", MANDATORY), resources=[queue("a"), queue("b")])
    assert [finding.urn.rpartition("::")[2] for finding in report.findings] == ["a", "b"]
