# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace

import pulumi
import pytest

from hds_components.aws.stateful import Replica, leaf, replica_of, tags_of
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key


@pytest.mark.parametrize(("protected", "retained", "kept"), [(True, True, True), (True, False, False), (False, True, False)])
def test_write_once_stores_stay_in_the_cloud_when_the_environment_is_protected(*, protected: bool, retained: bool, kept: bool):
    """Only a write-once resource of a protected environment outlives its removal from the program."""
    seen: list[pulumi.ResourceOptions] = []

    def program() -> None:
        parent = pulumi.ComponentResource("test:index:Parent", "parent")
        seen.append(leaf(parent, replace(PRODUCTION, protected=protected), retained=retained))

    record(program, config=CONFIG)
    assert [(options.protect, options.retain_on_delete) for options in seen] == [(protected, kept)]


def test_a_copy_goes_where_store_and_environment_agree():
    """The copy is in the replica region under the key's replica; there is none when the store or the environment gives it up."""
    seen: list[Replica | None] = []

    def program() -> None:
        own = key("own")
        seen.extend([
            replica_of(PRODUCTION, own, replicated=True),
            replica_of(PRODUCTION, own, replicated=False),
            replica_of(DEVELOPMENT, own, replicated=True),
        ])
        assert seen[0] == ("eu-central-1", own.replica_id)

    record(program, config=CONFIG)
    assert seen[1:] == [None, None]


def test_the_environment_s_tags_do_not_hide_the_classification():
    """A tag of the environment cannot take the place of what the store really holds."""
    perimeter = replace(PRODUCTION, tags={"team": "platform", "hds:dscp": "no"})
    assert tags_of(perimeter, data_class="medical-record", health=True) == {
        "team": "platform",
        "hds:data-class": "medical-record",
        "hds:dscp": "yes",
    }
    assert tags_of(perimeter, data_class="medical-record", health=True, backed_up=True)["hds:backup"] == "yes"
