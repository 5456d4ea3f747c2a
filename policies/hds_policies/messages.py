# SPDX-License-Identifier: Apache-2.0
"""The sentences of a finding, in English and French, made from the facts of its evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hds_controls import load, residency
from hds_policies import expectations
from hds_policies.values import Absent, Known, Secret, Unknown, Value, is_list, is_map, is_secret, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hds_controls.model import Language
    from hds_policies.judge import Finding
    from hds_policies.verdict import Evidence, Expectation

__all__ = ["EXPECTATIONS", "expectation", "given", "message", "open_verdicts"]

EXPECTATIONS: dict[str, dict[Language, str]] = {
    "made_in_hardware": {
        "en": "material made in a hardware module, which a document proves",
        "fr": "un matériel créé dans un module matériel, ce qu'un document prouve",
    },
    "equals": {"en": "{0}", "fr": "{0}"},
    "one_of": {"en": "one of {all}", "fr": "une valeur parmi {all}"},
    "at_most": {"en": "at most {0}", "fr": "au plus {0}"},
    "at_least": {"en": "at least {0}", "fr": "au moins {0}"},
    "present": {"en": "a value", "fr": "une valeur"},
    "absent": {"en": "no value", "fr": "aucune valeur"},
    "in_eea": {"en": "a region of the EEA: {all}", "fr": "une région de l'EEE : {all}"},
    "replicated_in_eea": {
        "en": "a key policy that lets nobody replicate or promote the key (kms:ReplicaRegion, kms:PrimaryRegion) outside the EEA",
        "fr": "une politique qui ne laisse personne répliquer ni promouvoir la clé hors de l'EEE (kms:ReplicaRegion, kms:PrimaryRegion)",
    },
    "copied_in_eea": {
        "en": "a vault policy that denies backup:CopyFromBackupVault to vaults outside the EEA (backup:CopyTargets)",
        "fr": "une politique de coffre qui refuse backup:CopyFromBackupVault vers des coffres hors de l'EEE (backup:CopyTargets)",
    },
    "services_declared": {
        "en": "an output approvedServices of the program: the services found in the certificate in force, which may be used",
        "fr": "une sortie approvedServices du programme : les services trouvés dans le certificat en vigueur, qui peuvent servir",
    },
    "approved_service": {
        "en": "a service of the list approvedServices; read the certificate in force, then add {0} to it, or do without",
        "fr": "un service de la liste approvedServices ; lisez le certificat en vigueur, puis ajoutez-y {0}, ou passez-vous-en",
    },
    "listed_region": {"en": "a region named in a public HDS list: {all}", "fr": "une région nommée dans une liste HDS publique : {all}"},
    "eea_zone": {
        "en": "an availability zone of an EEA region, such as eu-west-3a; never a local or wavelength zone",
        "fr": "une zone de disponibilité d'une région de l'EEE, comme eu-west-3a ; jamais une zone locale ou Wavelength",
    },
    "redacted": {
        "en": "the header {0} among the fields that this log leaves out (redactedFields)",
        "fr": "l'en-tête {0} parmi les champs que ce journal laisse de côté (redactedFields)",
    },
    "eea_name": {
        "en": "names of AWS in regions of the EEA, such as *.eu-west-3.amazonaws.com",
        "fr": "des noms d'AWS dans des régions de l'EEE, comme *.eu-west-3.amazonaws.com",
    },
    "target_in_eea": {
        "en": "a target in a region of the EEA; this one is in {0}",
        "fr": "une cible dans une région de l'EEE ; celle-ci est en {0}",
    },
    "target_placed": {
        "en": "a target whose region can be read: an ARN with a region, or a resource of this program",
        "fr": "une cible dont la région se lit : un ARN avec région, ou une ressource de ce programme",
    },
    "not_used": {"en": "no such resource: {0}", "fr": "aucune ressource de ce type : {0}"},
    "regional_model": {
        "en": "a model called in one region of the EEA, not a cross-region profile",
        "fr": "un modèle appelé dans une région de l'EEE, et non un profil inter-régions",
    },
    "eea_countries": {
        "en": "countries of the EEA only, in a list that lets in (or in a negated list that blocks)",
        "fr": "uniquement des pays de l'EEE, dans une liste qui laisse entrer (ou dans une liste niée qui bloque)",
    },
    "block_by_default": {"en": "a default action that blocks", "fr": "une action par défaut qui bloque"},
    "opted_out": {
        "en": "optOut as the default of all services, and for each service named",
        "fr": "optOut par défaut pour tous les services, et pour chaque service nommé",
    },
    "no_nir": {"en": "no social security number (NIR)", "fr": "aucun numéro de sécurité sociale (NIR)"},
    "no_email": {"en": "no e-mail address", "fr": "aucune adresse électronique"},
    "no_phone": {"en": "no telephone number", "fr": "aucun numéro de téléphone"},
    "no_birth_date": {"en": "no date of birth", "fr": "aucune date de naissance"},
    "no_patient": {"en": "no patient number or name", "fr": "aucun numéro ni nom de patient"},
    "no_personal_data": {"en": "a text without personal data", "fr": "un texte sans donnée à caractère personnel"},
    "customer_key": {
        "en": "a key of the customer, never one of AWS",
        "fr": "une clé du client, jamais une clé d'AWS",
    },
    "key_in_region": {"en": "a key in {0}, where it serves", "fr": "une clé en {0}, là où elle sert"},
    "default_encryption": {
        "en": "a default encryption of the bucket: SSE-KMS under a customer key",
        "fr": "un chiffrement par défaut du compartiment : SSE-KMS sous une clé du client",
    },
    "refuses_other_keys": {
        "en": "a policy that denies everyone to write under AES256, the provider's key or a key of another account",
        "fr": "une politique qui refuse à tous d'écrire sous AES256, la clé du fournisseur ou la clé d'un autre compte",
    },
    "template_or_default_encryption": {
        "en": "a launch template with encrypted disks, or encryption by default with a customer key in this region",
        "fr": "un modèle de lancement aux disques chiffrés, ou le chiffrement par défaut avec une clé du client dans cette région",
    },
    "store_with_customer_key": {
        "en": "a store that takes a customer key, which this service does not offer",
        "fr": "un stockage qui accepte une clé du client, ce que ce service n'offre pas",
    },
    "negotiation_policy": {
        "en": "a negotiation policy of this program for this port",
        "fr": "une politique de négociation de ce programme pour ce port",
    },
    "strong_suite": {
        "en": "TLS 1.2 with ephemeral key exchange and GCM, CCM or Poly1305 only",
        "fr": "uniquement TLS 1.2 avec échange de clés éphémère et GCM, CCM ou Poly1305",
    },
    "refuses_plain_text": {
        "en": "a policy that denies everyone when aws:SecureTransport is false",
        "fr": "une politique qui refuse tout le monde quand aws:SecureTransport est faux",
    },
    "refuses_old_tls": {
        "en": "a policy that denies everyone when s3:TlsVersion is below 1.2",
        "fr": "une politique qui refuse tout le monde quand s3:TlsVersion est inférieur à 1.2",
    },
    "https_redirect": {"en": "a redirection to HTTPS, or an HTTPS listener", "fr": "une redirection vers HTTPS, ou un écouteur HTTPS"},
    "forces_tls": {
        "en": "a parameter group of this program that forces TLS: {all}",
        "fr": "un groupe de paramètres de ce programme qui impose TLS : {all}",
    },
    "tag": {"en": "the tag {0}", "fr": "l'étiquette {0}"},
    "tag_of_user": {"en": "{0}, as on {1}, which this key encrypts", "fr": "{0}, comme sur {1}, que cette clé chiffre"},
    "key_policy": {
        "en": "a key policy that can be read; without one, the whole account administers and uses the key",
        "fr": "une politique de clé lisible ; sans elle, tout le compte administre et utilise la clé",
    },
    "named_principals": {
        "en": "named principals, or conditions that keep to an account or an organisation",
        "fr": "des principaux nommés, ou des conditions qui restent dans un compte ou une organisation",
    },
    "named_principal": {"en": "one role or service, not a whole account", "fr": "un rôle ou un service, pas un compte entier"},
    "separate_administration": {
        "en": "statements in which nobody may both administer the key and use it",
        "fr": "des instructions où personne ne peut à la fois administrer la clé et l'utiliser",
    },
    "used_through_services": {
        "en": "cryptography for the account through a service (kms:ViaService), in a context, or by named callers; {0} leaves it to anyone",
        "fr": "la cryptographie pour le compte par un service (kms:ViaService), un contexte ou des appelants nommés ; {0} la laisse à tous",
    },
    "no_delegation": {
        "en": "operations without CreateGrant, or a grant constrained by its encryption context",
        "fr": "des opérations sans CreateGrant, ou un octroi limité par son contexte de chiffrement",
    },
    "rotation": {"en": "a rotation of this secret", "fr": "une rotation de ce secret"},
    "no_secret": {
        "en": "nothing secret here: a reference to the vault that keeps it",
        "fr": "rien de secret ici : une référence au coffre qui le garde",
    },
    "rule_error": {"en": "the rule itself failed ({0}); report it", "fr": "la règle elle-même a échoué ({0}) ; signalez-le"},
    **expectations.BY_KEY,
}
"""Sentences by key of ``Expectation``: ``{0}`` is its first value, ``{all}`` all of them."""

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "is": "{path} is {given}; expected: {expected}",
        "resource": "expected: {expected}",
        "absent": "not set",
        "secret": "a secret, not readable here",
        "unknown": "not known yet",
        "depends": "not known yet (computed from {on})",
        "open": "{count} verdicts are open, because a value is not known yet or may not be read; they are not passes:",
        "more": "and {count} more",
    },
    "fr": {
        "is": "{path} vaut {given} ; attendu : {expected}",
        "resource": "attendu : {expected}",
        "absent": "non renseigné",
        "secret": "un secret, illisible ici",
        "unknown": "encore inconnu",
        "depends": "encore inconnu (calculé à partir de {on})",
        "open": "{count} verdicts restent ouverts, car une valeur est encore inconnue ou illisible ; ils ne valent pas succès :",
        "more": "et {count} de plus",
    },
}
_WIDTH = 120
_SHOWN = 5


def message(evidence: Evidence, language: Language) -> str:
    """One sentence: the property, the value given, the value expected."""
    words = _WORDS[language]
    expected = expectation(evidence.expected, language)
    if not evidence.property:
        return words["resource"].format(expected=expected)
    return words["is"].format(path=evidence.property, given=given(evidence.given, language), expected=expected)


def open_verdicts(findings: Iterable[Finding], language: Language) -> str:
    """A summary of unknown verdicts: how many, then per control the resources and the properties that are awaited."""
    words = _WORDS[language]
    awaited: dict[str, dict[str, str]] = {}
    for finding in findings:
        place = f"{finding.resource.name}.{finding.evidence.property}".removesuffix(".")
        awaited.setdefault(finding.rule.control, {}).setdefault(finding.resource.urn, place)
    lines = [words["open"].format(count=sum(map(len, awaited.values())))]
    for control, places in awaited.items():
        shown = list(places.values())[:_SHOWN]
        rest = [words["more"].format(count=len(places) - _SHOWN)] if len(places) > _SHOWN else []
        lines.append(f"{control}: {', '.join(shown + rest)}")
    return "\n".join(lines)


def expectation(expected: Expectation, language: Language) -> str:
    """What would have passed, in words."""
    values = [_spell(value) for value in expected.values]
    if len(values) == 1:
        values = [_placed(values[0], language)]
    key = "equals" if expected.key == "one_of" and len(values) == 1 else expected.key
    return EXPECTATIONS[key][language].format(*values, all=", ".join(values))


def given(value: Value, language: Language) -> str:
    """A value in words; a secret has none."""
    words = _WORDS[language]
    match value:
        case Known(known):
            return _placed(_spell(known), language)
        case Absent():
            return words["absent"]
        case Secret():
            return words["secret"]
        case Unknown(()):
            return words["unknown"]
        case Unknown(urns):
            return words["depends"].format(on=", ".join("::".join(urn.split("::")[-1:]) for urn in urns))


def _placed(text: str, language: Language) -> str:
    """A region with the place where it lies, since names mislead; any other text as it is."""
    return f"{text} ({residency.describe(text, language)})" if text in load.regions() else text


def _spell(value: Any) -> str:
    value = _readable(value)
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _readable(raw: Any) -> Any:
    """A raw value without what may not be printed: secrets and sentinels deep inside it are named, never shown."""
    if is_secret(raw):
        return "(secret)"
    if is_unknown(raw):
        return "(unknown)"
    if is_map(raw):
        return {key: _readable(item) for key, item in raw.items()}
    return [_readable(item) for item in raw] if is_list(raw) else raw
