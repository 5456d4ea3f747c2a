# SPDX-License-Identifier: Apache-2.0
"""Keys rotate by themselves at least once a year (HDS-KEY-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, at_most, is_true, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["key_rotates_within_a_year"]

_YEAR_DAYS = 365
_OUTSIDE = ("customKeyStoreId", "xksKeyId")


@resource_rule("HDS-KEY-02", "aws:kms/key:Key")
def key_rotates_within_a_year(key: Resource, _: Graph) -> Verdict:
    """A symmetric key has rotation on, every 365 days when no period is given.

    KMS rotates no asymmetric or HMAC key, none of a custom store and none of imported material; a replica rotates with its primary:
    https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
    """
    spec = key.get("customerMasterKeySpec")
    if any(not isinstance(key.get(path), Absent) for path in _OUTSIDE) or spec not in (Absent(), Known("SYMMETRIC_DEFAULT")):
        return (
            NOT_APPLICABLE if isinstance(spec, (Known, Absent)) else unknown("customerMasterKeySpec", spec, "equals", "SYMMETRIC_DEFAULT")
        )
    return all_of((is_true(key, "enableKeyRotation"), at_most(key, "rotationPeriodInDays", _YEAR_DAYS, absent=PASS)))
