# SPDX-License-Identifier: Apache-2.0
"""A command line in this process, project folders, and rules that stay as they are while the project's own grow."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import hds_policies.rule
from hds_policies.rule import Rule
from hds_policies.verdict import one_of
from hds_toolkit.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path

QUEUE = "aws:sqs/queue:Queue"


@dataclass(frozen=True)
class Ran:
    """What a command answered: exit code, data, talk."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _plain_shell(monkeypatch):
    """No locale, no stack and no colour of whoever runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "PULUMI_STACK", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hds(capfd, monkeypatch):
    """``hds("check", "-", stdin=b"...")`` in this process; the file descriptors are watched, as a shell would."""

    def command(*arguments: str | Path, stdin: bytes = b"", locale: str = "") -> Ran:
        monkeypatch.setenv("LANG", locale)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        code = run([os.fspath(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return command


@pytest.fixture
def project(tmp_path):
    """``project("import pulumi")`` writes a project with a stack ``test`` and answers its folder; more files by name."""

    def make(program: str, config: str = "aws:region: eu-west-3", **files: str) -> Path:
        folder = tmp_path / "project"
        folder.mkdir()
        lines = "".join(f"  {line}\n" for line in dedent(config).strip().splitlines())
        written = {
            "Pulumi.yaml": "name: demo\nruntime: python\n",
            "Pulumi.test.yaml": f"config:\n{lines}",
            "__main__.py": dedent(program),
            **{f"{name}.py": dedent(text) for name, text in files.items()},
        }
        for name, text in written.items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return make


def name_is_approved(queue, _):
    """The rule of these tests: a queue named ``good`` passes, another fails, an unknown name is unknown."""
    return one_of(queue, "name", "good")


def delay_is_approved(queue, _):
    """The same of another property, for an advisory control."""
    return one_of(queue, "delaySeconds", 0)


@pytest.fixture
def stated_rules(monkeypatch):
    """Two rules on queues, of a mandatory and of an advisory control, in place of the project's own."""
    rules = (
        Rule("name_is_approved", "HDS-LOC-01", (QUEUE,), "resource", name_is_approved, "localisation"),
        Rule("delay_is_approved", "HDS-ENC-07", (QUEUE,), "resource", delay_is_approved, "encryption"),
    )
    monkeypatch.setattr(hds_policies.rule, "all_rules", lambda: rules)
    return rules
