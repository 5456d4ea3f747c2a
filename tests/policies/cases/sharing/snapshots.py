# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Snapshots and images, and whom they are shared with."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.sharing.policies import OTHER, OWN, own

ORGANISATION = "arn:aws:organizations::111122223333:organization/o-1"


def network(region: str | None = None) -> None:
    """A network in a region, which makes protections due there."""
    aws.ec2.Vpc(f"network-{region}", cidr_block="10.0.0.0/16", region=region)


class snapshots_are_blocked_in_each_region:
    """HDS-SHR-03."""

    def both_regions_pass():
        for region in ("eu-west-3", "eu-central-1"):
            network(region)
            aws.ebs.SnapshotBlockPublicAccess(f"block-{region}", state="block-all-sharing", region=region)

    def nothing_due_absent_not_applicable():
        aws.sqs.Queue("queue")

    def one_region_missing_fail():
        network("eu-west-3")
        network("eu-central-1")
        aws.ebs.SnapshotBlockPublicAccess("block", state="block-all-sharing", region="eu-west-3")

    def none_fail():
        network()

    def region_of_the_block_unknown():
        network()
        aws.ebs.SnapshotBlockPublicAccess("block", state="block-all-sharing", region=unknown())


class images_are_blocked_in_each_region:
    """HDS-SHR-03."""

    def there_pass():
        network()
        aws.ec2.ImageBlockPublicAccess("block", state="block-new-sharing")

    def nothing_due_absent_not_applicable():
        aws.sqs.Queue("queue")

    def elsewhere_fail():
        network("eu-central-1")
        aws.ec2.ImageBlockPublicAccess("block", state="block-new-sharing")

    def region_of_the_block_unknown():
        network()
        aws.ec2.ImageBlockPublicAccess("block", state="block-new-sharing", region=unknown())


class sharing_block_is_on:
    """HDS-SHR-03."""

    def snapshots_pass():
        aws.ebs.SnapshotBlockPublicAccess("block", state="block-all-sharing")

    def images_pass():
        aws.ec2.ImageBlockPublicAccess("block", state="block-new-sharing")

    def absent_fail():
        aws.ec2.ImageBlockPublicAccess("block", state="")

    def only_new_snapshots_fail():
        aws.ebs.SnapshotBlockPublicAccess("block", state="block-new-sharing")

    def unblocked_fail():
        aws.ec2.ImageBlockPublicAccess("block", state="unblocked")

    def state_unknown():
        aws.ebs.SnapshotBlockPublicAccess("block", state=unknown())


class snapshot_is_shared_with_own_accounts:
    """HDS-SHR-03."""

    def own_account_pass():
        aws.ec2.SnapshotCreateVolumePermission("permission", snapshot_id="s", account_id=OWN, opts=own())

    def own_accounts_pass():
        aws.rds.Snapshot("snapshot", db_instance_identifier="d", db_snapshot_identifier="s", shared_accounts=[OWN], opts=own())

    def absent_not_applicable():
        aws.rds.Snapshot("snapshot", db_instance_identifier="d", db_snapshot_identifier="s")

    def other_account_fail():
        aws.ec2.SnapshotCreateVolumePermission("permission", snapshot_id="s", account_id=OTHER, opts=own())

    def other_account_of_a_cluster_fail():
        aws.rds.ClusterSnapshot(
            "snapshot", db_cluster_identifier="d", db_cluster_snapshot_identifier="s", shared_accounts=[OWN, OTHER], opts=own()
        )

    def everyone_fail():
        aws.rds.SnapshotCopy("copy", source_db_snapshot_identifier="s", target_db_snapshot_identifier="t", shared_accounts=["all"])

    def copy_of_a_cluster_fail():
        aws.rds.ClusterSnapshotCopy(
            "copy", source_db_cluster_snapshot_identifier="s", target_db_cluster_snapshot_identifier="t", shared_accounts=["all"]
        )

    def account_of_nobody_knows_whom_unknown():
        aws.ec2.SnapshotCreateVolumePermission("permission", snapshot_id="s", account_id=OTHER)

    def account_unknown():
        aws.ec2.SnapshotCreateVolumePermission("permission", snapshot_id="s", account_id=unknown(), opts=own())


class image_is_launched_by_own_accounts:
    """HDS-SHR-03."""

    def own_account_pass():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", account_id=OWN, opts=own())

    def organisation_pass():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", organization_arn=ORGANISATION)

    def unit_pass():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", organizational_unit_arn=f"{ORGANISATION}/ou-1")

    def absent_fail():
        aws.ec2.AmiLaunchPermission("permission", image_id="i")

    def everyone_fail():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", group="all")

    def other_account_fail():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", account_id=OTHER, opts=own())

    def account_unknown():
        aws.ec2.AmiLaunchPermission("permission", image_id="i", account_id=pulumi.Output.secret(OWN), opts=own())
