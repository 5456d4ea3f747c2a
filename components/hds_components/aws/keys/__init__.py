# SPDX-License-Identifier: Apache-2.0
"""Keys on AWS: KMS keys, their replicas and their aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

from hds_components.aws.keys.policy import key_policy
from hds_components.aws.stateful import leaf
from hds_components.contracts.keys import TRACE_CLASSES, key_name
from hds_components.contracts.perimeter import EncryptionKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.keys import KeysArgs

__all__ = ["Keys"]

_ALIAS_LIMIT = 256 - len("alias/")


class Keys(pulumi.ComponentResource):
    """Symmetric KMS keys, one per purpose and per data class, in both regions of the environment (HDS-KEY-01 to 04).

    Nobody is locked out: KMS refuses a key whose policy would not let its maker change it later, so the principal that runs the program
    must be one of ``administrators`` when keys are made or their policies change. Administrators are matched by ARN, not by identity: a
    role that was lost and made again under its name administers again.
    https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html#KMS-CreateKey-request-BypassPolicyLockoutSafetyCheck

    Separation holds for the deployer too: administrators can neither encrypt nor decrypt, and some services ask their caller for both
    (managed secrets, tables). Keys are therefore made first by an administrator (``pulumi up --target``), stores afterwards by another
    role, for which reading the unchanged keys is enough.
    """

    by_name: Mapping[str, EncryptionKey]

    def __init__(self, name: str, args: KeysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the keys.

        Raises:
            ValueError: there is no administrator.
        """
        super().__init__("hds:index:AwsKeys", name, None, opts)
        if not args.administrators:
            raise ValueError(
                "keys need at least one administrator, or nobody could ever change them. "
                "hint: give the ARN of the role that deploys them, e.g. arn:aws:iam::123456789012:role/hds-key-administrator"
            )
        wanted = [(purpose, None) for purpose in args.purposes] + list(dict.fromkeys(args.stores))
        self.by_name = {key_name(purpose, data_class): self._key(name, args, purpose, data_class) for purpose, data_class in wanted}
        self.register_outputs({"by_name": {short: key.id for short, key in self.by_name.items()}})

    def _key(self, name: str, args: KeysArgs, purpose: str, data_class: str | None) -> EncryptionKey:
        perimeter = args.perimeter
        short = key_name(purpose, data_class)
        tags = {**perimeter.tags, "hds:tenant": perimeter.tenant, "hds:purpose": purpose}
        if held := data_class or TRACE_CLASSES.get(purpose):
            tags["hds:data-class"] = held
        description = f"{perimeter.tenant} {perimeter.stage}: {short}"
        alias = f"alias/{perimeter.name(short, limit=_ALIAS_LIMIT)}"
        opts = leaf(self, perimeter)
        key = aws.kms.Key(
            f"{name}-{short}",
            description=description,
            multi_region=perimeter.replica_region is not None,
            enable_key_rotation=True,
            rotation_period_in_days=args.rotation_days,
            deletion_window_in_days=args.deletion_window_days,
            bypass_policy_lockout_safety_check=False,
            policy=key_policy(args, purpose, perimeter.region),
            tags=tags,
            opts=opts,
        )
        aws.kms.Alias(f"{name}-{short}-alias", name=alias, target_key_id=key.key_id, opts=opts)
        if perimeter.replica_region is None:
            return EncryptionKey(id=key.arn, alias=alias)
        replica = aws.kms.ReplicaKey(
            f"{name}-{short}-replica",
            description=description,
            primary_key_arn=key.arn,
            deletion_window_in_days=args.deletion_window_days,
            bypass_policy_lockout_safety_check=False,
            policy=key_policy(args, purpose, perimeter.replica_region),
            region=perimeter.replica_region,
            tags=tags,
            opts=opts,
        )
        aws.kms.Alias(f"{name}-{short}-replica-alias", name=alias, target_key_id=replica.key_id, region=perimeter.replica_region, opts=opts)
        return EncryptionKey(id=key.arn, alias=alias, replica_id=replica.arn)
