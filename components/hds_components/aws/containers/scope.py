# SPDX-License-Identifier: Apache-2.0
"""What every part of one cluster shares: its arguments, its names and the roles it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.naming import partition
from hds_components.aws.stateful import tags_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.contracts.containers import Cluster, ContainersArgs
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["Scope"]

_NAME_LIMIT = 100
_ROLE_NAME_LIMIT = 64


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One cluster under construction; ``name`` begins the Pulumi name of each of its resources."""

    name: str
    args: ContainersArgs
    cluster: Cluster
    parent: pulumi.Resource

    @property
    def perimeter(self) -> Perimeter:
        """The environment."""
        return self.args.perimeter

    @property
    def physical(self) -> str:
        """The name of the cluster, known before it exists."""
        return self.perimeter.name(self.cluster.name, limit=_NAME_LIMIT)

    @property
    def tags(self) -> dict[str, str]:
        """Tags of what holds the cluster's data."""
        return tags_of(self.perimeter, data_class=self.cluster.data_class, health=self.cluster.health)

    def options(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        """Options of a leaf that holds no data."""
        return pulumi.ResourceOptions(parent=self.parent, depends_on=list(after))

    def role(
        self, what: str, description: str, trust: str, policies: Sequence[str], *, path: str | None = None, own: str | None = None
    ) -> pulumi.Output[str]:
        """The ARN of a role, once its rights are there.

        Args:
            what: short name beside the cluster's.
            description: what it is for.
            trust: who takes it.
            policies: names of policies of AWS, with their path.
            path: IAM path.
            own: a policy of ours beside.
        """
        role = aws.iam.Role(
            f"{self.name}-{what}",
            name=self.perimeter.name(self.cluster.name, what, limit=_ROLE_NAME_LIMIT),
            path=path,
            description=f"{description} {self.cluster.name}",
            assume_role_policy=trust,
            permissions_boundary=self.args.boundary,
            opts=self.options(),
        )
        rights: list[pulumi.Output[str]] = [
            aws.iam.RolePolicyAttachment(
                f"{self.name}-{what}-{policy.rpartition('/')[2]}",
                role=role.name,
                policy_arn=f"arn:{partition(self.perimeter.region)}:iam::aws:policy/{policy}",
                opts=self.options(),
            ).id
            for policy in policies
        ]
        if own is not None:
            rights.append(aws.iam.RolePolicy(f"{self.name}-{what}", name=what, role=role.name, policy=own, opts=self.options()).id)
        return pulumi.Output.all(role.arn, *rights).apply(lambda made: str(made[0]))
