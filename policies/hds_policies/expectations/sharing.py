# SPDX-License-Identifier: Apache-2.0
"""What the rules of sharing expect, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hds_controls.model import Language

__all__ = ["SHARING"]

SHARING: dict[str, dict[Language, str]] = {
    "closed_to_public": {
        "en": "statements that let in nobody from the Internet; {0} lets anyone in",
        "fr": "des instructions qui ne laissent entrer personne depuis Internet ; {0} laisse entrer n'importe qui",
    },
    "closed_to_strangers": {
        "en": "statements bounded by the account or the organisation of the caller; {0} is not",
        "fr": "des instructions bornées par le compte ou l'organisation de l'appelant ; {0} ne l'est pas",
    },
    "own_source": {
        "en": "a service that acts for the own account only (aws:SourceAccount, aws:SourceArn or aws:SourceOrgID); {0} does not say so",
        "fr": "un service qui n'agit que pour le compte (aws:SourceAccount, aws:SourceArn ou aws:SourceOrgID) ; {0} ne le dit pas",
    },
    "own_accounts": {
        "en": "accounts of the program only, or the condition aws:PrincipalOrgID; {0} lets another account in",
        "fr": "des comptes du programme seulement, ou la condition aws:PrincipalOrgID ; {0} laisse entrer un autre compte",
    },
    "named_actions": {
        "en": "actions by name, those that are needed; {0} gives every one",
        "fr": "des actions nommées, celles qui servent ; {0} les donne toutes",
    },
    "refuses_outsiders": {
        "en": "a policy that denies whoever is outside: another organisation, another account or another network",
        "fr": "une politique qui refuse quiconque est dehors : autre organisation, autre compte ou autre réseau",
    },
    "readable_statement": {
        "en": "a statement that can be decided; {0} cannot yet",
        "fr": "une instruction dont on peut décider ; {0} ne le permet pas encore",
    },
    "readable_policy": {"en": "a policy that can be read", "fr": "une politique lisible"},
    "account_block_due": {
        "en": "a block of public access for the account (AccountPublicAccessBlock), because the program makes the bucket {0}",
        "fr": "un blocage d'accès public du compte (AccountPublicAccessBlock), car le programme crée le compartiment {0}",
    },
    "bucket_block": {
        "en": "a block of public access for this bucket (BucketPublicAccessBlock)",
        "fr": "un blocage d'accès public pour ce compartiment (BucketPublicAccessBlock)",
    },
    "refuses_old_links": {
        "en": "a policy that denies everyone, on each object, when s3:signatureAge is above 900000 or less",
        "fr": "une politique qui refuse tout le monde, sur chaque objet, quand s3:signatureAge dépasse 900000 ou moins",
    },
    "snapshot_block_due": {
        "en": "a block of public snapshots (SnapshotBlockPublicAccess) in {0}, because {1} is there",
        "fr": "un blocage des instantanés publics (SnapshotBlockPublicAccess) en {0}, car {1} s'y trouve",
    },
    "image_block_due": {
        "en": "a block of public images (ImageBlockPublicAccess) in {0}, because {1} is there",
        "fr": "un blocage des images publiques (ImageBlockPublicAccess) en {0}, car {1} s'y trouve",
    },
    "own_account": {
        "en": "an account of the program, or its organisation where one can be named",
        "fr": "un compte du programme, ou son organisation là où elle peut être nommée",
    },
    "own_bucket": {"en": "a bucket of the program", "fr": "un compartiment du programme"},
    "authorised": {"en": "an authorisation that tells who calls", "fr": "une autorisation qui dit qui appelle"},
}
