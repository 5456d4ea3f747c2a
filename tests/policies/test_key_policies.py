# SPDX-License-Identifier: Apache-2.0
"""The policies of a key."""

from __future__ import annotations

from hds_policies.graph import Graph, Resource
from hds_policies.key_policies import KEY_POLICY, key_policies
from hds_policies.values import ABSENT, Known

KEY = "aws:kms/key:Key"


def made(kind: str, **inputs: str) -> Resource:
    """A resource."""
    return Resource(urn=f"urn:pulumi:t::p::{kind}::name", type=kind, name="name", inputs=inputs)


def test_a_key_has_its_own_policy_and_those_attached():
    """Both count; without any, the absence of one does."""
    attached = made(KEY_POLICY, keyId="k", policy="attached")
    own, bare = made(KEY, keyId="k", policy="own"), made(KEY, keyId="k")
    assert key_policies(own, Graph([own])) == [Known("own")]
    assert key_policies(bare, Graph([bare])) == [ABSENT]
    assert key_policies(own, Graph([own, attached])) == [Known("own"), Known("attached")]
    assert key_policies(bare, Graph([bare, attached])) == [Known("attached")]
