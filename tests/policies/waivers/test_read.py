# SPDX-License-Identifier: Apache-2.0
"""Reading a register: what holds, and every mistake with its line, value, allowed values and cure."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from string import Formatter
from typing import NamedTuple

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls import load, yaml
from hds_controls.problems import render
from hds_policies.schemas import FILE as SCHEMA
from hds_policies.waivers import read as reading
from hds_policies.waivers.errors import WaiversError
from hds_policies.waivers.read import read
from hds_policies.waivers.sentences import SENTENCES
from tests.policies.waivers.registers import CONTROL, GOOD, TODAY, entry, written

DAY = timedelta(days=1)
UNWAIVABLE = next(control.id for control in load.catalogue().controls.values() if not control.waivable)


class Case(NamedTuple):
    """A register, the one code and line of its mistake, and parts of what is said in English and French."""

    register: str
    code: str
    line: int
    en: tuple[str, ...]
    fr: tuple[str, ...] = ()


def one(code, line, en, *fr, **changes):
    """A register of one waiver with one mistake; its keys stand on lines 2 to 8."""
    return Case(f"waivers:\n{entry(**changes)}", code, line, en, fr)


CASES = {
    "unknown control": one(
        "unknown_control",
        2,
        ('"HDS-KEY-2" is no control', "allowed: HDS-KEY-02", "hint: hds controls"),
        "valeurs admises : HDS-KEY-02",
        control="HDS-KEY-2",
    ),
    "never waivable": one(
        "not_waivable",
        2,
        (
            f"{UNWAIVABLE} cannot be waived (Every resource sits in an EEA region). The public health code",
            "could accept. allowed: any control but HDS-LOC-01, HDS-LOC-02\n",
            "hint: mend",
        ),
        "n'admet pas de dérogation",
        "Le code de la santé publique",
        "valeurs admises : tout contrôle sauf HDS-LOC-01, HDS-LOC-02\n",
        control=UNWAIVABLE,
    ),
    "any name": one(
        "too_broad",
        3,
        ('"*" matches resources of any name. allowed: name, nam*, type::name', "hint: a waiver is for"),
        "valeurs admises : nom, no*, type::nom",
        resource='"*"',
    ),
    "any name of a type": one("too_broad", 3, ('"aws:kms/key:Key::**"',), resource='"aws:kms/key:Key::**"'),
    "any name of a stack": one("too_broad", 3, ("any name",), resource='"urn:pulumi:dev::hds::*::*"'),
    "approved by its owner": one(
        "self_approved",
        6,
        ('"head of imaging" is the owner too. allowed: anybody but the owner', "hint: let somebody else"),
        "valeurs admises : toute autre personne que le responsable",
        approver="head of imaging",
    ),
    "approved by its owner in capitals": one("self_approved", 6, ("is the owner too",), approver='"HEAD  of \uff29maging "'),
    "created tomorrow": one(
        "created_later",
        7,
        ("2026-11-25 is still to come. allowed: 2026-11-24 or before", "UTC"),
        "est encore à venir. valeurs admises : 2026-11-24 ou avant",
        created=TODAY + DAY,
    ),
    "ends before it begins": one(
        "expiry_first", 8, ("2026-11-13 is before the day", "allowed: 2026-11-14 ... 2027-11-14"), expiry=TODAY - 11 * DAY
    ),
    "ended": one(
        "expired",
        8,
        ("ended on 2026-11-23, 1 days ago. allowed: 2026-11-24 ... 2027-11-14", "hint: mend"),
        "a pris fin le 2026-11-23, il y a 1 jours. valeurs admises : 2026-11-24 ... 2027-11-14",
        expiry=TODAY - DAY,
    ),
    "ended for good": one(
        "expired",
        8,
        ("ended on 2025-11-23, 366 days ago. allowed: no day any more, since its creation on 2025-11-20 is over 365 days ago",),
        "valeurs admises : plus aucun jour, car sa création, le 2025-11-20, date de plus de 365 jours",
        created="2025-11-20",
        expiry="2025-11-23",
    ),
    "too long": one(
        "too_long",
        8,
        ("2027-11-15 is 366 days after", "allowed: 2026-11-14 ... 2027-11-14", "365 days at most"),
        "365 jours au plus",
        expiry=TODAY + 356 * DAY,
    ),
    "too long for the calendar": one("too_long", 8, ("allowed: ",), expiry="9999-12-31"),
    "not a day": one(
        "not_a_date", 8, ('"2027-02-30" is not a day. allowed: YYYY-MM-DD', "hint: write year, month and day"), expiry="2027-02-30"
    ),
    "a day of another calendar week": one("not_a_date", 8, ('"2027-W05-1"',), expiry="2027-W05-1"),
    "a time": one("not_a_date", 8, ("is not a day",), expiry="2027-01-31T10:00:00"),
    "a day without dashes": one("wrong_type", 8, ("is not text",), expiry="20270131"),
    "no reason": one("missing", 2, ("waivers[0].reason is missing", "control, resource, reason, owner"), "reason manque", reason=None),
    "empty reason": one("missing", 4, ("waivers[0].reason is missing",), reason='"  "'),
    "null reason": one("missing", 4, ("waivers[0].reason is missing",), reason="null"),
    "reason in a list": one("wrong_type", 4, ("waivers[0].reason is not text",), "n'est pas un texte", reason="[a]"),
    "reason with an escape": one("unprintable", 4, ("cannot be printed",), reason='"\\e[2J gone"'),
    "reason about a person": one(
        "personal_data", 4, ("personal data",), "données personnelles", reason="for patient DUPONT born on 01/02/1950"
    ),
    "reason with a password": one("secret", 4, ("seems to hold a secret",), reason='"password: hunter22"'),
    "misspelt key": Case(
        f"waivers:\n{entry()}    aprover: x\n", "unknown_key", 9, ("waivers[0].aprover is not a key", "allowed: approver")
    ),
    "key written twice": Case(f"waivers:\n{entry()}    owner: x\n", "duplicate_key", 9, ("stands twice, first on line 5",)),
    "a word for a waiver": Case("waivers:\n  - HDS-KEY-02\n", "wrong_type", 2, ("waivers[0] is not a map",)),
    "a map for the list": Case("waivers:\n  a: b\n", "wrong_type", 1, ("waivers is not a list",)),
    "a list for the file": Case("- a\n", "wrong_type", 1, ("is not a map",)),
    "another top": Case("waiver: []\n", "unknown_key", 1, ("waiver is not a key", "allowed: waivers")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_mistake_is_told_with_its_line_and_cure(case):
    """One mistake is one problem, at its line, in both languages, and the waiver does not hold."""
    register = written(text=case.register)
    assert [(item.code, item.line) for item in register.problems] == [(case.code, case.line)]
    assert register.waivers == ()
    english, french = (render(register.problems, language) for language in ("en", "fr"))
    assert f"waivers.yaml:{case.line}: " in english
    assert [part for part in case.en if part not in english] == []
    assert [part for part in case.fr if part not in french] == []
    assert "hint: " in english
    assert "conseil : " in french


def test_every_code_has_a_case():
    """No sentence is there that no mistake says; those of files and of coverage are tested apart."""
    elsewhere = {"no_file", "not_utf8", "broken_yaml", "no_resource", "nothing_to_waive", "not_judged"}
    assert {case.code for case in CASES.values()} | elsewhere == SENTENCES.keys()


@pytest.mark.parametrize("code", SENTENCES)
def test_sentences_name_the_same_facts_in_both_languages(code):
    """Neither language says less."""
    for text in SENTENCES[code]:
        assert len({frozenset(name for _, name, _, _ in Formatter().parse(words) if name) for words in (text.en, text.fr)}) == 1
        assert text.en != text.fr


def test_a_good_waiver_holds():
    """Every value as it was written, with its place."""
    register = written(entry(), entry(resource="other", reason="|\n      two\n      lines"))
    assert register.problems == ()
    first, second = register.waivers
    assert {key: getattr(first, key) for key in GOOD} == GOOD
    assert ([item.line for item in register.waivers], [item.index for item in register.waivers]) == ([2, 9], [0, 1])
    assert second.reason == "two lines"


def test_a_year_is_the_longest_term():
    """365 days after its creation is the last day admitted."""
    register = written(entry(expiry=GOOD["created"] + 365 * DAY))
    assert (len(register.waivers), register.problems) == (1, ())


def test_all_mistakes_are_told_in_one_run_and_the_rest_holds():
    """One waiver with three mistakes, one with none, one with another."""
    register = written(
        entry(control=UNWAIVABLE, approver=GOOD["owner"], expiry=TODAY - DAY), entry(resource="fine"), entry(owner=None, colour="red")
    )
    assert [item.code for item in register.problems] == ["not_waivable", "self_approved", "expired", "unknown_key", "missing"]
    assert [waiver.resource for waiver in register.waivers] == ["fine"]


def test_an_address_may_name_who_answers_and_is_kept():
    """Owner and approver are named on purpose: they are kept as given."""
    (waiver,) = written(entry(owner="ssi@clinique.example")).waivers
    assert waiver.owner == "ssi@clinique.example"


def test_a_secret_is_not_repeated():
    """The message says where and what kind, not what."""
    assert "hunter22" not in render(written(entry(reason='"password: hunter22"')).problems, "en")


@pytest.mark.parametrize("text", ["", "waivers:\n", "waivers: []\n", "# nothing is waived\n", "null\n"])
def test_an_empty_register_waives_nothing(text):
    """It is no mistake to keep the file."""
    register = written(text=text)
    assert (register.waivers, register.problems) == ((), ())


@pytest.mark.parametrize(
    ("content", "key", "given"),
    [
        ("waivers: soon\n", "waivers", '"soon"'),
        ("waivers:\n  a: b\n", "waivers", "{…}"),
        ("[a]\n", "waivers", "[…]"),
        ("waivers:\n  - [a]\n", "waivers[0]", "[…]"),
        (f"waivers:\n{entry(reason='[a]')}", "waivers[0].reason", "[…]"),
    ],
)
def test_a_value_of_another_form_is_kept_with_its_key(content, key, given):
    """Who reads the problem as data has the key and what stood there, without what it holds."""
    assert [(item.code, item.key, item.given) for item in written(text=content).problems] == [("wrong_type", key, given)]


@given(created=st.dates(), expiry=st.dates(), day=st.dates())
def test_a_term_holds_exactly_within_its_bounds(created, expiry, day):
    """It has begun, has not ended, and lasts for 365 days at most."""
    holds = created <= day <= expiry and (expiry - created).days <= 365
    register = written(entry(created=created.isoformat(), expiry=expiry.isoformat()), day=day)
    assert (len(register.waivers), not register.problems) == (holds, holds)


@given(days=st.integers(0, 365), age=st.integers(0, 365))
def test_the_days_left_are_those_to_the_last_day(days, age):
    """On its last day a waiver holds and has none left."""
    created = TODAY - age * DAY
    register = written(entry(created=created, expiry=created + days * DAY))
    assert [waiver.days_left(TODAY) for waiver in register.waivers] == ([days - age] if days >= age else [])


@pytest.mark.parametrize(
    ("changes", "fits"), [({}, True), ({"approver": None}, False), ({"control": "KEY-02"}, False), ({"colour": "red"}, False)]
)
def test_the_schema_tells_editors_the_same(changes, fits):
    """The shape that it admits is the one that is read."""
    text = f"waivers:\n{entry(**changes)}"
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert (validator.is_valid(yaml.parse(text)), not written(text=text).problems) == (fits, fits)


def test_the_day_is_counted_in_utc():
    """One register gives one answer wherever it is read."""
    before = datetime.now(UTC).date()
    assert before <= reading.today() <= datetime.now(UTC).date()
    assert type(reading.today()) is date


def test_the_day_is_today_unless_given(monkeypatch, tmp_path):
    """A waiver ends by itself."""
    path = tmp_path / "waivers.yaml"
    path.write_text(f"waivers:\n{entry()}")
    monkeypatch.setattr(reading, "today", lambda: GOOD["expiry"])
    assert read(path).problems == ()
    monkeypatch.setattr(reading, "today", lambda: GOOD["expiry"] + DAY)
    assert [item.code for item in read(path).problems] == ["expired"]


def test_an_error_holds_every_problem():
    """Its own words are English; whoever catches it can word it in French."""
    problems = written(entry(control=UNWAIVABLE), entry(control="HDS-KEY-2")).problems
    error = WaiversError(problems)
    assert error.problems == problems
    assert str(error).count("hint: ") == 2
    assert CONTROL in str(error)
