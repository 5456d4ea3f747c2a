# SPDX-License-Identifier: Apache-2.0
"""Tags with the defaults of the provider."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hds_policies.graph import Graph, Resource
from hds_policies.tags import tags
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL

PROVIDER = "urn:pulumi:test::hds::pulumi:providers:aws::provider"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}


def merged(own: Any, defaults: Any) -> Any:
    """Tags of a queue, with the default tags of its provider."""
    provider = Resource(urn=PROVIDER, type="pulumi:providers:aws", name="provider", inputs={"defaultTags": defaults})
    queue = Resource(urn="urn:q", type="aws:sqs/queue:Queue", name="q", inputs={"tags": own}, provider=f"{PROVIDER}::id")
    return tags(queue, Graph([provider, queue]))


@pytest.mark.parametrize("spelled", [{"tags": {"a": "1", "b": "2"}}, json.dumps({"tags": {"a": "1", "b": "2"}})])
def test_own_tags_win_over_the_defaults(spelled: Any):
    """Default tags come as JSON text or as a map, and a tag of the resource replaces one of the same key."""
    assert merged({"b": "3"}, spelled) == {"a": "1", "b": "3"}


@pytest.mark.parametrize(("own", "defaults"), [(None, None), ({}, None), (None, "{}"), (None, {"other": 1})])
def test_no_tags_are_an_empty_map(own: Any, defaults: Any):
    """Absent on both sides is no tag, and is known to be none."""
    assert merged(own, defaults) == {}


@pytest.mark.parametrize(
    ("own", "defaults"),
    [
        (UNKNOWN_SENTINEL, None),
        (SECRET, None),
        (["a"], None),
        ({"a": "1"}, UNKNOWN_SENTINEL),
        ({"a": "1"}, SECRET),
        ({"a": "1"}, "not JSON"),
        ({"a": "1"}, {"tags": UNKNOWN_SENTINEL}),
        ({"a": "1"}, {"tags": SECRET}),
    ],
)
def test_tags_that_cannot_be_read_are_not_empty(own: Any, defaults: Any):
    """Unknown or secret on either side is None, which is no answer."""
    assert merged(own, defaults) is None


def test_a_resource_of_the_default_provider_has_its_own_tags():
    """Without a provider in the program there are no defaults to add."""
    queue = Resource(urn="urn:q", type="aws:sqs/queue:Queue", name="q", inputs={"tags": {"a": "1"}})
    assert tags(queue, Graph([queue])) == {"a": "1"}
