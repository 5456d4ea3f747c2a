# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace

import pulumi
import pytest

from hds_components.aws.stateful import leaf, replica_of, tags_of
from hds_components.contracts.perimeter import EncryptionKey
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION


def encryption_key(*, replicated: bool) -> EncryptionKey:
    """A key known by its ARNs."""
    replica_arn = pulumi.Output.from_input("arn:replica") if replicated else None
    return EncryptionKey(arn=pulumi.Output.from_input("arn:primary"), alias="alias/own", replica_arn=replica_arn)


@pytest.mark.parametrize(("protected", "retained", "kept"), [(True, True, True), (True, False, False), (False, True, False)])
def test_write_once_stores_stay_in_the_cloud_when_the_environment_is_protected(*, protected: bool, retained: bool, kept: bool):
    """Only a write-once resource of a protected environment outlives its removal from the program."""
    options = leaf(pulumi.ComponentResource("test:index:Parent", "parent"), replace(PRODUCTION, protected=protected), retained=retained)
    assert options.protect is protected
    assert options.retain_on_delete is kept


def test_the_copy_goes_where_the_environment_says_under_the_key_of_that_region():
    """A replicated store of an environment with a replica region is copied there under its key's replica."""
    key = encryption_key(replicated=True)
    assert replica_of(PRODUCTION, key, replicated=True) == ("eu-central-1", key.replica_arn)


def test_replication_is_given_up_by_the_store_or_by_the_environment():
    """Either says no, and there is no copy, whatever the key has."""
    assert replica_of(PRODUCTION, encryption_key(replicated=False), replicated=False) is None
    assert replica_of(DEVELOPMENT, encryption_key(replicated=False), replicated=True) is None


def test_the_environment_s_tags_do_not_hide_the_classification():
    """A tag of the environment cannot take the place of what the store really holds."""
    perimeter = replace(PRODUCTION, tags={"team": "platform", "hds:dscp": "no"})
    assert tags_of(perimeter, data_class="medical-record", health=True) == {
        "team": "platform",
        "hds:data-class": "medical-record",
        "hds:dscp": "yes",
    }
