# SPDX-License-Identifier: Apache-2.0
"""A protected key and one that may go."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

aws.kms.Key("kept", enable_key_rotation=True, deletion_window_in_days=30, opts=pulumi.ResourceOptions(protect=True))
aws.kms.Key("gone", enable_key_rotation=True, deletion_window_in_days=30)
