# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Names, tags and descriptions; the numbers are invented and their keys are right."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

NIR = "1 85 05 78 006 084 91"


class metadata_hold_no_personal_data:
    """HDS-LOC-12."""

    def neutral_pass():
        aws.sqs.Queue("results", name="hds-prod-results", tags={"hds:data-class": "medical-record", "account": "111122223333"})

    def absent_pass():
        aws.sqs.Queue("queue")

    def name_fail():
        aws.sqs.Queue("queue", name="ipp-00412345")

    def name_of_a_bucket_fail():
        aws.s3.Bucket("bucket", bucket="patient-123456")

    def name_in_the_program_fail():
        aws.sqs.Queue("ipp-00412345")

    def description_fail():
        aws.ec2.SecurityGroup("group", description=f"access to the record of {NIR}")

    def tag_fail():
        aws.sqs.Queue("queue", tags={"patient": NIR})

    def key_of_a_tag_fail():
        aws.sqs.Queue("queue", tags={NIR: "yes"})

    def default_tag_of_a_provider_fail():
        aws.Provider("paris", region="eu-west-3", default_tags={"tags": {"record": NIR}})

    def name_in_a_default_tag_of_a_provider_fail():
        aws.Provider("paris", region="eu-west-3", default_tags={"tags": {"for": "patient-martin"}})

    def default_tags_of_a_provider_pass():
        aws.Provider("paris", region="eu-west-3", default_tags={"tags": {"hds:tenant": "clinic"}})

    def reference_to_a_bucket_is_no_name_pass():
        """subject: policy"""
        aws.s3.BucketPolicy("policy", bucket=unknown(), policy="{}")

    def computed_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue", name=unknown())

    def computed_tag_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue", tags={"owner": unknown()})

    def secret_tag_unknown():
        aws.sqs.Queue("queue", tags={"owner": pulumi.Output.secret("x")})
