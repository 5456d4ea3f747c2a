# SPDX-License-Identifier: Apache-2.0
"""Profiles: defaults as data."""

from __future__ import annotations

from importlib.resources import files

import pytest

from hds_controls import load as facts
from hds_stacks.load import from_config
from hds_stacks.profiles import merge, profile
from hds_stacks.schema import known_keys, profile_names
from tests.stacks.test_spaces import CONFIG

NAMES = ("dev", "standard", "strict")


def test_each_profile_is_a_file():
    """The names that a stack file may give are the files that there are."""
    assert profile_names() == NAMES
    assert sorted(entry.name for entry in (files("hds_stacks") / "profiles").iterdir()) == [f"{name}.yaml" for name in NAMES]
    assert [profile(name).name for name in NAMES] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_defaults_are_right(name):
    """The defaults of a profile pass every check on their own, and its required keys are settings."""
    from_config({
        **CONFIG,
        "hds:profile": name,
        "hds:replicaRegion": "eu-central-1",
        "hds:contacts": {
            "security": "a@b.example",
            "incident": "a@b.example",
            "dataProtection": "a@b.example",
            "telephone": "+33199001234",
        },
        "hds:breakGlass": {"group": "hds-break-glass"},
    })
    assert set(profile(name).required) <= set(known_keys((), {}))


def test_profiles_give_the_same_keys():
    """What one profile gives, all give: a stack file never loses a value by changing profile."""
    shapes = [
        {key: sorted(value) if isinstance(value, dict) else None for key, value in profile(name).values("aws").items()} for name in NAMES
    ]
    assert shapes[0] == shapes[1] == shapes[2]


@pytest.mark.parametrize("name", NAMES)
def test_each_retention_class_is_a_data_class(name):
    """Each retention class of the facts is there by default, at least at its floor."""
    classes = profile(name).values("aws")["dataClasses"]
    assert {entry["retentionClass"] for entry in classes.values()} == set(facts.retention())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_given_up_is_in_the_catalogue(name):
    """A control that a profile gives up is in the catalogue as soon as its family is."""
    known = facts.catalogue().controls
    families = {control.split("-")[1] for control in known}
    for given_up in profile(name).gives_up:
        assert given_up.control in known or given_up.control.split("-")[1] not in families


@pytest.mark.parametrize("name", NAMES)
def test_a_control_is_given_up_once(name):
    """One reason for each control, so that nobody reads the wrong one."""
    controls = [given_up.control for given_up in profile(name).gives_up]
    assert sorted(controls) == sorted(set(controls))


def test_only_dev_gives_up_zones():
    """The development profile keeps databases in one zone and says so; the strict one gives up nothing."""
    assert profile("dev").defaults["zoneRedundant"] is False
    assert "HDS-RES-01" in {given_up.control for given_up in profile("dev").gives_up}
    assert profile("strict").gives_up == ()


def test_the_file_goes_over_the_profile():
    """Maps are merged at any depth; lists and plain values are replaced."""
    assert merge({"a": {"b": 1, "c": [1]}, "d": 1}, {"a": {"c": [2]}, "d": {"e": 1}}) == {"a": {"b": 1, "c": [2]}, "d": {"e": 1}}
