# SPDX-License-Identifier: Apache-2.0
"""JSON that a property carries as text, decoded once."""

from __future__ import annotations

import functools
import json
from typing import Any

from hds_policies.values import Known, Value

__all__ = ["decoded"]


def decoded(value: Value) -> Any:
    """The JSON value of a known text; None when it is not known or not JSON, which must not count as a pass.

    The value is shared between callers: read it, never change it.
    """
    return _decode(value.value) if isinstance(value, Known) and isinstance(value.value, str) else None


@functools.lru_cache(maxsize=1024)
def _decode(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
