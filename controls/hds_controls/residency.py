# SPDX-License-Identifier: Apache-2.0
"""Where a region, a zone or a service keeps data, from the dated facts and from nothing else.

Names are matched exactly: a rule on prefixes takes London, Zurich and ``eu-isoe-west-1`` for the EEA, and refuses ``eusc-de-east-1``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from hds_controls import load

if TYPE_CHECKING:
    from hds_controls.model import GlobalService, Language, Region

__all__ = [
    "Cloud",
    "Zone",
    "allowed_regions",
    "country_codes_eea",
    "describe",
    "eea_regions",
    "global_service",
    "is_eea",
    "is_listed",
    "zone_region",
]

Cloud = Literal["aws", "azure"]
_ZONE = re.compile(r"(?P<region>[a-z0-9-]+)[a-f]")
_ZONE_ID = re.compile(r"(?P<prefix>[a-z0-9]+)-az[0-9]")
_UNLISTED: dict[Language, str] = {"en": "not a region of the dated facts", "fr": "région absente des faits datés"}


class Zone(NamedTuple):
    """Where an availability zone lies. ``region`` and ``country`` are None when the facts do not name the zone: it is then not approved."""

    name: str
    region: str | None
    country: str | None
    approved: bool
    """In the EEA, and an availability zone of the region itself: never a local, wavelength or edge zone."""


def is_eea(region: str) -> bool:
    """Whether the dated facts place the region, by its exact name, in the European Economic Area (HDS 2.0, EXI 28)."""
    return region in _eea()


def is_listed(region: str) -> bool:
    """Whether a public list names the region in its provider's HDS certificate, and it lies in the EEA."""
    fact = load.regions().get(region)
    return fact is not None and fact.hds == "listed"


def eea_regions(cloud: Cloud) -> tuple[str, ...]:
    """Names of the EEA regions of a cloud, in the order of the facts."""
    return tuple(region.name for region in _regions(cloud) if region.eea)


def allowed_regions(cloud: Cloud) -> tuple[str, ...]:
    """Names of the EEA regions of a cloud that a public HDS list names, in the order of the facts."""
    return tuple(region.name for region in _regions(cloud) if region.hds == "listed")


def describe(region: str, language: Language) -> str:
    """Where a region lies, in words: ``London, United Kingdom``."""
    fact = load.regions().get(region)
    return getattr(fact.place, language) if fact else _UNLISTED[language]


def zone_region(zone: str) -> Zone:
    """Where an AWS availability zone lies, from its name (``eu-west-3a``) or its id (``euw3-az1``).

    Only ``<EEA region>[a-f]`` and ``<prefix of an EEA region>-az<digit>`` are approved. Local and wavelength zones never are: they may
    lie in another country than their region (``eu-west-3-cmn-wlz-1a`` is in Casablanca), and no HDS list names them.
    """
    fact = load.zones().get(zone)
    if fact:
        return Zone(zone, fact.parent, fact.country, approved=False)
    region = _region_of(zone)
    return Zone(zone, region.name, region.country, region.eea) if region else Zone(zone, None, None, approved=False)


@cache
def global_service(token: str) -> GlobalService | None:
    """The service that no region confines and to which a resource type belongs, if any.

    Args:
        token: a Pulumi type, ``aws:cloudfront/distribution:Distribution``.
    """
    exact, modules = _services()
    return exact.get(token) or modules.get(token.partition("/")[0])


def country_codes_eea() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes of the 30 EEA countries; their source is in ``facts/countries.yaml``."""
    return load.countries()["eea"].countries


def _region_of(zone: str) -> Region | None:
    if match := _ZONE.fullmatch(zone):
        region = load.regions().get(match["region"])
        return region if region and region.cloud == "aws" else None
    if match := _ZONE_ID.fullmatch(zone):
        return _zone_ids().get(match["prefix"])
    return None


def _regions(cloud: Cloud) -> tuple[Region, ...]:
    return tuple(region for region in load.regions().values() if region.cloud == cloud)


@cache
def _eea() -> frozenset[str]:
    return frozenset(region.name for region in load.regions().values() if region.eea)


@cache
def _zone_ids() -> dict[str, Region]:
    return {region.zone_id_prefix: region for region in load.regions().values() if region.zone_id_prefix}


@cache
def _services() -> tuple[dict[str, GlobalService], dict[str, GlobalService]]:
    """Services by exact token, and by module."""
    exact: dict[str, GlobalService] = {}
    modules: dict[str, GlobalService] = {}
    for service in load.global_services():
        for token in service.types:
            if token.endswith("/*"):
                modules[token.removesuffix("/*")] = service
            else:
                exact[token] = service
    return exact, modules
