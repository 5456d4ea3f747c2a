# SPDX-License-Identifier: Apache-2.0
"""The rules as a whole, and the catalogue they judge by."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from hds_controls.load import FAMILIES, catalogue
from hds_policies.rule import all_rules
from hds_toolkit.evidence.coverage import matrix

PINNED = Path(__file__).with_name("rules.txt")
CELLS = [cell for cell in matrix(catalogue(), all_rules()) if cell.level == "plan"]


def test_the_list_of_rules_is_pinned():
    """Nobody adds, drops or moves a rule to another control unnoticed: the change shows in this file too."""
    found = [f"{rule.name} {rule.control}" for rule in sorted(all_rules(), key=lambda rule: rule.name)]
    assert PINNED.read_text("utf-8").splitlines() == found, f"if it is meant, change {PINNED.name}"


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.control}-{cell.cloud}")
def test_a_control_says_what_the_rules_do(cell):
    """`judged` on a plan exactly when a rule judges it on that cloud: no empty promise, no rule that hides."""
    assert (cell.stated == "judged") == bool(cell.rules)


def test_a_rule_names_a_control_of_its_family():
    """The join is one-way: each rule's control exists, in the family of the rule's module, and speaks of the rule's cloud."""
    families = {control.id: family.family for family in catalogue().families for control in family.controls}
    spoken = {(cell.control, cell.cloud) for cell in CELLS}
    for rule in all_rules():
        assert families[rule.control] == rule.family, rule.name
        assert {(rule.control, cloud) for cloud in rule.clouds} <= spoken, rule.name


def test_names_and_ids_are_unique():
    """One word for one thing, also between families and between rules and controls."""
    ids = [control.id for family in catalogue().families for control in family.controls]
    names = [rule.name for rule in all_rules()]
    assert [name for name, count in Counter([*ids, *names, *FAMILIES]).items() if count > 1] == []


def test_rules_are_small():
    """The median rule is under fifteen lines, and the longest can still be read at a glance."""
    lengths = {rule.name: _length(rule.check) for rule in all_rules()}
    assert median(lengths.values()) < 15
    assert {name: length for name, length in lengths.items() if length > 30} == {}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_says_what_is_true_when_it_passes(rule):
    """Its docstring is the sentence of the documentation; severity, title and cure are the catalogue's."""
    assert inspect.getdoc(rule.check)
    words = {node.value for node in ast.walk(ast.parse(inspect.cleandoc(inspect.getsource(rule.check)))) if isinstance(node, ast.Constant)}
    assert not {"critical", "high", "medium", "mandatory", "advisory"} & {word for word in words if isinstance(word, str)}


def _length(function):
    return len(inspect.getsource(function).splitlines())
