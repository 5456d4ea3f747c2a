# SPDX-License-Identifier: Apache-2.0
"""Twelve compliant resources in a row, each depending on the one before, so that an engine is always in the middle."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

previous: list[pulumi.Resource] = []
for number in range(12):
    group = aws.ec2.PlacementGroup(f"group-{number:02}", strategy="spread", opts=pulumi.ResourceOptions(depends_on=previous))
    previous = [group]

pulumi.export("approvedServices", ["ec2"])
