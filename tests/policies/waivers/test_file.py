# SPDX-License-Identifier: Apache-2.0
"""The file of a register: where it is found, how it is named, and what is no YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hds_controls.problems import render
from hds_policies.waivers.read import VARIABLE, locate, read
from tests.policies.waivers.registers import TODAY, written


@pytest.mark.parametrize(
    ("content", "code", "line", "said"),
    [
        (b"waivers: [\n", "broken_yaml", 2, "column 1"),
        (b"a: b: c\n", "broken_yaml", 1, "column 5"),
        (b"\xff\xfe\n", "not_utf8", 1, "UTF-8"),
        (b"[" * 5000, "broken_yaml", 1, "column 1"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place(content, code, line, said):
    """Whatever the bytes, there is a sentence with file, line and column, and the register keeps its place."""
    register = written(text=content)
    assert [(item.code, item.line) for item in register.problems] == [(code, line)]
    assert said in render(register.problems, "en")
    assert register.where.file == register.problems[0].file
    assert register.where.file.endswith("waivers.yaml")


def test_a_register_below_the_folder_is_named_from_it(monkeypatch, tmp_path):
    """Messages name the file as one would type it there, and in full elsewhere."""
    path = tmp_path / "project" / "waivers.yaml"
    path.parent.mkdir()
    path.touch()
    monkeypatch.chdir(tmp_path)
    assert read(path).where.file == "project/waivers.yaml"
    assert read(tmp_path / "project" / ".." / "waivers.yaml").where.file == "waivers.yaml"
    monkeypatch.chdir(path.parent)
    assert read(tmp_path / "waivers.yaml").where.file == str(tmp_path / "waivers.yaml")


def test_a_file_that_is_not_there_is_told(tmp_path):
    """A register that was asked for and is missing is not an empty one."""
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        assert [(item.code, item.line) for item in read(path, TODAY).problems] == [("no_file", None)]


def test_no_path_is_no_waiver():
    """A project without a register has nothing waived, and no mistake."""
    assert (read(None).waivers, read(None).problems) == ((), ())


@given(content=st.binary(max_size=60) | st.text(alphabet="waivers: -[]{}&*!|>\"'\n#ab", max_size=60).map(str.encode))
def test_any_bytes_give_waivers_or_problems(content):
    """No file ends the reader."""
    register = written(text=content)
    assert render(register.problems, "fr") or register.problems == ()


def test_the_register_of_a_project_is_found_from_below(monkeypatch, tmp_path):
    """At the root of the nearest project, not beside the program, and not above the root; the variable comes first."""
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "waivers.yaml").touch()
    below = tmp_path / "project" / "stacks" / "deep"
    below.mkdir(parents=True)
    assert locate(below) is None
    (tmp_path / "project" / "Pulumi.yml").touch()
    assert locate(below) is None
    (tmp_path / "project" / "waivers.yaml").touch()
    assert locate(below) == tmp_path / "project" / "waivers.yaml"
    assert locate(None) is None
    monkeypatch.setenv(VARIABLE, "elsewhere.yaml")
    assert [str(locate(folder)) for folder in (below, None)] == ["elsewhere.yaml"] * 2
