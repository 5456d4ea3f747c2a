# SPDX-License-Identifier: Apache-2.0
"""Pages on the whole catalogue."""

from __future__ import annotations

import pytest

from hds_controls.further_proofs import further_proofs
from hds_controls.load import catalogue
from hds_policies.rule import Rule
from hds_policies.verdict import PASS
from hds_toolkit.evidence.pages import PLACES, bearers, beyond_a_plan, coverage, spelled

BOOK = catalogue()
RULE = Rule("queue_is_good", "HDS-LOC-01", ("aws:sqs/queue:Queue",), "resource", lambda *_: PASS, "localisation")


def test_the_matrix_has_a_row_for_each_control_and_cloud():
    """Each with its levels and its rules."""
    lines = coverage(BOOK, [RULE]).splitlines()
    for control in BOOK.controls.values():
        for cloud, state in control.clouds.items():
            (row,) = [line for line in lines if line.startswith(f"| [{control.id}](") and f" | {cloud} | " in line]
            assert row.split(" | ")[2] == (state.plan or "-")
            assert ("`queue_is_good`" in row) == ((control.id, cloud) == ("HDS-LOC-01", "aws"))


@pytest.mark.parametrize("control", BOOK.controls.values(), ids=lambda control: control.id)
def test_what_a_plan_cannot_prove_is_told_under_its_place(control):
    """Each part of each control stands under where its proof comes from, with why and who, or among those of the general reason."""
    sections = dict(part.split("\n", 1) for part in beyond_a_plan(BOOK).split("\n## ")[1:])
    proofs = further_proofs()
    for place, title in PLACES.items():
        parts = [part for part in proofs.of(control) if part.place == place]
        assert (f"[{control.id}]" in sections[title]) == bool(parts)
        for part in parts:
            if part.why != proofs.levels[place].why:
                row = f"| [{control.id}](controls/{control.id}.md) {control.title.en} | {part.why.en.strip()} | {bearers(part.by)} |\n"
                assert row in sections[title]


def test_what_no_plan_judges_is_counted():
    """A reader sees first how far a plan goes."""
    text = " ".join(beyond_a_plan(BOOK).split("\n## ")[0].split())
    unjudged = [control.id for control in BOOK.controls.values() if control.clouds["aws"].plan != "judged"]
    assert f"Of {len(BOOK.controls)} controls, {len(BOOK.controls) - len(unjudged)} are judged on the plan" in text
    assert f"the whole of {len(unjudged)}: " in text
    assert all(f"[{name}]" in text for name in unjudged)


def test_bearers_are_named_in_words():
    """Several are joined."""
    assert bearers(("operator",)) == "whoever operates the zone"
    assert bearers(("security", "client")) == "the security officer (RSSI) and the client (health establishment)"


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
