# SPDX-License-Identifier: Apache-2.0
"""The command as a shell starts it: exit codes, streams, and the way out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import hds_controls.load
from hds_controls.problems import HINT
from hds_toolkit import __main__ as command
from tests.toolkit.documents import PLAN, changed, encoded

HDS = str(Path(sysconfig.get_path("scripts"), "hds"))
MANY = "import pulumi_aws as aws\nfor n in range(400): aws.sqs.Queue(f'q{n}', region='us-east-1')\n"


def clean(**more):
    """An environment without the user's locale, stack and settings of the interpreter."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PULUMI", "PYTHON"))} | more


def shell(*arguments, stdin=b"", **environment):
    """A real process of the installed command."""
    return subprocess.run([HDS, *arguments], input=stdin, capture_output=True, env=clean(**environment), check=False, timeout=60)


def test_the_exit_code_survives_the_way_out():
    """The process leaves without the interpreter's clean-up: output is complete and the code is the verdict."""
    outside = changed(PLAN, "steps", 1, "newState", "inputs", to={"name": "q", "region": "us-east-1"})
    bad, missing, unusable = (shell("check", "-", stdin=encoded(outside)), shell("check", "/nowhere"), shell("check"))
    assert (bad.returncode, missing.returncode, unusable.returncode) == (1, 2, 2)
    assert b"FAIL HDS-LOC-01" in bad.stdout
    assert bad.stdout.endswith(b"rule errors.\n")
    assert (bad.stderr, missing.stdout) == (b"", b"")
    assert missing.stderr.startswith(b"/nowhere: No such file or directory\n  hint: ")


@pytest.mark.parametrize(("command_line", "code"), [(("controls",), 0), (("preview", "-C", "{project}"), 1)])
def test_a_reader_that_leaves_changes_nothing(project, command_line, code):
    """`hds ... | head -1` prints no traceback, and the exit code is still the command's own."""
    folder = project(MANY)
    arguments = [part.format(project=folder) for part in (*command_line, "--format", "json")]
    with subprocess.Popen([HDS, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean()) as running:
        assert running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == code


def test_data_is_whole_whatever_the_program_prints(project):
    """In a real process, where a handle kept by the program has a buffer of its own."""
    folder = project("import os, sys\nprint('one')\nsys.__stdout__.write('two\\n')\nos.system('echo three')\n")
    ran = shell("preview", "-C", str(folder), "--json")
    assert (ran.returncode, json.loads(ran.stdout)["changeSummary"]) == (0, {"create": 1})
    assert sorted(ran.stderr.split()) == [b"one", b"three", b"two"]


def test_a_full_disk_is_not_a_clean_verdict():
    """A report that could not be written does not end with 0."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([HDS, "controls"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert b"No space left on device" in ran.stderr


def test_a_terminal_without_accents_still_gets_the_report():
    """French words on an ASCII stream are spelled out instead of stopping the report."""
    ran = shell("controls", "--lang", "fr", PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0")
    assert ran.returncode == 0
    assert rb"\xe9" in ran.stdout


def test_the_module_runs_as_the_command_does():
    """`python -m hds_toolkit` is the same program."""
    ran = subprocess.run([sys.executable, "-m", "hds_toolkit", "--help"], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, shell("--help").stdout)


def test_help_names_every_command(hds):
    """No command is hidden, and no SDK is loaded to say so."""
    ran = hds("--help")
    assert ran.code == 0
    assert {"preview", "check", "controls", "waivers", "schema"} <= set(ran.out.split())


def test_help_loads_no_sdk():
    """What takes a second to import is imported by the command that uses it."""
    probe = (
        "import sys; from hds_toolkit.__main__ import run; run(['--help'])\n"
        "sys.exit(bool({'pulumi', 'pydantic', 'rich.table'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", probe], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_no_arguments_is_usage(hds):
    """The help is shown and the code is that of a mistaken command line."""
    ran = hds()
    assert ran.code == 2
    assert "Usage" in ran.out + ran.err


def test_a_bug_of_ours_is_not_a_verdict(hds, monkeypatch):
    """An exception inside hds has an exit code of its own, with its traceback to report."""

    def broken():
        raise RuntimeError("bug")

    monkeypatch.setattr(hds_controls.load, "catalogue", broken)
    ran = hds("controls")
    assert ran.code == command.BUG
    assert ran.out == ""
    assert "RuntimeError: bug" in ran.err
    assert ran.err.rstrip().splitlines()[-1].startswith("this is a bug in hds")


def test_an_interruption_is_130(hds, monkeypatch):
    """As for any command of a shell."""

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(hds_controls.load, "catalogue", interrupted)
    assert hds("controls").code == 130


@pytest.fixture
def broken_stack(project):
    """A project of ours whose stack file is wrong."""
    folder = project("from hds_stacks.program import main\nmain()\n", "hds:cloud: aws\nhds:tenantt: x")
    (folder / "Pulumi.yaml").write_text("name: hds\nruntime: python\nstackConfigDir: stacks\n")
    (folder / "stacks").mkdir()
    (folder / "Pulumi.test.yaml").rename(folder / "stacks" / "Pulumi.test.yaml")
    return folder


@pytest.mark.parametrize(
    ("arguments", "locale", "lang"),
    [((), "", "en"), (("--lang", "fr"), "", "fr"), (("--lang=fr",), "", "fr"), ((), "fr_FR.UTF-8", "fr"), (("--lang=en",), "fr_FR", "en")],
)
def test_the_problems_of_a_stack_file_are_told_in_the_language_asked_for(hds, broken_stack, arguments, locale, lang):
    """All of them at file:line with a hint, on standard error, exit code 2, whatever the way the language was chosen."""
    ran = hds("preview", "-C", broken_stack, *arguments, locale=locale)
    assert (ran.code, ran.out) == (2, "")
    assert "Pulumi.test.yaml:3: " in ran.err
    assert getattr(HINT, lang).strip() in ran.err
    assert "Traceback" not in ran.err
