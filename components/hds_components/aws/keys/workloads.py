# SPDX-License-Identifier: Apache-2.0
"""Key policies of workloads: disks of groups, secrets of clusters, administration sessions (HDS-KEY-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.naming import CLUSTER_ROLES, arn, root_arn
from hds_components.aws.policies import allow, service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.aws.policies import Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["DISKS", "direct_use", "disks_of_groups"]

DISKS = ("volumes", "machines")
"""Purposes whose keys encrypt disks."""
_ANY = ("*",)
_SCALING_ROLE = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"


def disks_of_groups(perimeter: Perimeter, region: str, custodians: Sequence[str]) -> list[Statement]:
    """The service that starts machines of a group opens their disks; IAM gives its role nothing, so the key has to.

    The role is named by condition: it exists only once there was a group, and KMS refuses a policy that names a role that does not exist.
    https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html

    Args:
        perimeter: the environment.
        region: of the key.
        custodians: who administers or destroys the key, and never uses it.
    """
    through = {"kms:CallerAccount": perimeter.account, "kms:ViaService": service(f"ec2.{region}")}
    held = {
        "ArnEquals": {"aws:PrincipalArn": arn(perimeter, "iam", _SCALING_ROLE, region="")},
        "ArnNotLike": {"aws:PrincipalArn": list(custodians)},
    }
    use = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")
    granted = {"StringEquals": through, "Bool": {"kms:GrantIsForAWSResource": "true"}, **held}
    return [
        allow("StartMachines", use, _ANY, principal={"AWS": "*"}, conditions={"StringEquals": through, **held}),
        allow("AttachDisks", ("kms:CreateGrant",), _ANY, principal={"AWS": "*"}, conditions=granted),
    ]


def direct_use(perimeter: Perimeter, purpose: str, custodians: Sequence[str]) -> list[Statement] | None:
    """Who uses a key that no service stands before; none for a key that is reached through a service.

    - ``cluster``: the control plane, by its role and by the grant it takes at creation
      (https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html).
    - ``sessions``: operator and machine, each for one session that the encryption context names
      (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html).
    """
    account = {"AWS": root_arn(perimeter)}
    caller = {"StringEquals": {"kms:CallerAccount": perimeter.account}}
    others = {"aws:PrincipalArn": list(custodians)}
    if purpose == "cluster":
        roles = {"ArnLike": {"aws:PrincipalArn": arn(perimeter, "iam", f"role{CLUSTER_ROLES}*", region="")}, "ArnNotLike": others}
        granted = {**caller, "Bool": {"kms:GrantIsForAWSResource": "true"}}
        return [
            allow("UseByClusters", ("kms:Decrypt", "kms:Encrypt"), _ANY, principal=account, conditions={**caller, **roles}),
            allow("GrantToService", ("kms:CreateGrant",), _ANY, principal=account, conditions=granted),
        ]
    if purpose == "sessions":
        session = {"StringLike": {"kms:EncryptionContext:aws:ssm:SessionId": "*"}, "ArnNotLike": others}
        use = ("kms:Decrypt", "kms:GenerateDataKey")
        return [allow("UseInSessions", use, _ANY, principal=account, conditions={**caller, **session})]
    return None
