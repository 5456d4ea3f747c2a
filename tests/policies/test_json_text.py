# SPDX-License-Identifier: Apache-2.0
"""JSON in properties."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_policies.json_text import decoded
from hds_policies.values import ABSENT, SECRET, Known, Unknown, Value

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
)


@given(JSON)
def test_a_known_text_is_decoded(value: Any):
    """What was written comes back."""
    assert decoded(Known(json.dumps(value))) == value


@pytest.mark.parametrize("value", [Known("{"), Known(""), Known("[" * 100_000), Known({"already": "decoded"}), ABSENT, SECRET, Unknown()])
def test_anything_else_is_none(value: Value):
    """Broken, endless, absent, secret and unknown texts give None and raise nothing."""
    assert decoded(value) is None
