# SPDX-License-Identifier: Apache-2.0
"""Identity and access (HDS-IAM-01 to 12); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.identity import (
    boundaries,
    duties,
    emergencies,
    passwords,
    people,
    policies,
    reach,
    reviews,
    third_parties,
    workloads,
)

__all__ = ["boundaries", "duties", "emergencies", "passwords", "people", "policies", "reach", "reviews", "third_parties", "workloads"]
