# SPDX-License-Identifier: Apache-2.0
"""The policies of a key, and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.values import Absent

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["CRYPTOGRAPHY", "KEY_POLICY", "key_policies"]

KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"
CRYPTOGRAPHY = (
    "kms:Decrypt",
    "kms:DeriveSharedSecret",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:GenerateMac",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:Sign",
)
"""Actions that use a key."""


def key_policies(key: Resource, graph: Graph) -> list[Value]:
    """Every policy of a key, of its own or attached; one that is absent when it has none, and KMS leaves everything to the account."""
    attached = [policy.get("policy") for policy in graph.companions(key, KEY_POLICY, "keyId")]
    own = key.get("policy")
    return attached if attached and isinstance(own, Absent) else [own, *attached]
