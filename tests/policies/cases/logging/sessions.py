# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Sessions of administration."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown

RECORDED = {"s3BucketName": "log", "s3EncryptionEnabled": True, "kmsKeyId": "alias/sessions"}


def document(inputs: object, kind: object = "Session") -> None:
    """A session document."""
    content = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs}
    aws.ssm.Document("document", document_type=kind, content=json.dumps(content))


def machine() -> None:
    """A machine."""
    aws.ec2.LaunchTemplate("machine", image_id="ami-1")


class session_document_exists:
    """HDS-LOG-11."""

    def session_pass():
        machine()
        document(RECORDED)

    def no_document_absent_fail():
        machine()

    def nodes_without_document_fail():
        aws.eks.NodeGroup(
            "nodes", cluster_name="c", node_role_arn="r", subnet_ids=["s"], scaling_config={"desired_size": 1, "max_size": 1, "min_size": 1}
        )

    def another_document_fail():
        machine()
        document(RECORDED, "Command")

    def computed_type_unknown():
        machine()
        document(RECORDED, unknown())

    def no_machine_not_applicable():
        document(RECORDED)


class session_is_recorded:
    """HDS-LOG-11."""

    def bucket_pass():
        document(RECORDED)

    def group_pass():
        document({"cloudWatchLogGroupName": "g", "cloudWatchEncryptionEnabled": True, "kmsKeyId": "alias/sessions"})

    def absent_fail():
        document({"kmsKeyId": "alias/sessions"})

    def key_absent_fail():
        document({**RECORDED, "kmsKeyId": ""})

    def in_clear_fail():
        document({**RECORDED, "s3EncryptionEnabled": False})

    def without_inputs_fail():
        document(None)

    def computed_unknown():
        aws.ssm.Document("document", document_type="Session", content=unknown())

    def command_not_applicable():
        document({}, "Command")

    def key_of_the_region_pass():
        document({**RECORDED, "kmsKeyId": "arn:aws:kms:eu-west-3:123456789012:alias/sessions"})

    def key_of_another_region_fail():
        document({**RECORDED, "kmsKeyId": "arn:aws:kms:us-east-1:123456789012:alias/sessions"})

    def kind_unknown():
        document(RECORDED, unknown())
