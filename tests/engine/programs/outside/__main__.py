# SPDX-License-Identifier: Apache-2.0
"""One key where it should be, then one in London: the region of the resource wins over the provider's."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

paris = aws.kms.Key("paris", enable_key_rotation=True, deletion_window_in_days=30)
aws.kms.Key(
    "london", region="eu-west-2", enable_key_rotation=True, deletion_window_in_days=30, opts=pulumi.ResourceOptions(depends_on=[paris])
)
