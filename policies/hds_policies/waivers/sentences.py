# SPDX-License-Identifier: Apache-2.0
"""The sentences about waivers, in English and French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_controls.model import Text
from hds_controls.sentence import NOT_UTF8, Sentence, sentence

if TYPE_CHECKING:
    from hds_controls.model import Language
    from hds_policies.waivers.register import Waiver

__all__ = ["ADMITTED", "SENTENCES", "admitted", "waived"]

ADMITTED: dict[str, Text] = {
    "not_waivable": Text(en="any control but {controls}", fr="tout contrôle sauf {controls}"),
    "self_approved": Text(en="anybody but the owner", fr="toute autre personne que le responsable"),
    "too_broad": Text(en="name, nam*, type::name, urn:pulumi:...::name", fr="nom, no*, type::nom, urn:pulumi:...::nom"),
    "not_a_date": Text(en="YYYY-MM-DD", fr="AAAA-MM-JJ"),
    "created_later": Text(en="{today} or before", fr="{today} ou avant"),
    "expired": Text(en="{first} ... {last}", fr="{first} ... {last}"),
    "expired_for_good": Text(
        en="no day any more, since its creation on {created} is over {most} days ago",
        fr="plus aucun jour, car sa création, le {created}, date de plus de {most} jours",
    ),
    "nothing_to_waive": Text(en="nothing, for {control} has no finding", fr="rien, car {control} n'a aucun constat"),
    "not_judged": Text(en="a control that a rule judges", fr="un contrôle qu'une règle juge"),
}
"""What would do instead, in words, by the code of the sentence."""

SENTENCES: dict[str, Sentence] = {
    # The file.
    "no_file": sentence(
        "there is no register of waivers of that name, or it cannot be read",
        "il n'y a pas de registre de dérogations de ce nom, ou il est illisible",
        "correct the path given by --waivers or HDS_WAIVERS, or take it out",
        "corrigez le chemin donné par --waivers ou HDS_WAIVERS, ou retirez-le",
    ),
    "not_utf8": NOT_UTF8,
    "broken_yaml": sentence(
        "the file is not YAML (column {column})",
        "le fichier n'est pas du YAML (colonne {column})",
        "check indentation, quotation marks and brackets on that line",
        "vérifiez l'indentation, les guillemets et les crochets de cette ligne",
    ),
    # The form of a waiver.
    "wrong_type": sentence(
        "{key} is not {expected}",
        "{key} n'est pas {expected}",
        "the form of the file is printed by: hds schema waivers",
        "la forme du fichier est donnée par : hds schema waivers",
    ),
    "unknown_key": sentence(
        "{key} is not a key of the register",
        "{key} n'est pas une clé du registre",
        "write one of the keys allowed, or take it out",
        "écrivez l'une des clés admises, ou retirez-la",
    ),
    "duplicate_key": sentence(
        "{key} stands twice, first on line {first}",
        "{key} figure deux fois, d'abord à la ligne {first}",
        "keep one of the two",
        "gardez l'une des deux",
    ),
    "missing": sentence(
        "{key} is missing",
        "{key} manque",
        "a waiver says all of: {keys}",
        "une dérogation donne tout ceci : {keys}",
    ),
    "unprintable": sentence(
        "{key} holds characters that cannot be printed",
        "{key} contient des caractères qui ne s'impriment pas",
        "write the text again without control characters",
        "écrivez ce texte sans caractères de contrôle",
    ),
    "secret": sentence(
        "{key} seems to hold a secret ({kind})",
        "{key} semble contenir un secret ({kind})",
        "take it out and revoke it: the register is read by many and printed in reports",
        "retirez-le et révoquez-le : le registre est lu par beaucoup et imprimé dans les rapports",
    ),
    "personal_data": sentence(
        "{key} seems to hold personal data",
        "{key} semble contenir des données personnelles",
        "say why without naming a person: reports and logs repeat the reason",
        "motivez sans désigner une personne : les rapports et les journaux répètent le motif",
    ),
    "not_a_date": sentence(
        "{key}: {given} is not a day",
        "{key} : {given} n'est pas un jour",
        "write year, month and day, for example 2027-01-31",
        "écrivez année, mois et jour, par exemple 2027-01-31",
    ),
    # What may be waived, by whom and how long.
    "unknown_control": sentence(
        "{key}: {given} is no control of the catalogue",
        "{key} : {given} n'est pas un contrôle du catalogue",
        "hds controls lists them; a report gives the control of each finding",
        "hds controls les énumère ; un rapport donne le contrôle de chaque constat",
    ),
    "not_waivable": sentence(
        "{key}: {given} cannot be waived ({title}). {why}",
        "{key} : {given} n'admet pas de dérogation ({title}). {why}",
        "mend the resource, then delete this waiver",
        "corrigez la ressource, puis supprimez cette dérogation",
    ),
    "too_broad": sentence(
        "{key}: {given} matches resources of any name",
        "{key} : {given} convient à des ressources de n'importe quel nom",
        "a waiver is for resources that somebody looked at: write their name, or its beginning followed by *",
        "une dérogation vise des ressources qu'on a regardées : écrivez leur nom, ou son début suivi de *",
    ),
    "self_approved": sentence(
        "{key}: {given} is the owner too",
        "{key} : {given} en est aussi le responsable",
        "let somebody else approve it, who answers for the risk",
        "faites-la approuver par une autre personne, qui répond du risque",
    ),
    "created_later": sentence(
        "{key}: {given} is still to come",
        "{key} : {given} est encore à venir",
        "write the day on which it was approved (days are counted in UTC)",
        "écrivez le jour de son approbation (les jours sont comptés en UTC)",
    ),
    "expiry_first": sentence(
        "{key}: {given} is before the day it was created",
        "{key} : {given} précède le jour de sa création",
        "write the last day on which the waiver holds",
        "écrivez le dernier jour où la dérogation vaut",
    ),
    "too_long": sentence(
        "{key}: {given} is {days} days after the day it was created",
        "{key} : {given} vient {days} jours après le jour de sa création",
        "a waiver holds for {most} days at most; afterwards it is examined again",
        "une dérogation vaut {most} jours au plus ; ensuite elle est réexaminée",
    ),
    "expired": sentence(
        "{key}: the waiver ended on {given}, {days} days ago",
        "{key} : la dérogation a pris fin le {given}, il y a {days} jours",
        "mend the resource and delete the waiver, or have a new one approved with a new day of creation",
        "corrigez la ressource et supprimez la dérogation, ou faites-en approuver une nouvelle, avec un nouveau jour de création",
    ),
    # What it covers.
    "no_resource": sentence(
        "{key}: {given} matches no resource",
        "{key} : {given} ne désigne aucune ressource",
        "write the name, type::name or URN that a report shows, or delete the waiver; of another stack, write the URN",
        "écrivez le nom, type::nom ou l'URN qu'un rapport montre, ou supprimez la dérogation ; d'un autre stack, écrivez l'URN",
    ),
    "nothing_to_waive": sentence(
        "{key}: no resource that {given} matches has a finding of {control}",
        "{key} : aucune ressource que {given} désigne n'a de constat de {control}",
        "delete the waiver if the resource was mended, or correct its control",
        "supprimez la dérogation si la ressource a été corrigée, ou rectifiez son contrôle",
    ),
    "not_judged": sentence(
        "{key}: no rule judges {given}, so there is nothing to waive",
        "{key} : aucune règle ne juge {given}, il n'y a donc pas lieu de déroger",
        "delete the waiver; docs/coverage.md says how this control is proved",
        "supprimez la dérogation ; docs/coverage.md dit comment ce contrôle se prouve",
    ),
}
"""What is wrong, by code: ``{key}`` is the place in the file, ``{given}`` the value as it may be printed."""

_WAIVED = Text(
    en="waived until {until}, approved by {approver}, owner {owner}: {reason}",
    fr="dérogation jusqu'au {until}, approuvée par {approver}, responsable {owner} : {reason}",
)


def admitted(code: str, **facts: object) -> Text:
    """What would do instead, in words."""
    return Text(en=ADMITTED[code].en.format(**facts), fr=ADMITTED[code].fr.format(**facts))


def waived(waiver: Waiver, language: Language) -> str:
    """Until when, by whom and why a finding is accepted, in one line."""
    words: str = getattr(_WAIVED, language)
    return words.format(until=waiver.expiry.isoformat(), approver=waiver.approver, owner=waiver.owner, reason=waiver.reason)
