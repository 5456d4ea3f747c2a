# SPDX-License-Identifier: Apache-2.0
"""No input breaks a rule: what is not understood is judged, never raised."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hds_policies.graph import STACK, Graph
from hds_policies.judge import judge_resource
from hds_policies.rule import all_rules
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome
from tests.policies.reads import bare, read_by

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    '{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": 1, "Condition": []}]}',
    '{"services": {"default": []}}',
    '[{"Statement": {"NotStatement": 1}, "Action": {"Block": {}}}]',
    "[[[",
)
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(TEXTS), st.just(SECRET))
EVERY = ("aws:sqs/queue:Queue", "aws:s3/bucket:Bucket", "pulumi:providers:aws")
"""Kinds that stand for all of them, for a rule on every kind."""
SUBJECTS = [(rule, kind) for rule in all_rules() for kind in (EVERY if "*" in rule.kinds else rule.kinds) if kind != STACK]
OTHERS = ("aws:s3/bucket:Bucket", "aws:kms/key:Key")
NAMES = st.one_of(st.sampled_from(["statement", "action", "allow", "rules", "0", "*", SIGNATURE]), st.text(max_size=4))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(NAMES, inner, max_size=3),
        inner.map(lambda value: json.dumps(value, default=str)),
    ),
    max_leaves=6,
)


@st.composite
def inputs(draw: st.DrawFn, paths: Sequence[str]) -> dict[str, Any]:
    """Properties that a rule reads: the right blocks around any value at any depth."""
    found: dict[str, Any] = {}
    for path in draw(st.lists(st.sampled_from(paths), max_size=4, unique=True)) if paths else ():
        steps = re.sub(r"\[\d+\]", "[*]", path).replace("[*]", ".*").split(".")
        kept = steps[: draw(st.integers(1, len(steps)))]
        _put(found, kept, draw(VALUES))
    return found


def _put(into: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    for step in reversed(steps[1:]):
        value = [value] if step == "*" else {step: value}
    into[steps[0]] = value


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_value_breaks_a_rule(data: st.DataObject):
    """Whatever stands where a property is read (a list for a block, text for a number, null, a secret, broken JSON), a rule answers."""
    rule, kind = data.draw(st.sampled_from(SUBJECTS))
    read = {path for paths in read_by(rule).values() for path in paths} if "*" in rule.kinds else read_by(rule).get(kind, set())
    subject = bare(kind, data.draw(inputs(sorted(read))))
    others = [bare(other, {"bucket": "bucket", "region": "eu-west-3"}) for other in OTHERS if other != kind]
    verdict = judge_resource(rule, subject, Graph([subject, *others]))
    assert verdict.outcome is not Outcome.ERROR, (rule.name, subject.inputs, verdict.evidence)
