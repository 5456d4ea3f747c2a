# SPDX-License-Identifier: Apache-2.0
"""Backup on AWS: vaults, plans, restore tests and reports of AWS Backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from hds_components.aws.backup.lives import lives_of
from hds_components.aws.backup.plans import make_plans, opt_in
from hds_components.aws.backup.reports import report
from hds_components.aws.backup.restore_tests import prove_restores
from hds_components.aws.backup.roles import copying_role, restoring_role
from hds_components.aws.backup.vaults import make_vaults

if TYPE_CHECKING:
    from hds_components.aws.backup.lives import Lives
    from hds_components.contracts.backup import BackupArgs

__all__ = ["Backup"]

_SHORTEST_GRACE_DAYS = 3
_LONGEST_CONTINUOUS_DAYS = 35


class Backup(pulumi.ComponentResource):
    """Copies apart from the stores, locked as far as the phase goes, tested and reported (HDS-BCK-01 to 05, 07, 09).

    A vault of each region holds all classes; what each class keeps for how long is in its plan, and the lock takes the shortest and the
    longest of them. Copies to a backup account need the organisation's consent, given once in its management account
    (``isCrossAccountBackupEnabled``), a vault there that admits them, and keys of the stores that the account may use: these are not
    built here.
    """

    vault: pulumi.Output[str]
    replica_vault: pulumi.Output[str] | None

    def __init__(self, name: str, args: BackupArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        """Make the vaults and what fills, proves and reports them.

        Raises:
            ValueError: there is no custodian, the restore tests are too rare for the shortest life, a term is one that the service does not
                have, or the key has no replica.
        """
        super().__init__("hds:index:AwsBackup", name, None, opts)
        lives = lives_of(args)
        _check(args, lives)
        vaults = make_vaults(name, args, lives, self)
        opt_in(name, args, self)
        if args.stores:
            make_plans(name, args, lives, vaults, copying_role(name, args, self), self)
            prove_restores(name, args, lives, vaults, restoring_role(name, args, self), self)
        report(name, args, lives, self)
        self.vault = vaults.primary.arn
        self.replica_vault = vaults.replica.arn if vaults.replica else None
        self.register_outputs({"vault": self.vault, "replica_vault": self.replica_vault})


def _check(args: BackupArgs, lives: Lives) -> None:
    if not args.custodians:
        raise ValueError(
            "backups need at least one custodian, or nobody could ever change a vault. hint: give the name of a break-glass role"
        )
    if args.restore_test_days >= lives.shortest:
        raise ValueError(
            f"restore tests every {args.restore_test_days} days miss copies that live {lives.shortest} days. "
            "hint: test more often, or keep copies longer"
        )
    if args.grace_days < _SHORTEST_GRACE_DAYS:
        raise ValueError(f"grace_days is {args.grace_days}: a vault lock can be taken back during {_SHORTEST_GRACE_DAYS} days at least")
    if args.continuous_days > _LONGEST_CONTINUOUS_DAYS:
        raise ValueError(
            f"continuous_days is {args.continuous_days}: point-in-time recovery goes back {_LONGEST_CONTINUOUS_DAYS} days at most"
        )
