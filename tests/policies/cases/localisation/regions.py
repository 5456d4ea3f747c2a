# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Regions of resources and providers."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown


def provider(name: str, region: pulumi.Input[str] | None = None) -> pulumi.ResourceOptions:
    """Options that place a resource by an explicit provider."""
    return pulumi.ResourceOptions(provider=aws.Provider(name, region=region))


class region_is_in_eea:
    """HDS-LOC-01."""

    def configured_paris_pass():
        aws.sqs.Queue("queue")

    def own_region_in_frankfurt_pass():
        aws.sqs.Queue("queue", region="eu-central-1")

    def provider_in_ireland_pass():
        aws.sqs.Queue("queue", opts=provider("ireland", "eu-west-1"))

    def sovereign_cloud_has_another_prefix_pass():
        aws.sqs.Queue("queue", region="eusc-de-east-1")

    def own_region_overrides_an_eea_provider_fail():
        """subject: queue"""
        aws.sqs.Queue("queue", region="us-east-1", opts=provider("ireland", "eu-west-1"))

    def own_region_in_london_fail():
        aws.sqs.Queue("queue", region="eu-west-2")

    def own_region_in_zurich_fail():
        aws.sqs.Queue("queue", region="eu-central-2")

    def isolated_partition_fail():
        aws.sqs.Queue("queue", region="eu-isoe-west-1")

    def provider_in_virginia_fail():
        aws.sqs.Queue("queue", opts=provider("virginia", "us-east-1"))

    def an_unused_provider_elsewhere_fail():
        aws.Provider("virginia", region="us-east-1")

    def old_twin_elsewhere_fail():
        aws.s3.BucketV2("bucket", region="us-east-1")

    def absent_from_an_explicit_provider_fail():
        aws.sqs.Queue("queue", opts=provider("nowhere"))

    def computed_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue", region=unknown())

    def computed_provider_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue", opts=provider("somewhere", unknown()))

    def secret_unknown():
        aws.sqs.Queue("queue", region=pulumi.Output.secret("eu-west-3"))

    def identity_has_no_region_not_applicable():
        aws.iam.User("user")

    def global_service_with_its_own_region_fail():
        aws.s3.BucketAccelerateConfiguration("fast", bucket="b", status="Suspended", region="us-east-1")


class region_is_in_hds_certificate:
    """HDS-LOC-11."""

    def paris_pass():
        aws.sqs.Queue("queue")

    def london_is_certified_and_outside_fail():
        aws.sqs.Queue("queue", region="eu-west-2")

    def absent_fail():
        aws.sqs.Queue("queue", opts=provider("nowhere"))

    def spain_is_not_listed_unknown():
        aws.sqs.Queue("queue", region="eu-south-2")

    def sovereign_cloud_is_not_listed_unknown():
        aws.sqs.Queue("queue", region="eusc-de-east-1")

    def computed_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue", region=unknown())

    def identity_has_no_region_not_applicable():
        aws.iam.User("user")
