# SPDX-License-Identifier: Apache-2.0
"""Twelve compliant resources in a row, each depending on the one before, so that an engine is always in the middle."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

previous: list[pulumi.Resource] = []
for number in range(12):
    key = aws.kms.Key(
        f"key-{number:02}",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        opts=pulumi.ResourceOptions(depends_on=previous),
    )
    previous = [key]
