# SPDX-License-Identifier: Apache-2.0
"""What the parts of each capability are made of."""

from __future__ import annotations

from typing import get_args

import pytest

from hds_components.contracts.services import SERVICES, Part
from hds_controls import load
from tests.components.aws.test_cloud import CAPABILITIES

PLACED = [(cloud, part) for cloud, parts in SERVICES.items() for part in parts]


@pytest.mark.parametrize("cloud", SERVICES)
def test_every_part_is_declared_on_every_cloud(cloud):
    """None is missing, and each of the twelve capabilities has one at least."""
    assert set(SERVICES[cloud]) == set(get_args(Part))
    assert {made.capability for made in SERVICES[cloud].values()} == {capability.lower() for capability in CAPABILITIES}


@pytest.mark.parametrize(("cloud", "part"), PLACED)
def test_a_part_is_told_in_the_words_of_the_facts(cloud, part):
    """Its services are of that cloud, with facts that say where they are; its controls are of the catalogue."""
    made, facts = SERVICES[cloud][part], load.services()
    assert made.primary
    assert {facts[name].cloud for name in (*made.primary, *made.replica)} == {cloud}
    assert set(made.controls) <= set(load.catalogue().controls)
