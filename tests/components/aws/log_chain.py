# SPDX-License-Identifier: Apache-2.0
"""The log chain of an environment, recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hds_components.aws.logs import Logs
from hds_components.aws.naming import store_name
from hds_components.contracts.logs import LogsArgs
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, PRODUCTION, key

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

BUCKET, POLICY = "aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy"
TRAIL, GROUP = "aws:cloudtrail/trail:Trail", "aws:cloudwatch/logGroup:LogGroup"
RECORDER, CHANNEL = "aws:cfg/recorder:Recorder", "aws:cfg/deliveryChannel:DeliveryChannel"
ROLE = "aws:iam/role:Role"
RECORDS = store_name(PRODUCTION, "records")


def built(perimeter: Perimeter = PRODUCTION, **changes: Any) -> Graph:
    """The log chain of an environment, with what a test changes of its arguments."""

    def program() -> None:
        args = LogsArgs(perimeter=perimeter, encryption_key=key("logs-key", perimeter), archive_key=key("archive-key", perimeter))
        Logs("logs", replace(args, **changes))

    return record(program, config=CONFIG)
