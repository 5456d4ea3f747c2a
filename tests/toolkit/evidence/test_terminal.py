# SPDX-License-Identifier: Apache-2.0
"""The report for a person."""

from __future__ import annotations

import io
import re

import pytest

from hds_policies.graph import Position, Unseen
from hds_toolkit.evidence.terminal import page
from tests.toolkit.reports import ADVISORY, MANDATORY, queue, report_of


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self):
        """Always."""
        return True


def text_of(report, language="en"):
    """The page as a pipe gets it."""
    return page(report, io.StringIO(), language)


def test_a_page_says_what_where_and_how_to_mend():
    """Built, controls with counts, the finding at its line with value and cure, the sum."""
    report = report_of(("fail", MANDATORY), ("unknown", ADVISORY), resources=[queue("a", position=Position("stacks/x.py", 7))])
    text = text_of(report)
    lines = text.splitlines()
    assert lines[0].startswith("recording of test: 1 resources, catalogue ")
    assert re.search(r"^aws:sqs +1 +eu-west-3 1$", text, re.MULTILINE)
    assert re.search(rf"^FAIL +{MANDATORY} +critical +0/1 ", text, re.MULTILINE)
    assert f"FAIL {MANDATORY} (critical, mandatory)" in lines
    assert '  stacks/x.py:7: aws:sqs/queue:Queue "a"' in lines
    assert "  rule_0: name is a; expected: good" in lines
    assert f"  cure: {report.findings[0].remediation}"[:100] in text
    assert lines[-1] == "1 mandatory and 0 advisory failures, 1 to confirm at `pulumi up`, 0 rule errors."


def test_a_page_speaks_french():
    """Every word but names is French."""
    text = text_of(report_of(("fail", MANDATORY), ("error", ADVISORY), language="fr"), "fr")
    assert "1 écarts obligatoires et 0 conseillés, 0 à confirmer lors de `pulumi up`, 1 erreurs de règle." in text
    assert not re.search(r"\b(FAIL|PASS|cure|mandatory|critical|Findings|severity)\b", text)


def test_a_page_lists_what_was_not_visible():
    """Its reader must not take it for judged."""
    assert (
        "  function aws:ec2/getAmi:getAmi (2)" in text_of(report_of(unseen=[Unseen("function", "aws:ec2/getAmi:getAmi", 2)])).splitlines()
    )


@pytest.mark.parametrize("verdict", ["pass", "fail", "unknown", "error", "none"])
def test_a_verdict_is_a_word(verdict):
    """Nothing depends on colour, and a pipe gets none."""
    text = text_of(report_of((verdict, MANDATORY)))
    assert {"pass": "PASS", "fail": "FAIL", "unknown": "UNKNOWN", "error": "ERROR", "none": "NONE HERE"}[verdict] in text
    assert "\x1b" not in text


def test_a_terminal_gets_colours_and_its_own_width(monkeypatch):
    """The words are the same."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    report = report_of(("fail", MANDATORY))
    coloured = page(report, Screen(), "en")
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert max(map(len, plain.splitlines())) <= 80
    assert plain.split() == text_of(report).split()


def test_brackets_of_a_title_are_brackets():
    """Sentences are shown as they are written."""
    report = report_of(("pass", MANDATORY))
    titled = report.model_copy(update={"controls": (report.controls[0].model_copy(update={"title": "an [id] of :key: [/it]"}),)})
    assert "an [id] of :key: [/it]" in text_of(titled)


@pytest.mark.parametrize("name", ["\x1b[2Jgone", "\x07bell", "over\rwritten", "[red]not markup[/nothing]", ":smile:"])
def test_a_name_cannot_command_the_terminal(name):
    """Names come from files of others: control characters are replaced, and brackets are only brackets."""
    text = text_of(report_of(("fail", MANDATORY), resources=[queue(name, position=Position(name, 1))]))
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", text)
    assert re.sub(r"[\x00-\x1f]", "\N{REPLACEMENT CHARACTER}", name) in text
