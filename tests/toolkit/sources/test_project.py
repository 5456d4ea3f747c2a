# SPDX-License-Identifier: Apache-2.0
"""Reading a project folder as the engine does."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.project import open_project


@pytest.fixture
def folder(tmp_path):
    """A folder with files by name: ``folder({"Pulumi.yaml": "..."})``."""

    def make(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return make


PROJECT = "name: demo\nruntime: python\n"


def config_of(folder, stack_file, project=PROJECT):
    """The configuration of a stack ``test`` with that file."""
    return open_project(folder({"Pulumi.yaml": project, "Pulumi.test.yaml": stack_file}), "test")


def test_a_project_is_found_from_a_folder_below_it(folder):
    """As for the CLI, the nearest Pulumi.yaml above counts, and its folder is the root."""
    root = folder({"Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "code/x.py": ""})
    found = open_project(root / "code", None)
    assert (found.root, found.name, found.stack, found.program) == (root, "demo", "dev", root)


def test_the_program_and_the_stack_files_may_be_elsewhere(folder):
    """`main`, `stackConfigDir` and the environment are relative to Pulumi.yaml."""
    text = "name: demo\nmain: code/\nstackConfigDir: code/\nruntime: {name: python, options: {virtualenv: .venv}}\n"
    root = folder({"Pulumi.yaml": text, "code/Pulumi.dev.yaml": "config: {k: v}"})
    found = open_project(root, None)
    assert (found.program, found.virtualenv, found.stack_file) == (root / "code", root / ".venv", root / "code" / "Pulumi.dev.yaml")
    assert found.config == {"demo:k": "v"}


@pytest.mark.parametrize(("name", "text"), [("Pulumi.yml", PROJECT), ("Pulumi.json", '{"name": "demo", "runtime": "python"}')])
def test_the_other_names_of_a_project_file_count(folder, name, text):
    """The engine also reads Pulumi.yml and Pulumi.json."""
    assert open_project(folder({name: text}), "dev").name == "demo"


@pytest.mark.parametrize(
    ("wanted", "organization", "stack"),
    [("dev", "organization", "dev"), ("acme/demo/dev", "acme", "dev"), ("acme/dev", "acme", "dev")],
)
def test_a_stack_may_be_named_with_its_organization(folder, wanted, organization, stack):
    """A fully qualified name selects the same stack file and tells the organization."""
    found = open_project(folder({"Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": ""}), wanted)
    assert (found.organization, found.stack) == (organization, stack)


def test_the_environment_names_the_stack_when_the_command_does_not(folder, monkeypatch):
    """PULUMI_STACK is what the CLI reads too; an option is stronger."""
    root = folder({"Pulumi.yaml": PROJECT, "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": ""})
    monkeypatch.setenv("PULUMI_STACK", "prod")
    assert open_project(root, None).stack == "prod"
    assert open_project(root, "dev").stack == "dev"


def test_a_stack_without_a_file_has_no_configuration(folder):
    """A project without any stack file may be recorded under any name."""
    found = open_project(folder({"Pulumi.yaml": PROJECT}), "anything")
    assert (found.stack, found.stack_file, found.config) == ("anything", None, {})


def test_values_are_text_and_keys_have_a_namespace(folder):
    """The engine hands every value as text and structured ones as JSON; a bare key is the project's."""
    found = config_of(folder, "config:\n  n: 3\n  flag: true\n  aws:region: eu-west-3\n  list: [a, 2]\n  country: NO\n")
    assert found.config == {
        "demo:n": "3",
        "demo:flag": "true",
        "aws:region": "eu-west-3",
        "demo:list": '["a", 2]',
        "demo:country": "NO",
    }
    assert json.loads(found.config["demo:list"]) == ["a", 2]


def test_the_project_gives_defaults_that_the_stack_overrides(folder):
    """Pulumi.yaml may declare values, defaults and secrets; what it only declares has no value."""
    project = PROJECT + (
        "config:\n  a: one\n  b: {type: string, default: two}\n  aws:region: {value: eu-west-3}\n  c: {type: string}\n"
        "  d: {type: string, default: four, secret: true}\n"
    )
    found = config_of(folder, "config:\n  a: uno\n", project)
    assert found.config == {"demo:a": "uno", "demo:b": "two", "aws:region": "eu-west-3", "demo:d": "four"}
    assert found.secret_keys == ("demo:d",)


def test_an_encrypted_value_is_a_placeholder_and_secret(folder):
    """The cipher text of `secure:` reaches nobody, at any depth, and its key counts as secret."""
    found = config_of(folder, "config:\n  a: {secure: AAAB}\n  deep: {list: [{secure: AAAC}, plain]}\n  open: x\n")
    assert found.config == {"demo:a": "[secret]", "demo:deep": '{"list": ["[secret]", "plain"]}', "demo:open": "x"}
    assert found.secret_keys == ("demo:a", "demo:deep")
    assert "AAA" not in repr(found)


@pytest.mark.parametrize(
    ("files", "stack", "words"),
    [
        ({}, None, "no Pulumi.yaml here or above"),
        ({"Pulumi.yaml": "runtime: python"}, None, '"name" is missing'),
        ({"Pulumi.yaml": ""}, None, '"name" is missing'),
        ({"Pulumi.yaml": "name: [demo]\nruntime: python"}, None, '"name" is missing'),
        ({"Pulumi.yaml": "name: demo\nruntime: nodejs"}, None, 'runtime "nodejs" cannot run in process. allowed: python'),
        ({"Pulumi.yaml": "name: demo\nruntime: {name: go}"}, None, 'runtime "go"'),
        ({"Pulumi.yaml": "name: demo"}, None, "runtime null"),
        ({"Pulumi.yaml": PROJECT}, None, "which stack? there are: none"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "", "Pulumi.b.yaml": ""}, None, "which stack? there are: a, b"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "", "Pulumi.b.yaml": ""}, "c", 'no stack "c"'),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "", "Pulumi.b.yaml": ""}, "c", "allowed: a, b"),
        ({"Pulumi.yaml": "- a\n- b"}, None, "a map of keys is expected"),
        ({"Pulumi.yaml": "name: demo\nruntime: 'python"}, None, "Pulumi.yaml:2: broken YAML"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "config:\n  a: b\n c: d\n"}, None, "Pulumi.a.yaml:3: broken YAML"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "config: [a]"}, None, '"config" is a list, a map is expected'),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "config: {a: !!int b}"}, None, "explicit tags"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "config: {a: !!python/name:os.system x}"}, None, "broken YAML"),
        ({"Pulumi.yaml": PROJECT, "Pulumi.a.yaml": "config: {a: &x [*x]}"}, None, "an alias that contains itself"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_file_and_its_cure(folder, files, stack, words):
    """Each mistake in the files of a project is a sentence for the user."""
    with pytest.raises(SourceError, match=r"(?s).*") as caught:
        open_project(folder(files), stack)
    assert words in str(caught.value)


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    """A wrong -C is not a project without Pulumi.yaml."""
    with pytest.raises(SourceError, match="no such folder"):
        open_project(tmp_path / "nowhere", None)


@given(text=st.text(max_size=60) | st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_any_stack_file_is_read_or_refused(tmp_path, text):
    """Whatever bytes stand in a stack file, the user gets a project or a sentence."""
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    (tmp_path / "Pulumi.test.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with contextlib.suppress(SourceError):
        assert all(isinstance(value, str) for value in open_project(tmp_path, "test").config.values())
