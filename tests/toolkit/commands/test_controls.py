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


def test_the_matrix_names_each_cell_once(hds):
    """Text and data hold the same cells."""
    cells = json.loads(hds("controls", "--matrix", "--format", "json").out)
    lines = [line.split(maxsplit=4)[:4] for line in hds("controls", "--matrix").out.splitlines()]
    assert lines == [[cell["control"], cell["cloud"], cell["level"], cell["stated"]] for cell in cells]
    assert len({tuple(line[:3]) for line in lines}) == len(lines)
