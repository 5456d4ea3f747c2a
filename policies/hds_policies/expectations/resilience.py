# SPDX-License-Identifier: Apache-2.0
"""What the rules on resilience expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["RESILIENCE"]

RESILIENCE: dict[str, dict[Language, str]] = {
    "two_instances": {"en": "two instances of this cluster in the program", "fr": "deux instances de cette grappe dans le programme"},
    "two_zones": {"en": "subnets of at least two zones", "fr": "des sous-réseaux d'au moins deux zones"},
    "replica_due": {
        "en": "a replica of the whole of this store of health data in another region",
        "fr": "une réplique de tout ce stockage de données de santé dans une autre région",
    },
    "several_zones": {
        "en": "a storage class that keeps data in several zones",
        "fr": "une classe de stockage qui garde les données dans plusieurs zones",
    },
    "standby_within": {
        "en": "a standby in another zone, because of the promise to be back within {0} minutes",
        "fr": "un secours dans une autre zone, à cause de la promesse d'un retour en {0} minutes",
    },
    "back_from": {
        "en": "a backup plan, a log or a replica to come back from within {0} minutes",
        "fr": "un plan de sauvegarde, un journal ou une réplique d'où revenir en {0} minutes",
    },
    "minutes": {"en": "whole minutes in the tag {0}", "fr": "des minutes entières dans l'étiquette {0}"},
    "loss_within": {
        "en": "backups or replicas that can lose at most {0} minutes; these can lose {1}",
        "fr": "des sauvegardes ou répliques qui perdent au plus {0} minutes ; celles-ci peuvent en perdre {1}",
    },
}
