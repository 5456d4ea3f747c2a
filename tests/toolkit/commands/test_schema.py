# SPDX-License-Identifier: Apache-2.0
"""``hds schema``, in this process."""

from __future__ import annotations

import json

import jsonschema
import pytest

from hds_toolkit import schemas


def test_the_schemas_are_listed(hds):
    """Those of the report and of the stack file first."""
    ran = hds("schema")
    assert ran.code == 0
    assert ran.out.split()[:2] == ["report", "stack"]
    assert tuple(ran.out.split()) == schemas.names()


@pytest.mark.parametrize("name", schemas.names())
def test_a_schema_is_printed_as_shipped(hds, name):
    """Each is a JSON Schema."""
    document = json.loads(hds("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(document)


def test_a_schema_that_does_not_exist_is_usage(hds):
    """The names there are, are named."""
    ran = hds("schema", "plan")
    assert (ran.code, ran.out) == (2, "")
    assert "allowed: report, stack" in ran.err
    with pytest.raises(KeyError):
        schemas.shipped("plan")
