# SPDX-License-Identifier: Apache-2.0
"""Stack files as text: lines, broken YAML, and anything at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_controls.problems import render
from hds_stacks import stackfile
from hds_stacks.errors import SettingsError
from hds_stacks.load import load
from tests.stacks.samples import accepted_or_problems, problems, text

RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
YAML_LIKE = st.text(alphabet="hds:tenatrgio \n\t-[]{}\"'&*!|>#%@,01.~<\x00é", max_size=120)


def test_lines_of_keys_and_items(tmp_path):
    """Each key and each list item has its line, whichever way it is written."""
    path = tmp_path / "Pulumi.a.yaml"
    path.write_text("# one\nconfig:\n  hds:network:\n    egress:\n      - a.example\n      - b.example\n  hds:tags: {a: b,\n    c: d}\n")
    line = stackfile.read(path).positions.line
    assert line(()) == 2
    assert line(("hds:network",)) == 3
    assert line(("hds:network", "egress", 1)) == 6
    assert line(("hds:tags", "c")) == 8
    assert line(("hds:network", "zones")) == 3
    assert line(("hds:nothing",)) == 2


def test_values_are_read_as_the_engine_reads_them(tmp_path):
    """Norway stays text, quotes stay text, and an encrypted value is only a path."""
    path = tmp_path / "Pulumi.a.yaml"
    path.write_text("config:\n  a:x: NO\n  a:y: {n: 1, t: true, q: '1', f: 1.5, z: }\n  a:s: {secure: abc}\n")
    file = stackfile.read(path)
    assert file.config["a:x"] == "NO"
    assert file.config["a:y"] == {"n": 1, "t": True, "q": "1", "f": 1.5, "z": None}
    assert file.secret_paths == {("a:s",)}
    assert "abc" not in repr(file)


def test_a_file_that_does_not_exist(tmp_path):
    """A wrong stack name lists the stack files that are there."""
    (tmp_path / "Pulumi.aws-prod.yaml").write_text("config: {}\n")
    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "Pulumi.aws-prd.yaml")
    (found,) = caught.value.problems
    assert (found.code, found.line) == ("no_file", None)
    assert "Pulumi.aws-prd.yaml: there is no stack file of that name. allowed: Pulumi.aws-prod.yaml\n  hint: " in str(caught.value)
    assert "il n'existe pas de fichier de stack de ce nom" in render([found], "fr")


@pytest.mark.parametrize(
    ("content", "line", "en", "fr"),
    [
        ("config:\n  hds:tenant: a\n\thds:stage: b\n", 3, "a tab indents the line", "une tabulation indente la ligne"),
        ("config:\n  hds:tenant a\n  hds:stage: b\n", 3, "", ""),
        ('config:\n  hds:tenant: "a\n', 3, "a quotation mark is not closed", "un guillemet n'est pas fermé"),
        ("config:\n  hds:tags: {a: b\n", 3, "a bracket or a brace is not closed", "un crochet ou une accolade n'est pas fermé"),
        ("config:\n  hds:tags: *x\n", 2, "an alias names no anchor", "un alias ne désigne aucune ancre"),
        ("config: {}\n---\nconfig: {}\n", 2, "several documents", "plusieurs documents"),
        ("config:\n  - [\n  hds: [}\n", 3, "the file is not YAML", "le fichier n'est pas du YAML"),
        ("config:\n  hds:tenant: \x01\n", 1, "a character is not allowed", "un caractère n'est pas admis"),
    ],
)
def test_broken_yaml(content, line, en, fr, tmp_path):
    """Broken YAML gives its line and a reason in both languages."""
    (found,) = problems(tmp_path, content)
    assert (found.code, found.line) == ("broken_yaml", line)
    assert en in found.message.en
    assert fr in found.message.fr


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"config:\n  hds:tenant: \xff\xfe\n", "not_utf8", None),
        (b"- a\n- b\n", "wrong_type", 1),
        (b"config: [a]\n", "wrong_type", 1),
        (b"just text\n", "wrong_type", 1),
    ],
)
def test_not_a_stack_file(content, code, line, tmp_path):
    """What is not text, or not a map, is said to be so."""
    found = problems(tmp_path, content)
    assert (found[0].code, found[0].line) == (code, line)


@pytest.mark.parametrize("content", ["", "config:\n", "# nothing\n", "encryptionsalt: v1:abc\n"])
def test_empty(content, tmp_path):
    """A file without config misses every required key."""
    assert {item.code for item in problems(tmp_path, content)} == {"missing"}


def test_duplicate_keys(tmp_path):
    """A key written twice is refused at any depth, with the line of the first."""
    found = problems(tmp_path, text() + "  hds:tenant: other\n  hds:tags: {a: b, a: c}\nconfig: {}\n")
    assert {(item.code, item.key) for item in found} == {
        ("duplicate_key", "hds:tenant"),
        ("duplicate_key", "hds:tags.a"),
        ("duplicate_key", "config"),
    }
    assert "hds:tenant is written twice (first on line 4)" in render(found, "en")


def test_a_key_that_is_not_text(tmp_path):
    """A list in the place of a key is refused on its line."""
    found = problems(tmp_path, text() + "  ? [a, b]\n  : c\n")
    assert [(item.code, item.line) for item in found] == [("foreign_tag", len(text().splitlines()) + 1)]


def test_unknown_key_beside_config(tmp_path):
    """A key beside config is checked too."""
    found = problems(tmp_path, text() + "secretprovider: x\n")
    assert [(item.code, item.key) for item in found] == [("unknown_key", "secretprovider")]
    assert "secretsprovider" in found[0].hint.en


def test_deep_nesting(tmp_path):
    """Values nested without end are a problem, not a crash."""
    assert problems(tmp_path, "config: " + "[" * 50_000)[0].code in {"too_deep", "broken_yaml"}
    for deep in ("{a: " * 600 + "b" + "}" * 600, "'" + '{"a":' * 600 + "1" + "}" * 600 + "'"):
        found = problems(tmp_path, text(tags=deep))
        assert [(item.code, item.key) for item in found if item.code != "wrong_type"] == [("too_deep", "hds:tags")]


def test_the_path_is_shown_from_the_current_folder(tmp_path, monkeypatch):
    """A file under the current folder is named from there."""
    (tmp_path / "stacks").mkdir()
    monkeypatch.chdir(tmp_path)
    assert problems(Path("stacks"), "")[0].file == "stacks/Pulumi.sample.yaml"
    assert problems(tmp_path / "stacks", "")[0].file == "stacks/Pulumi.sample.yaml"


@RELAXED
@given(content=st.one_of(st.binary(max_size=80), YAML_LIKE.map(str.encode)))
def test_garbage_is_never_a_traceback(content, tmp_path):
    """Whatever the bytes, the only error is a SettingsError, and it can be rendered in both languages."""
    found = problems(tmp_path, content)
    assert render(found, "en")
    assert render(found, "fr")


@RELAXED
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
        max_leaves=6,
    ),
    key=st.sampled_from(["tenant", "network", "stores", "dataClasses", "backup", "lock", "tags", "zoneRedundant", "contacts", "account"]),
)
def test_any_value_under_a_known_key(value, key, tmp_path):
    """Whatever the value of a key, it is accepted or it is a problem, never a traceback."""
    found = accepted_or_problems(tmp_path, text(**{key: json.dumps(value)}))
    assert render(found, "fr").count("\n") == max(0, 2 * len(found) - 1)


def test_in_a_project_the_path_is_shown_from_its_folder(tmp_path, monkeypatch):
    """The program runs in the folder of its entry file; its user stands in the project's."""
    (tmp_path / "stacks").mkdir()
    (tmp_path / "Pulumi.yaml").touch()
    monkeypatch.chdir(tmp_path / "stacks")
    assert problems(Path(), "")[0].file == "stacks/Pulumi.sample.yaml"
