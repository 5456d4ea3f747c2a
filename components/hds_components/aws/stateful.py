# SPDX-License-Identifier: Apache-2.0
"""What every store of data has on AWS: classification tags, protection, and perhaps a copy in the replica region."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import EncryptionKey, Perimeter

__all__ = ["BACKED_UP", "Replica", "leaf", "replica_of", "tags_of"]


BACKED_UP = {"hds:backup": "yes"}
"""The tag that backup plans look for beside the data class."""


class Replica(NamedTuple):
    """Where a copy goes: its region, and the ARN of the key it is encrypted with there."""

    region: str
    key_arn: pulumi.Output[str]


def replica_of(perimeter: Perimeter, key: EncryptionKey, *, replicated: bool) -> Replica | None:
    """Where the copy of a store goes; none when the store or the environment gives replication up.

    Raises:
        ValueError: a copy is asked and the store's key has no replica to encrypt it with.
    """
    if not replicated or perimeter.replica_region is None:
        return None
    if key.replica_id is None:
        raise ValueError(
            f'key "{key.alias}" has no replica in {perimeter.replica_region}, so nothing it encrypts can be copied there. '
            "hint: make the key with the environment's replica region, or give the store replicated=False"
        )
    return Replica(perimeter.replica_region, key.replica_id)


def tags_of(perimeter: Perimeter, *, data_class: str, health: bool, backed_up: bool = False) -> dict[str, str]:
    """Tags of a store: the environment's own, its data class, and whether it holds personal health data (``hds:dscp``).

    Args:
        perimeter: the environment.
        data_class: a retention class of the catalogue.
        health: it holds personal health data.
        backed_up: the backup plans take it; logs and archives have their own copy, and are not copied twice.
    """
    promises = {"hds:rpo": perimeter.rpo_minutes, "hds:rto": perimeter.rto_minutes} if backed_up else {}
    return {
        **perimeter.tags,
        "hds:data-class": data_class,
        "hds:dscp": "yes" if health else "no",
        **(BACKED_UP if backed_up else {}),
        **{name: str(minutes) for name, minutes in promises.items() if minutes is not None},
    }


def leaf(
    parent: pulumi.Resource,
    perimeter: Perimeter,
    *,
    retained: bool = False,
    depends_on: list[pulumi.Resource] | None = None,
) -> pulumi.ResourceOptions:
    """Options of a stateful or guardrail resource.

    Args:
        parent: the component it belongs to.
        perimeter: says whether deletion is refused.
        retained: left in the cloud when it leaves the program, as write-once stores must be; only in a protected environment.
        depends_on: what must exist before.
    """
    return pulumi.ResourceOptions(
        parent=parent,
        protect=perimeter.protected,
        retain_on_delete=perimeter.protected and retained,
        depends_on=depends_on,
    )
