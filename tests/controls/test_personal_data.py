# SPDX-License-Identifier: Apache-2.0
"""Personal data in names and tags."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls.personal_data import find_personal_data

WORDS = st.sampled_from([
    "access",
    "app",
    "archive",
    "backup",
    "bucket",
    "chu",
    "data",
    "db",
    "dev",
    "dossier",
    "export",
    "hds",
    "health",
    "imaging",
    "key",
    "logs",
    "medical",
    "network",
    "patient",
    "portal",
    "prod",
    "record",
    "records",
    "replica",
    "scans",
    "sessions",
    "store",
    "table",
    "test",
])


def with_key(number: str) -> str:
    """A NIR of 13 characters and its key."""
    digits = int(number.replace("2A", "19").replace("2B", "18"))
    return f"{number}{97 - digits % 97:02}"


NIRS = st.builds(
    "{}{:02}{:02}{}{:03}{:03}".format,
    st.sampled_from([1, 2]),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["01", "75", "93", "97", "99", "2A", "2B"]),
    st.integers(1, 990),
    st.integers(1, 999),
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("184127645108946", "nir"),
        ("1 84 12 76 451 089 46", "nir"),
        ("1.84.12.76.451.089", "nir"),
        ("scan-184127645108946", "nir"),
        ("jean.dupont@chu.example", "email"),
        ("owner: Jean <jean+x@sub.chu.example>", "email"),
        ("0612345678", "phone"),
        ("06 12 34 56 78", "phone"),
        ("06.12.34.56.78", "phone"),
        ("+33612345678", "phone"),
        ("+33 (0)6 12 34 56 78", "phone"),
        ("0033 1 23 45 67 89", "phone"),
        ("née le 12/03/1984", "birth_date"),
        ("nee-le-12-03-1984", "birth_date"),
        ("dob:19840312", "birth_date"),
        ("date de naissance 1984-03-12", "birth_date"),
        ("born on 12.03.84", "birth_date"),
        ("ipp-1234567", "patient"),
        ("IPP n°00012345", "patient"),
        ("patient-dupont", "patient"),
        ("patient-jean-dupont", "patient"),
        ("Patient Dupont", "patient"),
        ("patient-mme-durand", "patient"),
        ("patient_00412345", "patient"),
    ],
)
def test_found(text: str, kind: str) -> None:
    """Each kind is found however it is usually written."""
    assert find_personal_data(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "111122223333",
        "arn:aws:iam::111122223333:role/hds-key-administrator",
        "arn:aws:kms:eu-west-3:061234567890:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "10.80.0.0/20",
        "192.168.100.200/32",
        "2012-10-17",
        "2026-01-02-03-04-05",
        "2026-01-02T03:04:05Z",
        "01:02:03:04:05",
        "v0.1.23.45.67.89",
        "git@github.com:owner/repository.git",
        "patient",
        "patient-records",
        "patients-records",
        "patient-portal",
        "patient-data-exports",
        "dossier-patient",
        "inpatient-dupont",
        "outpatient records",
        "db.r8g.large",
        "eu-west-3-cmn-wlz-1a",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "07305",
        "184137645108999",
        "000000000000000",
        "policy of 12/03/2024",
        "phone-line",
        "skip-12345",
        "instance-1234567",
    ],
)
def test_not_found(text: str) -> None:
    """Account numbers, ARNs, ranges, dates, versions and ordinary names hold no personal data."""
    assert find_personal_data(text) is None


@given(number=NIRS, separator=st.sampled_from(["", " "]))
def test_every_nir(number: str, separator: str) -> None:
    """A NIR is found with its key, and without; a wrong key is not one."""
    keyed = with_key(number)
    parts = [keyed[0], keyed[1:3], keyed[3:5], keyed[5:7], keyed[7:10], keyed[10:13], keyed[13:]]
    assert find_personal_data(separator.join(parts)) == "nir"
    assert find_personal_data(f"tag {number}") == "nir"
    assert find_personal_data(f"{number}{(int(keyed[13:]) + 1) % 98:02}") != "nir"


@given(account=st.from_regex(r"\A[0-9]{12}\Z"), name=st.from_regex(r"\A[a-z]{1,12}\Z"))
def test_no_account_nor_arn(account: str, name: str) -> None:
    """No account number is personal data, alone or in an ARN."""
    assert find_personal_data(account) is None
    assert find_personal_data(f"arn:aws:s3:::{name}") is None
    assert find_personal_data(f"arn:aws:iam::{account}:role/{name}") is None


@given(address=st.integers(0, 2**32 - 1), prefix=st.integers(0, 32))
def test_no_range(address: int, prefix: int) -> None:
    """No address range is personal data."""
    assert find_personal_data(str(IPv4Network((address, prefix), strict=False))) is None


@given(day=st.dates())
def test_no_plain_date(day: Any) -> None:
    """A date by itself is a version or a deadline."""
    assert find_personal_data(day.isoformat()) is None
    assert find_personal_data(f"review by {day.isoformat()}") is None


@given(uuid=st.uuids())
def test_no_uuid(uuid: Any) -> None:
    """An identifier drawn at random is not personal data."""
    assert find_personal_data(str(uuid)) is None


@given(words=st.lists(WORDS, min_size=1, max_size=5), separator=st.sampled_from(["-", "_", " "]), number=st.integers(0, 999))
def test_no_ordinary_slug(words: list[str], separator: str, number: int) -> None:
    """Names made of the words of the trade are not personal data."""
    assert find_personal_data(separator.join(words)) is None
    assert find_personal_data(separator.join([*words, str(number)])) is None


@given(text=st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text at all has an answer."""
    find_personal_data(text)
