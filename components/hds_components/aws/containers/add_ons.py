# SPDX-License-Identifier: Apache-2.0
"""Add-ons of a cluster and their rights, which pods get by pod identity (HDS-IAM-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi_aws as aws

from hds_components.aws.policies import assume_role, document, use_key

if TYPE_CHECKING:
    import pulumi

    from hds_components.aws.containers.scope import Scope

__all__ = ["after_nodes", "before_nodes"]

_NAMESPACE = "kube-system"
_DISK_KEY = (
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)


class _Rights(NamedTuple):
    """What an add-on may do: the name of its role, its service account, a policy of AWS, and perhaps one of ours."""

    role: str
    account: str
    policy: str
    own: str | None = None


def before_nodes(scope: Scope, cluster: aws.eks.Cluster) -> list[aws.eks.Addon]:
    """What a node needs to become ready: the agent of pod identity, the network and its proxy."""
    agent = _add_on(scope, cluster, "eks-pod-identity-agent")
    network = _Rights("network", "aws-node", "AmazonEKS_CNI_Policy")
    return [agent, _add_on(scope, cluster, "vpc-cni", agent, rights=network), _add_on(scope, cluster, "kube-proxy")]


def after_nodes(scope: Scope, cluster: aws.eks.Cluster, nodes: aws.eks.NodeGroup) -> list[aws.eks.Addon]:
    """What runs on nodes: names, disks under the cluster's own key, and the watch on ill nodes.

    A storage class that names another key, or none, gets no disk: the driver may use this one only.
    """
    key = use_key(scope.perimeter, "EncryptDisks", scope.cluster.volume_key.alias, _DISK_KEY)
    disks = _Rights("disks", "ebs-csi-controller-sa", "service-role/AmazonEBSCSIDriverPolicy", document(key))
    return [
        _add_on(scope, cluster, "coredns", nodes),
        _add_on(scope, cluster, "aws-ebs-csi-driver", nodes, rights=disks),
        _add_on(scope, cluster, "eks-node-monitoring-agent", nodes),
    ]


def _add_on(scope: Scope, cluster: aws.eks.Cluster, add_on: str, *after: pulumi.Resource, rights: _Rights | None = None) -> aws.eks.Addon:
    """The version is the service's default for the cluster's Kubernetes; what somebody changed by hand is set back."""
    return aws.eks.Addon(
        f"{scope.name}-{add_on}",
        cluster_name=cluster.name,
        addon_name=add_on,
        pod_identity_associations=[{"role_arn": _role(scope, rights), "service_account": rights.account}] if rights else None,
        resolve_conflicts_on_create="OVERWRITE",
        resolve_conflicts_on_update="OVERWRITE",
        tags=dict(scope.perimeter.tags),
        opts=scope.options(*after),
    )


def _role(scope: Scope, rights: _Rights) -> pulumi.Output[str]:
    """A role that one service account of one cluster takes.

    https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
    """
    tags = {"eks-cluster-name": scope.physical, "kubernetes-namespace": _NAMESPACE, "kubernetes-service-account": rights.account}
    trust = assume_role("pods.eks", deputy_of=scope.perimeter, actions=("sts:AssumeRole", "sts:TagSession"), request_tags=tags)
    return scope.role(rights.role, f"Add-on {rights.account} of cluster", trust, [rights.policy], own=rights.own)
