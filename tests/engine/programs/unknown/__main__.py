# SPDX-License-Identifier: Apache-2.0
"""Queues whose key is only known once another resource, which is no key, exists."""

from __future__ import annotations

import pulumi_aws as aws

holder = aws.ssm.Parameter("holder", type="String", value="arn:aws:kms:eu-west-3:123456789012:key/somewhere")
for number in range(3):
    aws.sqs.Queue(f"queue-{number}", kms_master_key_id=holder.arn)
