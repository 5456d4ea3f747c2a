# SPDX-License-Identifier: Apache-2.0
"""The sentences of problems of backups and archives, in English and French."""

from __future__ import annotations

from hds_controls.sentence import Sentence, sentence

__all__ = ["COPIES"]

COPIES: dict[str, Sentence] = {
    "monthly_under_daily": sentence(
        "{key} is {given} days, and daily copies are kept {daily}",
        "{key} vaut {given} jours, et les copies quotidiennes sont gardées {daily} jours",
        "keep monthly copies at least as long as daily ones",
        "gardez les copies mensuelles au moins aussi longtemps que les quotidiennes",
    ),
    "restore_test_too_rare": sentence(
        "{key} is {given} days, and some copies live {shortest} only",
        "{key} vaut {given} jours, et certaines copies ne vivent que {shortest} jours",
        "test restores more often than the shortest life of a copy, or keep copies and records longer (HDS-BCK-07)",
        "testez les restaurations plus souvent que la plus courte vie d'une copie, ou gardez copies et données plus longtemps (HDS-BCK-07)",
    ),
    "vault_region": sentence(
        "{key} is {given}, a vault in {region}, which is not an allowed region",
        "{key} vaut {given}, un coffre situé dans {region}, qui n'est pas une région admise",
        "copies of health data stay in the European Economic Area (HDS 2.0, EXI 28): name a vault of an allowed region",
        "les copies de données de santé restent dans l'Espace économique européen (HDS 2.0, EXI 28) : nommez un coffre d'une région admise",
    ),
    "vault_of_same_account": sentence(
        "{key} is {given}, a vault of the environment's own account",
        "{key} vaut {given}, un coffre du compte même de l'environnement",
        "whoever takes the account takes that copy too: name a vault of another account (HDS-BCK-03)",
        "qui prend le compte prend aussi cette copie : nommez un coffre d'un autre compte (HDS-BCK-03)",
    ),
    "vault_without_organisation": sentence(
        "{key} is {given}, and hds:organisation is not given",
        "{key} vaut {given}, et hds:organisation n'est pas indiqué",
        "copies between accounts need both in one organisation: add hds:organisation, or remove the vault",
        "les copies entre comptes exigent une même organisation : ajoutez hds:organisation, ou retirez le coffre",
    ),
    "expiry_outside_term": sentence(
        "{key} is {given} days, and the records of that class are kept {term}",
        "{key} vaut {given} jours, et les données de cette classe sont conservées {term} jours",
        "eliminate records at their term or later; a ceiling of the class holds too",
        "éliminez les données à leur terme ou après ; le plafond éventuel de la classe vaut aussi",
    ),
}
"""Sentences by the code of the problem."""
