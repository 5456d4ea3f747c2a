# SPDX-License-Identifier: Apache-2.0
"""Stack files with one mistake in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hds_controls.problems import render
from hds_stacks.errors import SettingsError
from hds_stacks.load import load

if TYPE_CHECKING:
    from hds_controls.problems import Problem

STACKS = Path(__file__).parents[2] / "stacks"
LINES = {
    "layer": "environment",
    "cloud": "aws",
    "tenant": "chu-exemple",
    "stage": "production",
    "profile": "strict",
    "account": '"111122223333"',
    "region": "eu-west-3",
    "replicaRegion": "eu-central-1",
    "network": "{addressRange: 10.80.0.0/20}",
    "stores": "[{name: scans, kind: objects, dataClass: medical-record, immutable: true}]",
    "contacts": "{security: s@chu.example, incident: i@chu.example, dataProtection: d@chu.example, telephone: '+33 1 99 00 12 34'}",
    "breakGlass": "{group: hds-break-glass}",
}
"""A stack file that is right, one line per key after ``config:``."""

CERTIFICATE = "arn:aws:acm:eu-west-3:111122223333:certificate/11111111-2222-4333-8444-555555555555"
CLASS = "medical-record, transfusion, private-practice, access-trace, technical-log, non-health"
"""The classes of data that the right stack file may name."""


class Case(NamedTuple):
    """A change to the right stack file, and parts of what must be said in English and in French."""

    code: str
    key: str
    value: str
    en: tuple[str, ...]
    fr: tuple[str, ...]


def machines(**changes: str) -> str:
    """A workload that is right, on one line, with other values."""
    right = {"name": "portal", "kind": "machines", "dataClass": "non-health", "size": "m6i.large", "hosts": "[portal.chu.example]"}
    values = {**right, "certificate": CERTIFICATE, **changes}
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def listed(*items: str) -> str:
    """A list on one line."""
    return f"[{', '.join(items)}]"


def text(**changes: str | None) -> str:
    """The right stack file with other lines, without some (None), and with more at its end."""
    lines = {**LINES, **changes}
    return "\n".join(["config:", *(f"  hds:{key}: {value}" for key, value in lines.items() if value is not None)]) + "\n"


def line_of(key: str, **changes: str | None) -> int:
    """The line on which a key of ``text`` stands."""
    found = [key for key, value in {**LINES, **changes}.items() if value is not None]
    return found.index(key) + 2


def problems(folder: Path, content: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a stack file of that content; never anything else than a SettingsError."""
    path = folder / "Pulumi.sample.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert caught.value.problems
    return caught.value.problems


def problem(folder: Path, **changes: str | None) -> Problem:
    """The one thing that is wrong with the right stack file after those changes."""
    found = problems(folder, text(**changes))
    assert len(found) == 1, [item.code for item in found]
    return found[0]


def check(case: Case, folder: Path) -> None:
    """A change makes one problem, on its line, with the value, what would be right and a hint, in both languages."""
    found = problem(folder, **{case.key: case.value})
    assert found.code == case.code
    line = line_of(case.key, **{case.key: case.value}) + case.value.count("\n")
    for language, parts in (("en", case.en), ("fr", case.fr)):
        said = render([found], language)
        assert f"Pulumi.sample.yaml:{line}: " in said
        for part in parts:
            assert part in said
        assert "\n  hint: " in said or "\n  conseil : " in said
        assert "{" not in said


def accepted_or_problems(folder: Path, content: str) -> tuple[Problem, ...]:
    """What is wrong with a stack file of that content, nothing when it loads."""
    path = folder / "Pulumi.sample.yaml"
    path.write_text(content, "utf-8")
    try:
        load(path)
    except SettingsError as error:
        return error.problems
    return ()
