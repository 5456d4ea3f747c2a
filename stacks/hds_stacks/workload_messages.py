# SPDX-License-Identifier: Apache-2.0
"""The sentences of problems of workloads, in English and French."""

from __future__ import annotations

from hds_controls.sentence import Sentence, sentence

__all__ = ["WORKLOADS"]

WORKLOADS: dict[str, Sentence] = {
    "duplicate_workload": sentence(
        "{key} is {given}, already the name of another workload",
        "{key} vaut {given}, déjà le nom d'une autre charge",
        "give each workload its own name",
        "donnez à chaque charge un nom qui lui est propre",
    ),
    "duplicate_host": sentence(
        "{key} is {given}, which {other} serves already",
        "{key} vaut {given}, déjà servi par {other}",
        "the gateway leads a name to one workload only",
        "la passerelle mène un nom à une seule charge",
    ),
    "count_over_maximum": sentence(
        "{key} is {given}, less than the {count} that always run",
        "{key} vaut {given}, moins que les {count} qui tournent toujours",
        "raise the maximum, or lower the count",
        "relevez le maximum, ou abaissez count",
    ),
    "certificate_elsewhere": sentence(
        "{key} is {given}, a certificate of another account or region",
        "{key} vaut {given}, certificat d'un autre compte ou d'une autre région",
        "ask for the certificate in the account and region of the environment, where the gateway stands",
        "demandez le certificat dans le compte et la région de l'environnement, où se trouve la passerelle",
    ),
    "endpoint_missing": sentence(
        "{key} is {given}, which reaches services that have no private endpoint here: {missing}",
        "{key} vaut {given}, qui atteint des services sans point d'accès privé ici : {missing}",
        "add them to hds:network.services, all the others with them, because a list replaces that of the profile",
        "ajoutez-les à hds:network.services avec tous les autres, car une liste remplace celle du profil",
    ),
}
"""Sentences by the code of the problem."""
