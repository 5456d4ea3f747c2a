# SPDX-License-Identifier: Apache-2.0
"""Key material stays in hardware modules, those of the provider or ones it does not hold (HDS-KEY-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import PASS, Verdict, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["key_material_stays_in_hardware", "key_store_is_reached_in_private"]

_IMPORTED = ("aws:kms/externalKey:ExternalKey", "aws:kms/replicaExternalKey:ReplicaExternalKey")


@resource_rule("HDS-KEY-05", "aws:kms/key:Key", *_IMPORTED)
def key_material_stays_in_hardware(key: Resource, _: Graph) -> Verdict:
    """KMS makes and keeps it in its modules unless the key says otherwise; where imported material was before, no plan shows.

    A replica holds the material of its primary, which is judged.

    https://docs.aws.amazon.com/kms/latest/cryptographic-details/intro.html
    """
    if key.kind in _IMPORTED:
        return unknown("keyMaterialBase64", key.get("keyMaterialBase64"), "made_in_hardware")
    return PASS if isinstance(key.get("xksKeyId"), Absent) else present(key, "customKeyStoreId")


@resource_rule("HDS-KEY-05", "aws:kms/customKeyStore:CustomKeyStore")
def key_store_is_reached_in_private(store: Resource, _: Graph) -> Verdict:
    """An external store is reached through a VPC endpoint service; any other is a CloudHSM cluster, which is the default."""
    kind = store.get("customKeyStoreType")
    if kind == Known("EXTERNAL_KEY_STORE"):
        return one_of(store, "xksProxyConnectivity", "VPC_ENDPOINT_SERVICE")
    if isinstance(kind, Absent) or kind == Known("AWS_CLOUDHSM"):
        return present(store, "cloudHsmClusterId")
    return unknown("customKeyStoreType", kind, "one_of", "EXTERNAL_KEY_STORE", "AWS_CLOUDHSM")
