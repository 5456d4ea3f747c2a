# SPDX-License-Identifier: Apache-2.0
"""Settings from the config of a running program, where every value is text."""

from __future__ import annotations

import json

import pytest

from hds_controls import yaml
from hds_stacks import stackfile
from hds_stacks.errors import SettingsError
from hds_stacks.load import from_config, load
from tests.stacks.samples import STACKS
from tests.stacks.test_spaces import CONFIG


def live(path):
    """The config of a stack file as the engine hands it to a program: text, structured values as JSON."""
    config = yaml.read(path)["config"]
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in config.items()}


@pytest.mark.parametrize("path", sorted(STACKS.glob("Pulumi.*.yaml")), ids=lambda path: path.stem)
def test_live_config_gives_the_same_settings(path):
    """The engine's text values and the file give equal settings."""
    assert from_config(live(path)) == load(path)


def test_a_boolean_is_text_too():
    """A boolean at the top comes as text and is read."""
    assert from_config({**CONFIG, "hds:zoneRedundant": "true"}).zone_redundant is True


def test_a_structured_value_that_is_not_json():
    """Text in the place of a map is a wrong type, not a crash."""
    with pytest.raises(SettingsError, match=r'pulumi config: hds:network is "10.0.0.0/16", which is not a map'):
        from_config({**CONFIG, "hds:network": "10.0.0.0/16"})


def test_positions_of_the_file_serve_live_values(tmp_path):
    """A live value that is wrong is reported on the line of the stack file."""
    path = tmp_path / "Pulumi.a.yaml"
    path.write_text("config:\n  hds:cloud: aws\n  hds:region: eu-west-2\n")
    with pytest.raises(SettingsError) as caught:
        from_config({**CONFIG, "hds:region": "eu-west-2"}, stackfile.read(path).positions)
    assert [(item.code, item.line) for item in caught.value.problems] == [("region_outside", 3)]


def test_other_namespaces_are_left_alone():
    """Keys of other namespaces are not ours to judge, but for a region that contradicts ours."""
    assert from_config({**CONFIG, "pulumi:disable-default-providers": '["*"]', "aws:region": "eu-west-3"}).tenant == "chu-exemple"
    with pytest.raises(SettingsError, match="aws:region"):
        from_config({**CONFIG, "aws:region": "eu-central-1"})
