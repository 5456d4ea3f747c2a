# SPDX-License-Identifier: Apache-2.0
"""Backups recorded for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pulumi

from hds_components.aws.backup import Backup
from hds_components.contracts.backup import BackupArgs, BackupStore
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import CONFIG, PRODUCTION, key, log_destination

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

GOVERNED = replace(PRODUCTION, phase="governance")
LOCKED = replace(PRODUCTION, phase="locked")
VAULT, LOCK = "aws:backup/vault:Vault", "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
POLICY, ALERTS = "aws:backup/vaultPolicy:VaultPolicy", "aws:backup/vaultNotifications:VaultNotifications"
PLAN, SELECTION = "aws:backup/plan:Plan", "aws:backup/selection:Selection"
TYPES = "aws:backup/regionSettings:RegionSettings"
TEST_PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan"
TEST_SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection"
FRAMEWORK, REPORT = "aws:backup/framework:Framework", "aws:backup/reportPlan:ReportPlan"
ROLE = "aws:iam/role:Role"
CUSTODIAN = "arn:aws:iam::123456789012:role/break-glass"
ACCOUNT_VAULT = "arn:aws:backup:eu-central-1:210987654321:backup-vault:custody"
STORES = (
    {"name": "scans", "kind": "objects"},
    {"name": "records", "kind": "relational"},
    {"name": "appointments", "kind": "table"},
    {"name": "documents", "kind": "files"},
    {"name": "exchanges", "kind": "objects", "data_class": "non-health", "health": False, "retention_days": 90},
)


def built(
    perimeter: Perimeter = GOVERNED,
    stores: tuple[dict[str, Any], ...] = STORES,
    *,
    options: dict[str, pulumi.ResourceOptions] | None = None,
    **changes: Any,
) -> Graph:
    """The backups of those stores, each under its own key, with what a test changes of the arguments.

    ``options`` takes the options of each resource, by its name.
    """

    def keep(args: pulumi.ResourceTransformationArgs) -> None:
        if options is not None:
            options[args.name] = args.opts

    def program() -> None:
        args = BackupArgs(
            perimeter=perimeter,
            stores=tuple(_store(perimeter, **store) for store in stores),
            encryption_key=key("backup", perimeter),
            custodians=("break-glass",),
            log_destination=log_destination(perimeter),
        )
        Backup("backup", replace(args, **changes), pulumi.ResourceOptions(transformations=[keep]))

    return record(program, config=CONFIG)


def _store(perimeter: Perimeter, **settings: Any) -> BackupStore:
    defaults = {"data_class": "medical-record", "health": True, "retention_days": 7305}
    return BackupStore(**{**defaults, "encryption_key": key(settings["name"], perimeter), **settings})
