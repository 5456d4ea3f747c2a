# SPDX-License-Identifier: Apache-2.0
"""These tests ask published models, which live in an environment of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.truth.provider import PYTHON, is_there

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Without the environment they are skipped, and say how to make it; where it is required they fail instead."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.truth)
            item.add_marker(pytest.mark.xdist_group("truth"))
            if not is_there() and not os.environ.get("HDS_REQUIRE_TRUTH"):
                item.add_marker(pytest.mark.skip(reason=f"{PYTHON} is missing; hint: make truth"))
