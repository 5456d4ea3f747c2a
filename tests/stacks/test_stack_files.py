# SPDX-License-Identifier: Apache-2.0
"""The stack files that come with the project."""

from __future__ import annotations

import jsonschema
import pytest

from hds_controls import load as facts
from hds_controls import residency, yaml
from hds_stacks.load import load
from hds_stacks.profiles import profile
from hds_stacks.schema import stack_schema
from tests.stacks.samples import STACKS

FILES = sorted(STACKS.glob("Pulumi.*.yaml"))


def test_there_are_three():
    """The project ships a full, a development and a minimal stack."""
    assert [path.name for path in FILES] == ["Pulumi.aws-dev.yaml", "Pulumi.aws-minimal.yaml", "Pulumi.aws-prod.yaml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_loads_and_fits_its_schema(path):
    """Each file loads without a problem, and editors find nothing wrong with it either."""
    settings = load(path)
    assert residency.is_listed(settings.region)
    jsonschema.validate(yaml.read(path), stack_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_default_provider(path):
    """Each file forbids default providers, so that no resource lands in a region nobody wrote."""
    assert yaml.read(path)["config"]["pulumi:disable-default-providers"] == ["*"]


def test_prod_has_everything_on():
    """The production stack is strict, replicated in another region, and holds every kind of store."""
    settings = load(STACKS / "Pulumi.aws-prod.yaml")
    assert (settings.stage, settings.profile, settings.zone_redundant, settings.network.zones) == ("production", "strict", True, 3)
    assert settings.replica_region not in {None, settings.region}
    assert {store.kind for store in settings.stores} == {"objects", "relational", "table", "files"}
    assert {workload.kind for workload in settings.workloads} == {"machines", "containers"}
    assert settings.network.egress
    assert settings.network.private_access
    assert settings.contacts
    assert settings.break_glass
    assert settings.lock.phase == "governance"
    assert not profile(settings.profile).gives_up


def test_prod_merges_a_class_of_the_profile():
    """A stack file changes one value of a data class and keeps the others of the profile."""
    traces = load(STACKS / "Pulumi.aws-prod.yaml").data_classes["access-trace"]
    assert (traces.retention_class, traces.retention_days, traces.health) == ("access-trace", 1095, False)


def test_health_comes_from_the_facts():
    """Whether a data class is health data is read from its retention class."""
    for data_class in load(STACKS / "Pulumi.aws-prod.yaml").data_classes.values():
        assert data_class.health is facts.retention()[data_class.retention_class].health


def test_minimal_is_short():
    """The minimal stack file has fewer than 15 lines."""
    assert len((STACKS / "Pulumi.aws-minimal.yaml").read_text("utf-8").splitlines()) < 15


def test_settings_cannot_change():
    """Settings are frozen."""
    settings = load(STACKS / "Pulumi.aws-dev.yaml")
    with pytest.raises(ValueError, match="frozen"):
        settings.region = "eu-west-1"
