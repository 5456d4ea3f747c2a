# SPDX-License-Identifier: Apache-2.0
"""What the rules on governance expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["GOVERNANCE"]

GOVERNANCE: dict[str, dict[Language, str]] = {
    "stated": {"en": "the tag {0}, yes or no", "fr": "l'étiquette {0}, yes ou no"},
    "health_search_due": {
        "en": "Macie with a classification job in {0}, because {1} holds health data there",
        "fr": "Macie avec une tâche de classification en {0}, car {1} y tient des données de santé",
    },
    "searched_bucket": {
        "en": "{0} among the buckets of a job, or a choice by criteria (bucketCriteria)",
        "fr": "{0} parmi les compartiments d'une tâche, ou un choix par critères (bucketCriteria)",
    },
    "identifier_job": {
        "en": "a classification job that looks for this identifier (customDataIdentifierIds)",
        "fr": "une tâche de classification qui cherche cet identifiant (customDataIdentifierIds)",
    },
    "no_health_data_here": {
        "en": "hds:dscp no, because the stage {0} is not production",
        "fr": "hds:dscp à no, car l'étape {0} n'est pas la production",
    },
    "own_stage": {"en": "a source of the same stage {0}", "fr": "une source de la même étape {0}"},
    "erased_by": {
        "en": "an enabled lifecycle rule on all objects that expires them after at most {0} days",
        "fr": "une règle de cycle de vie active sur tous les objets, qui les expire après au plus {0} jours",
    },
}
