# SPDX-License-Identifier: Apache-2.0
"""Keys cannot be lost in a hurry (HDS-KEY-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.verdict import PASS, Verdict, all_of, at_least, is_true

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["key_is_kept_thirty_days_and_enabled"]

_LONGEST_DAYS = 30
_ENABLED = {
    "aws:kms/key:Key": "isEnabled",
    "aws:kms/replicaKey:ReplicaKey": "enabled",
    "aws:kms/externalKey:ExternalKey": "enabled",
    "aws:kms/replicaExternalKey:ReplicaExternalKey": "enabled",
}


@resource_rule("HDS-KEY-03", *_ENABLED)
def key_is_kept_thirty_days_and_enabled(key: Resource, _: Graph) -> Verdict:
    """A key waits 30 days before it is destroyed, the longest KMS offers and its default, and is enabled."""
    window = at_least(key, "deletionWindowInDays", _LONGEST_DAYS, absent=PASS)
    return all_of((window, is_true(key, _ENABLED[key.kind], absent=PASS)))
