# SPDX-License-Identifier: Apache-2.0
"""The policy pack on the real engine."""

import json
import re
import sys
from pathlib import Path

import pytest

from hds_policies import announce

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("engine")]

PREVIEW = ("preview", "--stack", "test")
UP = ("up", "--yes", "--skip-preview", "--stack", "test")
CANARY = "canary-91c7e0d4"


def test_a_bad_resource_is_never_created(project, pack):
    """Under ``up --skip-preview`` the group in Paris exists and the one in London was refused before it did."""
    stack = project("outside")
    said = stack.run(*UP, "--policy-pack", pack, code=1)
    assert "HDS-LOC-01" in said
    assert "eu-west-2" in said
    assert "mandatory" in said
    assert [urn.rpartition("::")[2] for urn, _ in stack.cloud.alive] == ["paris"]
    assert stack.cloud.alive == stack.state


def test_a_preview_fails_and_shows_each_finding_once(project, pack):
    """A preview with a mandatory finding ends with an error; the finding of Analyze is not repeated by AnalyzeStack."""
    stack = project("outside")
    said = stack.run(*PREVIEW, "--policy-pack", pack, code=1)
    assert _violations(said) == [("HDS-LOC-01", "london"), ("HDS-LOC-11", "london")]
    assert not stack.cloud.entries


def test_a_good_program_is_let_through(project, pack):
    """A compliant program is deployed with the pack, which is named in the output."""
    stack = project("twelve")
    said = stack.run(*UP, "--policy-pack", pack)
    assert "hds@v0.1.0" in said
    assert not _violations(said)
    assert len(stack.state) == 12


@pytest.mark.parametrize(
    ("setting", "advisory"),
    [
        ({"HDS-LOC-01": "advisory", "HDS-LOC-11": "disabled"}, ["HDS-LOC-01"]),
        ({"all": "advisory"}, ["HDS-LOC-01", "HDS-LOC-11"]),
        ({"all": "disabled"}, []),
    ],
    ids=["by name", "all advisory", "all disabled"],
)
def test_the_configuration_sets_the_level(project, pack, setting, advisory):
    """``--policy-pack-config`` makes a policy advisory or takes it out, by name or for all."""
    stack = project("outside")
    config = stack.home / "levels.json"
    config.write_text(json.dumps(setting))
    said = stack.run(*PREVIEW, "--policy-pack", pack, "--policy-pack-config", str(config))
    assert [name for name, _ in _violations(said)] == advisory
    assert "[mandatory]" not in said


def test_an_unknown_policy_in_the_configuration_is_an_error(project, pack):
    """A name that no policy has stops the run with the names allowed."""
    stack = project("outside")
    config = stack.home / "levels.json"
    config.write_text(json.dumps({"HDS-LOC-99": "advisory"}))
    said = stack.run(*PREVIEW, "--policy-pack", pack, "--policy-pack-config", str(config), code=1)
    assert 'no policy "HDS-LOC-99". allowed: all, HDS-LOC-01' in said
    assert "hint: did you mean" in said


def test_unknowns_are_one_advisory_summary(project, pack):
    """At a first preview, three queues with a key of unknown origin give one advisory diagnostic; at ``up`` they are judged."""
    stack = project("unknown")
    said = stack.run(*PREVIEW, "--policy-pack", pack)
    assert [name for name, _ in _violations(said)].count(announce.OPEN) == 1
    assert "queue-0.kmsMasterKeyId, queue-1.kmsMasterKeyId, queue-2.kmsMasterKeyId" in said
    assert "[mandatory]" not in said


def test_a_secret_is_in_no_output_and_no_file(project, pack):
    """A secret in inputs of resources that are refused is printed by nobody, and stored only as ciphertext."""
    stack = project("secret", secrets={"canary": CANARY})
    refused = stack.run(*UP, "--policy-pack", pack, code=1)
    assert _violations(refused)
    said = [refused, stack.run(*PREVIEW, "--diff", "--policy-pack", pack, code=1), stack.run(*UP), json.dumps(stack.export())]
    assert CANARY not in "".join(said)
    written = [file for file in stack.home.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()]
    assert not written


def test_the_executable_gives_the_same_results(project, pack):
    """The pack as an executable finds what the folder finds."""
    executable = Path(sys.executable).with_name("hds-policy-pack")
    stack = project("outside")
    as_folder, as_executable = (_violations(stack.run(*PREVIEW, "--policy-pack", path, code=1)) for path in (pack, str(executable)))
    assert as_folder == as_executable != []


def _violations(said):
    """Policies and resources of the report at the end, in order."""
    return re.findall(r"\[(?:mandatory|advisory)\](?: \[severity: \w+\])?  (\S+).*?\((?:[\w:/-]+: )?([\w-]+)\)", said)
