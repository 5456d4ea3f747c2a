# SPDX-License-Identifier: Apache-2.0
"""The sentences of every problem of a stack file, in English and French.

``{key}`` is the dotted path of the setting, ``{given}`` its value as it may be printed; the other facts are named by who reports.
"""

from __future__ import annotations

from hds_controls.model import Text
from hds_controls.sentence import NOT_UTF8, TYPES, Sentence, sentence
from hds_stacks.copy_messages import COPIES
from hds_stacks.service_messages import SERVICES
from hds_stacks.workload_messages import WORKLOADS

__all__ = ["EXPECTED", "SENTENCES", "YAML_REASONS"]

EXPECTED: dict[str, Text] = TYPES | {
    "number": Text(en="a whole number", fr="un nombre entier"),
    "boolean": Text(en="true or false", fr="true ou false"),
}
"""Types, in words."""

YAML_REASONS: dict[str, Text] = {
    "tab": Text(en="a tab indents the line", fr="une tabulation indente la ligne"),
    "colon": Text(en="a key has no colon after it", fr="une clé n'est pas suivie de deux-points"),
    "quote": Text(en="a quotation mark is not closed", fr="un guillemet n'est pas fermé"),
    "flow": Text(en="a bracket or a brace is not closed", fr="un crochet ou une accolade n'est pas fermé"),
    "alias": Text(en="an alias names no anchor", fr="un alias ne désigne aucune ancre"),
    "documents": Text(en="the file holds several documents", fr="le fichier contient plusieurs documents"),
    "character": Text(en="a character is not allowed there", fr="un caractère n'est pas admis à cet endroit"),
    "structure": Text(en="the indentation or the punctuation does not hold", fr="l'indentation ou la ponctuation est incohérente"),
}
"""Why a text is not YAML, in words."""

SENTENCES: dict[str, Sentence] = {
    # The file.
    "no_file": sentence(
        "there is no stack file of that name",
        "il n'existe pas de fichier de stack de ce nom",
        "name one of the stacks, or write this file",
        "nommez l'une de ces stacks, ou écrivez ce fichier",
    ),
    "not_utf8": NOT_UTF8,
    "broken_yaml": sentence(
        "the file is not YAML: {reason} (column {column})",
        "le fichier n'est pas du YAML : {reason} (colonne {column})",
        "mend this line or the one above; nothing after it could be read",
        "corrigez cette ligne ou la précédente ; la suite n'a pas pu être lue",
    ),
    "too_deep": sentence(
        "the values of {key} are nested too deep",
        "les valeurs de {key} sont imbriquées trop profondément",
        "check the indentation and the brackets",
        "vérifiez l'indentation et les crochets",
    ),
    "alias": sentence(
        "{key} is a YAML alias or merge",
        "{key} est un alias ou une fusion YAML",
        "write the value out where it is used: readers and the engine's own rewriting of the file lose aliases",
        "écrivez la valeur là où elle sert : le lecteur et la réécriture du fichier par le moteur perdent les alias",
    ),
    "foreign_tag": sentence(
        "{key} has a YAML tag or a key that is not plain",
        "{key} porte une étiquette YAML ou une clé qui n'est pas un simple texte",
        "write plain text, numbers, true, false, lists and maps",
        "écrivez des textes, des nombres, true, false, des listes et des tables",
    ),
    "duplicate_key": sentence(
        "{key} is written twice (first on line {first})",
        "{key} est écrit deux fois (d'abord à la ligne {first})",
        "keep one of the two",
        "gardez l'une des deux",
    ),
    "unquoted_number": sentence(
        "{key} is a number with a leading zero, which YAML readers take for another number",
        "{key} est un nombre qui commence par zéro, que les lecteurs de YAML prennent pour un autre nombre",
        "put it between quotes",
        "mettez-le entre guillemets",
    ),
    "no_namespace": sentence(
        "{key} has no namespace",
        "{key} n'a pas d'espace de noms",
        'write "hds:{key}"',
        "écrivez « hds:{key} »",
    ),
    # Keys, types, shapes.
    "unknown_key": sentence(
        "{key} is not a known key",
        "{key} n'est pas une clé connue",
        'did you mean "{nearest}"?',
        "vouliez-vous dire « {nearest} » ?",
    ),
    "foreign_key": sentence(
        "{key} is not a known key",
        "{key} n'est pas une clé connue",
        "remove it, or write one of the allowed keys",
        "supprimez-la, ou écrivez l'une des clés admises",
    ),
    "missing": sentence(
        "{key} is missing",
        "{key} manque",
        "add it to the stack file",
        "ajoutez-la au fichier de stack",
    ),
    "required_by_profile": sentence(
        "{key} is missing, and the profile {profile} requires it",
        "{key} manque, et le profil {profile} l'exige",
        "add it to the stack file, or take a profile that does without it",
        "ajoutez-la au fichier de stack, ou choisissez un profil qui s'en passe",
    ),
    "wrong_type": sentence(
        "{key} is {given}, which is not {expected}",
        "{key} vaut {given}, qui n'est pas {expected}",
        "write {expected}",
        "écrivez {expected}",
    ),
    "quote_it": sentence(
        "{key} is {given}, a number, where text is expected",
        "{key} vaut {given}, un nombre, là où un texte est attendu",
        "put it between quotes: YAML drops the leading zero of a number",
        "mettez-le entre guillemets : YAML supprime le zéro initial d'un nombre",
    ),
    "not_allowed": sentence(
        "{key} is {given}",
        "{key} vaut {given}",
        "write one of the allowed values",
        "écrivez l'une des valeurs admises",
    ),
    "malformed": sentence(
        "{key} is {given}, which does not have the expected shape",
        "{key} vaut {given}, qui n'a pas la forme attendue",
        "write it as described",
        "écrivez-le comme décrit",
    ),
    "out_of_bounds": sentence(
        "{key} is {given}, out of bounds",
        "{key} vaut {given}, hors des bornes",
        "write a value within the bounds",
        "écrivez une valeur comprise entre les bornes",
    ),
    "too_few_or_many": sentence(
        "{key} has {count} items",
        "{key} compte {count} éléments",
        "add or remove items",
        "ajoutez ou retirez des éléments",
    ),
    "duplicate_name": sentence(
        "{key} is {given}, already the name of another store",
        "{key} vaut {given}, déjà le nom d'un autre magasin",
        "give each store its own name",
        "donnez à chaque magasin un nom qui lui est propre",
    ),
    "reserved_name": sentence(
        "{key} is {given}, the name of a store that the environment makes for its traces",
        "{key} vaut {given}, nom d'un magasin que l'environnement crée pour ses traces",
        "give the store another name",
        "donnez un autre nom au magasin",
    ),
    "reserved_tag": sentence(
        "{key} begins with aws:, which AWS keeps for itself",
        "{key} commence par aws:, que AWS se réserve",
        "choose another prefix",
        "choisissez un autre préfixe",
    ),
    "unknown_data_class": sentence(
        "{key} is {given}, which is not one of dataClasses",
        "{key} vaut {given}, absent de dataClasses",
        "add the class to hds:dataClasses, or name one that is there",
        "ajoutez la classe à hds:dataClasses, ou nommez-en une qui s'y trouve",
    ),
    # Places.
    "region_unknown": sentence(
        "region {given} is not in the dated facts, so nothing says that it is in the EEA",
        "la région {given} est absente des faits datés : rien n'établit qu'elle soit dans l'EEE",
        "write one of the allowed regions",
        "écrivez l'une des régions admises",
    ),
    "region_outside": sentence(
        "region {given} is not in the EEA ({place})",
        "la région {given} n'est pas dans l'EEE ({place})",
        "health data are stored in the European Economic Area only (HDS 2.0, EXI 28): write one of the allowed regions",
        "les données de santé restent dans l'Espace économique européen (HDS 2.0, EXI 28) : écrivez l'une des régions admises",
    ),
    "region_unlisted": sentence(
        "region {given} is in the EEA ({place}), but the public list of {dated} does not name it in the HDS certificate of its provider",
        "la région {given} est dans l'EEE ({place}), mais la liste publique du {dated} ne la nomme pas au certificat HDS du fournisseur",
        "write one of the allowed regions, or ask the provider for the certificate and have the dated facts amended",
        "écrivez l'une des régions admises, ou demandez le certificat au fournisseur et faites compléter les faits datés",
    ),
    "region_of_other_cloud": sentence(
        "region {given} ({place}) is not a region of {cloud}",
        "la région {given} ({place}) n'est pas une région de {cloud}",
        "write a region of the cloud that hds:cloud names",
        "écrivez une région du cloud que nomme hds:cloud",
    ),
    "replica_is_primary": sentence(
        "the replica region {given} is the primary region itself",
        "la région de réplique {given} est la région principale elle-même",
        "a copy in the same region is lost with it: write another one",
        "une copie placée dans la même région disparaît avec elle : écrivez-en une autre",
    ),
    "replica_in_other_partition": sentence(
        "the replica region {given} is in the partition {partition}, the primary region in {primary}",
        "la région de réplique {given} est dans la partition {partition}, la région principale dans {primary}",
        "accounts, keys and copies do not cross partitions: write a region of the same one",
        "comptes, clés et copies ne franchissent pas les partitions : écrivez une région de la même partition",
    ),
    "provider_region": sentence(
        "{key} is {given}, and hds:region is {region}",
        "{key} vaut {given}, et hds:region vaut {region}",
        "remove it: hds:region is the one place where the region is said",
        "supprimez-la : hds:region est le seul endroit où la région se dit",
    ),
    # Terms.
    "unknown_retention_class": sentence(
        "{key} is {given}, which is not a retention class of the dated facts",
        "{key} vaut {given}, qui n'est pas une classe de conservation des faits datés",
        "write one of the allowed classes",
        "écrivez l'une des classes admises",
    ),
    "under_floor": sentence(
        "{key} is {given} days, under the floor of {floor} days for {retention_class} ({source}, {url})",
        "{key} vaut {given} jours, sous le plancher de {floor} jours pour {retention_class} ({source}, {url})",
        "keep them {floor} days or more. {text}",
        "conservez-les au moins {floor} jours. {text}",
    ),
    "over_ceiling": sentence(
        "{key} is {given} days, over the ceiling of {ceiling} days for {retention_class} ({source}, {url})",
        "{key} vaut {given} jours, au-dessus du plafond de {ceiling} jours pour {retention_class} ({source}, {url})",
        "keep them {ceiling} days or less. {text}",
        "conservez-les au plus {ceiling} jours. {text}",
    ),
    "log_group_days": sentence(
        "{key} is {given} days, a term that log groups of {cloud} do not have",
        "{key} vaut {given} jours, une durée que les groupes de journaux de {cloud} ne proposent pas",
        "write one of the allowed terms; the archive keeps traces longer",
        "écrivez l'une des durées admises ; l'archive conserve les traces plus longtemps",
    ),
    # Ranges.
    "range_malformed": sentence(
        "{key} is {given}, which is not an IPv4 range",
        "{key} vaut {given}, qui n'est pas une plage IPv4",
        "write four numbers from 0 to 255 and a prefix from 0 to 32",
        "écrivez quatre nombres de 0 à 255 et un préfixe de 0 à 32",
    ),
    "range_host_bits": sentence(
        "{key} is {given}, an address inside a range rather than the range",
        "{key} vaut {given}, une adresse dans une plage plutôt que la plage",
        "write {network} if that is the range you mean",
        "écrivez {network} si c'est bien la plage voulue",
    ),
    "range_public": sentence(
        "{key} is {given}, which is not a private range",
        "{key} vaut {given}, qui n'est pas une plage privée",
        "write a range within one of these blocks",
        "écrivez une plage comprise dans l'un de ces blocs",
    ),
    "ranges_overlap": sentence(
        "{key} is {given}, which overlaps {other} ({other_key})",
        "{key} vaut {given}, qui recouvre {other} ({other_key})",
        "traffic between overlapping ranges cannot be routed: choose ranges apart",
        "le trafic entre des plages qui se recouvrent ne peut pas être routé : choisissez des plages disjointes",
    ),
    "range_for_zones": sentence(
        "{key} is {given}, which cannot hold the subnets of {zones} zones",
        "{key} vaut {given}, qui ne peut pas contenir les sous-réseaux de {zones} zones",
        "write a range of an allowed size, or fewer zones",
        "écrivez une plage d'une taille admise, ou moins de zones",
    ),
    # What must not be there.
    "personal_data": sentence(
        "{key} seems to hold personal data ({kind}); the value is not shown",
        "{key} semble contenir une donnée personnelle ({kind}) ; la valeur n'est pas affichée",
        "name the system, never a person: names and tags are copied to consoles, bills and support cases (HDS-LOC-12)",
        "nommez le système, jamais une personne : noms et étiquettes sont recopiés dans consoles, factures et tickets (HDS-LOC-12)",
    ),
    "plain_secret": sentence(
        "{key} seems to hold a secret in clear ({kind}); the value is not shown",
        "{key} semble contenir un secret en clair ({kind}) ; la valeur n'est pas affichée",
        "revoke it, since it was on disk; no setting takes a secret: a store of secrets holds it, and programs read it there",
        "révoquez-le, puisqu'il était sur disque ; aucun réglage n'accepte de secret : un coffre le garde, et les programmes l'y lisent",
    ),
    "secret_not_accepted": sentence(
        "{key} is an encrypted value, and no hds setting takes one",
        "{key} est une valeur chiffrée, et aucun réglage hds n'en accepte",
        "write the value in clear if it is no secret; otherwise remove it",
        "écrivez la valeur en clair si elle n'est pas secrète ; sinon supprimez-la",
    ),
    # Workflow.
    "lock_stage": sentence(
        "{key} is locked, and hds:stage is {stage}",
        "{key} vaut locked, et hds:stage vaut {stage}",
        "what nobody can undo is for production only: write governance or draft",
        "ce que nul ne peut défaire est réservé à la production : écrivez governance ou draft",
    ),
    "lock_confirmation": sentence(
        "hds:lock.phase is locked without its confirmation: {given}",
        "hds:lock.phase vaut locked sans sa confirmation : {given}",
        "nobody, not even the provider, can shorten these terms: copy the sentence into hds:lock.confirmation only if that is meant",
        "nul ne pourra abréger ces durées, pas même le fournisseur : ne copiez la phrase dans hds:lock.confirmation que si c'est voulu",
    ),
    "confirmation_without_lock": sentence(
        "{key} confirms a lock, and hds:lock.phase is {phase}",
        "{key} confirme un verrouillage, et hds:lock.phase vaut {phase}",
        "write phase: locked with it, or remove it",
        "écrivez aussi phase: locked, ou supprimez-la",
    ),
    "profile_for_production": sentence(
        "{key} is {given}, and hds:stage is production",
        "{key} vaut {given}, et hds:stage vaut production",
        "this profile gives up protections that health data need: {gives_up}",
        "ce profil renonce à des protections nécessaires aux données de santé : {gives_up}",
    ),
    "cloud_not_available": sentence(
        "{key} is {given}, a cloud that this version does not build on yet",
        "{key} vaut {given}, un cloud sur lequel cette version ne construit pas encore",
        "write one of the allowed clouds",
        "écrivez l'un des clouds admis",
    ),
    **COPIES,
    **SERVICES,
    **WORKLOADS,
}
"""Sentences by the code of the problem."""
