# SPDX-License-Identifier: Apache-2.0
"""What a plan cannot prove is told of every control, once."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from pydantic import ValidationError

from hds_controls import load
from hds_controls.further_proofs import FurtherProof, FurtherProofs, Place, further_proofs

CONTROLS = load.catalogue().controls
PROOFS = further_proofs()
OWN = {(part.control, part.place) for part in PROOFS.parts}


@pytest.mark.parametrize("control", CONTROLS.values(), ids=lambda control: control.id)
def test_each_level_beyond_the_plan_is_explained(control) -> None:
    """A reason of its own for each level; the deployed state of what a plan proves too may have the general one."""
    levels = set(control.proof)
    own = {place for name, place in OWN if name == control.id} - {"organisation"}
    general = {"state"} - own if "plan" in levels else set()
    assert own | levels & general == levels - {"plan"}
    assert {part.level for part in PROOFS.of(control)} - {"plan"} == levels - {"plan"}


def test_a_part_is_told_once() -> None:
    """No control has two reasons for one place, and each part is of a control that exists."""
    assert [key for key, count in Counter((part.control, part.place) for part in PROOFS.parts).items() if count > 1] == []
    assert {part.control for part in PROOFS.parts} <= set(CONTROLS)


def test_what_the_organisation_sets_is_a_part() -> None:
    """A control whose note or statement leaves something to the organisation says so here too."""
    left = {control.id for control in CONTROLS.values() if (note := control.clouds["aws"].note) and "organisation" in note.en}
    assert left <= {part.control for part in PROOFS.parts if part.place == "organisation"}
    unbuilt = {item.id for item in CONTROLS.values() if item.clouds["aws"].plan == "planned"}
    assert unbuilt <= {part.control for part in PROOFS.parts if part.place == "organisation"}


def test_the_places_are_in_the_order_of_levels() -> None:
    """Above the zone first, then from the account to people."""
    assert tuple(PROOFS.levels) == get_args(Place)
    for control in CONTROLS.values():
        places = [part.place for part in PROOFS.of(control)]
        assert places == sorted(places, key=get_args(Place).index)


def test_state_has_the_general_reason_unless_it_has_its_own() -> None:
    """Reading an account back is the same gap for every control that a plan judges."""
    (general,) = [part for part in PROOFS.of(CONTROLS["HDS-KEY-02"]) if part.place == "state"]
    assert general.why == PROOFS.levels["state"].why
    (own,) = [part for part in PROOFS.of(CONTROLS["HDS-OPS-05"]) if part.place == "state"]
    assert own.why != PROOFS.levels["state"].why


def test_the_model_refuses_a_part_that_a_plan_proves() -> None:
    """A plan of the zone is no further proof of the zone."""
    part = PROOFS.parts[0].model_dump()
    assert part["level"] == "plan"
    with pytest.raises(ValidationError, match="HDS-LOC-04: a plan of the zone"):
        FurtherProof.model_validate(part | {"scope": "zone"})


def test_the_model_refuses_an_unknown_bearer() -> None:
    """Who brings a proof is one of the bearers described, and each of them brings one."""
    data = PROOFS.model_dump()
    with pytest.raises(ValidationError, match="auditor"):
        FurtherProofs.model_validate(data | {"bearers": data["bearers"] | {"auditor": {"en": "an auditor", "fr": "un auditeur"}}})
