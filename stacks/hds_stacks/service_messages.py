# SPDX-License-Identifier: Apache-2.0
"""The sentences of services that a region does not have, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.model import Text
from hds_controls.sentence import Sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_components.contracts.services import Part

__all__ = ["PARTS", "SERVICES"]

SERVICES: dict[str, Sentence] = {
    "service_missing": sentence(
        "region {given} ({place}) loses {part}: the public list of {dated} does not know {services} there",
        "la région {given} ({place}) perd {part} : la liste publique du {dated} n'y connaît pas {services}",
        "write one of the allowed regions, or {way_out}; controls lost with it: {controls}",
        "écrivez l'une des régions admises, ou {way_out} ; contrôles perdus alors : {controls}",
    ),
    "service_required": sentence(
        "region {given} ({place}) loses {part}: the public list of {dated} does not know {services} there",
        "la région {given} ({place}) perd {part} : la liste publique du {dated} n'y connaît pas {services}",
        "write one of the allowed regions; no environment is built without it, for these controls would be lost: {controls}",
        "écrivez l'une des régions admises ; aucun environnement ne se fait sans cela, car ces contrôles seraient perdus : {controls}",
    ),
}
"""Sentences by the code of the problem."""

PARTS: Mapping[Part, Text] = {
    "keys": Text(en="the keys", fr="les clés"),
    "network": Text(en="the isolated network", fr="le réseau isolé"),
    "network-encryption": Text(en="the control of encryption inside the network", fr="le contrôle du chiffrement dans le réseau"),
    "egress": Text(en="the filtering relay", fr="le relais filtrant"),
    "logs": Text(en="the log chain", fr="la chaîne de traces"),
    "guardrails": Text(en="the guardrails of the account", fr="les garde-fous du compte"),
    "identity": Text(en="the roles and their analysis", fr="les rôles et leur analyse"),
    "objects": Text(en="the object stores", fr="les magasins d'objets"),
    "relational": Text(en="the relational databases", fr="les bases relationnelles"),
    "table": Text(en="the tables", fr="les tables"),
    "files": Text(en="the shared file systems", fr="les systèmes de fichiers partagés"),
    "archives": Text(en="the archives of records", fr="les archives de dossiers"),
    "vaults": Text(en="the vaults of backups", fr="les coffres de sauvegarde"),
    "restore-tests": Text(en="the tests of restores", fr="les tests de restauration"),
    "alarms": Text(en="the alarms", fr="les alarmes"),
    "threats": Text(en="the detection of attacks", fr="la détection des attaques"),
    "posture": Text(en="the watch over weak settings", fr="la surveillance des réglages faibles"),
    "posture-gathering": Text(
        en="the gathering of weak settings of both regions", fr="le rassemblement des réglages faibles des deux régions"
    ),
    "vulnerabilities": Text(en="the search for known flaws", fr="la recherche de failles connues"),
    "health-data": Text(en="the search for health data", fr="la recherche de données de santé"),
    "machines": Text(en="the machines and their gateway", fr="les machines et leur passerelle"),
    "containers": Text(en="the clusters", fr="les grappes de conteneurs"),
}
"""What is lost, in words."""
