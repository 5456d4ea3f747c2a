# SPDX-License-Identifier: Apache-2.0
"""The shapes of the catalogue: controls, frameworks and dated facts, as typed data.

Nothing here decides anything: a rule names its control by id, the catalogue never lists rules.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

__all__ = [
    "Activity",
    "Catalogue",
    "CloudState",
    "Control",
    "ControlId",
    "CountryCode",
    "CountryGroup",
    "Enforcement",
    "Fact",
    "Family",
    "Framework",
    "GlobalService",
    "Language",
    "LevelState",
    "Name",
    "ProofLevel",
    "ProofNeed",
    "Reference",
    "Region",
    "RetentionClass",
    "Service",
    "Severity",
    "Source",
    "Text",
    "TlsPolicies",
    "ZoneFact",
]

Severity = Literal["critical", "high", "medium"]
Enforcement = Literal["mandatory", "advisory"]
Language = Literal["en", "fr"]
ProofLevel = Literal["plan", "state", "host", "drill", "document"]
"""How a control is proved: declared in a plan, read back from deployed state, probed on the host, exercised, or a dated document."""
LevelState = Literal["judged", "planned", "not_applicable"]
"""judged: a rule of this project decides; planned: it can be automated and is not yet; not_applicable: nothing to decide."""
ControlId = Annotated[str, StringConstraints(pattern=r"^HDS-[A-Z]{3}-\d{2}$")]
Name = Annotated[str, StringConstraints(min_length=1)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, in capitals."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Model):
    """One sentence or paragraph in the two languages of the project."""

    en: Name
    fr: Name


class Source(_Model):
    """Where a fact or a framework was read: title, public address, and the date the text carries, else the day it was read."""

    title: Name
    url: HttpUrl | None = None
    dated: date


class Reference(_Model):
    """One requirement of one framework in one version, e.g. ``{framework: hds-2.0, requirement: EXI 28}``."""

    framework: Name
    requirement: Name


class CloudState(_Model):
    """What a control can say of itself on one cloud, per proof level; a level left out is not one of the control's proofs."""

    plan: LevelState | None = None
    state: LevelState | None = None
    host: LevelState | None = None
    drill: LevelState | None = None
    document: LevelState | None = None
    note: Text | None = None


class ProofNeed(_Model):
    """What a proof level needs before it can be claimed, and what it then shows."""

    level: ProofLevel
    shows: Literal["declared", "configured", "works", "documented"]
    needs: Text


class Control(_Model):
    """One thing that must be true.

    ``statement`` is precise enough that two engineers judge a resource alike; ``references`` name the true origin
    (the HDS referential asks neither encryption at rest nor MFA, so such controls cite the text that does).
    """

    id: ControlId
    title: Text
    statement: Text
    severity: Severity
    enforcement: Enforcement
    waivable: bool = True
    waiver_refused: Text | None = None
    """Why nobody can accept that it is not held; only, and always, where it is not waivable."""
    proof: tuple[ProofLevel, ...]
    references: tuple[Reference, ...] = Field(min_length=1)
    rationale: Text
    remediation: Text
    clouds: dict[Literal["aws", "azure"], CloudState]

    @model_validator(mode="after")
    def _refusal_has_a_reason(self) -> Self:
        if self.waivable == (self.waiver_refused is not None):
            message = f"control {self.id}: waiver_refused goes with waivable: false, and only with it"
            raise ValueError(message)
        return self


class Family(_Model):
    """The controls of one family: one file, one rule module, one word."""

    family: Name
    title: Text
    controls: tuple[Control, ...]


class Framework(_Model):
    """A text that controls cite: its requirements paraphrased once, by identifier."""

    name: Name
    version: Name
    title: Text
    publisher: Name
    source: Source
    requirements: dict[str, Text]


class Fact(_Model):
    """Something that was true on a day, with its public source."""

    source: Source


class CountryGroup(Fact):
    """A legal area as the set of its countries: the EU, or the EEA (EU, Iceland, Liechtenstein, Norway)."""

    name: Name
    countries: frozenset[CountryCode]


class Region(Fact):
    """A cloud region. ``source`` says where it lies; ``hds_source`` is the public list that names it in an HDS certificate.

    ``hds``: ``listed`` by name in that source; ``unconfirmed`` when it lies in the EEA and no public list names it; ``outside`` when it
    lies elsewhere, whatever a certificate says.
    """

    name: Name
    cloud: Literal["aws", "azure"]
    partition: Name
    place: Text
    country: CountryCode | None
    """None when the provider does not publish it, which is never EEA."""
    eea: bool
    eu: bool
    opt_in: bool = False
    zones: int | None = Field(default=None, ge=0)
    """Least number of availability zones the provider states; None when the source does not say."""
    zone_id_prefix: str | None = None
    """Start of the availability-zone ids, ``euw3`` in ``euw3-az1``."""
    hds: Literal["listed", "unconfirmed", "outside"]
    hds_source: Source | None = None

    @model_validator(mode="after")
    def _hds_is_proved(self) -> Self:
        if (self.hds == "listed") != (self.hds_source is not None):
            message = f"region {self.name}: a source of its HDS listing goes with hds: listed, and only with it"
            raise ValueError(message)
        if (self.hds == "outside") == self.eea:
            message = f"region {self.name}: hds is outside exactly when the region is not in the EEA"
            raise ValueError(message)
        return self


class ZoneFact(Fact):
    """A local, wavelength or edge zone, which may lie in another country than its parent region."""

    name: Name
    parent: Name
    place: Text
    country: CountryCode
    eea: bool


class GlobalService(Fact):
    """Resource types whose service is not confined to a region, and what leaves: metadata (names, tags) or data."""

    name: Name
    cloud: Literal["aws", "azure"]
    types: tuple[str, ...]
    """Resource tokens, exact or all of a module (``aws:cloudfront/*``)."""
    carries: Literal["metadata", "data"]
    leaves: Text


class RetentionClass(Fact):
    """A class of records with its floor and, where a text sets one, its ceiling, in days; a floor of 0 is no floor."""

    name: Name
    title: Text
    text: Text
    """What the source says, in the project's words."""
    minimum_days: int = Field(ge=0)
    maximum_days: int | None = Field(default=None, ge=1)
    health: bool
    """Personal health data (données de santé à caractère personnel)."""


class Activity(Fact):
    """One of the six activities of hosting (CSP R.1111-9), by its number; a certificate names those it covers."""

    name: Annotated[str, StringConstraints(pattern=r"^[1-6]$")]
    title: Text
    text: Text
    """What it covers, in the project's words."""


class Service(Fact):
    """A cloud service, or one feature of it, and the EEA regions whose published list of resource types has it.

    ``hds`` is ``listed`` where a public list of certified services names it (``hds_source``): none is known, so all are unconfirmed.
    """

    name: Name
    cloud: Literal["aws", "azure"]
    types: tuple[Name, ...] = Field(min_length=1)
    """CloudFormation types, exact or all of a namespace (``AWS::Macie::*``); one of them is enough."""
    regions: frozenset[Name]
    hds: Literal["listed", "unconfirmed"] = "unconfirmed"
    hds_source: Source | None = None

    @model_validator(mode="after")
    def _hds_is_proved(self) -> Self:
        if (self.hds == "listed") != (self.hds_source is not None):
            message = f"service {self.name}: a source of its HDS listing goes with hds: listed, and only with it"
            raise ValueError(message)
        return self


class TlsPolicies(Fact):
    """The TLS policies of a service, by its name, that admit nothing weaker than ANSSI asks (TLS 1.2, forward secrecy, AEAD)."""

    name: Name
    accepted: tuple[Name, ...] = Field(min_length=1)


class Catalogue(_Model):
    """All families, frameworks and facts, joined by identifiers."""

    version: Name
    families: tuple[Family, ...]
    frameworks: dict[str, Framework]

    def control(self, control_id: str) -> Control:
        """The control of that id.

        Raises:
            KeyError: no control has that id.
        """
        return self.controls[control_id]

    @property
    def controls(self) -> dict[str, Control]:
        """All controls by id, in the order of the files."""
        return {control.id: control for family in self.families for control in family.controls}
