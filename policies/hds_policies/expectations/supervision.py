# SPDX-License-Identifier: Apache-2.0
"""What the rules of supervision expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["SUPERVISION"]

SUPERVISION: dict[str, dict[Language, str]] = {
    "event_target": {
        "en": "a target of the rule {0} (EventTarget), since a rule without one tells nobody",
        "fr": "une cible de la règle {0} (EventTarget), car une règle sans cible n'avertit personne",
    },
    "takes_alerts": {
        "en": "a policy of the topic that lets {0} publish (sns:Publish), since the program sends its alerts there",
        "fr": "une politique du sujet qui laisse {0} publier (sns:Publish), puisque le programme y envoie ses alertes",
    },
    "alarm_due": {
        "en": "an alarm, or an event rule with a target, because {0} is to be watched",
        "fr": "une alarme, ou une règle d'événement avec une cible, car {0} est à surveiller",
    },
    "subscription": {
        "en": "a topic with a subscription that reaches people or a tool",
        "fr": "un sujet doté d'un abonnement qui atteint des personnes ou un outil",
    },
    "patch_baseline": {
        "en": "a patch baseline (PatchBaseline), because of the machine {0}",
        "fr": "un référentiel de correctifs (PatchBaseline), à cause de la machine {0}",
    },
    "patch_window": {
        "en": "a maintenance window or an association that patches, because of the machine {0}",
        "fr": "une fenêtre de maintenance ou une association qui corrige, à cause de la machine {0}",
    },
    "patch_task": {
        "en": "a task or association that runs AWS-RunPatchBaseline with the operation Install, because of the machine {0}",
        "fr": "une tâche ou association qui lance AWS-RunPatchBaseline avec l'opération Install, à cause de la machine {0}",
    },
    "baseline_in_use": {
        "en": "a patch group (PatchGroup) or a place as default (DefaultPatchBaseline) for this baseline: AWS uses its own until then",
        "fr": "un groupe (PatchGroup) ou une place par défaut (DefaultPatchBaseline) pour ce référentiel : AWS prend le sien d'ici là",
    },
    "baseline_of_system": {
        "en": "a patch baseline with operatingSystem {0}, the system of this image",
        "fr": "un référentiel de correctifs avec operatingSystem à {0}, le système de cette image",
    },
    "managed_machine": {
        "en": "an instance profile (iamInstanceProfile): Systems Manager patches no machine without a role",
        "fr": "un profil d'instance (iamInstanceProfile) : Systems Manager ne corrige aucune machine sans rôle",
    },
    "patch_target": {
        "en": "tags by which the task or association that installs patches selects these machines",
        "fr": "des étiquettes par lesquelles la tâche ou l'association qui installe les correctifs désigne ces machines",
    },
    "admitted_severity": {
        "en": "an approval rule that admits security patches of severity {0}",
        "fr": "une règle d'approbation qui admet les correctifs de sécurité de gravité {0}",
    },
    "every_month": {
        "en": "a rate or cron expression that comes back at least every 31 days",
        "fr": "une expression rate ou cron qui revient au moins tous les 31 jours",
    },
    "detector_due": {
        "en": "a GuardDuty detector in {0}, because {1} is there",
        "fr": "un détecteur GuardDuty en {0}, car {1} s'y trouve",
    },
    "hub_due": {
        "en": "Security Hub in {0}, because {1} is there",
        "fr": "Security Hub en {0}, car {1} s'y trouve",
    },
    "scanner_due": {
        "en": "Inspector in {0}, because {1} is there",
        "fr": "Inspector en {0}, car {1} s'y trouve",
    },
    "search_due": {
        "en": "Macie, which finds health data where none belongs, in a region of: {all}",
        "fr": "Macie, qui trouve les données de santé là où il n'en faut pas, dans une région parmi {all}",
    },
    "detector_feature": {
        "en": "the feature {0} of this detector enabled (DetectorFeature)",
        "fr": "la fonction {0} de ce détecteur activée (DetectorFeature)",
    },
    "counted_metric": {
        "en": "a metric that a filter of the program counts in this namespace",
        "fr": "une métrique qu'un filtre du programme compte dans cet espace de noms",
    },
    "finding_alert": {
        "en": "a rule of events with a target in this region for the detail-type {0}, unless another account collects its findings",
        "fr": "une règle d'événements avec une cible dans cette région pour le detail-type {0}, sauf si un autre compte les recueille",
    },
    "finding_export": {
        "en": "an export of its findings to a bucket, since the service forgets them after 90 days",
        "fr": "un export de ses constats vers un compartiment, car le service les oublie après 90 jours",
    },
    "managed_agent": {
        "en": "{0} enabled, unless the agent is installed otherwise",
        "fr": "{0} activé, sauf si l'agent est installé autrement",
    },
    "recorder_due": {
        "en": "a recorder of AWS Config in {0}, because {1} is there",
        "fr": "un enregistreur AWS Config en {0}, car {1} s'y trouve",
    },
    "recorder_status_due": {
        "en": "a recorder that is started (RecorderStatus) in {0}, because {1} is there",
        "fr": "un enregistreur démarré (RecorderStatus) en {0}, car {1} s'y trouve",
    },
    "channel_due": {
        "en": "a delivery channel of AWS Config in {0}, because {1} is there",
        "fr": "un canal de livraison d'AWS Config en {0}, car {1} s'y trouve",
    },
    "one_global_recorder": {
        "en": "one recorder with includeGlobalResourceTypes, rather than {0}",
        "fr": "un seul enregistreur avec includeGlobalResourceTypes, plutôt que {0}",
    },
    "global_recorder_due": {
        "en": "a recorder with includeGlobalResourceTypes, because {0} is to be watched",
        "fr": "un enregistreur avec includeGlobalResourceTypes, car {0} est à surveiller",
    },
    "security_contact_due": {
        "en": "the security contact of the account (AlternativeContact of type SECURITY), because of {0}",
        "fr": "le contact de sécurité du compte (AlternativeContact de type SECURITY), à cause de {0}",
    },
    "metadata_defaults_due": {
        "en": "defaults of the metadata service (InstanceMetadataDefaults) in {0}, because {1} is there",
        "fr": "des valeurs par défaut du service de métadonnées (InstanceMetadataDefaults) en {0}, car {1} s'y trouve",
    },
    "signed_code": {
        "en": "a code signing configuration, unless the function is an image",
        "fr": "une configuration de signature de code, sauf si la fonction est une image",
    },
    "scanned_by_registry": {
        "en": "a rule of the registry that takes in this repository: enhanced scanning ignores what a repository says of itself",
        "fr": "une règle du registre qui comprend ce dépôt : l'analyse avancée ignore ce qu'un dépôt dit de lui-même",
    },
    "no_privileges": {
        "en": "containers without privileged",
        "fr": "des conteneurs sans privileged",
    },
}
