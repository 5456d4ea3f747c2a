# SPDX-License-Identifier: Apache-2.0
"""``hds controls``, in this process."""

from __future__ import annotations

import json

import pytest

from hds_controls.load import catalogue
from hds_policies.rule import all_rules


def test_every_control_is_listed(hds):
    """Id, severity, enforcement and title, by family, in the language asked for."""
    english, french = hds("controls"), hds("controls", "--lang", "fr")
    assert (english.code, english.err) == (0, "")
    for control in catalogue().controls.values():
        assert any(line.split()[:3] == [control.id, control.severity, control.enforcement] for line in english.out.splitlines())
        assert control.title.en in english.out
        assert control.title.fr in french.out


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("control", catalogue().controls)
def test_a_control_is_printed_with_its_sources_and_rules(hds, lang, control):
    """Statement, reason and cure, each text it cites with its date, and each rule that judges it."""
    known = catalogue().control(control)
    text = hds("controls", control.lower(), "--lang", lang).out
    for part in (known.title, known.statement, known.rationale, known.remediation):
        assert getattr(part, lang).strip() in text
    for reference in known.references:
        framework = catalogue().frameworks[reference.framework]
        assert (
            f"{reference.framework} {reference.requirement}: {getattr(framework.requirements[reference.requirement], lang).strip()}" in text
        )
        assert f"{framework.source.title} ({framework.source.dated:%Y-%m-%d})" in text
    own = [rule for rule in all_rules() if rule.control == control]
    assert [rule.name for rule in own if f"  {rule.name} (" not in text] == []
    assert bool(own) != text.rstrip().endswith(("no rule yet", "pas encore de règle"))


@pytest.mark.usefixtures("stated_rules")
def test_a_control_as_data_names_its_rules(hds):
    """The fields of the catalogue, and the rules beside them."""
    document = json.loads(hds("controls", "HDS-LOC-01", "--format", "json").out)
    assert document["id"] == "HDS-LOC-01"
    assert document["rules"] == [{"name": "name_is_approved", "shape": "resource", "kinds": ["aws:sqs/queue:Queue"]}]


def test_all_controls_as_data_are_the_catalogue(hds):
    """Frameworks come with them."""
    document = json.loads(hds("controls", "--format", "json").out)
    assert document == catalogue().model_dump(mode="json")


def test_a_control_that_does_not_exist_is_usage(hds):
    """The nearest ids are named."""
    ran = hds("controls", "HDS-LOC-99")
    assert (ran.code, ran.out) == (2, "")
    assert "HDS-LOC-09" in ran.err


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("asked", ["EXI 28", "exi28", "hds-2.0:EXI 28"])
def test_a_requirement_leads_to_its_controls(hds, lang, asked):
    """The text in the project's words, its source, and each control that cites it with its title; no other."""
    ran = hds("controls", "--requirement", asked, "--lang", lang)
    framework = catalogue().frameworks["hds-2.0"]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"hds-2.0 EXI 28: {getattr(framework.requirements['EXI 28'], lang)}\n  {framework.source.title} (2024-04-26)")
    named = {line.split()[0]: line for line in ran.out.splitlines() if line.startswith("    HDS-")}
    citing = {
        control.id: control
        for control in catalogue().controls.values()
        if any((item.framework, item.requirement) == ("hds-2.0", "EXI 28") for item in control.references)
    }
    assert list(named) == list(citing)
    assert all(getattr(citing[name].title, lang) in line for name, line in named.items())


def test_a_requirement_as_data(hds):
    """One entry per requirement found, with text, source and controls; a number of several frameworks gives several."""
    (answer,) = json.loads(hds("controls", "--requirement", "A.8.24", "--format", "json").out)
    assert (answer["framework"], answer["requirement"]) == ("iso-27001-2022", "A.8.24")
    assert set(answer["text"]) == {"en", "fr"}
    assert answer["source"]["dated"] == "2022-10-25"
    assert {"HDS-ENC-01", "HDS-KEY-02"} <= {control["id"] for control in answer["controls"]}
    assert set(answer["controls"][0]) == {"id", "title", "severity", "enforcement", "proof"}
    assert len(json.loads(hds("controls", "--requirement", "R4", "--format", "json").out)) > 1


def test_a_requirement_that_does_not_exist_is_usage(hds):
    """The nearest ones are named, written so that they can be asked."""
    ran = hds("controls", "--requirement", "EXI 82")
    assert (ran.code, ran.out) == (2, "")
    assert 'no requirement "EXI 82"' in ran.err
    assert ran.err.count("hds-2.0:EXI ") == 3


def test_one_question_at_a_time(hds):
    """A control, a requirement and the matrix together are refused."""
    for arguments in (("HDS-LOC-01", "--requirement", "EXI 28"), ("--matrix", "--requirement", "EXI 28"), ("HDS-LOC-01", "--matrix")):
        ran = hds("controls", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "ask one" in ran.err


def test_a_control_that_cannot_be_waived_says_why(hds):
    """In the language asked for, and as data."""
    refused = catalogue().control("HDS-LOC-01").waiver_refused
    assert f"mandatory, cannot be waived: {refused.en}\n" in hds("controls", "HDS-LOC-01").out
    assert f"mandatory, sans dérogation possible : {refused.fr}\n" in hds("controls", "HDS-LOC-01", "--lang", "fr").out
    assert json.loads(hds("controls", "HDS-LOC-01", "--format", "json").out)["waiver_refused"] == refused.model_dump()
    assert "mandatory, can be waived\n" in hds("controls", "HDS-KEY-02").out


def test_a_control_says_what_its_proof_needs(hds):
    """Each level of its proof, and no other, with what must be at hand."""
    text = hds("controls", "HDS-BCK-07").out
    assert "  drill: An exercise carried out" in text
    assert "  document: A dated file" in text
    assert "  host:" not in text


def test_the_matrix_names_each_cell_once(hds):
    """Text and data hold the same cells."""
    cells = json.loads(hds("controls", "--matrix", "--format", "json").out)
    lines = [line.split(maxsplit=4)[:4] for line in hds("controls", "--matrix").out.splitlines()]
    assert lines == [[cell["control"], cell["cloud"], cell["level"], cell["stated"]] for cell in cells]
    assert len({tuple(line[:3]) for line in lines}) == len(lines)
