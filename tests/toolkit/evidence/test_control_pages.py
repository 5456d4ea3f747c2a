# SPDX-License-Identifier: Apache-2.0
"""The page of a control, and the index of all."""

from __future__ import annotations

import pytest

from hds_controls.further_proofs import further_proofs
from hds_controls.load import catalogue, proof_needs
from hds_policies.rule import Rule
from hds_policies.verdict import PASS, fail
from hds_toolkit.evidence.control_pages import control_page, index

BOOK = catalogue()
FAMILIES = {control.id: family for family in BOOK.families for control in family.controls}


def queue_is_good(queue, _):
    """A queue is good.

    More words.
    """
    return fail("policy", queue.get("policy"), "refuses_plain_text") if queue.get("policy") else PASS


def rule(*kinds, shape="resource", control="HDS-LOC-01"):
    """A rule that is not in the project."""
    return Rule("queue_is_good", control, kinds, shape, queue_is_good, "localisation")


def page(control_id, *rules, **built):
    """The page of a control."""
    return control_page(BOOK.controls[control_id], FAMILIES[control_id], BOOK, rules, {control_id: built.get("files", ())})


@pytest.mark.parametrize("control", BOOK.controls.values(), ids=lambda control: control.id)
def test_a_page_holds_the_texts_of_its_control(control):
    """Statement, reason and cure in both languages, severity, sources with version and date, levels, and what a plan cannot show."""
    text = page(control.id)
    assert text.startswith(f"# {control.id}: {control.title.en}\n")
    for part in (control.title, control.statement, control.rationale, control.remediation):
        assert part.en.strip() in text
        assert part.fr.strip() in text.split("\n## En français\n")[1]
    assert f"severity **{control.severity}** · **{control.enforcement}** · " in text
    for reference in control.references:
        framework = BOOK.frameworks[reference.framework]
        assert f" | {framework.version}, {framework.source.dated} | {reference.requirement} | " in text
    for level in control.proof:
        assert f"\n| `{level}` | " in text
    beyond = text.split("\n## What a plan cannot show\n")[1].split("\n## ")[0]
    assert all(part.why.en.strip() in beyond for part in further_proofs().of(control))
    assert "\nNo rule of this project decides it.\n" in text


def test_a_rule_is_described_on_the_page_of_its_control():
    """Name, first sentence, severity, enforcement, shape, every kind it is asked about, and what its findings expect."""
    kinds = [f"aws:m{number}/k:K" for number in range(15)]
    text = page("HDS-LOC-01", rule(*kinds))
    assert "\nEach is of severity critical and mandatory: a finding stops the deployment.\n" in text
    asked = ", ".join(f"`aws.m{number}.K`" for number in range(15))
    shown = f"- severity: critical, mandatory\n- decides on: one resource, before it is created\n- asked about: {asked}\n"
    assert f"\n### `queue_is_good`\n\nA queue is good.\n\n{shown}" in text
    assert "\n- `queue_is_good`: a policy that denies everyone when aws:SecureTransport is false.\n" in text
    assert "No rule of this project" not in text
    assert "queue_is_good" not in page("HDS-LOC-02", rule(*kinds))


def test_a_rule_on_everything_says_so():
    """A star means nothing to a reader."""
    assert "\n- asked about: every resource\n" in page("HDS-LOC-01", rule("*", shape="graph"))


def test_an_advisory_finding_stops_nothing():
    """The page says what a finding does, not only its word."""
    assert "advisory: a finding is reported and stops nothing." in page("HDS-KEY-05", rule("*", control="HDS-KEY-05"))


def test_who_builds_it_is_linked():
    """The files of the components, or that there is none; a control without a rule says neither."""
    built = page("HDS-LOC-01", rule("*"), files=("components/hds_components/aws/keys/__init__.py",))
    link = "[components/hds_components/aws/keys/__init__.py](../../components/hds_components/aws/keys/__init__.py)"
    assert f"\nIn this project it is built by:\n\n- {link}\n" in built
    assert "\nThe zones of this project make nothing of the kind.\n" in page("HDS-LOC-01", rule("*"))
    assert "The zones of this project" not in page("HDS-LOC-10")


def test_a_page_says_why_a_control_cannot_be_waived():
    """In both languages; others say that they can."""
    refused = BOOK.controls["HDS-LOC-01"].waiver_refused
    text = page("HDS-LOC-01")
    assert " · cannot be waived\n" in text
    assert f"\nNo waiver. {refused.en}\n" in text
    assert f"\nAucune dérogation. {refused.fr}\n" in text
    assert " · can be waived\n" in page("HDS-KEY-02")
    assert "No waiver" not in page("HDS-KEY-02")


def test_a_note_of_a_cloud_is_told():
    """What one cloud does differently stands with its proofs."""
    note = BOOK.controls["HDS-BCK-03"].clouds["aws"].note
    assert f"\nOn AWS: {note.en}\n" in page("HDS-BCK-03")


def test_the_index_lists_each_control_once():
    """With what is true, its severity, its levels, and how many rules decide it."""
    text = index(BOOK, [rule("*")])
    for control in BOOK.controls.values():
        (line,) = [line for line in text.splitlines() if line.startswith(f"| [{control.id}]({control.id}.md) | ")]
        levels = ", ".join(level for level in proof_needs() if level in control.proof)
        assert f" | {control.title.en} | {control.severity} | {control.enforcement} | {levels} | " in line
        assert line.endswith(f" | {int(control.id == 'HDS-LOC-01')} |")
