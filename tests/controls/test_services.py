# SPDX-License-Identifier: Apache-2.0
"""Which services exist where, and what the facts do not say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from hds_controls import load, services
from hds_controls.model import Service

EEA = [region.name for region in load.regions().values() if region.partition == "aws" and region.eea]


@pytest.mark.parametrize("service", ["guardduty", "securityhub", "inspector2", "backup", "kms", "eks", "network-firewall"])
@pytest.mark.parametrize("region", EEA)
def test_what_a_zone_is_made_of_exists_in_every_region(service: str, region: str) -> None:
    """The six regions of the EEA have the services every zone needs."""
    assert services.available(service, region) is True


def test_spain_loses_macie() -> None:
    """A stack in Spain is told before it is built; Milan has Macie without identifiers of one's own."""
    assert services.available("macie", "eu-south-2") is False
    assert services.available("detective", "eu-south-2") is False
    assert services.available("macie", "eu-south-1") is True
    assert services.available("macie-custom-identifiers", "eu-south-1") is False
    assert {"macie", "macie-custom-identifiers", "detective"} <= set(services.lacking("eu-south-2"))
    assert "macie" not in services.lacking("eu-west-3")


@pytest.mark.parametrize(
    ("service", "region"), [("macie", "eusc-de-east-1"), ("macie", "eu-west-2"), ("macie", "francecentral"), ("macy", "eu-west-3")]
)
def test_what_the_facts_do_not_say_is_unknown(service: str, region: str) -> None:
    """Another partition, a region outside the EEA, another cloud and a name that is not listed give no answer."""
    assert services.available(service, region) is None
    assert services.lacking("eusc-de-east-1") == ()


def test_the_facts_cover_the_regions_of_the_eea_and_no_others() -> None:
    """Each region named is one of the six."""
    assert {region for fact in load.services().values() for region in fact.regions} == set(EEA)


def test_no_service_is_said_to_be_certified() -> None:
    """No public list of certified services is known, and one without its source does not load."""
    assert {fact.hds for fact in load.services().values()} == {"unconfirmed"}
    with pytest.raises(ValidationError, match="source of its HDS listing"):
        Service.model_validate(load.services()["macie"].model_dump() | {"hds": "listed"})
