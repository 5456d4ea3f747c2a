# SPDX-License-Identifier: Apache-2.0
"""French health and identity identifiers, as Macie can look for them.

Macie knows neither groups that capture, nor look-around, nor checks of keys, so words nearby make up for it: within 50 characters by
default, 512 characters of pattern, 50 words of 3 to 90 characters.
https://docs.aws.amazon.com/macie/latest/user/cdis-options.html
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["IDENTIFIERS", "Identifier"]


class Identifier(NamedTuple):
    """One identifier: its name, what it is, its pattern, and the words of which one must be near; without words the pattern is enough."""

    name: str
    description: str
    regex: str
    keywords: tuple[str, ...] = ()


IDENTIFIERS = (
    Identifier(
        "nir",
        "Social security number (NIR), 13 characters and their key",
        r"\b[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[235-9]\d|4[0-2])[ .-]?(?:\d{2}|2[ABab])[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{2}\b",
        (
            *("nir", "sécurité sociale", "securite sociale", "numéro de sécu", "numero_secu", "num_secu", "nss", "immatriculation"),
            *("assuré", "assure", "carte vitale", "numéro insee", "social security"),
        ),
    ),
    Identifier(
        "ins",
        "National health identity (INS): the object identifier of its authority, or the older computed INS-C of 22 digits",
        r"\b1\.2\.250\.1\.213\.1\.4\.(?:8|9|10|11)\b|\b\d{20}[ .-]?\d{2}\b",
        ("ins", "matricule", "identité nationale de santé", "identite nationale de sante", "ins-nir", "ins-nia", "ins-c", "oid"),
    ),
    Identifier(
        "rpps",
        "Number of a health professional in the shared directory (RPPS), alone or behind its type 8",
        r"\b8?1\d{10}\b",
        ("rpps", "professionnel de santé", "professionnel de sante", "identifiant national", "idnps", "id_pro", "prescripteur", "médecin"),
    ),
    Identifier(
        "finess",
        "Number of an establishment in the national file (FINESS)",
        r"\b(?:\d{2}|2[ABab])\d{7}\b",
        ("finess", "établissement", "etablissement", "entité juridique", "entite juridique", "numero_etab", "num_etab"),
    ),
    Identifier(
        "ipp",
        "Permanent number of a patient inside an establishment (IPP), or of a stay (IEP)",
        r"\b[A-Za-z]{0,3}\d{6,12}\b",
        (
            *("ipp", "iep", "identifiant patient", "numéro de patient", "numero de patient", "numéro patient", "numero_patient"),
            *("id_patient", "patient_id", "num_patient", "numéro de dossier", "numero_dossier", "numéro de séjour", "numero_sejour"),
        ),
    ),
)
