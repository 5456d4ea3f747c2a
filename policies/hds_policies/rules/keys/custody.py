# SPDX-License-Identifier: Apache-2.0
"""Custom key stores, where there are any, are set up soundly (HDS-KEY-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.values import Absent, Known
from hds_policies.verdict import Verdict, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["key_store_is_reached_in_private"]


@resource_rule("HDS-KEY-05", "aws:kms/customKeyStore:CustomKeyStore")
def key_store_is_reached_in_private(store: Resource, _: Graph) -> Verdict:
    """An external store is reached through a VPC endpoint service; any other is a CloudHSM cluster, which is the default."""
    kind = store.get("customKeyStoreType")
    if kind == Known("EXTERNAL_KEY_STORE"):
        return one_of(store, "xksProxyConnectivity", "VPC_ENDPOINT_SERVICE")
    if isinstance(kind, Absent) or kind == Known("AWS_CLOUDHSM"):
        return present(store, "cloudHsmClusterId")
    return unknown("customKeyStoreType", kind, "one_of", "EXTERNAL_KEY_STORE", "AWS_CLOUDHSM")
