# SPDX-License-Identifier: Apache-2.0
"""Containers on AWS: private EKS clusters and ECR repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.containers.cluster import make_cluster
from hds_components.aws.containers.registry import keep_images
from hds_components.aws.containers.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.containers import ContainersArgs

__all__ = ["Containers"]


class Containers(pulumi.ComponentResource):
    """Clusters whose API only the network reaches, and the images they run.

    Who administers is said by access entries and nowhere else, pods get their rights by pod identity, nodes have no shell: they are
    replaced. A cluster upgrades itself at the end of its version's standard support, so that it is always supported.
    (HDS-NET-01, HDS-IAM-09, HDS-LOG-03, HDS-ENC-03, HDS-OPS-03, HDS-OPS-07, HDS-RES-01, HDS-RES-02)
    """

    clusters: Mapping[str, pulumi.Output[str]]
    repositories: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: ContainersArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the clusters and the repositories."""
        super().__init__("hds:index:AwsContainers", name, None, opts)
        self.repositories = keep_images(f"{name}-images", args, self)
        self.clusters = {
            cluster.name: make_cluster(Scope(name=f"{name}-{cluster.name}", args=args, cluster=cluster, parent=self))
            for cluster in args.clusters
        }
        self.register_outputs({"clusters": dict(self.clusters), "repositories": dict(self.repositories)})
