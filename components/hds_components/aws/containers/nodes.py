# SPDX-License-Identifier: Apache-2.0
"""Nodes of a cluster: hardened, without shell, spread over the zones (HDS-ENC-02, HDS-NET-02, HDS-OPS-07, HDS-RES-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.machine_template import TemplateSpec, architecture, machine_template
from hds_components.aws.policies import assume_role
from hds_components.aws.security_groups import Firewall, Ports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.aws.containers.scope import Scope

__all__ = ["open_firewalls", "start_nodes"]

_IMAGES = {"arm64": "AL2023_ARM_64_STANDARD", "x86_64": "AL2023_x86_64_STANDARD"}
_TEMPLATE_NAME_LIMIT = 128
_GROUP_NAME_LIMIT = 63
_TAG_LIMIT = 256
_POLICIES = ("AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly")
_TLS = Ports(first=443)
_EVERYTHING = Ports()
_FROM_PLANE = {
    "kubelet": ("the kubelet", Ports(first=10250)),
    "services": ("webhooks and aggregated APIs on 443", _TLS),
    "webhooks": ("webhooks on ports of their own", Ports(first=8443, last=9443)),
}


def open_firewalls(scope: Scope) -> tuple[Firewall, Firewall]:
    """The groups of the control plane and of the nodes.

    Nodes have their own group, because the one EKS makes for a cluster lets everything out; the control plane keeps that one beside.
    https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
    """
    plane, nodes = (
        Firewall.open(
            f"{scope.name}-{what}",
            f"{scope.cluster.name}-{what}",
            f"{title} of cluster {scope.cluster.name}",
            scope.args.network_id,
            scope.perimeter,
            scope.parent,
        )
        for what, title in (("plane", "Control plane"), ("nodes", "Nodes"))
    )
    for block in scope.args.client_ranges:
        plane.admit(block, f"Kubernetes API from {block}", _TLS, block)
    plane.admit("nodes", "Kubernetes API from nodes", _TLS, nodes)
    nodes.release("plane", "Kubernetes API", _TLS, plane)
    for what, (description, ports) in _FROM_PLANE.items():
        plane.release(what, f"From the control plane to {description}", ports, nodes)
        nodes.admit(what, f"From the control plane to {description}", ports, plane)
    nodes.admit("nodes", "Between pods of the cluster", _EVERYTHING, nodes)
    nodes.release("nodes", "Between pods of the cluster", _EVERYTHING, nodes)
    return plane, nodes


def start_nodes(
    scope: Scope, cluster_name: pulumi.Output[str], firewall: Firewall, *, depends_on: Sequence[pulumi.Resource]
) -> aws.eks.NodeGroup:
    """A managed group of Amazon Linux nodes; one in three is replaced at a time, and one that is ill replaces itself.

    Pods cannot reach the metadata of their node: one hop ends at the node, and rights come by pod identity. The role of nodes joins and
    pulls images; it has no session, and no network rights, which the network add-on has.
    """
    perimeter, cluster = scope.perimeter, scope.cluster
    tags = {
        **scope.tags,
        "Name": perimeter.name(cluster.name, "nodes", limit=_TAG_LIMIT),
        "hds:tenant": perimeter.tenant,
        "hds:stage": perimeter.stage,
    }
    template = machine_template(
        f"{scope.name}-nodes",
        TemplateSpec(
            template=perimeter.name(cluster.name, "nodes", limit=_TEMPLATE_NAME_LIMIT),
            encryption_key=cluster.volume_key,
            disk_gb=cluster.disk_gb,
            size=cluster.size,
            groups=(firewall.group.id, scope.args.security_group_id),
            tags=tags,
        ),
        scope.parent,
    )
    return aws.eks.NodeGroup(
        f"{scope.name}-nodes",
        cluster_name=cluster_name,
        node_group_name=perimeter.name(cluster.name, "nodes", limit=_GROUP_NAME_LIMIT),
        node_role_arn=scope.role("nodes", "Nodes of cluster", assume_role("ec2"), _POLICIES),
        subnet_ids=list(scope.args.subnet_ids),
        ami_type=_IMAGES[architecture(cluster.size)],
        capacity_type="ON_DEMAND",
        version=cluster.version,
        launch_template={"id": template.id, "version": template.latest_version.apply(str)},
        scaling_config={"desired_size": cluster.count, "min_size": cluster.count, "max_size": cluster.maximum},
        update_config={"max_unavailable_percentage": 33},
        node_repair_config={"enabled": True},
        tags=tags,
        # how many run follows the load
        opts=pulumi.ResourceOptions(parent=scope.parent, depends_on=list(depends_on), ignore_changes=["scalingConfig.desiredSize"]),
    )
