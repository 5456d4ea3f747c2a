# SPDX-License-Identifier: Apache-2.0
"""Identity and access (HDS-IAM-01 to 12); importing it registers the rules."""

from __future__ import annotations

from hds_policies.rules.identity import duties, emergencies, passwords, people, policies, reviews, third_parties, workloads

__all__ = ["duties", "emergencies", "passwords", "people", "policies", "reviews", "third_parties", "workloads"]
