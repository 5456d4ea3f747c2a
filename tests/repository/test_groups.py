# SPDX-License-Identifier: Apache-2.0
"""Tests that share something costly run in one process."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all tests")
def test_a_group_is_kept_together(request):
    """The runner knows a test by the name of its group; a release of pytest that hides it makes what is costly once in each process."""
    assert request.node.nodeid.endswith("@one")
