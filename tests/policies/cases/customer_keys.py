# SPDX-License-Identifier: Apache-2.0
"""Keys that the programs of the cases use."""

from __future__ import annotations

import pulumi_aws as aws


def key(name: str = "key", **properties: object) -> aws.kms.Key:
    """A customer key of the program; its ARN is not known before ``up``."""
    return aws.kms.Key(name, **properties)


def arn_elsewhere() -> str:
    """A key that nothing in the program describes."""
    return "arn:aws:kms:eu-west-3:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
