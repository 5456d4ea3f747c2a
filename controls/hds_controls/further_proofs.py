# SPDX-License-Identifier: Apache-2.0
"""What the plan of a zone cannot prove: which part of which control, why not, and who brings the proof instead."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hds_controls import yaml
from hds_controls.model import Control, ControlId, Name, ProofLevel, Text

__all__ = ["FurtherProof", "FurtherProofs", "Gap", "Place", "further_proofs"]

Place = Literal["organisation", "state", "host", "drill", "document"]
"""Where a proof comes from that a plan of the zone does not give: the organisation above it, or a further proof level."""
_Bearers = Annotated[tuple[Name, ...], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Gap(_Model):
    """Why a plan does not reach a place, and who does."""

    by: _Bearers
    why: Text


class FurtherProof(Gap):
    """One part of one control.

    ``scope`` is ``organisation`` where the part is set above the accounts; then ``level`` may be ``plan``, of the organisation's program.
    """

    control: ControlId
    level: ProofLevel
    scope: Literal["zone", "organisation"] = "zone"

    @property
    def place(self) -> Place:
        """Where its proof comes from."""
        return "organisation" if self.scope == "organisation" or self.level == "plan" else self.level

    @model_validator(mode="after")
    def _is_further(self) -> Self:
        if self.level == "plan" and self.scope == "zone":
            message = f"{self.control}: a plan of the zone proves the level plan"
            raise ValueError(message)
        return self


class FurtherProofs(_Model):
    """The whole file: who can bring a proof, the general reason of each place, and the parts of controls."""

    bearers: dict[Name, Text]
    levels: dict[Place, Gap]
    parts: tuple[FurtherProof, ...]

    def of(self, control: Control) -> tuple[FurtherProof, ...]:
        """What a plan does not prove of a control, in the order of places; its state for the general reason unless it has its own."""
        own = [part for part in self.parts if part.control == control.id]
        if "state" in control.proof and not any(part.place == "state" for part in own):
            gap = self.levels["state"]
            own.append(FurtherProof(control=control.id, level="state", by=gap.by, why=gap.why))
        places = list(self.levels)
        return tuple(sorted(own, key=lambda part: places.index(part.place)))

    @model_validator(mode="after")
    def _bearers_are_known(self) -> Self:
        named = {bearer for gap in (*self.levels.values(), *self.parts) for bearer in gap.by}
        if named != set(self.bearers):
            message = f"bearers named and bearers described differ: {sorted(named ^ set(self.bearers))}"
            raise ValueError(message)
        return self


@cache
def further_proofs() -> FurtherProofs:
    """The parts that ship with the catalogue.

    Raises:
        pydantic.ValidationError: the data file of the package does not follow the model.
    """
    return FurtherProofs.model_validate(yaml.parse((files("hds_controls") / "further_proofs.yaml").read_bytes()))
