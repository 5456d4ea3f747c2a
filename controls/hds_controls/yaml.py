# SPDX-License-Identifier: Apache-2.0
"""YAML as the Pulumi engine reads it: only true and false are booleans, so Norway stays "NO".

PyYAML follows YAML 1.1, where ``no``, ``on`` and ``12:30`` change type; Go's yaml.v3, used by Pulumi, does not do that for
untyped values (https://pkg.go.dev/gopkg.in/yaml.v3, "Compatibility").
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any, ClassVar, cast

import yaml

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CoreLoader", "compose", "parse", "read"]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CoreLoader(_Base):
    """The safe loader with the scalars of yaml.v3 (``resolve.go``): ``010`` is 8 and ``1_000`` is 1000. Dates stay text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9_]*|0[0-7_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
    ("merge", r"<<", "<"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def parse(text: str | bytes | IO[bytes]) -> Any:
    """The value of one YAML document.

    Raises:
        yaml.YAMLError: the text is not YAML; ``problem_mark`` holds the line.
    """
    return yaml.load(text, Loader=CoreLoader)  # noqa: S506 - CoreLoader derives from the safe loader


def read(path: Path) -> Any:
    """The value of a YAML file in UTF-8."""
    return parse(path.read_bytes())


def compose(text: str) -> yaml.Node | None:
    """The node tree of one document, with a line and a column on each node (``start_mark``, from 0)."""
    return cast("yaml.Node | None", cast("Any", yaml).compose(text, Loader=CoreLoader))
