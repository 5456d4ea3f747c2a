# SPDX-License-Identifier: Apache-2.0
"""From a requirement to its controls, and the 31 requirements of HDS against the whole catalogue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls import load, requirements
from hds_controls.model import Reference

BOOK = load.catalogue()
EVERY = [Reference(framework=key, requirement=name) for key, framework in BOOK.frameworks.items() for name in framework.requirements]
HDS = {
    "01": "GOV-10",
    "02": "GOV-10",
    "03": "GOV-02 GOV-10",
    "04": "LOC-12 BCK-01 GOV-01 GOV-02",
    "05": "LOC-02 LOC-04 LOC-05 LOC-09 LOC-10 ENC-01 ENC-02 ENC-04 ENC-06 KEY-03 KEY-04 NET-01 NET-06 IAM-04 IAM-05 IAM-06 IAM-08 IAM-11 "
    "LOG-01 LOG-02 LOG-08 BCK-04 RES-01 OPS-05 GOV-10 SHR-01 SHR-02 SHR-03 SHR-04 SHR-05 SHR-07",
    "06": "OPS-05 GOV-03",
    "07": "GOV-11",
    "08": "GOV-10",
    "09": "GOV-01 GOV-10",
    "10": "GOV-11",
    "11": "OPS-06",
    "12": "LOC-11 GOV-03",
    "13": "GOV-04",
    "14": "LOC-11 GOV-03",
    "15": "LOG-02 LOG-12 GOV-10",
    "16": "LOG-01 LOG-02 LOG-12 GOV-10",
    "17": "LOC-11 GOV-05",
    "18": "RES-03 OPS-01 GOV-05",
    "19": "OPS-06 GOV-05 GOV-07",
    "20": "OPS-06 GOV-05",
    "21": "BCK-09 RES-03 OPS-01 GOV-05",
    "22": "IAM-11 GOV-03 GOV-05",
    "23": "IAM-04 IAM-11 GOV-05 SHR-06",
    "24": "OPS-05 GOV-05",
    "25": "BCK-08 RES-02 RES-03 RES-04 RES-05 GOV-05",
    "26": "LOC-06 LOC-07 GOV-05",
    "27": "ARC-03 GOV-05 GOV-08",
    "28": "LOC-01 LOC-02 LOC-03 LOC-04 LOC-05 LOC-06 LOC-07 LOC-08 LOC-12 BCK-03 RES-02",
    "29": "LOC-05 LOC-06 LOC-09 IAM-11 GOV-05",
    "30": "LOC-10 KEY-05 GOV-05",
    "31": "LOC-10 GOV-03",
}
"""Who answers for each requirement of the referential."""


@pytest.mark.parametrize("number", HDS)
def test_each_requirement_of_hds_has_its_controls(number: str) -> None:
    """The mapping computed from the references is the one meant: no requirement is left alone, none gains a control unnoticed."""
    (found,) = requirements.find(BOOK, f"EXI {number}")
    assert {control.id.removeprefix("HDS-") for control in requirements.citing(BOOK, found)} == set(HDS[number].split())


def test_all_requirements_of_hds_are_mapped() -> None:
    """31, and no more."""
    assert list(HDS) == [f"{number:02d}" for number in range(1, 32)]


@pytest.mark.parametrize(
    ("words", "framework", "found"),
    [
        ("EXI 28", "hds-2.0", "EXI 28"),
        ("exi28", "hds-2.0", "EXI 28"),
        ("exi 5", "hds-2.0", "EXI 05"),
        ("EXI 05.c", "hds-2.0", "EXI 05.C"),
        ("hds-2.0:EXI 28", "hds-2.0", "EXI 28"),
        ("HDS: exi_28", "hds-2.0", "EXI 28"),
        ("A.8.24", "iso-27001-2022", "A.8.24"),
        ("a.8.2", "iso-27001-2022", "A.8.2"),
        ("article 28", "gdpr-2016", "Article 28"),
    ],
)
def test_a_requirement_is_found_as_people_write_it(words: str, framework: str, found: str) -> None:
    """Case, spaces, padding and the framework's version do not matter; A.8.2 is not A.8.24."""
    assert requirements.find(BOOK, words) == (Reference(framework=framework, requirement=found),)


def test_a_chapter_stands_for_what_it_holds() -> None:
    """A part that is no requirement itself finds those in it, and the same number is found in each framework that has it."""
    assert [item.requirement for item in requirements.find(BOOK, "secnumcloud:12.5")] == ["12.5.a", "12.5.b", "12.5.c", "12.5.d"]
    assert {item.framework for item in requirements.find(BOOK, "R4")} >= {"anssi-tls-1.2", "anssi-internet-3.0"}


def test_a_whole_requirement_is_cited_through_its_parts() -> None:
    """EXI 05 is cited by every control that treats one of its events, EXI 05.C by fewer, another framework's number by none of them."""
    whole, part = (requirements.citing(BOOK, Reference(framework="hds-2.0", requirement=name)) for name in ("EXI 05", "EXI 05.C"))
    assert {control.id for control in part} < {control.id for control in whole}
    assert requirements.citing(BOOK, Reference(framework="iso-27001-2022", requirement="EXI 05")) == ()


@pytest.mark.parametrize("words", ["EXI 99", "", "A.8.240", "hds-2.0:", "unknown:EXI 28"])
def test_nothing_is_found_where_nothing_is(words: str) -> None:
    """No guess is made."""
    assert requirements.find(BOOK, words) == ()


@given(st.text(max_size=30))
def test_near_ones_can_always_be_asked(words: str) -> None:
    """Whatever was typed, the three that are offered exist, written so that they find themselves alone."""
    offered = requirements.near(BOOK, words)
    assert len(offered) == 3
    for name in offered:
        framework, _, requirement = name.partition(":")
        assert Reference(framework=framework, requirement=requirement) in EVERY
        assert requirements.find(BOOK, name) == (Reference(framework=framework, requirement=requirement),)


def test_near_ones_resemble() -> None:
    """A slip of one digit is mended."""
    assert "hds-2.0:EXI 29" in requirements.near(BOOK, "EXI 92")
    assert requirements.near(BOOK, "A.8.240")[0] == "iso-27001-2022:A.8.24"
