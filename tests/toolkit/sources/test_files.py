# SPDX-License-Identifier: Apache-2.0
"""A graph from a file: what is read, and how what cannot be read is said."""

from __future__ import annotations

import json

import pytest

from hds_policies.graph import Position, Unseen
from hds_policies.values import ABSENT, SECRET, SIGNATURE, Known
from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.files import read
from tests.toolkit.documents import PLAN, STATE, URN, changed, encoded, plan_of, state_of

SECRET_MARK = "1b47061264138c4ac30d75fd1eb44270"
STEP = ("steps", 1)
STATE_OF_STEP = (*STEP, "newState")
RESOURCE = ("deployment", "resources", 1)


@pytest.fixture
def graph_of(tmp_path):
    """The graph of a document written to a file."""

    def graph(document):
        (tmp_path / "file.json").write_bytes(document if isinstance(document, bytes) else encoded(document))
        return read(str(tmp_path / "file.json"))[2]

    return graph


@pytest.fixture
def refusal(graph_of):
    """What a user is told about a document that cannot be read."""

    def words(document):
        with pytest.raises(SourceError) as caught:
            graph_of(document)
        return str(caught.value)

    return words


@pytest.mark.parametrize(("document", "kind"), [(PLAN, "pulumi preview --json"), (STATE, "pulumi stack export")])
def test_a_file_is_recognised_by_its_content(tmp_path, document, kind):
    """The name of the file says nothing."""
    path = tmp_path / "x"
    path.write_bytes(encoded(document))
    assert read(str(path))[0] == kind


@pytest.mark.parametrize("document", [PLAN, STATE])
def test_a_resource_is_read_whole(graph_of, document):
    """Type, name, inputs without the provider's own keys, parent, and the place in the program."""
    queue = graph_of(document).by_urn[URN]
    assert (queue.type, queue.name, queue.custom, queue.inputs) == ("aws:sqs/queue:Queue", "q", True, {"name": "good"})
    assert queue.position == Position("__main__.py", 7)
    assert queue.parent in graph_of(document).by_urn


def test_a_state_knows_identifiers_and_outputs(graph_of):
    """What the cloud answered is there, beside what the program said."""
    queue = graph_of(STATE).by_urn[URN]
    assert (queue.id, queue.outputs) == ("https://sqs.eu-west-3.amazonaws.com/123456789012/q", {"region": "eu-west-3"})


def test_a_preview_places_resources_by_its_configuration(graph_of):
    """The region of the default provider is in the file."""
    graph = graph_of(PLAN)
    assert graph.region(graph.by_urn[URN]) == Known("eu-west-3")


def test_a_name_may_hold_colons(graph_of):
    """Only the first three separators of a URN separate."""
    entry = {"urn": f"{URN}::and::more", "type": "aws:sqs/queue:Queue", "custom": True}
    assert graph_of(plan_of(entry)).resources[1].name == "q::and::more"


@pytest.mark.parametrize(
    "step",
    [
        {"op": "delete", "urn": URN, "oldState": {"urn": URN, "type": "aws:sqs/queue:Queue"}},
        {"op": "delete", "urn": URN, "newState": None},
    ],
)
def test_what_a_preview_deletes_is_not_judged(graph_of, step):
    """After `up` it is gone."""
    assert URN not in graph_of({"steps": [PLAN["steps"][0], step]}).by_urn


def test_what_a_state_is_deleting_is_not_judged(graph_of):
    """A resource pending deletion has its successor beside it."""
    graph = graph_of(state_of({"urn": URN, "type": "aws:sqs/queue:Queue", "delete": True}, {"urn": URN, "type": "aws:sqs/queue:Queue"}))
    assert len(graph.resources) == 2


@pytest.mark.parametrize("document_of", [plan_of, state_of])
def test_what_a_program_only_read_is_counted_as_unseen(graph_of, document_of):
    """It belongs to somebody else, and its state is not all there."""
    graph = graph_of(document_of({"urn": URN, "type": "aws:sqs/queue:Queue", "custom": True, "external": True}))
    assert URN not in graph.by_urn
    assert graph.unseen == (Unseen("read", "aws:sqs/queue:Queue", 1),)


@pytest.mark.parametrize("content", [{"ciphertext": "v1:canary"}, {"plaintext": '"canary"'}, {"value": "canary"}])
@pytest.mark.parametrize("document_of", [plan_of, state_of])
def test_a_secret_of_a_file_has_no_content(graph_of, document_of, content):
    """Also where the file was written with --show-secrets, and at any depth."""
    sealed = {SIGNATURE: SECRET_MARK, **content}
    entry = {"urn": URN, "type": "aws:sqs/queue:Queue", "inputs": {"name": sealed, "tags": {"deep": [sealed]}}, "outputs": {"x": sealed}}
    queue = graph_of(document_of(entry)).by_urn[URN]
    assert queue.get("name") == queue.get("tags.deep[0]") == SECRET
    assert "canary" not in repr((queue.inputs, queue.outputs))


def test_a_secret_output_value_has_no_content(graph_of):
    """The other form in which the wire marks secrets."""
    value = {SIGNATURE: "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": "canary", "secret": True}
    queue = graph_of(plan_of({"urn": URN, "type": "aws:sqs/queue:Queue", "inputs": {"name": value}})).by_urn[URN]
    assert queue.get("name") == SECRET
    assert "canary" not in repr(queue.inputs)


def test_the_text_that_a_preview_prints_for_a_secret_is_a_secret(graph_of):
    """The engine blinds secrets in a preview; in a state the same text is what it says."""
    entry = {"urn": URN, "type": "aws:sqs/queue:Queue", "inputs": {"name": "[secret]"}}
    assert graph_of(plan_of(entry)).by_urn[URN].get("name") == SECRET
    assert graph_of(state_of(entry)).by_urn[URN].get("name") == Known("[secret]")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_encodings_of_shells_are_read(tmp_path, encoding):
    """A redirection of PowerShell writes UTF-16 with a byte order mark."""
    (tmp_path / "plan.json").write_text(json.dumps(PLAN), encoding)
    assert URN in read(str(tmp_path / "plan.json"))[2].by_urn


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"Previewing update (dev)\n", ":1: not JSON"),
        (b'{"steps": [],\n"x": }', ":2: not JSON"),
        (encoded(PLAN)[:-40], "the file is truncated"),
        (b'{"steps": [', "the file is truncated"),
        (b"tru", ":1: not JSON"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b"[]", "a JSON array, expected an object"),
        (b"null", "a JSON null, expected an object"),
        (b"true", "a JSON boolean, expected an object"),
        (b"3", "a JSON number, expected an object"),
        (b'"steps"', "a JSON string, expected an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 400 + b"1" + b"}" * 400, "nested too deeply"),
        (b'{"steps": ' + b"9" * 5000 + b"}", "not JSON that Pulumi writes"),
        (b"{}", "neither a preview nor a state file. allowed: `pulumi preview --json`, `pulumi stack export`"),
        (b'{"planned_values": {}}', "it looks like a Terraform plan"),
        (b'{"terraform_version": "1"}', "it looks like a Terraform file"),
        (b'{"AWSTemplateFormatVersion": ""}', "it looks like a CloudFormation template"),
        (b'{"$schema": ""}', "it looks like an ARM template or a JSON Schema"),
        (b'{"manifest": {}, "resources": []}', "it looks like the `deployment` part of a state file"),
        (encoded({"steps": []}), "the preview holds no resource"),
        (encoded({"version": 3, "deployment": {"resources": []}}), "the deployment holds no resource"),
        (encoded({"version": 3, "deployment": None}), "the deployment holds no resource"),
        (
            encoded(plan_of(diagnostics=[{"severity": "error", "message": "boom\nmore"}])),
            "does not show the whole stack: boom\n  hint: make `pulumi preview` succeed",
        ),
        (encoded(plan_of(diagnostics=[{"severity": "error"}])), "an error without a message"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[:40],
)
def test_what_is_no_preview_and_no_state_is_said(refusal, data, words):
    """Broken, truncated, empty, foreign or failed: what it is, and what to do."""
    assert words in refusal(data)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (changed(PLAN, "steps", to={}), "steps: expected a valid list"),
        (changed(PLAN, *STEP, to="create"), "steps[1]"),
        (changed(PLAN, *STEP, "urn", to=7), "steps[1].urn: expected a valid string"),
        (changed(PLAN, *STEP, "urn", to="q"), "steps[1].urn: expected a URN"),
        (changed(PLAN, *STATE_OF_STEP, to=[]), "steps[1].newState"),
        (changed(PLAN, *STATE_OF_STEP, "type", to=None), "steps[1].newState.type: expected a valid string"),
        (changed(PLAN, *STATE_OF_STEP, "inputs", to=[1]), "steps[1].newState.inputs: expected a valid dictionary"),
        (changed(PLAN, *STATE_OF_STEP, "custom", to="yes"), "steps[1].newState.custom: expected a valid boolean"),
        (changed(PLAN, *STATE_OF_STEP, "parent", to=["x"]), "steps[1].newState.parent"),
        (changed(PLAN, *STATE_OF_STEP, "dependencies", to="urn:x"), "steps[1].newState.dependencies: expected a valid list"),
        (changed(PLAN, *STATE_OF_STEP, "dependencies", to=[1]), "steps[1].newState.dependencies[0]"),
        (changed(PLAN, *STATE_OF_STEP, "propertyDependencies", to={"name": "urn:x"}), "newState.propertyDependencies.name"),
        (changed(PLAN, *STATE_OF_STEP, "sourcePosition", to=5), "newState.sourcePosition"),
        (changed(PLAN, "config", to=["aws:region"]), "config: expected a valid dictionary"),
        (changed(PLAN, "diagnostics", to=["x"]), "diagnostics[0]"),
        (changed(STATE, "version", to=2), "version: expected 3 or 4"),
        (changed(STATE, "deployment", to=[]), "deployment"),
        (changed(STATE, "deployment", "resources", to={}), "deployment.resources: expected a valid list"),
        (changed(STATE, *RESOURCE, to=None), "deployment.resources[1]"),
        (changed(STATE, *RESOURCE, "urn", to=1), "deployment.resources[1].urn: expected a valid string"),
        (changed(STATE, *RESOURCE, "provider", to=1), "deployment.resources[1].provider"),
        (changed(STATE, *RESOURCE, "id", to={}), "deployment.resources[1].id"),
    ],
)
def test_a_field_of_another_type_is_named(refusal, document, words):
    """A resource that cannot be read is an error, not a resource that is left out."""
    told = refusal(document)
    assert "looks like the output of" in told
    assert words in told


def test_every_beginning_of_a_file_is_a_truncated_file(refusal):
    """Wherever a disk was full or a pipe broke."""
    whole = encoded(changed(PLAN, *STATE_OF_STEP, "inputs", to={"name": "\u00e9\n", "x": [True, None, -1.5e3, "\U0001f600"]}))
    told = {cut: refusal(whole[:cut]) for cut in range(1, len(whole))}
    assert [cut for cut, words in told.items() if "the file is truncated" not in words] == []


def test_many_ill_formed_fields_are_counted(refusal):
    """The first ones are shown; a file of another program would fill the screen."""
    told = refusal({"steps": [7] * 30})
    assert told.count("steps[") == 5
    assert "and 25 more" in told


def test_a_value_of_an_ill_formed_file_is_not_shown(refusal):
    """It may be a secret."""
    assert "canary" not in refusal(changed(PLAN, *STATE_OF_STEP, "inputs", to="canary"))


@pytest.mark.parametrize(("name", "words"), [("nothing.json", "No such file"), (".", "Is a directory")])
def test_a_path_that_is_no_file_is_said(tmp_path, name, words):
    """A missing file and a folder are the user's to mend."""
    with pytest.raises(SourceError, match=words):
        read(str(tmp_path / name))


@pytest.mark.parametrize("place", ["project:///a.py", "#5", "project:///a.py#", "project:///a.py#x", "project:///a.py#²"])
def test_a_place_without_a_line_is_none(graph_of, place):
    """A place that cannot be shown as file:line is left out."""
    assert graph_of(changed(PLAN, *STATE_OF_STEP, "sourcePosition", to=place)).by_urn[URN].position is None


def test_half_a_surrogate_pair_is_replaced(graph_of):
    """JSON can spell what no stream can print."""
    queue = graph_of(changed(PLAN, *STATE_OF_STEP, "inputs", to={"name": "\ud800", "x": "\U0001f600"})).by_urn[URN]
    assert (queue.get("name"), queue.get("x"), queue.get("y")) == (Known("?"), Known("\U0001f600"), ABSENT)
