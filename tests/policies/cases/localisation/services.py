# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Services that the program declares, and those that it uses."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown


def declare(*names: pulumi.Input[str]) -> None:
    """The list as an output of its own."""
    pulumi.export("approvedServices", list(names))


def contract(*names: str) -> None:
    """The list in the contract of an environment."""
    pulumi.export("contract", {"version": 1, "approvedServices": list(names)})


class service_is_approved:
    """HDS-LOC-11."""

    def listed_pass():
        aws.sqs.Queue("queue")
        declare("sns", "sqs")

    def listed_in_the_contract_pass():
        aws.sqs.Queue("queue")
        contract("sqs")

    def module_of_another_name_pass():
        aws.cfg.Recorder("recorder", role_arn="arn:aws:iam::111122223333:role/config")
        declare("config")

    def module_of_several_services_pass():
        aws.cloudwatch.LogGroup("group")
        declare("logs")

    def old_module_pass():
        aws.alb.LoadBalancer("balancer")
        declare("elasticloadbalancing")

    def not_listed_fail():
        aws.sqs.Queue("queue")
        declare("sns")

    def another_service_of_the_module_fail():
        aws.cloudwatch.LogGroup("group")
        declare("cloudwatch")

    def service_nobody_has_heard_of_fail():
        pulumi.CustomResource("aws:novelstore/shelf:Shelf", "shelf")
        declare("s3")

    def empty_list_fail():
        aws.sqs.Queue("queue")
        declare()

    def partly_computed_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue")
        declare("ssm", unknown())

    def computed_unknown():
        """subject: queue"""
        aws.sqs.Queue("queue")
        pulumi.export("approvedServices", unknown())

    def no_list_not_applicable():
        aws.sqs.Queue("queue")

    def provider_not_applicable():
        aws.Provider("paris", region="eu-west-3")
        declare("sqs")


class providers_are_approved:
    """HDS-LOC-11."""

    def aws_alone_pass():
        aws.sqs.Queue("queue")
        declare("sqs")

    def contract_pass():
        aws.sqs.Queue("queue")
        contract("sqs")

    def listed_pass():
        pulumi.CustomResource("kubernetes:core/v1:Namespace", "care")
        declare("kubernetes")

    def values_only_pass():
        aws.sqs.Queue("queue")
        pulumi.CustomResource("random:index/randomPassword:RandomPassword", "password")
        declare("sqs")

    def another_cloud_fail():
        pulumi.CustomResource("gcp:storage/bucket:Bucket", "records")
        declare("s3")

    def same_cloud_by_another_provider_fail():
        pulumi.CustomResource("aws-native:s3:Bucket", "records")
        declare("s3")

    def absent_unknown():
        aws.sqs.Queue("queue")

    def other_outputs_unknown():
        aws.sqs.Queue("queue")
        pulumi.export("queue", {"services": ["sqs"]})

    def partly_computed_unknown():
        pulumi.CustomResource("kubernetes:core/v1:Namespace", "care")
        declare(unknown())

    def nothing_anywhere_not_applicable():
        pulumi.CustomResource("random:index/randomPassword:RandomPassword", "password")
