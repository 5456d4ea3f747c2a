# SPDX-License-Identifier: Apache-2.0
"""A canary put in the configuration is found in no output and no file."""

from __future__ import annotations

import tempfile

import pytest

SEALED, OPEN, DEEP = "canary-sealed-1", "canary-open-2", "canary-deep-3"
CONFIG = f"""
aws:region: eu-west-3
demo:sealed:
  secure: {SEALED}
demo:open: {OPEN}
demo:deep:
  list:
    - secure: {SEALED}
    - {DEEP}
"""
PROGRAM = """
import pulumi, pulumi_aws as aws
config = pulumi.Config()
sealed, opened, deep = config.require_secret("sealed"), config.require_secret("open"), config.require_secret_object("deep")
class Box(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("demo:index:Box", name)
        self.register_outputs({"plain": opened, "nested": {"list": [sealed, deep]}})
Box("box")
for number, value in enumerate((sealed, opened, deep.apply(lambda found: found["list"][1]), pulumi.Output.concat("a-", opened))):
    aws.sqs.Queue(f"q{number}", name=value, region=value, kms_master_key_id=value, tags={"deep": value}, policy=value)
    aws.rds.Instance(f"db{number}", instance_class="db.t4g.micro", password=value, availability_zone=value, engine=value)
pulumi.export("everything", {"all": [sealed, opened, deep]})
pulumi.log.info(pulumi.Output.concat("x", "y") and "log")
"""


@pytest.fixture
def new_files(monkeypatch, tmp_path):
    """The files that appear in a folder for temporary files of its own."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return lambda: [file for file in place.rglob("*") if file.is_file()]


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--json",), ("--lang", "fr", "--strict")])
def test_a_secret_of_the_configuration_is_in_no_output(hds, project, new_files, arguments):
    """Encrypted, plain but asked for as a secret, inside a structure, in the output of a component, and in judged properties."""
    folder = project(PROGRAM, CONFIG)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    ran = hds("preview", "-C", folder, *arguments)
    assert ran.code in (0, 1), ran.err
    assert "canary" not in ran.out + ran.err
    assert [file for file in new_files() if b"canary" in file.read_bytes()] == []
    added = {file for file in folder.rglob("*") if file.is_file() and file not in before}
    assert [file for file in added if b"canary" in file.read_bytes()] == []


def test_the_program_really_carried_the_secrets(hds, project):
    """The test above would also pass for a program that never used them: each place holds the mark of a secret."""
    text = hds("preview", "-C", project(PROGRAM, CONFIG), "--json").out
    assert text.count('"[secret]"') >= 4 * (5 + 3)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_of_a_checked_file_is_in_no_output(hds, form):
    """A state written with --show-secrets holds secrets in clear; the report does not."""
    from tests.toolkit.documents import URN, encoded, state_of  # noqa: PLC0415 - only here

    mark = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": '"canary"'}
    inputs = {"name": mark, "region": mark, "kmsMasterKeyId": mark, "tags": {"a": mark}}
    ran = hds(
        "check",
        "-",
        "--format",
        form,
        stdin=encoded(state_of({"urn": URN, "type": "aws:sqs/queue:Queue", "custom": True, "inputs": inputs})),
    )
    assert ran.code in (0, 1)
    assert "canary" not in ran.out + ran.err


def test_a_failing_program_does_not_tell_an_encrypted_value(hds, project):
    """The program only had the placeholder, so no message of its own can hold the cipher text."""
    folder = project("import pulumi\nraise ValueError(pulumi.Config().require('sealed'))\n", CONFIG)
    ran = hds("preview", "-C", folder)
    assert (ran.code, ran.err) == (2, "__main__.py:2: ValueError: [secret]\n")
