# SPDX-License-Identifier: Apache-2.0
"""Administration sessions: encrypted end to end, recorded in full, closed when idle (HDS-NET-07, HDS-LOG-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi
import pulumi_aws as aws

from hds_components.aws.log_groups import log_group
from hds_components.aws.naming import arn
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from hds_components.contracts.compute import ComputeArgs

__all__ = ["SESSIONS", "MachineLogs", "record_sessions"]

SESSIONS = "sessions"
"""Prefix of the recordings in the delivery store, from where they go to the archive."""
_PREFERENCES = "SSM-SessionManagerRunShell"
"""The document that a session takes when it names none; the service looks for this name in each region of an account."""
_IDLE_MINUTES = 15
_LONGEST_MINUTES = 60
_GROUP_NAME_LIMIT = 512


class MachineLogs(NamedTuple):
    """The log groups that machines write to."""

    sessions: aws.cloudwatch.LogGroup
    patches: aws.cloudwatch.LogGroup


def record_sessions(name: str, args: ComputeArgs, parent: pulumi.Resource) -> MachineLogs:
    """The preferences of Session Manager, and the log groups of sessions and patches.

    What is typed and shown is streamed to a log group and, at the end, copied to the delivery store. Somebody who may start a session
    with another document escapes the recording, so roles of operators must name this one (``ssm:SessionDocumentAccessCheck``).
    The key is named by its alias, which is known before the key exists.
    """
    perimeter = args.perimeter
    sessions, patches = (_group(args, f"{name}-{what}", what, parent) for what in ("sessions", "patches"))
    inputs = {
        "s3BucketName": args.log_destination.delivery,
        "s3KeyPrefix": SESSIONS,
        "s3EncryptionEnabled": True,
        "cloudWatchLogGroupName": sessions.name,
        "cloudWatchEncryptionEnabled": True,
        "cloudWatchStreamingEnabled": True,
        "kmsKeyId": arn(perimeter, "kms", args.session_key.alias),
        "idleSessionTimeout": str(_IDLE_MINUTES),
        "maxSessionDuration": str(_LONGEST_MINUTES),
        "runAsEnabled": False,
        "runAsDefaultUser": "",
    }
    aws.ssm.Document(
        name,
        name=_PREFERENCES,
        document_type="Session",
        document_format="JSON",
        content=pulumi.Output.json_dumps({
            "schemaVersion": "1.0",
            "description": "Sessions are encrypted with a customer key and recorded",
            "sessionType": "Standard_Stream",
            "inputs": inputs,
        }),
        tags=dict(perimeter.tags),
        opts=leaf(parent, perimeter),
    )
    return MachineLogs(sessions, patches)


def _group(args: ComputeArgs, name: str, what: str, parent: pulumi.Resource) -> aws.cloudwatch.LogGroup:
    return log_group(
        name,
        f"/hds/{args.perimeter.name(what, limit=_GROUP_NAME_LIMIT - len('/hds/'))}",
        perimeter=args.perimeter,
        encryption_key=args.log_destination.encryption_key,
        retention_days=args.log_destination.retention_days,
        parent=parent,
    )
