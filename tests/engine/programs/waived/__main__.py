# SPDX-License-Identifier: Apache-2.0
"""A key that is not rotated, as one is whose material comes from elsewhere."""

from __future__ import annotations

import pulumi_aws as aws

aws.kms.Key("legacy", enable_key_rotation=False)
