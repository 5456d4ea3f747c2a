# SPDX-License-Identifier: Apache-2.0
"""One group where it should be, then one in London: the region of a resource wins over its provider's."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

paris = aws.ec2.PlacementGroup("paris", strategy="spread")
aws.ec2.PlacementGroup("london", strategy="spread", region="eu-west-2", opts=pulumi.ResourceOptions(depends_on=[paris]))

pulumi.export("approvedServices", ["ec2"])
