# SPDX-License-Identifier: Apache-2.0
"""A protected group and one that may go."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

aws.ec2.PlacementGroup("kept", strategy="spread", opts=pulumi.ResourceOptions(protect=True))
aws.ec2.PlacementGroup("gone", strategy="spread")
