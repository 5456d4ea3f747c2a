# SPDX-License-Identifier: Apache-2.0
"""``hds check``, in this process."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.toolkit.documents import PLAN, STATE, changed, encoded

NAMED = ("steps", 1, "newState", "inputs")


@pytest.mark.usefixtures("stated_rules")
@pytest.mark.parametrize(
    ("inputs", "options", "code"),
    [
        ({"name": "good", "delaySeconds": 0}, (), 0),
        ({"name": "bad", "delaySeconds": 0}, (), 1),
        ({"name": "good", "delaySeconds": 9}, (), 0),
        ({"name": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "delaySeconds": 0}, (), 0),
        ({"name": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "delaySeconds": 0}, ("--strict",), 1),
        ({"name": "good", "delaySeconds": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}, ("--strict",), 0),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_code_is_the_verdict(hds, inputs, options, code, form):
    """0 clean, 1 a mandatory finding; unknown counts under --strict; the same for either form of the report."""
    ran = hds("check", "-", "--format", form, *options, stdin=encoded(changed(PLAN, *NAMED, to=inputs)))
    assert (ran.code, ran.err) == (code, "")


@pytest.mark.usefixtures("stated_rules")
@pytest.mark.parametrize(("document", "kind"), [(PLAN, "pulumi preview --json"), (STATE, "pulumi stack export")])
def test_a_file_and_standard_input_give_the_same_report(hds, tmp_path, document, kind):
    """Only the name of the source differs."""
    (tmp_path / "file.json").write_bytes(encoded(document))
    piped = json.loads(hds("check", "-", "--format", "json", stdin=encoded(document)).out)
    named = json.loads(hds("check", tmp_path / "file.json", "--format", "json").out)
    assert named["source"].pop("name") == str(tmp_path / "file.json")
    assert piped["source"].pop("name") == "standard input"
    assert piped == named
    assert piped["source"]["kind"] == kind


@pytest.mark.usefixtures("stated_rules")
@pytest.mark.parametrize(
    ("options", "environment", "word"),
    [
        ((), {}, "FAIL"),
        (("--lang", "fr"), {}, "ÉCART"),
        (("--lang=fr",), {}, "ÉCART"),
        ((), {"LANG": "fr_FR.UTF-8"}, "ÉCART"),
        ((), {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "ÉCART"),
        ((), {"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "FAIL"),
        ((), {"LC_MESSAGES": "fr_CA", "LANG": "de_DE"}, "ÉCART"),
        (("--lang", "en"), {"LANG": "fr_FR.UTF-8"}, "FAIL"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_locales(hds, monkeypatch, options, environment, word):
    """--lang, else LC_ALL, LC_MESSAGES, LANG in the order of POSIX, else English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.setenv(name, environment.get(name, ""))
    document = encoded(changed(PLAN, *NAMED, to={"name": "bad"}))
    assert word in hds("check", "-", *options, stdin=document, locale=environment.get("LANG", "")).out.split()


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "a", "b"), ("check", "-", "--format", "xml"), ("check", "-", "--lang", "de"), ("chek", "-")]
)
def test_a_mistaken_command_line_is_usage(hds, arguments):
    """Exit code 2, words on standard error, nothing on standard output."""
    ran = hds(*arguments, stdin=encoded(PLAN))
    assert (ran.code, ran.out) == (2, "")
    assert "Usage" in ran.err


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", encoded(PLAN)[:-9]])
def test_an_unreadable_input_is_a_sentence(hds, data):
    """Exit code 2, nothing on standard output, no traceback."""
    ran = hds("check", "-", stdin=data)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("standard input")
    assert "Traceback" not in ran.err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)
PATHS = st.sampled_from([
    *((key,) for key in PLAN),
    *(("steps", 1, key) for key in PLAN["steps"][1]),
    *(("steps", 1, "newState", key) for key in (*PLAN["steps"][1]["newState"], "id", "outputs", "provider", "external", "protect")),
    ("steps", 1, "newState", "inputs", "name"),
    ("steps", 1, "newState", "inputs", "region"),
])  # fmt: skip


@given(data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode) | JSON.map(encoded))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
def test_any_bytes_are_refused_with_a_sentence(hds, data):
    """Whatever is piped in, the user gets a sentence and exit code 2, never a traceback."""
    ran = hds("check", "-", stdin=data)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


@given(path=PATHS, value=JSON, form=st.sampled_from(["text", "json"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=120)
def test_a_preview_with_any_value_at_any_place_is_judged_or_refused(hds, path, value, form):
    """One wrong field anywhere gives a report or a sentence; what is printed on standard output is whole."""
    ran = hds("check", "-", "--format", form, stdin=encoded(changed(PLAN, *path, to=value)))
    assert "Traceback" not in ran.err
    if ran.code == 2:
        assert ran.out == ""
    else:
        assert ran.code in (0, 1)
        assert form == "text" or json.loads(ran.out)["tool"]["name"] == "hds"
