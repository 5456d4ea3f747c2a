# SPDX-License-Identifier: Apache-2.0
"""Snapshots and images are not shared outside the account or the organisation (HDS-SHR-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.due import due_in_each_region
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known, Secret, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "image_is_launched_by_own_accounts",
    "images_are_blocked_in_each_region",
    "sharing_block_is_on",
    "snapshot_is_shared_with_own_accounts",
    "snapshots_are_blocked_in_each_region",
]

_SNAPSHOTS = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
_IMAGES = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"
_STATES = {_SNAPSHOTS: "block-all-sharing", _IMAGES: "block-new-sharing"}
_LAUNCH = "aws:ec2/amiLaunchPermission:AmiLaunchPermission"
_SHARED = {
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": "accountId",
    "aws:rds/clusterSnapshot:ClusterSnapshot": "sharedAccounts[*]",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": "sharedAccounts[*]",
    "aws:rds/snapshot:Snapshot": "sharedAccounts[*]",
    "aws:rds/snapshotCopy:SnapshotCopy": "sharedAccounts[*]",
}
"""The accounts that each kind is shared with."""


@graph_rule("HDS-SHR-03", STACK)
def snapshots_are_blocked_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Public sharing of disk snapshots is blocked in each region with networks, machines or health data."""
    return due_in_each_region(graph, _SNAPSHOTS, "snapshot_block_due")


@graph_rule("HDS-SHR-03", STACK)
def images_are_blocked_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Public sharing of machine images is blocked in each region with networks, machines or health data."""
    return due_in_each_region(graph, _IMAGES, "image_block_due")


@resource_rule("HDS-SHR-03", *_STATES)
def sharing_block_is_on(block: Resource, _: Graph) -> Verdict:
    """A block of sharing blocks, old snapshots included."""
    return one_of(block, "state", _STATES[block.kind])


@resource_rule("HDS-SHR-03", *_SHARED)
def snapshot_is_shared_with_own_accounts(snapshot: Resource, graph: Graph) -> Verdict:
    """A snapshot is shared with accounts of the program only, and never with everyone."""
    return all_of(_own(at, value, graph) for at, value in snapshot.all(_SHARED[snapshot.kind]))


@resource_rule("HDS-SHR-03", _LAUNCH)
def image_is_launched_by_own_accounts(permission: Resource, graph: Graph) -> Verdict:
    """An image is launched by accounts of the program or by an organisation, and never by everyone."""
    group = permission.get("group")
    if not isinstance(group, Absent):
        return fail("group", group, "own_account")
    named = [permission.get(path) for path in ("organizationArn", "organizationalUnitArn")]
    if any(not isinstance(value, Absent) for value in named):
        return PASS
    account = permission.get("accountId")
    return fail("accountId", account, "own_account") if isinstance(account, Absent) else _own("accountId", account, graph)


def _own(at: str, value: Value, graph: Graph) -> Verdict:
    """One account: of the program, of somebody else, or of nobody knows whom."""
    if isinstance(value, Absent):
        return NOT_APPLICABLE
    if isinstance(value, (Unknown, Secret)):
        return unknown(at, value, "own_account")
    if isinstance(value.value, str) and value.value in graph.accounts:
        return PASS
    return fail(at, value, "own_account") if graph.accounts or value == Known("all") else unknown(at, value, "own_account")
