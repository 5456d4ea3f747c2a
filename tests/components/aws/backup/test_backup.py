# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pulumi
import pytest

from hds_components.aws.backup import Backup
from hds_components.contracts.backup import BackupArgs
from hds_toolkit.sources.recording import record
from tests.components.aws.backup.builds import GOVERNED, built
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, log_destination

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"custodians": ()}, "at least one custodian"),
        ({"grace_days": 2}, "grace_days is 2.*3 days at least"),
        ({"continuous_days": 36}, "continuous_days is 36.*35 days at most"),
    ],
)
def test_arguments_that_the_service_would_refuse_are_told(changes: dict[str, Any], said: str):
    """Each mistake says the value and the bound, before anything is built."""
    with pytest.raises(ValueError, match=said):
        built(**changes)


def test_a_key_without_replica_is_told():
    """Copies need the key's replica in the other region."""

    def program() -> None:
        args = BackupArgs(
            perimeter=GOVERNED,
            stores=(),
            encryption_key=key("backup", DEVELOPMENT),
            custodians=("break-glass",),
            log_destination=log_destination(),
        )
        Backup("backup", args)

    with pytest.raises(ValueError, match="has no replica in eu-central-1"):
        record(program, config=CONFIG)


@pytest.mark.parametrize(("perimeter", "vaults"), [(PRODUCTION, 2), (DEVELOPMENT, 1)], ids=["two regions", "one region"])
def test_what_comes_back_are_the_vaults(perimeter: Perimeter, vaults: int):
    """Each vault is identified; there is no second one without a second region."""
    seen: list[object] = []

    def program() -> None:
        args = BackupArgs(
            perimeter=perimeter,
            stores=(),
            encryption_key=key("backup", perimeter),
            custodians=("break-glass",),
            log_destination=log_destination(perimeter),
        )
        backup = Backup("backup", args)
        seen.extend(vault for vault in (backup.vault, backup.replica_vault) if isinstance(vault, pulumi.Output))

    record(program, config=CONFIG)
    assert len(seen) == vaults


def test_a_development_environment_can_be_removed():
    """Nothing of an unprotected environment is protected."""
    assert not [item.name for item in built(replace(DEVELOPMENT, phase="draft")).resources if item.protect]
