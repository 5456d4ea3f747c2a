# SPDX-License-Identifier: Apache-2.0
"""Waived findings in reports: seen everywhere, counted nowhere."""

from __future__ import annotations

import io
import json
import re

import jsonschema
import pytest

from hds_toolkit import schemas
from hds_toolkit.evidence.report import exit_code
from hds_toolkit.evidence.terminal import page
from tests.policies.waivers.registers import entry, written
from tests.toolkit.reports import OTHER, queue, report_of

WAIVERS = written(entry(control=OTHER, resource="a"))
BOTH = [queue("a"), queue("b")]


def text_of(report, language="en"):
    """The page as a pipe gets it."""
    return page(report, io.StringIO(), language)


@pytest.mark.parametrize(
    ("verdict", "strict", "code"),
    [("fail", False, 0), ("fail", True, 0), ("unknown", True, 0), ("error", False, 1), ("error", True, 1)],
)
def test_the_exit_code_leaves_out_what_is_waived(verdict, strict, code):
    """Failures and unknowns, but never a rule that broke."""
    assert exit_code(report_of((verdict, OTHER), waivers=WAIVERS), strict=strict) == code
    assert exit_code(report_of((verdict, OTHER)), strict=strict) == int(verdict != "unknown" or strict)


def test_a_finding_says_its_waiver_and_keeps_its_verdict():
    """Who reads the data sees a failure, why it is accepted, until when and by whom, and the place of the waiver; it comes last."""
    report = report_of(("fail", OTHER), resources=BOTH, waivers=WAIVERS)
    held, accepted = json.loads(report.model_dump_json())["findings"]
    assert (held["urn"].rpartition("::")[2], held["waiver"], held["verdict"]) == ("b", None, "fail")
    assert accepted["verdict"] == "fail"
    assert accepted["waiver"].pop("file").endswith("waivers.yaml")
    assert accepted["waiver"] == {
        "reason": "material imported from the former host, replaced when its contract ends",
        "owner": "head of imaging",
        "approver": "security officer",
        "created": "2026-11-14",
        "expiry": "2027-03-04",
        "line": 2,
    }
    jsonschema.Draft202012Validator(json.loads(schemas.shipped("report"))).validate(report.model_dump(mode="json"))


@pytest.mark.parametrize(("verdict", "waived"), [("pass", 0), ("fail", 1), ("unknown", 1), ("error", 0)])
def test_a_control_counts_what_is_waived_beside_its_verdict(verdict, waived):
    """The verdict and the other counts are those without waivers."""
    (with_waiver,), (without,) = (report_of((verdict, OTHER), resources=BOTH, waivers=chosen).controls for chosen in (WAIVERS, written()))
    assert with_waiver == without.model_copy(update={"waived": waived})


def test_a_resource_on_which_another_rule_broke_is_not_counted_as_waived():
    """Its control is in error there, whatever was accepted."""
    (control,) = report_of(("fail", OTHER), ("error", OTHER), waivers=WAIVERS).controls
    assert (control.verdict, control.waived) == ("error", 0)


def test_the_page_shows_what_is_waived():
    """The word, until when, by whom, where and why; the verdict below it; and the sums."""
    text = text_of(report_of(("fail", OTHER), resources=BOTH, waivers=WAIVERS))
    lines = text.splitlines()
    assert re.search(rf"^FAIL +{OTHER} +\w+ +0/2 ", text, re.MULTILINE)
    assert re.search(rf"^WAIVED {OTHER} \(\w+, mandatory\)$", text, re.MULTILINE)
    joined = " ".join(text.split())
    assert "FAIL until 2027-03-04, approved by security officer, owner head of imaging (" in joined
    assert "waivers.yaml:2): material imported from the former host, replaced when its contract ends" in joined
    assert lines[-3] == "1 of the findings are waived and not counted here."
    assert lines[-1] == "1 mandatory and 0 advisory failures, 0 to confirm at `pulumi up`, 0 rule errors."


def test_a_control_that_is_waived_everywhere_says_so():
    """One look at the table is enough; it is no PASS."""
    text = text_of(report_of(("fail", OTHER), waivers=WAIVERS))
    assert re.search(rf"^WAIVED +{OTHER} ", text, re.MULTILINE)
    assert text.splitlines()[-1].startswith("0 mandatory and 0 advisory failures")


def test_the_page_speaks_french():
    """Its words about waivers too."""
    text = text_of(report_of(("fail", OTHER), language="fr", waivers=WAIVERS), "fr")
    assert f"DÉROGATION {OTHER}" in text
    assert "ÉCART jusqu'au 2027-03-04, approuvé par security officer, responsable head of imaging" in " ".join(text.split())
    assert "1 des constats font l'objet d'une dérogation" in text
    assert "WAIVED" not in text


def test_without_a_waiver_nothing_speaks_of_them():
    """The page is what it was."""
    assert "waive" not in text_of(report_of(("fail", OTHER))).lower()
