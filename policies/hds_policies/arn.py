# SPDX-License-Identifier: Apache-2.0
"""Amazon resource names in parts.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.values import Known

if TYPE_CHECKING:
    from hds_policies.values import Value

__all__ = ["Arn", "bucket_name", "parse", "partition"]

_PARTS = 6


class Arn(NamedTuple):
    """The six parts of an ARN; ``region`` and ``account`` are empty where the service leaves them out (S3 buckets, IAM)."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


def parse(text: Any) -> Arn | None:
    """The parts of an ARN, or None for anything else."""
    return _parse(text) if isinstance(text, str) else None


def partition(region: Value) -> str:
    """The partition of a region; ``aws`` where the region is not known."""
    return "aws-eusc" if isinstance(region, Known) and str(region.value).startswith("eusc-") else "aws"


def bucket_name(text: str) -> str:
    """The name of a bucket given by name, by ARN (with or without a prefix behind it) or by ``s3://`` address."""
    arn = _parse(text)
    place = arn.resource if arn and arn.service == "s3" else text.removeprefix("s3://")
    return place.partition("/")[0]


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> Arn | None:
    parts = text.split(":", _PARTS - 1)
    return Arn(*parts[1:]) if len(parts) == _PARTS and parts[0] == "arn" else None
