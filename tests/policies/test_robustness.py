# SPDX-License-Identifier: Apache-2.0
"""No input breaks a rule: what is not understood is judged, never raised."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_policies.graph import STACK, Graph
from hds_policies.judge import judge_resource
from hds_policies.rule import Rule, all_rules
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome
from tests.policies.reads import bare, read_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.xdist_group("cases")
TEXTS = (
    "",
    "0",
    "true",
    "*",
    UNKNOWN_SENTINEL,
    "eu-west-3",
    "arn:",
    "arn:::::",
    "arn:aws:s3:::bucket/prefix",
    "arn:aws:kms:eu-west-3:111122223333:key/1",
    "alias/aws/s3",
    "AISERVICES_OPT_OUT_POLICY",
    '{"Statement": null}',
    '{"Statement": [{"Effect": "Deny", "Principal": [1], "Action": 1, "Condition": []}]}',
    '{"Statement": [{"Effect": "Allow", "Principal": {"AWS": [null]}, "Action": {}, "Condition": {"Bool": {"a": {}}}}]}',
    '{"services": {"default": []}}',
    '[{"Statement": {"NotStatement": 1}, "Action": {"Block": {}}}]',
    '[{"Statement": {"GeoMatchStatement": []}, "Action": {"Allow": {}}}]',
    "[[[",
)
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
ODD = (
    *TEXTS,
    None,
    True,
    -1,
    1e309,
    SECRET,
    {SIGNATURE: []},
    {},
    {"statement": {"geoMatchStatement": 1}, "action": {"allow": {}}},
    {"0": None, "*": [1], "name": {}, "default": "x"},
    [],
    [None],
    [[]],
    [1, "x", {}, None],
    [{"name": 1, "value": []}],
    [UNKNOWN_SENTINEL, SECRET],
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(TEXTS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(max_size=4), inner, max_size=3),
        inner.map(lambda value: json.dumps(value, default=str)),
    ),
    max_leaves=5,
)
EVERY = ("aws:sqs/queue:Queue", "aws:s3/bucket:Bucket", "pulumi:providers:aws")
"""Kinds that stand for all of them, for a rule on every kind."""
METADATA = ("bucket", "defaultTags", "description", "name", "region", "tags", "tags.owner")
"""Properties that a rule on every kind may look for without asking the resource."""
OTHERS = ("aws:s3/bucket:Bucket", "aws:kms/key:Key")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_no_odd_value_breaks_a_rule(rule: Rule):
    """A list for a block, text for a number, null, a secret or broken JSON, at every depth of every property it reads: a rule answers."""
    broken = [
        (kind, inputs)
        for kind, path in subjects(rule)
        for steps in depths(path)
        for value in ODD
        if judged(rule, kind, inputs := nested(steps, value)) is Outcome.ERROR
    ]
    assert broken == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_random_value_breaks_a_rule(data: st.DataObject):
    """The same with several properties at once and values nobody thought of."""
    rule = data.draw(st.sampled_from(all_rules()))
    known = subjects(rule)
    if known:
        kind, _ = data.draw(st.sampled_from(known))
        paths = data.draw(st.lists(st.sampled_from([path for other, path in known if other == kind]), max_size=4, unique=True))
        blocks = [nested(data.draw(st.sampled_from(depths(path))), data.draw(VALUES)) for path in paths]
        inputs = {name: value for block in blocks for name, value in block.items()}
        assert judged(rule, kind, inputs) is not Outcome.ERROR


def subjects(rule: Rule) -> list[tuple[str, str]]:
    """Each kind with each property path that the rule reads from it; a rule on every kind is tried on a few."""
    read = read_by(rule)
    if "*" in rule.kinds:
        return [(kind, path) for kind in EVERY for path in sorted({*METADATA, *(path for paths in read.values() for path in paths)})]
    return [(kind, path) for kind in rule.kinds if kind != STACK for path in sorted(read.get(kind, ()))]


def depths(path: str) -> list[list[str]]:
    """The steps of a path, cut at each depth."""
    steps = re.sub(r"\[\*\]", ".*", path).split(".")
    return [steps[:length] for length in range(1, len(steps) + 1)]


def nested(steps: Sequence[str], value: Any) -> dict[str, Any]:
    """Properties with a value at the end of the steps."""
    for step in reversed(steps[1:]):
        value = [value] if step == "*" else {step: value}
    return {steps[0]: value}


def judged(rule: Rule, kind: str, inputs: dict[str, Any]) -> Outcome:
    """What a rule says of a resource among a bucket and a key."""
    subject = bare(kind, inputs)
    return judge_resource(rule, subject, Graph([subject, *_others(kind)])).outcome


def _others(kind: str) -> Iterator[Any]:
    return (bare(other, {"bucket": "bucket", "region": "eu-west-3"}) for other in OTHERS if other != kind)
