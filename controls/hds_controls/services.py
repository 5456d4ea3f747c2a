# SPDX-License-Identifier: Apache-2.0
"""Which cloud services exist in which region, from dated facts (``facts/services.yaml``), so that a stack is told before it is built."""

from __future__ import annotations

from functools import cache

from hds_controls import load

__all__ = ["available", "lacking"]


def available(service: str, region: str) -> bool | None:
    """Whether a service exists in a region; None where the facts do not say: another region, another partition, an unknown name.

    False is what the provider's published list of resource types says on its date; the service may have come since.

    Args:
        service: name in the facts, ``macie`` or ``macie-custom-identifiers``.
        region: name of a region, ``eu-south-2``.
    """
    fact = load.services().get(service)
    return None if fact is None or region not in _covered(fact.cloud) else region in fact.regions


def lacking(region: str) -> tuple[str, ...]:
    """Names of the services known not to exist in a region, in the order of the facts."""
    return tuple(service for service in load.services() if available(service, region) is False)


@cache
def _covered(cloud: str) -> frozenset[str]:
    """Regions about which the lists are informative: those that one service of the cloud at least is said to be in."""
    return frozenset(region for fact in load.services().values() if fact.cloud == cloud for region in fact.regions)
