# SPDX-License-Identifier: Apache-2.0
"""What the rules on backup expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["BACKUP"]

BACKUP: dict[str, dict[Language, str]] = {
    "selection_due": {
        "en": "a backup plan whose selection takes this store of health data",
        "fr": "un plan de sauvegarde dont la sélection prend ce stockage de données de santé",
    },
    "daily_rule": {
        "en": "a backup rule that runs at least every 24 hours and keeps 7 days or more",
        "fr": "une règle de sauvegarde exécutée au moins toutes les 24 heures et conservant au moins 7 jours",
    },
    "continuous_rule": {
        "en": "a backup rule with enableContinuousBackup, kept at most 35 days",
        "fr": "une règle de sauvegarde avec enableContinuousBackup, conservée au plus 35 jours",
    },
    "copy_action": {
        "en": "a copy (copyActions) to a vault of another region, kept no shorter than its source",
        "fr": "une copie (copyActions) vers un coffre d'une autre région, conservée au moins autant que sa source",
    },
    "weekly_copy": {
        "en": "a rule that copies at least every 7 days",
        "fr": "une règle qui copie au moins tous les 7 jours",
    },
    "account_copy": {
        "en": "a copy (copyActions) to the account that other plans copy to",
        "fr": "une copie (copyActions) vers le compte où d'autres plans copient",
    },
    "vault_lock": {
        "en": "a lock of this vault (VaultLockConfiguration), because plans write to it",
        "fr": "un verrou de ce coffre (VaultLockConfiguration), car des plans y écrivent",
    },
    "vault_policy": {
        "en": "a vault policy that denies everyone but named roles: {0}",
        "fr": "une politique de coffre qui refuse à tous sauf à des rôles nommés : {0}",
    },
    "opt_in_due": {
        "en": "the type {0} opted in for backups in {1} (RegionSettings), because plans take stores of that type there",
        "fr": "le type {0} activé pour la sauvegarde en {1} (RegionSettings), car des plans y prennent des stockages de ce type",
    },
    "restore_test_due": {
        "en": "a restore testing plan (RestoreTestingPlan), because of the backup plan {0}",
        "fr": "un plan de test de restauration (RestoreTestingPlan), à cause du plan de sauvegarde {0}",
    },
    "restore_type_due": {
        "en": "a restore test of type {0} (RestoreTestingSelection), because a plan takes stores of that type",
        "fr": "un test de restauration du type {0} (RestoreTestingSelection), car un plan prend des stockages de ce type",
    },
    "tested_every": {
        "en": "a restore test at least every {0} days, before the shortest-lived copies go",
        "fr": "un test de restauration au moins tous les {0} jours, avant la fin des copies les plus courtes",
    },
    "service_role": {
        "en": "a role that trusts {0} only",
        "fr": "un rôle qui ne fait confiance qu'à {0}",
    },
    "backup_alert": {
        "en": "failures of backup, copy and restore jobs told by the vault or by an event rule with a target",
        "fr": "les échecs de sauvegarde, de copie et de restauration signalés par le coffre ou par une règle d'événement avec cible",
    },
    "report_due": {
        "en": "a report plan (ReportPlan), because of the backup plan {0}",
        "fr": "un plan de rapports (ReportPlan), à cause du plan de sauvegarde {0}",
    },
}
