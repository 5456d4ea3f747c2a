# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Availability zones, zone groups and what serves them."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

CASABLANCA = "eu-west-3-cmn-wlz-1a"


def subnet(**zone: object) -> aws.ec2.Subnet:
    """A subnet of a network that exists elsewhere."""
    return aws.ec2.Subnet("subnet", vpc_id="vpc-0", cidr_block="10.0.0.0/24", **zone)


class zone_is_in_eea:
    """HDS-LOC-01."""

    def by_name_pass():
        subnet(availability_zone="eu-west-3a")

    def by_id_pass():
        subnet(availability_zone_id="euw3-az1")

    def of_a_subnet_of_the_program_pass():
        """subject: volume"""
        aws.ebs.Volume("volume", size=1, availability_zone=subnet().availability_zone)

    def directory_bucket_pass():
        aws.s3.DirectoryBucket("bucket", bucket="b--euw3-az1--x-s3", location={"name": "euw3-az1"})

    def absent_not_applicable():
        subnet()

    def for_the_whole_region_not_applicable():
        aws.lb.TargetGroupAttachment("attachment", target_group_arn="arn", target_id="10.1.0.1", availability_zone="all")

    def casablanca_under_paris_fail():
        subnet(availability_zone=CASABLANCA)

    def casablanca_in_a_list_fail():
        aws.rds.Cluster("cluster", engine="aurora-postgresql", availability_zones=["eu-west-3a", CASABLANCA])

    def casablanca_of_a_nested_block_fail():
        aws.ec2.LaunchTemplate("template", placement={"availability_zone": CASABLANCA})

    def local_zone_fail():
        aws.efs.FileSystem("files", availability_zone_name="eu-central-1-waw-1a")

    def london_fail():
        aws.ec2.Instance("host", ami="ami-0", instance_type="m7i.large", availability_zone="eu-west-2a")

    def old_load_balancer_twin_fail():
        aws.alb.TargetGroupAttachment("attachment", target_group_arn="arn", target_id="10.1.0.1", availability_zone=CASABLANCA)

    def all_is_no_zone_of_a_volume_fail():
        aws.ebs.Volume("volume", size=1, availability_zone="all")

    def computed_unknown():
        subnet(availability_zone=unknown())

    def computed_from_a_subnet_and_something_else_unknown():
        """subject: volume"""
        zone = pulumi.Output.concat(subnet().availability_zone, unknown())
        aws.ebs.Volume("volume", size=1, availability_zone=zone)


class border_group_is_an_eea_region:
    """HDS-LOC-01."""

    def region_itself_pass():
        aws.ec2.Eip("address", domain="vpc", network_border_group="eu-west-3")

    def absent_not_applicable():
        aws.ec2.Eip("address", domain="vpc")

    def wavelength_group_fail():
        aws.ec2.Eip("address", domain="vpc", network_border_group="eu-west-3-cmn-wlz-1")

    def network_range_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16", ipv6_cidr_block_network_border_group="eu-west-3-cmn-wlz-1")

    def computed_unknown():
        aws.ec2.Eip("address", domain="vpc", network_border_group=unknown())


class zone_group_is_not_opted_in:
    """HDS-LOC-01."""

    def closed_pass():
        aws.ec2.AvailabilityZoneGroup("group", group_name="eu-west-3-cmn-wlz-1", opt_in_status="not-opted-in")

    def open_fail():
        aws.ec2.AvailabilityZoneGroup("group", group_name="eu-west-3-cmn-wlz-1", opt_in_status="opted-in")

    def status_absent_fail():
        aws.ec2.AvailabilityZoneGroup("group", group_name="eu-west-3-cmn-wlz-1", opt_in_status="")

    def computed_unknown():
        aws.ec2.AvailabilityZoneGroup("group", group_name="eu-west-3-cmn-wlz-1", opt_in_status=unknown())


class region_outside_the_eea_is_not_opted_in:
    """HDS-LOC-01."""

    def closed_pass():
        aws.account.Region("region", region_name="me-south-1", enabled=False)

    def of_the_eea_pass():
        aws.account.Region("region", region_name="eu-south-1", enabled=True)

    def open_fail():
        aws.account.Region("region", region_name="eu-central-2", enabled=True)

    def name_absent_fail():
        aws.account.Region("region", region_name="", enabled=True)

    def name_unknown():
        aws.account.Region("region", region_name=unknown(), enabled=True)


class no_carrier_network_is_used:
    """HDS-LOC-01."""

    def none_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def nothing_on_aws_not_applicable():
        pass

    def carrier_gateway_fail():
        """subject: carrier"""
        aws.ec2.CarrierGateway("carrier", vpc_id="vpc-0")

    def carrier_gateway_leaves_the_stack_out_not_applicable():
        """subject: hds-test"""
        aws.ec2.CarrierGateway("carrier", vpc_id="vpc-0")
