# SPDX-License-Identifier: Apache-2.0
"""The coverage matrix, on small catalogues."""

from __future__ import annotations

from hds_controls.load import catalogue
from hds_controls.model import CloudState
from hds_policies.rule import Rule
from hds_policies.verdict import PASS
from hds_toolkit.evidence.coverage import Cell, matrix


def book(**clouds):
    """A catalogue of one control that says that of itself."""
    family = catalogue().families[0]
    control = family.controls[0].model_copy(update={"clouds": clouds})
    return catalogue().model_copy(update={"families": (family.model_copy(update={"controls": (control,)}),)})


def rule(name, *kinds, control="HDS-LOC-01"):
    """A rule that is not in the project."""
    return Rule(name, control, kinds, "resource", lambda *_: PASS, "localisation")


def test_a_rule_proves_the_level_plan_on_its_own_clouds():
    """State, host, drill and document have cells of their own, which no rule fills."""
    states = {"aws": CloudState(plan="judged", state="planned"), "azure": CloudState(plan="planned")}
    rules = [rule("one", "aws:a/b:C"), rule("two", "*"), rule("other", "aws:a/b:C", control="HDS-LOC-02")]
    assert matrix(book(**states), rules) == (
        Cell("HDS-LOC-01", "aws", "plan", "judged", ("one", "two")),
        Cell("HDS-LOC-01", "aws", "state", "planned", ()),
        Cell("HDS-LOC-01", "azure", "plan", "planned", ()),
    )


def test_a_level_left_out_has_no_cell():
    """It is not one of the control's proofs."""
    assert matrix(book(aws=CloudState(document="planned")), [rule("one", "*")]) == (Cell("HDS-LOC-01", "aws", "document", "planned", ()),)
