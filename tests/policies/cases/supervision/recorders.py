# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""The record of configuration."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

ROLE = "arn:aws:iam::123456789012:role/config"


def network() -> None:
    """A network."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def recorder(name: str = "recorder", region: str | None = None, **group: object) -> None:
    """A recorder."""
    aws.cfg.Recorder(name, role_arn=ROLE, recording_group=group or None, region=region)


class configuration_is_recorded_in_each_region:
    """HDS-OPS-04."""

    def recorded_pass():
        network()
        recorder()
        aws.cfg.RecorderStatus("status", is_enabled=True)

    def recorder_absent_fail():
        network()
        aws.cfg.RecorderStatus("status", is_enabled=True)

    def status_absent_fail():
        network()
        recorder()

    def in_another_region_fail():
        network()
        recorder(region="eu-central-1")
        aws.cfg.RecorderStatus("status", is_enabled=True)

    def nothing_to_record_not_applicable():
        aws.sqs.Queue("queue")


class configuration_is_delivered_in_each_region:
    """HDS-OPS-04."""

    def delivered_pass():
        network()
        aws.cfg.DeliveryChannel("channel", s3_bucket_name="b")

    def channel_absent_fail():
        network()


class global_types_are_recorded_once:
    """HDS-OPS-04."""

    def once_pass():
        network()
        recorder(all_supported=True, include_global_resource_types=True)
        recorder("far", region="eu-central-1", all_supported=True, include_global_resource_types=False)

    def twice_fail():
        network()
        recorder(all_supported=True, include_global_resource_types=True)
        recorder("far", region="eu-central-1", all_supported=True, include_global_resource_types=True)

    def absent_fail():
        network()
        recorder(all_supported=True)

    def computed_unknown():
        network()
        recorder(all_supported=True, include_global_resource_types=unknown().apply(bool))

    def nothing_to_record_not_applicable():
        recorder()


class recorder_records_every_type:
    """HDS-OPS-04."""

    def all_pass():
        recorder(all_supported=True)

    def absent_pass():
        recorder()

    def some_fail():
        recorder(all_supported=False, resource_types=["AWS::EC2::Instance"])

    def all_but_some_fail():
        recorder(all_supported=True, exclusion_by_resource_types=[{"resource_types": ["AWS::EC2::Instance"]}])

    def computed_unknown():
        recorder(all_supported=unknown().apply(bool))


class recorder_is_running:
    """HDS-OPS-04."""

    def started_pass():
        aws.cfg.RecorderStatus("status", is_enabled=True)

    def stopped_fail():
        aws.cfg.RecorderStatus("status", is_enabled=False)

    def computed_absent_unknown():
        aws.cfg.RecorderStatus("status", is_enabled=unknown().apply(bool))
