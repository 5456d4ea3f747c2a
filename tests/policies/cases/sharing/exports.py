# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Exports of data, results of queries, and sessions in a browser."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import key

OFF = {"copy_allowed": "Disabled", "download_allowed": "Disabled", "print_allowed": "Disabled"}


def export(**more: Any) -> None:
    """An export of a snapshot."""
    arguments = {
        "export_task_identifier": "e",
        "iam_role_arn": "r",
        "kms_key_id": key().arn,
        "s3_bucket_name": "b",
        "source_arn": "s",
        **more,
    }
    aws.rds.ExportTask("export", **arguments)


def group(result: Any = None, **more: Any) -> None:
    """A group of queries."""
    configuration = {"result_configuration": result, **more} if result else more
    aws.athena.Workgroup("group", configuration=configuration)


def results(**more: Any) -> dict[str, Any]:
    """Encrypted results in a bucket of the account."""
    encryption = {"encryption_option": "SSE_KMS", "kms_key_arn": key().arn}
    return {"encryption_configuration": encryption, "expected_bucket_owner": "111122223333", "output_location": "s3://b/", **more}


def settings(**more: Any) -> None:
    """Settings of a workspace in a browser."""
    aws.workspacesweb.UserSettings("settings", **{**OFF, "paste_allowed": "Disabled", "upload_allowed": "Disabled", **more})


class export_uses_a_customer_key:
    """HDS-SHR-05."""

    def own_key_pass():
        export()

    def key_of_the_provider_fail():
        export(kms_key_id="alias/aws/rds")

    def absent_fail():
        export(kms_key_id="")

    def key_unknown():
        export(kms_key_id=unknown())


class export_goes_to_an_own_bucket:
    """HDS-SHR-05."""

    def own_bucket_pass():
        export(s3_bucket_name=aws.s3.Bucket("bucket").id)

    def named_bucket_pass():
        aws.s3.Bucket("bucket", bucket="exports")
        export(s3_bucket_name="exports")

    def absent_fail():
        export(s3_bucket_name="")

    def other_bucket_unknown():
        export(s3_bucket_name="elsewhere")


class query_results_are_encrypted:
    """HDS-SHR-05."""

    def owner_stated_pass():
        group(results())

    def own_bucket_pass():
        aws.s3.Bucket("bucket", bucket="answers")
        group(results(expected_bucket_owner=None, output_location="s3://answers/queries/"))

    def managed_pass():
        group(managed_query_results_configuration={"enabled": True, "encryption_configuration": {"kms_key": key().arn}})

    def absent_fail():
        aws.athena.Workgroup("group")

    def not_enforced_fail():
        group(results(), enforce_workgroup_configuration=False)

    def key_of_the_service_fail():
        group(results(encryption_configuration={"encryption_option": "SSE_S3"}))

    def managed_without_a_key_fail():
        group(managed_query_results_configuration={"enabled": True})

    def bucket_of_nobody_knows_whom_fail():
        group(results(expected_bucket_owner=None))

    def key_unknown():
        group(results(encryption_configuration={"encryption_option": "SSE_KMS", "kms_key_arn": unknown()}))


class workspace_gives_nothing_away:
    """HDS-SHR-05."""

    def nothing_pass():
        settings()

    def download_fail():
        settings(download_allowed="Enabled")

    def copy_fail():
        settings(copy_allowed="Enabled")

    def absent_fail():
        settings(print_allowed="")

    def print_unknown():
        settings(print_allowed=unknown())
