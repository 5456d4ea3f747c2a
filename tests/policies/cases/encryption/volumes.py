# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Disks and images."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.customer_keys import arn_elsewhere, key


def instance(**properties: object) -> None:
    """An instance."""
    aws.ec2.Instance("instance", ami="ami-1", instance_type="t3.micro", **properties)


def nodes(**properties: object) -> None:
    """A group of nodes."""
    scaling = {"desired_size": 1, "max_size": 1, "min_size": 1}
    role = "arn:aws:iam::123456789012:role/nodes"
    aws.eks.NodeGroup("nodes", cluster_name="c", node_role_arn=role, scaling_config=scaling, subnet_ids=["subnet-1"], **properties)


def disk(key_id: object = None) -> dict[str, object]:
    """A disk that is encrypted."""
    return {"encrypted": True, "kms_key_id": key_id}


def fleet(specification: dict[str, object]) -> None:
    """A fleet of spot instances."""
    own = {"ami": "ami-1", "instance_type": "t3.micro", **specification}
    aws.ec2.SpotFleetRequest("fleet", iam_fleet_role="arn:aws:iam::123456789012:role/r", target_capacity=1, launch_specifications=[own])


def spot(**properties: object) -> None:
    """A spot instance."""
    aws.ec2.SpotInstanceRequest("spot", ami="ami-1", instance_type="t3.micro", **properties)


def template(*devices: dict[str, object]) -> None:
    """A launch template with devices."""
    aws.ec2.LaunchTemplate("template", block_device_mappings=list(devices))


def network() -> None:
    """A network, in whose region disks may be made."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


class volume_uses_a_customer_key:
    """HDS-ENC-02."""

    def customer_key_pass():
        aws.ebs.Volume("volume", availability_zone="eu-west-3a", encrypted=True, kms_key_id=key().arn)

    def copied_image_pass():
        own = key().arn
        aws.ec2.AmiCopy("image", source_ami_id="ami-1", source_ami_region="eu-west-3", encrypted=True, kms_key_id=own)

    def desktop_pass():
        aws.workspaces.Workspace(
            "desktop",
            bundle_id="b",
            directory_id="d",
            user_name="u",
            root_volume_encryption_enabled=True,
            user_volume_encryption_enabled=True,
            volume_encryption_key=key().arn,
        )

    def encryption_absent_fail():
        aws.ebs.Volume("volume", availability_zone="eu-west-3a", kms_key_id=key().arn)

    def key_absent_fail():
        aws.ebs.Volume("volume", availability_zone="eu-west-3a", encrypted=True)

    def encryption_off_fail():
        aws.ebs.Volume("volume", availability_zone="eu-west-3a", encrypted=False, kms_key_id=key().arn)

    def other_half_of_a_desktop_fail():
        aws.workspaces.Workspace(
            "desktop", bundle_id="b", directory_id="d", user_name="u", user_volume_encryption_enabled=True, volume_encryption_key=key().arn
        )

    def fleet_with_a_second_disk_in_clear_fail():
        fleet({"root_block_devices": [disk(key().arn)], "ebs_block_devices": [{"device_name": "/dev/sdb"}]})

    def fleet_with_a_root_in_clear_fail():
        fleet({"root_block_devices": [{"volume_size": 8}]})

    def fleet_pass():
        fleet({"root_block_devices": [disk(key().arn)]})

    def half_a_desktop_fail():
        aws.workspaces.Workspace(
            "desktop", bundle_id="b", directory_id="d", user_name="u", root_volume_encryption_enabled=True, volume_encryption_key=key().arn
        )

    def key_outside_the_program_unknown():
        aws.ebs.Volume("volume", availability_zone="eu-west-3a", encrypted=True, kms_key_id=arn_elsewhere())

    def task_without_a_volume_not_applicable():
        aws.ecs.Service("service")

    def task_volume_without_a_key_fail():
        volume = {"name": "v", "managed_ebs_volume": {"role_arn": "arn:aws:iam::123456789012:role/r", "encrypted": True}}
        aws.ecs.Service("service", volume_configuration=volume)


class instance_disks_use_a_customer_key:
    """HDS-ENC-02."""

    def root_and_more_pass():
        own = key().arn
        instance(root_block_device=disk(own), ebs_block_devices=[{"device_name": "/dev/sdb", **disk(own)}])

    def root_absent_fail():
        instance()

    def spot_root_absent_fail():
        spot()

    def spot_with_a_second_disk_in_clear_fail():
        spot(root_block_device=disk(key().arn), ebs_block_devices=[{"device_name": "/dev/sdb"}])

    def own_root_in_clear_beside_a_template_fail():
        instance(launch_template={"id": "lt-1"}, root_block_device={"volume_size": 8})

    def second_disk_in_clear_fail():
        own = key().arn
        instance(root_block_device=disk(own), ebs_block_devices=[{"device_name": "/dev/sdb"}])

    def root_without_a_key_fail():
        instance(root_block_device=disk())

    def root_key_from_nowhere_unknown():
        instance(root_block_device=disk(unknown()))

    def second_disk_unknown():
        instance(root_block_device=disk(key().arn), ebs_block_devices=[{"device_name": "/dev/sdb", **disk(unknown())}])

    def root_left_to_the_template_not_applicable():
        instance(launch_template={"id": "lt-1"})

    def second_disk_in_clear_beside_a_template_fail():
        instance(launch_template={"id": "lt-1"}, ebs_block_devices=[{"device_name": "/dev/sdb"}])


class template_disks_use_a_customer_key:
    """HDS-ENC-02."""

    def template_pass():
        template({"device_name": "/dev/xvda", "ebs": disk(key().arn)}, {"device_name": "/dev/sdc", "no_device": "true"})

    def template_disks_absent_fail():
        aws.ec2.LaunchTemplate("template")

    def one_template_disk_in_clear_fail():
        template({"device_name": "/dev/xvda", "ebs": disk(key().arn)}, {"device_name": "/dev/sdb", "ebs": {"volume_size": 8}})

    def template_with_only_an_ephemeral_disk_fail():
        template({"device_name": "/dev/sdc", "virtual_name": "ephemeral0"})

    def key_from_nowhere_unknown():
        template({"device_name": "/dev/xvda", "ebs": disk(unknown())})


class launch_configuration_disks_are_encrypted:
    """HDS-ENC-02."""

    def encrypted_pass():
        more = [{"device_name": "/dev/sdb", "encrypted": True}]
        aws.ec2.LaunchConfiguration(
            "old", image_id="ami-1", instance_type="t3.micro", root_block_device={"encrypted": True}, ebs_block_devices=more
        )

    def root_absent_fail():
        aws.ec2.LaunchConfiguration("old", image_id="ami-1", instance_type="t3.micro")

    def second_disk_in_clear_fail():
        more = [{"device_name": "/dev/sdb"}]
        aws.ec2.LaunchConfiguration(
            "old", image_id="ami-1", instance_type="t3.micro", root_block_device={"encrypted": True}, ebs_block_devices=more
        )

    def root_unknown():
        encrypted = unknown().apply(bool)
        aws.ec2.LaunchConfiguration("old", image_id="ami-1", instance_type="t3.micro", root_block_device={"encrypted": encrypted})


class node_disks_use_a_customer_key:
    """HDS-ENC-02."""

    def template_pass():
        nodes(launch_template={"id": "lt-1", "version": "1"})

    def region_encrypts_by_default_pass():
        nodes()
        aws.ebs.EncryptionByDefault("default")
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn)

    def template_absent_fail():
        nodes()

    def default_without_a_customer_key_fail():
        nodes()
        aws.ebs.EncryptionByDefault("default")

    def key_without_the_default_fail():
        nodes()
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn)

    def default_of_another_region_fail():
        nodes()
        aws.ebs.EncryptionByDefault("default", region="eu-central-1")
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn, region="eu-central-1")

    def default_switched_off_fail():
        nodes()
        aws.ebs.EncryptionByDefault("default", enabled=False)
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn)

    def default_unknown():
        nodes()
        aws.ebs.EncryptionByDefault("default", enabled=unknown().apply(bool))
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn)


class disks_are_encrypted_by_default:
    """HDS-ENC-02."""

    def on_pass():
        aws.ebs.EncryptionByDefault("default", enabled=True)

    def absent_pass():
        aws.ebs.EncryptionByDefault("default")

    def off_fail():
        aws.ebs.EncryptionByDefault("default", enabled=False)

    def open_unknown():
        aws.ebs.EncryptionByDefault("default", enabled=unknown().apply(bool))


class each_region_encrypts_disks_by_default:
    """HDS-ENC-02."""

    def on_pass():
        network()
        aws.ebs.EncryptionByDefault("default")
        aws.ebs.DefaultKmsKey("key", key_arn=key().arn)

    def encryption_absent_fail():
        network()
        aws.ebs.DefaultKmsKey("key", key_arn=key().arn)

    def key_absent_fail():
        network()
        aws.ebs.EncryptionByDefault("default", enabled=True)

    def off_fail():
        network()
        aws.ebs.EncryptionByDefault("default", enabled=False)
        aws.ebs.DefaultKmsKey("key", key_arn=key().arn)

    def another_region_fail():
        network()
        aws.ebs.EncryptionByDefault("default", region="eu-central-1")
        aws.ebs.DefaultKmsKey("key", key_arn=key().arn)

    def computed_unknown():
        network()
        aws.ebs.EncryptionByDefault("default", enabled=unknown().apply(bool))
        aws.ebs.DefaultKmsKey("key", key_arn=key().arn)

    def nothing_due_not_applicable():
        aws.ebs.EncryptionByDefault("default")


class account_default_key_is_a_customer_key:
    """HDS-ENC-02."""

    def customer_key_pass():
        aws.ebs.DefaultKmsKey("default", key_arn=key().arn)

    def replica_key_pass():
        replica = aws.kms.ReplicaKey("replica", primary_key_arn=key().arn, region="eu-central-1")
        aws.ebs.DefaultKmsKey("default", key_arn=replica.arn, region="eu-central-1")

    def absent_fail():
        aws.ebs.DefaultKmsKey("default", key_arn="")

    def key_of_aws_fail():
        aws.ebs.DefaultKmsKey("default", key_arn="arn:aws:kms:eu-west-3:123456789012:alias/aws/ebs")

    def key_outside_the_program_unknown():
        aws.ebs.DefaultKmsKey("default", key_arn=arn_elsewhere())
