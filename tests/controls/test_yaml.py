# SPDX-License-Identifier: Apache-2.0
"""YAML as the engine reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from hds_controls import yaml

if TYPE_CHECKING:
    from pathlib import Path

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("1_000", 1000),
        ("010", 8),
        ("-010", -8),
        ("012345678901", 12345678901.0),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b101", 5),
        ("-3", -3),
        ("1.5e3", 1500.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("3.2", 3.2),
        ('"3.2"', "3.2"),
    ],
)
def test_scalars_follow_the_engine(text: str, value: object) -> None:
    """Only true, false, null and numbers change type; country codes, dates and hours stay text, an unquoted account id does not."""
    found = yaml.parse(f"key: {text}")["key"]
    assert found == value
    assert type(found) is type(value)


@given(
    st.recursive(
        SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=5, alphabet="abcé"), inner)), max_leaves=8
    )
)
def test_json_is_read_as_itself(value: object) -> None:
    """JSON is YAML: whatever is written with quotes comes back as it was."""
    assert yaml.parse(pyyaml.safe_dump(value, default_style='"', allow_unicode=True)) == value


def test_no_code_runs_from_a_file() -> None:
    """A tag that would build a Python object is refused."""
    with pytest.raises(pyyaml.YAMLError):
        yaml.parse("!!python/object/apply:os.getcwd []")


def test_broken_yaml_says_where() -> None:
    """The error of a broken document carries its line."""
    with pytest.raises(pyyaml.MarkedYAMLError) as error:
        yaml.parse("a: 1\nb: [2\n")
    assert error.value.problem_mark is not None
    assert error.value.problem_mark.line >= 1


def test_compose_keeps_the_lines() -> None:
    """The node tree gives the line of each value, from 0; an empty document has none."""
    node = yaml.compose("a: 1\nb:\n  c: NO\n")
    assert isinstance(node, pyyaml.MappingNode)
    assert [key.start_mark.line for key, _ in node.value] == [0, 1]
    assert yaml.compose("") is None


def test_read_is_utf8(tmp_path: Path) -> None:
    """A file is read as UTF-8, whatever the locale."""
    path = tmp_path / "stack.yaml"
    path.write_bytes("titre: clé\n".encode())
    assert yaml.read(path) == {"titre": "clé"}
