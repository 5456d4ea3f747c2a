# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of stack files."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from hds_controls import load as facts
from hds_controls import residency, yaml
from hds_stacks.schema import known_keys, stack_schema
from tests.stacks.samples import text


def test_schema_is_current():
    """The schema in the package is what the models give."""
    kept = json.loads((files("hds_stacks") / "schema" / "stack.schema.json").read_text("utf-8"))
    assert kept == stack_schema(), "run: python -m hds_stacks.schema"


def test_schema_is_a_schema():
    """The schema follows the dialect that it names."""
    jsonschema.Draft202012Validator.check_schema(stack_schema())


def test_schema_offers_regions_and_classes():
    """Editors offer the regions and the retention classes of the dated facts."""
    schema = stack_schema()
    assert schema["properties"]["config"]["properties"]["hds:region"]["enum"] == list(residency.allowed_regions("aws"))
    assert schema["$defs"]["DataClass"]["properties"]["retentionClass"]["enum"] == list(facts.retention())


def test_schema_accepts_what_loads():
    """A right stack file fits, with what Pulumi itself writes into it."""
    jsonschema.validate(yaml.parse(text()) | {"encryptionsalt": "v1:abc", "secretsprovider": "passphrase"}, stack_schema())


@pytest.mark.parametrize(
    "content",
    [
        text(tenant=None),
        text(region="eu-west-2"),
        text(stage="prod"),
        text(stroes="[]"),
        text(network="{addressRange: 10.80.0.0/20, zone: 3}"),
        text(stores="[{name: scans, kind: bucket, dataClass: medical-record}]"),
        text(tags="{'<': x}"),
        text(account="111122223333"),
        text() + "  tags: {}\n",
        text() + "secretprovider: x\n",
    ],
)
def test_schema_refuses_what_does_not_load(content):
    """Editors underline missing and unknown keys, wrong types and values at any depth."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.parse(content), stack_schema())


def test_known_keys_follow_the_kind():
    """The keys of a store depend on its kind; a free map has none."""
    assert "partitionKey" in known_keys(("stores", 0), {"stores": [{"kind": "table"}]})
    assert "partitionKey" not in known_keys(("stores", 0), {"stores": [{"kind": "files"}]})
    assert known_keys(("stores", 0), {"stores": [{}]}) == ()
    assert known_keys(("dataClasses", "x"), {}) == ("retentionClass", "retentionDays")
    assert known_keys(("contacts",), {}) == ("security", "incident", "dataProtection", "telephone")
    assert known_keys(("tags",), {}) == ()
