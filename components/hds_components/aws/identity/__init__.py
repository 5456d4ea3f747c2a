# SPDX-License-Identifier: Apache-2.0
"""Identity on AWS: boundaries, roles and their trust, settings of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.identity.account import set_account
from hds_components.aws.identity.boundaries import (
    PEOPLE_BOUNDARY,
    PIPELINE_BOUNDARY,
    WORKLOAD_BOUNDARY,
    boundaries,
    emergency_statements,
)
from hds_components.aws.identity.rights import people_rights, pipeline_rights
from hds_components.aws.identity.trust import emergency_trust, issuer_host, people_trust, pipeline_trust
from hds_components.aws.naming import role_name
from hds_components.aws.policies import document
from hds_components.aws.stateful import leaf
from hds_components.contracts.identity import BREAK_GLASS, PEOPLE, PIPELINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hds_components.aws.policies import Statement
    from hds_components.contracts.identity import IdentityArgs

__all__ = ["Identity"]

_POLICY_NAME_LIMIT = 128
_SESSION_SECONDS = 3600
"""The shortest session that IAM offers, and the longest that a role taken from another role can have."""


class Identity(pulumi.ComponentResource):
    """Roles with short sessions under boundaries that they cannot lift, and no account beside the directory (HDS-IAM-01 to 11).

    Roles and boundaries are deployed by an administrator of identities, never by the pipeline: neither could change itself.
    Key administrators are not made here. Their role is named in ``KeysArgs.administrators``, and must exist before the keys.

    Args:
        name: Pulumi name.
        args: who may enter, and as what.
        opts: carries the provider.

    Raises:
        CapabilityUnavailable: SAML is asked where the dated facts do not give its sign-in page.
        ValueError: a role is asked that is not one of ``PEOPLE``.
    """

    roles: Mapping[str, pulumi.Output[str]]
    workload_boundary: pulumi.Output[str]

    def __init__(self, name: str, args: IdentityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("hds:index:AwsIdentity", name, None, opts)
        if unknown := sorted(set(args.people) - set(PEOPLE)):
            raise ValueError(f'there is no role "{unknown[0]}" of people. allowed: {", ".join(PEOPLE)}')
        set_account(name, args, self)
        limits = {short: self._boundary(name, args, short, policy) for short, policy in boundaries(args.perimeter).items()}
        self.workload_boundary = limits[WORKLOAD_BOUNDARY].arn
        self.roles = {
            **self._people(name, args, limits[PEOPLE_BOUNDARY]),
            **self._emergency(name, args),
            **self._pipeline(name, args, limits[PIPELINE_BOUNDARY]),
        }
        self.register_outputs({"roles": self.roles, "workload_boundary": self.workload_boundary})

    def _people(self, name: str, args: IdentityArgs, limit: aws.iam.Policy) -> dict[str, pulumi.Output[str]]:
        perimeter, rights = args.perimeter, people_rights(args.perimeter)
        return {
            role: self._role(
                name, args, role, people_trust(perimeter, args.people.get(role, ()), args.federation), rights[role], limit=limit
            )
            for role in PEOPLE
            if args.people.get(role) or args.federation
        }

    def _emergency(self, name: str, args: IdentityArgs) -> dict[str, pulumi.Output[str]]:
        if args.emergency_group is None:
            return {}
        trust = emergency_trust(args.perimeter, args.emergency_group)
        return {BREAK_GLASS: self._role(name, args, BREAK_GLASS, trust, emergency_statements(args.perimeter))}

    def _pipeline(self, name: str, args: IdentityArgs, limit: aws.iam.Policy) -> dict[str, pulumi.Output[str]]:
        if args.pipeline is None:
            return {}
        issuer = aws.iam.OpenIdConnectProvider(
            f"{name}-issuer",
            url=f"https://{issuer_host(args.pipeline)}",
            client_id_lists=[args.pipeline.audience],
            tags=dict(args.perimeter.tags),
            opts=leaf(self, args.perimeter),
        )
        trust = pipeline_trust(args.perimeter, args.pipeline)
        return {PIPELINE: self._role(name, args, PIPELINE, trust, pipeline_rights(args.perimeter), limit=limit, after=[issuer])}

    def _boundary(self, name: str, args: IdentityArgs, short: str, policy: str) -> aws.iam.Policy:
        return aws.iam.Policy(
            f"{name}-{short}",
            name=args.perimeter.name(short, limit=_POLICY_NAME_LIMIT),
            description="Permission boundary: what a role can never do",
            policy=policy,
            tags=dict(args.perimeter.tags),
            opts=leaf(self, args.perimeter),
        )

    def _role(
        self,
        name: str,
        args: IdentityArgs,
        role: str,
        trust: str,
        rights: Sequence[Statement],
        *,
        limit: aws.iam.Policy | None = None,
        after: list[pulumi.Resource] | None = None,
    ) -> pulumi.Output[str]:
        perimeter = args.perimeter
        made = aws.iam.Role(
            f"{name}-{role}",
            name=role_name(perimeter, role),
            description=f"{perimeter.tenant} {perimeter.stage}: {role}",
            assume_role_policy=trust,
            max_session_duration=_SESSION_SECONDS,
            permissions_boundary=limit.arn if limit else None,
            tags=dict(perimeter.tags),
            opts=leaf(self, perimeter, depends_on=after),
        )
        aws.iam.RolePolicy(
            f"{name}-{role}-rights",
            name="rights",
            role=made.name,
            policy=document(*rights),
            opts=leaf(self, perimeter),
        )
        return made.arn
