# SPDX-License-Identifier: Apache-2.0
"""A private EKS cluster (HDS-NET-01, HDS-ENC-03, HDS-LOG-03, HDS-IAM-09, HDS-RES-01)."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.containers.add_ons import after_nodes, before_nodes
from hds_components.aws.containers.nodes import open_firewalls, start_nodes
from hds_components.aws.log_groups import log_group
from hds_components.aws.naming import CLUSTER_ROLES, arn, partition, principal_arn
from hds_components.aws.policies import assume_role, document, use_key
from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.aws.containers.scope import Scope

__all__ = ["make_cluster", "service_range"]

_LOGS = ("api", "audit", "authenticator", "controllerManager", "scheduler")
_SERVICE_RANGES = ("172.20.0.0/16", "10.100.0.0/16", "192.168.240.0/20")
"""Ranges for the addresses of Kubernetes services, which live in the cluster only; the first that overlaps nobody's is taken."""


def make_cluster(scope: Scope) -> pulumi.Output[str]:
    """Make a cluster, its nodes and its add-ons; gives its name once all are there.

    Its log group is made beforehand: the service would open it by itself, without key and for ever.

    Raises:
        ValueError: no range is left for Kubernetes services.
    """
    perimeter, args = scope.perimeter, scope.args
    plane, nodes = open_firewalls(scope)
    log = log_group(
        f"{scope.name}-plane",
        f"/aws/eks/{scope.physical}/cluster",
        perimeter=perimeter,
        encryption_key=args.log_destination.encryption_key,
        retention_days=args.log_destination.retention_days,
        parent=scope.parent,
    )
    made = aws.eks.Cluster(
        scope.name,
        name=scope.physical,
        role_arn=_role(scope),
        version=scope.cluster.version,
        vpc_config={
            "subnet_ids": list(args.subnet_ids),
            "security_group_ids": [plane.group.id],
            "endpoint_private_access": True,
            "endpoint_public_access": False,
        },
        access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": False},
        kubernetes_network_config={"ip_family": "ipv4", "service_ipv4_cidr": service_range(args.client_ranges)},
        encryption_config={"resources": ["secrets"], "provider": {"key_arn": scope.cluster.encryption_key.id}},
        enabled_cluster_log_types=list(_LOGS),
        upgrade_policy={"support_type": "STANDARD"},
        zonal_shift_config={"enabled": True},
        bootstrap_self_managed_addons=False,
        deletion_protection=perimeter.protected,
        tags=scope.tags,
        opts=leaf(scope.parent, perimeter, depends_on=[log]),
    )
    _administrators(scope, made)
    group = start_nodes(scope, made.name, nodes, depends_on=before_nodes(scope, made))
    complete = [add_on.id for add_on in after_nodes(scope, made, group)]
    return pulumi.Output.all(made.name, *complete).apply(lambda known: str(known[0]))


def service_range(taken: Sequence[str]) -> str:
    """The range of Kubernetes services, given the ranges of the network and of its clients.

    Raises:
        ValueError: there is none left.
    """
    networks = [IPv4Network(block) for block in taken]
    for candidate in _SERVICE_RANGES:
        if not any(IPv4Network(candidate).overlaps(network) for network in networks):
            return candidate
    raise ValueError(
        f"no range is left for Kubernetes services: each of {', '.join(_SERVICE_RANGES)} overlaps one of {', '.join(taken)}. "
        "hint: narrow the network's private access ranges"
    )


def _role(scope: Scope) -> pulumi.Output[str]:
    """The role of the control plane of this cluster only.

    https://docs.aws.amazon.com/eks/latest/userguide/cross-service-confused-deputy-prevention.html
    """
    perimeter = scope.perimeter
    trust = assume_role("eks", deputy_of=perimeter, source=arn(perimeter, "eks", f"cluster/{scope.physical}"))
    actions = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants")
    secrets = document(use_key(perimeter, "EncryptSecrets", scope.cluster.encryption_key.alias, actions))
    return scope.role("plane", "Control plane of cluster", trust, ["AmazonEKSClusterPolicy"], path=CLUSTER_ROLES, own=secrets)


def _administrators(scope: Scope, made: aws.eks.Cluster) -> None:
    """Who administers the cluster: the principals named, and not whoever made it."""
    perimeter = scope.perimeter
    for administrator in scope.cluster.administrators:
        what = f"{scope.name}-{administrator.rpartition('/')[2]}"
        entry = aws.eks.AccessEntry(
            what,
            cluster_name=made.name,
            principal_arn=principal_arn(perimeter, administrator),
            type="STANDARD",
            tags=dict(perimeter.tags),
            opts=leaf(scope.parent, perimeter),
        )
        aws.eks.AccessPolicyAssociation(
            what,
            cluster_name=made.name,
            principal_arn=entry.principal_arn,
            policy_arn=f"arn:{partition(perimeter.region)}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            access_scope={"type": "cluster"},
            opts=leaf(scope.parent, perimeter),
        )
