# SPDX-License-Identifier: Apache-2.0
"""What the rules of identity expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["IDENTITY"]

IDENTITY: dict[str, dict[Language, str]] = {
    "unused_access_due": {
        "en": "an analyser of unused access (type ACCOUNT_UNUSED_ACCESS or ORGANIZATION_UNUSED_ACCESS), because rights reach {0}",
        "fr": "un analyseur d'accès inutilisés (type ACCOUNT_UNUSED_ACCESS ou ORGANIZATION_UNUSED_ACCESS), car des droits atteignent {0}",
    },
    "second_factor": {
        "en": "the condition aws:MultiFactorAuthPresent true, by Bool and not by BoolIfExists",
        "fr": "la condition aws:MultiFactorAuthPresent vraie, par Bool et non par BoolIfExists",
    },
    "named_emergency": {
        "en": "callers named by ARN, or by a condition on aws:PrincipalArn or on a tag of theirs: not whoever is of the account",
        "fr": "des appelants nommés par ARN, ou par une condition sur aws:PrincipalArn ou une de leurs étiquettes : pas tout le compte",
    },
    "break_glass_due": {
        "en": "a break-glass role (tag hds:role, or its name) with a policy, because {0} must be reached when the directory is down",
        "fr": "un rôle de secours (étiquette hds:role, ou son nom) doté d'une politique, car {0} doit se joindre sans l'annuaire",
    },
    "break_glass_alert": {
        "en": "an event rule with a target, or a metric filter with an alarm, on AssumeRole of the role {0}",
        "fr": "une règle d'événement avec une cible, ou un filtre de métrique avec une alarme, sur AssumeRole du rôle {0}",
    },
    "root_alert": {
        "en": "an alert (event or metric filter) on userIdentity.type Root, because root can undo {0}",
        "fr": "une alerte (événement ou filtre de métrique) sur userIdentity.type Root, car la racine peut défaire {0}",
    },
    "no_whole_service": {
        "en": "named actions or named resources, rather than every action of {0} on every resource",
        "fr": "des actions ou des ressources nommées, plutôt que toute action de {0} sur toute ressource",
    },
    "named_services": {
        "en": "actions of the services that are needed, rather than every action of {0}",
        "fr": "des actions des services qui servent, plutôt que toute action de {0}",
    },
    "named_things": {
        "en": "{0} on things that a policy names, tags or bounds by a service, rather than on all there are",
        "fr": "{0} sur ce qu'une politique nomme, étiquette ou borne par un service, plutôt que sur tout ce qui existe",
    },
    "nothing_grave": {
        "en": "a boundary that refuses {0}, also to roles that are yet to be made under it",
        "fr": "une limite qui refuse {0}, aussi aux rôles encore à créer sous elle",
    },
    "named_roles": {
        "en": "{0} on the roles that are handed to services, by their names",
        "fr": "{0} sur les rôles remis aux services, par leur nom",
    },
    "no_administrator_policy": {
        "en": "a policy of its own, that gives less; this one is for the break-glass role only",
        "fr": "une politique propre, qui donne moins ; celle-ci est réservée au rôle de secours",
    },
    "one_duty": {
        "en": "one of these duties in a role, and the others in other roles: {0}",
        "fr": "une seule de ces fonctions dans un rôle, et les autres dans d'autres rôles : {0}",
    },
    "bounded_rights": {
        "en": "{0} only where iam:PermissionsBoundary is asked, or on policies that are named",
        "fr": "{0} seulement là où iam:PermissionsBoundary est exigé, ou sur des politiques nommées",
    },
    "named_subject": {
        "en": "a condition on the subject of the token (sub) that no other project, repository or namespace meets",
        "fr": "une condition sur le sujet du jeton (sub) qu'aucun autre projet, dépôt ou espace de noms ne remplit",
    },
    "named_audience": {
        "en": "a condition on the audience of the token (aud)",
        "fr": "une condition sur le public du jeton (aud)",
    },
    "trust_anchor": {
        "en": "a trust anchor of the program, because the profile {0} lets machines elsewhere take roles",
        "fr": "une ancre de confiance du programme, car le profil {0} laisse des machines d'ailleurs endosser des rôles",
    },
    "password_policy_due": {
        "en": "a password policy of the account (AccountPasswordPolicy), because {0} is administered there",
        "fr": "une politique de mots de passe du compte (AccountPasswordPolicy), car {0} s'y administre",
    },
    "known_account": {
        "en": "accounts that can be told from the program's own (allowedAccountIds of the provider)",
        "fr": "des comptes que l'on distingue de ceux du programme (allowedAccountIds du fournisseur)",
    },
    "external_id": {
        "en": "the condition sts:ExternalId, or aws:PrincipalOrgID for an account of the organisation",
        "fr": "la condition sts:ExternalId, ou aws:PrincipalOrgID pour un compte de l'organisation",
    },
    "expiry_tag": {
        "en": "a tag hds:expires with a date from today to 365 days ahead",
        "fr": "une étiquette hds:expires dont la date va d'aujourd'hui à 365 jours plus tard",
    },
    "analyzer_due": {
        "en": "an analyzer of external access (type ACCOUNT or ORGANIZATION) in {0}, because {1} is there",
        "fr": "un analyseur d'accès externes (type ACCOUNT ou ORGANIZATION) en {0}, car {1} s'y trouve",
    },
}
