# SPDX-License-Identifier: Apache-2.0
"""Pages made from the catalogue and the rules."""

from __future__ import annotations

import pytest

from hds_controls.load import catalogue
from hds_policies.rule import Rule
from hds_policies.verdict import PASS
from hds_toolkit.evidence.pages import coverage, family_page, spelled

BOOK = catalogue()


def queue_is_good(*_):
    """A queue is good.

    More words.
    """
    return PASS


def rule(*kinds):
    """A rule that is not in the project."""
    return Rule("queue_is_good", "HDS-LOC-01", kinds, "resource", queue_is_good, "localisation")


@pytest.mark.parametrize("family", BOOK.families, ids=lambda family: family.family)
def test_a_family_page_holds_each_control_with_its_texts(family):
    """Statement, reason, cure and every reference with its date."""
    text = family_page(family, BOOK, ())
    for control in family.controls:
        assert f"\n## {control.id}\n" in text
        for part in (control.title, control.statement, control.rationale, control.remediation):
            assert part.en.strip() in text
        for reference in control.references:
            assert f"- {reference.framework} {reference.requirement}: " in text
    assert text.count("No rule of this project decides it.") == len(family.controls)


def test_a_rule_is_described_where_its_control_is():
    """Name, shape, the first sentence of its docstring, and the kinds it is asked about."""
    text = family_page(BOOK.families[0], BOOK, [rule("aws:sqs/queue:Queue")])
    assert "- `queue_is_good` (one resource): A queue is good. Asked about `aws.sqs.Queue`.\n" in text
    assert "Asked about every resource." in family_page(BOOK.families[0], BOOK, [rule("*")])


def test_many_kinds_are_counted():
    """A page stays readable; `hds controls ID` lists them all."""
    assert "`aws.m11.K`, 3 more kinds." in family_page(BOOK.families[0], BOOK, [rule(*(f"aws:m{n}/k:K" for n in range(15)))])


def test_the_matrix_has_a_row_for_each_control_and_cloud():
    """Each with its levels and its rules."""
    lines = coverage(BOOK, [rule("aws:sqs/queue:Queue")]).splitlines()
    for control in BOOK.controls.values():
        for cloud, state in control.clouds.items():
            (row,) = [line for line in lines if line.startswith(f"| [{control.id}](") and f" | {cloud} | " in line]
            assert row.split(" | ")[2] == (state.plan or "-")
            assert ("`queue_is_good`" in row) == ((control.id, cloud) == ("HDS-LOC-01", "aws"))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("aws:s3/bucket:Bucket", "aws.s3.Bucket"),
        ("pulumi:providers:aws", "pulumi.providers.aws"),
        ("pulumi:pulumi:Stack", "pulumi.pulumi.Stack"),
        ("*", "*"),
    ],
)
def test_a_kind_is_spelled_as_programs_write_it(kind, words):
    """The wire token repeats itself."""
    assert spelled(kind) == words
