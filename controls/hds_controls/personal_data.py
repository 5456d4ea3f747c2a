# SPDX-License-Identifier: Apache-2.0
"""Personal data where none belongs: names, tags and descriptions, which providers copy to consoles and bills (HDS-LOC-12)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PersonalData", "find_personal_data"]

PersonalData = Literal["nir", "email", "phone", "birth_date", "patient"]
"""nir: French social security number; patient: a patient's number, or the word patient followed by what reads as a name."""

_NIR = re.compile(
    r"(?<![0-9A-Za-z])(?P<number>[1-478][ .-]?\d{2}[ .-]?(?P<month>\d{2})[ .-]?(?P<department>\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3})"
    r"(?:[ .-]?(?P<key>\d{2}))?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.%+-])(?!git@)[A-Za-z0-9][\w.%+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![A-Za-z0-9])")
# A separator must be the same throughout, else times, versions and UUIDs match.
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[ .:/_-])(?:(?:\+|00)33[ .-]?(?:\(0\)[ ]?)?|0)[1-9](?P<separator>[ .-]?)\d{2}(?:(?P=separator)\d{2}){3}"
    r"(?![ .:/_-]?[0-9]|[A-Za-z])"
)
# A date alone is a version or a deadline ("2012-10-17" in every IAM policy): only the word makes it a birth.
_BIRTH_DATE = re.compile(
    r"(?<![a-zà-ÿ])(?:n[ée]e?[ _-]+le|born(?:[ _-]+on)?|dob|ddn|birth[ _-]?(?:date|day)|date[ _-]?of[ _-]?birth"
    r"|(?:date[ _-]?(?:de[ _-]?)?)?naissance)[^0-9a-zà-ÿ]{0,3}"
    r"(?:\d{1,2}[ ./_-]\d{1,2}[ ./_-](?:19|20)?\d{2}|(?:19|20)\d{2}[ ./_-]?\d{2}[ ./_-]?\d{2}|\d{2}\d{2}(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_PATIENT_NUMBER = re.compile(
    r"(?<![a-z])(?:ipp|nip|iep|ins|patiente?|malade)[ _:#.-]{0,2}(?:n[o°]?[ _:.-]?)?"
    r"\d{4,}(?![0-9a-z])",
    re.IGNORECASE,
)
_PATIENT_NAME = re.compile(
    r"(?<![A-Za-z])(?:[Pp]atiente?|PATIENTE?)[ _.:-]+(?:(?:mme|mlle|mr|mrs|ms|m|madame|monsieur)[ _.-]+)?"
    r"(?P<first>[A-Za-zÀ-ÿ]{3,})(?:[ _.-](?P<second>[A-Za-zÀ-ÿ]{2,}))?$"
)
_TITLED = re.compile(r"(?<![a-z])patiente?[ _.:-]+(?:mme|mlle|mr|mrs|monsieur|madame)[ _.-]+[a-zà-ÿ]{2,}", re.IGNORECASE)
_ORDINARY_END = ("ing", "tion", "tions", "ations")
_REAL_MONTHS = range(1, 13)
_UNKNOWN_MONTHS = (*range(20, 43), *range(50, 100))
"""Codes that INSEE gives when the month of birth is not known; too common in plain numbers to accept without a valid key."""


def find_personal_data(text: str) -> PersonalData | None:
    """The first kind of personal data that a name, a tag or a description seems to hold, or None.

    Meant for short texts. A 13-digit number shaped like a NIR counts with or without its key (the complement to 97 that INSEE defines;
    2A counts as 19, 2B as 18); account numbers, ARNs, address ranges and plain dates do not.
    """
    return next((kind for kind, found in _KINDS.items() if found(text)), None)


def _nir(text: str) -> bool:
    return any(_is_nir(match) for match in _NIR.finditer(text))


def _is_nir(match: re.Match[str]) -> bool:
    month = int(match["month"])
    department = match["department"].upper()
    if not ("01" <= department <= "99" and department != "00"):
        return False
    if match["key"] is None:
        return month in _REAL_MONTHS
    # Corsica counts as 19 (2A) and 18 (2B) in the key.
    digits = re.sub(r"[ .-]", "", match["number"].upper()).replace("2A", "19").replace("2B", "18")
    return (month in _REAL_MONTHS or month in _UNKNOWN_MONTHS) and int(match["key"]) == 97 - int(digits) % 97


def _patient(text: str) -> bool:
    if _PATIENT_NUMBER.search(text) or _TITLED.search(text):
        return True
    match = _PATIENT_NAME.search(text)
    return match is not None and not any(_is_ordinary(word) for word in (match["first"], match["second"]) if word)


def _is_ordinary(word: str) -> bool:
    word = word.lower()
    return word in _ordinary() or word.endswith(_ORDINARY_END)


@cache
def _ordinary() -> frozenset[str]:
    """Words that follow "patient" in the names of systems, so that ``patient-records`` is not read as a person."""
    return frozenset((files("hds_controls") / "ordinary_words.txt").read_text("utf-8").split())


_KINDS: dict[PersonalData, Callable[[str], object]] = {
    "nir": _nir,
    "email": _EMAIL.search,
    "phone": _PHONE.search,
    "birth_date": _BIRTH_DATE.search,
    "patient": _patient,
}
