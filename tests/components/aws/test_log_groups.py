# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_components.aws.log_groups import retention_in_days


@given(days=st.integers(min_value=1, max_value=3653))
def test_a_retention_is_never_shorter_than_asked(days):
    """It is the shortest that the service offers above what is asked, and one that is offered stays as it is."""
    offered = retention_in_days(days)
    assert offered >= days
    assert retention_in_days(offered) == offered


@pytest.mark.parametrize(("asked", "offered"), [(180, 180), (200, 365), (365, 365), (1095, 1096), (5000, 3653)])
def test_a_retention_is_one_the_service_offers(asked, offered):
    """Between two offers the longer; beyond the longest, ten years."""
    assert retention_in_days(asked) == offered
