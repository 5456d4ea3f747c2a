# SPDX-License-Identifier: Apache-2.0
"""Bad terms of retention and locks: their line, the value given, the values allowed and the cure, in both languages."""

from __future__ import annotations

import pytest

from tests.stacks.samples import CLASS, Case, check, problem

ADDRESS = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000036658351"
CASES = {
    "retention": Case(
        "under_floor",
        "dataClasses",
        "{medical-record: {retentionDays: 3650}}",
        (
            "3650 days, under the floor of 7305 days",
            "R.1112-7",
            ADDRESS,
            "allowed: 7305 or more",
            "hint: keep them 7305 days",
            "Twenty years",
        ),
        ("3650 jours, sous le plancher de 7305 jours", "R.1112-7", ADDRESS, "7305 ou plus", "conseil : conservez-les", "Vingt ans"),
    ),
    "retention_too_long": Case(
        "over_ceiling",
        "archive",
        "{retentionDays: 2000}",
        ("2000 days, over the ceiling of 1095 days", "2021-122", "allowed: 180 to 1095", "three years"),
        ("2000 jours, au-dessus du plafond de 1095 jours", "2021-122", "180 à 1095", "trois ans"),
    ),
    "log_floor": Case(
        "under_floor",
        "logs",
        "{retentionDays: 30}",
        ("hds:logs.retentionDays is 30 days, under the floor of 180 days", "allowed: 180 to 365"),
        ("hds:logs.retentionDays vaut 30 jours, sous le plancher de 180 jours", "180 à 365"),
    ),
    "log_term": Case(
        "log_group_days",
        "logs",
        "{retentionDays: 200}",
        ("200 days, a term that log groups of aws do not have", "allowed: 180, 365"),
        ("200 jours, une durée que les groupes de journaux de aws ne proposent pas", "valeurs admises : 180, 365"),
    ),
    "unknown_retention_class": Case(
        "unknown_retention_class",
        "dataClasses",
        "{scans: {retentionClass: medical-records, retentionDays: 8000}}",
        ('"medical-records", which is not a retention class', f"allowed: {CLASS}"),
        ("n'est pas une classe de conservation", f"valeurs admises : {CLASS}"),
    ),
    "unlocked": Case(
        "lock_confirmation",
        "lock",
        "{phase: locked}",
        (
            "locked without its confirmation: none is given",
            'allowed: "lock chu-exemple-production: archive for 1095 days, backups for up to 366 days, scans for 7305 days"',
            "nobody, not even the provider",
        ),
        (
            "locked sans sa confirmation : aucune n'est donnée",
            'valeurs admises : "lock chu-exemple-production: archive for 1095 days, backups for up to 366 days, scans for 7305 days"',
            "pas même le fournisseur",
        ),
    ),
    "wrongly_confirmed": Case(
        "lock_confirmation",
        "lock",
        '{phase: locked, confirmation: "yes"}',
        ('"yes" is given', 'allowed: "lock chu-exemple-production'),
        ('"yes" est donné', 'valeurs admises : "lock chu-exemple-production'),
    ),
    "confirmed_for_nothing": Case(
        "confirmation_without_lock",
        "lock",
        "{phase: governance, confirmation: lock it}",
        ("confirms a lock, and hds:lock.phase is governance", "hint: write phase: locked"),
        ("confirme un verrouillage, et hds:lock.phase vaut governance", "conseil : écrivez aussi"),
    ),
    "locked_test": Case(
        "lock_stage",
        "stage",
        "test\n  hds:backup: {vault: false}"
        "\n  hds:lock: {phase: locked, confirmation: 'lock chu-exemple-test: archive for 1095 days, scans for 7305 days'}",
        ("hds:lock.phase is locked, and hds:stage is test", "allowed: draft, governance", "hint: what nobody can undo"),
        ("hds:lock.phase vaut locked, et hds:stage vaut test", "valeurs admises : draft, governance"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name, tmp_path):
    """Each mistake is one problem, with its line, the value, the values allowed and a hint, in both languages."""
    check(CASES[name], tmp_path)


def test_confirmed_lock_loads(tmp_path):
    """The sentence that the error message gives is the one that is accepted."""
    sentence = problem(tmp_path, lock="{phase: locked}").allowed
    assert sentence
    again = problem(tmp_path, lock=f"{{phase: locked, confirmation: {sentence.en}}}", region="eu-west-2")
    assert again.code == "region_outside"
