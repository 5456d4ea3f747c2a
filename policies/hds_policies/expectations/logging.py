# SPDX-License-Identifier: Apache-2.0
"""What the rules on logging expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["LOGGING"]

LOGGING: dict[str, dict[Language, str]] = {
    "trail_due": {"en": "a CloudTrail trail, because {0} is to be watched", "fr": "une piste CloudTrail, car {0} est à surveiller"},
    "management_events": {
        "en": "a selector of all management events, reads and writes, with no source left out",
        "fr": "un sélecteur de tous les événements de gestion, lectures et écritures, sans source exclue",
    },
    "data_events": {
        "en": "reads and writes recorded by a data event selector of a trail, for {0}",
        "fr": "des lectures et écritures enregistrées par un sélecteur d'événements de données d'une piste, pour {0}",
    },
    "key_events": {
        "en": "the calls to kms.amazonaws.com recorded, not left out",
        "fr": "les appels à kms.amazonaws.com enregistrés, non exclus",
    },
    "access_logs": {
        "en": "access logs (BucketLogging) written to another bucket of the region",
        "fr": "des journaux d'accès (BucketLogging) écrits dans un autre compartiment de la région",
    },
    "own_log_store": {
        "en": "a bucket of this program, so that what protects it can be judged",
        "fr": "un compartiment de ce programme, dont les protections peuvent être jugées",
    },
    "versioning": {"en": "versioning Enabled (BucketVersioning)", "fr": "le versionnage Enabled (BucketVersioning)"},
    "default_retention": {
        "en": "an Object Lock with a default retention of at least {0} days",
        "fr": "un verrou Object Lock avec une rétention par défaut d'au moins {0} jours",
    },
    "alert_action": {
        "en": "a default action that reports, such as aws:alert_established",
        "fr": "une action par défaut qui signale, comme aws:alert_established",
    },
    "flow_log": {
        "en": "a flow log (FlowLog) with trafficType ALL",
        "fr": "un journal de flux (FlowLog) avec trafficType à ALL",
    },
    "query_log": {
        "en": "a log of its name queries (ResolverQueryLogConfigAssociation)",
        "fr": "un journal de ses requêtes de noms (ResolverQueryLogConfigAssociation)",
    },
    "log_configuration": {
        "en": "a logging configuration of this program that names it",
        "fr": "une configuration de journalisation de ce programme qui le désigne",
    },
    "lists": {"en": "a list with {0} in it", "fr": "une liste contenant {0}"},
    "no_health_data": {
        "en": "hds:dscp no: what receives logs holds no health data",
        "fr": "hds:dscp à no : ce qui reçoit des journaux ne tient pas de données de santé",
    },
    "log_policy": {
        "en": "a bucket policy (BucketPolicy) that says which services write",
        "fr": "une politique de compartiment (BucketPolicy) qui dit quels services écrivent",
    },
    "services_write": {
        "en": "a policy that lets only services write, not {0}",
        "fr": "une politique qui ne laisse écrire que des services, non {0}",
    },
    "log_copy": {
        "en": "a replication of all its objects to a bucket of this program",
        "fr": "une réplication de tous ses objets vers un compartiment de ce programme",
    },
    "sealed_copy": {
        "en": "a policy that denies everyone but the replication role to write ({0})",
        "fr": "une politique qui refuse l'écriture à tous sauf au rôle de réplication ({0})",
    },
    "expiration": {
        "en": "an enabled lifecycle rule on all objects that expires them after {0} to {1} days",
        "fr": "une règle de cycle de vie active sur tous les objets, qui les expire après {0} à {1} jours",
    },
    "no_log_writer": {
        "en": "roles that put no object among the logs: they are for services to write, and {0} could invent them",
        "fr": "des rôles qui ne déposent rien parmi les journaux : aux services de les écrire, et {0} pourrait en inventer",
    },
    "no_log_remover": {
        "en": "roles that delete no log and bypass no lock of one; {0} could erase its traces",
        "fr": "des rôles qui n'effacent aucun journal ni ne passent son verrou ; {0} pourrait effacer ses traces",
    },
    "document_checked": {
        "en": "the condition ssm:SessionDocumentAccessCheck true on ssm:StartSession, so that only documents that record open sessions",
        "fr": "la condition ssm:SessionDocumentAccessCheck vraie sur ssm:StartSession, pour que rien ne s'ouvre sans être enregistré",
    },
    "between": {"en": "{0} to {1}", "fr": "{0} à {1}"},
    "session_document_due": {
        "en": "a session document (Document of type Session), because of the machine {0}",
        "fr": "un document de session (Document de type Session), à cause de la machine {0}",
    },
    "recorded_session": {
        "en": "a session with an encrypted bucket or log group, and kmsKeyId",
        "fr": "une session avec un compartiment ou un groupe de journaux chiffré, et kmsKeyId",
    },
    "call_alert_due": {
        "en": "an event rule in {2} with a target, or a metric filter with an alarm that the first sets off, for the calls {1} of {0}",
        "fr": "une règle d'événement en {2} avec une cible, ou un filtre avec une alarme que le premier déclenche, pour {1} de {0}",
    },
    "declared_group": {
        "en": "a log group {0} of this program in this region: the service makes one that keeps its events for ever",
        "fr": "un groupe de journaux {0} de ce programme dans cette région : le service en crée un qui garde tout, pour toujours",
    },
    "count_alarm": {
        "en": "an alarm on this metric, which more of it sets off within a quarter of an hour",
        "fr": "une alarme sur cette métrique, que son augmentation déclenche dans le quart d'heure",
    },
    "count_due": {
        "en": "a metric filter on the trail for {0}, with an alarm that acts",
        "fr": "un filtre de métrique sur la piste pour {0}, avec une alarme qui agit",
    },
    "silence_alarm": {
        "en": "an alarm on IncomingLogEvents with treatMissingData breaching, within a day, and an action",
        "fr": "une alarme sur IncomingLogEvents avec treatMissingData à breaching, dans la journée, et une action",
    },
}
