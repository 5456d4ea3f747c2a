# SPDX-License-Identifier: Apache-2.0
"""Read the catalogue and the facts from the data files of this package, once per process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hds_controls import yaml
from hds_controls.model import (
    Activity,
    Catalogue,
    CountryGroup,
    Family,
    Framework,
    GlobalService,
    ProofNeed,
    Region,
    RetentionClass,
    Service,
    TlsPolicies,
    ZoneFact,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hds_controls.model import ProofLevel

__all__ = [
    "FAMILIES",
    "VERSION",
    "activities",
    "catalogue",
    "countries",
    "global_services",
    "proof_needs",
    "regions",
    "retention",
    "services",
    "tls_policies",
    "zones",
]

_ROOT = files("hds_controls")
_SOURCES = ("source", "hds_source")
FAMILIES = (
    "localisation",
    "encryption",
    "keys",
    "network",
    "identity",
    "logging",
    "backup",
    "archiving",
    "resilience",
    "supervision",
    "governance",
    "sharing",
)
"""The families, in the order of reports; each is a file, a rule module and a word."""
VERSION = "hds-2.0/1"
"""Version of the HDS referential that the catalogue follows, and of the catalogue itself."""


@cache
def catalogue() -> Catalogue:
    """Every control, with the frameworks it cites.

    Raises:
        pydantic.ValidationError: a data file of the package does not follow the model.
    """
    frameworks = (Framework.model_validate(data) for data in _documents("frameworks"))
    return Catalogue(
        version=VERSION,
        families=tuple(Family.model_validate(_document("catalogue", family)) for family in FAMILIES),
        frameworks={f"{framework.name}-{framework.version}": framework for framework in frameworks},
    )


@cache
def proof_needs() -> dict[ProofLevel, ProofNeed]:
    """What each proof level needs, in the order of the levels."""
    levels = (ProofNeed.model_validate(item) for item in yaml.parse((_ROOT / "proof_levels.yaml").read_bytes())["levels"])
    return {item.level: item for item in levels}


@cache
def activities() -> dict[str, Activity]:
    """The six activities of hosting by number, ``1`` to ``6``."""
    return {fact["name"]: Activity.model_validate(fact) for fact in _facts("activities")}


@cache
def countries() -> dict[str, CountryGroup]:
    """Legal areas by name: ``eu`` and ``eea``."""
    return {fact["name"]: CountryGroup.model_validate(fact) for fact in _facts("countries")}


@cache
def regions() -> dict[str, Region]:
    """Cloud regions by name: those of the EEA, their look-alikes, and the others, so that a message can say where one lies."""
    return {fact["name"]: Region.model_validate(fact) for fact in _facts("regions")}


@cache
def zones() -> dict[str, ZoneFact]:
    """Local and wavelength zones by name."""
    return {fact["name"]: ZoneFact.model_validate(fact) for fact in _facts("zones")}


@cache
def global_services() -> tuple[GlobalService, ...]:
    """Services that no region confines."""
    return tuple(GlobalService.model_validate(fact) for fact in _facts("global_services"))


@cache
def services() -> dict[str, Service]:
    """Cloud services by name, as in ``approvedServices`` of a stack file."""
    return {fact["name"]: Service.model_validate(fact) for fact in _facts("services")}


@cache
def retention() -> dict[str, RetentionClass]:
    """Retention classes by name."""
    return {fact["name"]: RetentionClass.model_validate(fact) for fact in _facts("retention")}


@cache
def tls_policies() -> dict[str, TlsPolicies]:
    """Accepted TLS policies by service: ``elb``, ``opensearch``, ``apigateway``, ``cloudfront``, ``iot``, ``transfer``."""
    return {fact["name"]: TlsPolicies.model_validate(fact) for fact in _facts("tls_policies")}


def _document(*path: str) -> Any:
    folder, name = path
    return yaml.parse((_ROOT / folder / f"{name}.yaml").read_bytes())


def _documents(folder: str) -> Iterator[Any]:
    for entry in sorted((_ROOT / folder).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield yaml.parse(entry.read_bytes())


def _facts(name: str) -> list[dict[str, Any]]:
    """Facts of one file; each source is put in place of its key in ``sources``."""
    document = _document("facts", name)
    sources = document["sources"]
    return [fact | {field: sources[fact[field]] for field in _SOURCES if field in fact} for fact in document["facts"]]
