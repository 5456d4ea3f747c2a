# SPDX-License-Identifier: Apache-2.0
"""What every control, framework and text of the catalogue respects."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

import pytest
from pydantic import BaseModel, ValidationError

from hds_controls import load
from hds_controls.further_proofs import further_proofs
from hds_controls.model import Control, ProofLevel, Text

CATALOGUE = load.catalogue()
CONTROLS = list(CATALOGUE.controls.values())
PREFIXES = {
    "localisation": ("LOC", 12),
    "encryption": ("ENC", 8),
    "keys": ("KEY", 6),
    "network": ("NET", 8),
    "identity": ("IAM", 12),
    "logging": ("LOG", 12),
    "backup": ("BCK", 9),
    "archiving": ("ARC", 3),
    "resilience": ("RES", 5),
    "supervision": ("OPS", 7),
    "governance": ("GOV", 11),
    "sharing": ("SHR", 7),
}
"""The letters of a family's ids, and how many controls it has."""
PLAN_JUDGED_ON_AWS = {f"HDS-LOC-{number:02d}" for number in (1, 2, 3, 5, 6, 7, 9, 11, 12)} | {
    *(f"HDS-ENC-{number:02d}" for number in range(1, 9)),
    *(f"HDS-KEY-{number:02d}" for number in range(1, 7)),
    *(f"HDS-NET-{number:02d}" for number in range(1, 8)),
    *(f"HDS-IAM-{number:02d}" for number in (1, 2, 3, 4, 5, 7, 9, 10, 11)),
    *(f"HDS-SHR-{number:02d}" for number in (1, 2, 3, 4, 5, 7)),
    *(f"HDS-LOG-{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)),
    *(f"HDS-BCK-{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 9)),
    *(f"HDS-ARC-{number:02d}" for number in (1, 2)),
    *(f"HDS-RES-{number:02d}" for number in (1, 2, 3)),
    *(f"HDS-GOV-{number:02d}" for number in (1, 6, 9)),
    *(f"HDS-OPS-{number:02d}" for number in (1, 2, 3, 4, 6, 7)),
}
FIGURE = re.compile(r"(?<![\w.-])\d+(?:[ ,\u00a0\u202f]\d{3})*(?![\w.]*\w)")
by_id = pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)


def texts(value: Any, path: str = "") -> list[tuple[str, Text]]:
    """Every bilingual text under a model, with its path."""
    if isinstance(value, Text):
        return [(path, value)]
    items: list[tuple[str, Any]]
    if isinstance(value, BaseModel):
        items = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, dict):
        items = [(str(key), item) for key, item in cast("dict[str, Any]", value).items()]
    else:
        items = [(str(index), item) for index, item in enumerate(cast("list[Any]", value))] if isinstance(value, (list, tuple)) else []
    return [found for name, item in items for found in texts(item, f"{path}/{name}")]


ALL_TEXTS = texts([
    CATALOGUE,
    load.proof_needs(),
    further_proofs(),
    load.activities(),
    load.regions(),
    load.zones(),
    load.global_services(),
    load.retention(),
])


def test_the_list_of_controls_is_pinned() -> None:
    """Nobody adds or drops a control unnoticed; ids are unique, in order, and carry their family."""
    ids = [control.id for family in CATALOGUE.families for control in family.controls]
    expected = [f"HDS-{prefix}-{number:02d}" for prefix, count in PREFIXES.values() for number in range(1, count + 1)]
    assert ids == expected
    assert [family.family for family in CATALOGUE.families] == list(load.FAMILIES)


@by_id
def test_references_resolve(control: Control) -> None:
    """Each reference names a framework that is entered and a requirement that it has; none is given twice."""
    for reference in control.references:
        assert reference.requirement in CATALOGUE.frameworks[reference.framework].requirements
    assert len(set(control.references)) == len(control.references)


@by_id
def test_enforcement_follows_severity(control: Control) -> None:
    """Critical and high are mandatory, medium is advisory."""
    assert control.enforcement == ("advisory" if control.severity == "medium" else "mandatory")


def test_residency_cannot_be_waived() -> None:
    """Only the two controls on where data are stored and copied refuse waivers, and say why."""
    assert {control.id for control in CONTROLS if not control.waivable} == {"HDS-LOC-01", "HDS-LOC-02"}
    assert {control.id for control in CONTROLS if control.waiver_refused} == {"HDS-LOC-01", "HDS-LOC-02"}


@pytest.mark.parametrize("changes", [{"waivable": True}, {"waiver_refused": None}])
def test_a_refusal_of_waivers_has_a_reason(changes: dict[str, Any]) -> None:
    """Neither a refusal without a reason nor a reason without a refusal loads."""
    with pytest.raises(ValidationError, match="HDS-LOC-01: waiver_refused goes with waivable: false"):
        Control.model_validate(CATALOGUE.control("HDS-LOC-01").model_dump() | changes)


@by_id
def test_clouds_answer_for_every_proof_level(control: Control) -> None:
    """A cloud says something about each proof level of the control and about no other; what is not applicable is explained."""
    assert set(control.clouds) == {"aws", "azure"}
    for state in control.clouds.values():
        levels = state.model_dump(exclude={"note"}, exclude_none=True)
        assert set(levels) == set(control.proof)
        assert "not_applicable" not in levels.values() or state.note


def test_each_proof_level_says_what_it_needs() -> None:
    """The levels are those of the model, in order, and a level never shows more than it can."""
    shown = {level: need.shows for level, need in load.proof_needs().items()}
    assert shown == {"plan": "declared", "state": "configured", "host": "works", "drill": "works", "document": "documented"}
    assert list(shown) == list(get_args(ProofLevel))


def test_hosting_has_its_six_activities() -> None:
    """CSP R.1111-9, with archiving in the sixth since decree 2026-209."""
    assert list(load.activities()) == list("123456")
    assert "archiving" in load.activities()["6"].title.en


def test_what_is_judged_is_pinned() -> None:
    """Plans are judged on AWS for these controls; nothing claims more yet, on any cloud or level."""
    judged = {
        (control.id, cloud, level)
        for control in CONTROLS
        for cloud, state in control.clouds.items()
        for level, answer in state.model_dump(exclude={"note"}).items()
        if answer == "judged"
    }
    assert judged == {(control_id, "aws", "plan") for control_id in PLAN_JUDGED_ON_AWS}


def test_texts_are_in_both_languages() -> None:
    """Each text is written in English and in French; only names of places may be alike."""
    assert len(ALL_TEXTS) > 300
    blank = [path for path, text in ALL_TEXTS if text.en.strip() != text.en or text.fr.strip() != text.fr]
    alike = [path for path, text in ALL_TEXTS if text.en == text.fr and not path.endswith("/place")]
    assert (blank, alike) == ([], [])


def test_texts_say_the_same_figures_and_code() -> None:
    """The two languages of a text give the same figures and the same property names."""

    def facts(words: str) -> tuple[list[str], list[str]]:
        return sorted(re.sub(r"\D", "", figure) for figure in FIGURE.findall(words)), sorted(re.findall(r"`[^`]+`", words))

    assert [path for path, text in ALL_TEXTS if facts(text.en) != facts(text.fr)] == []


@by_id
def test_statements_are_precise(control: Control) -> None:
    """A statement judged on a plan says what absent, unknown or a refused value means."""
    if control.clouds["aws"].plan == "judged":
        assert re.search(r"\b(absent|fails?|unknown|not applicable|passes|nothing|no)\b", control.statement.en), control.statement.en
        assert len(control.statement.en) > 100


def test_hds_has_its_31_requirements() -> None:
    """The HDS referential is entered whole: 31 requirements, and the eight events of the fifth."""
    requirements = CATALOGUE.frameworks["hds-2.0"].requirements
    assert [name for name in requirements if re.fullmatch(r"EXI \d\d", name)] == [f"EXI {number:02d}" for number in range(1, 32)]
    assert [name for name in requirements if name.startswith("EXI 05.")] == [f"EXI 05.{event}" for event in "ABCDEFGH"]


def test_other_frameworks_hold_what_is_cited() -> None:
    """Beside HDS, a framework holds the requirements that controls cite and no others."""
    cited = {(reference.framework, reference.requirement) for control in CONTROLS for reference in control.references}
    held = {(key, name) for key, framework in CATALOGUE.frameworks.items() if key != "hds-2.0" for name in framework.requirements}
    assert held == {pair for pair in cited if pair[0] != "hds-2.0"}


@by_id
def test_hds_is_not_said_to_require_encryption(control: Control) -> None:
    """The referential asks no encryption and no rotation: such controls cite another text, and of HDS only risks or mitigations."""
    if control.id.startswith(("HDS-ENC", "HDS-KEY")):
        cited = {reference.requirement for reference in control.references if reference.framework == "hds-2.0"}
        assert all(requirement.startswith("EXI 05.") or requirement == "EXI 30" for requirement in cited)
        assert any(reference.framework != "hds-2.0" for reference in control.references)


def test_a_control_is_found_by_id() -> None:
    """The catalogue finds a control by its id and refuses another."""
    assert CATALOGUE.control("HDS-KEY-02").severity == "high"
    with pytest.raises(KeyError):
        CATALOGUE.control("HDS-KEY-99")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "LOC-1"),
        ("severity", "low"),
        ("references", []),
        ("sevrity", "high"),
        ("title", {"en": "only English"}),
        ("title", {"en": "", "fr": "x"}),
    ],
)
def test_the_model_refuses_a_wrong_control(field: str, value: object) -> None:
    """A wrong id, severity, reference list, key or one-language text does not load."""
    data = CONTROLS[0].model_dump() | {field: value}
    with pytest.raises(ValidationError):
        Control.model_validate(data)
