# SPDX-License-Identifier: Apache-2.0
"""Which statements refuse plain text and old TLS."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hds_policies.secure_transport import bucket_resources, refuses_old_tls, refuses_plain_text
from hds_policies.values import ABSENT, SECRET, Known, Unknown, Value
from hds_policies.verdict import Outcome

ACTIONS = ("s3:GetObject", "s3:PutObject")
PLAIN = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def policy(*statements: dict[str, Any]) -> Value:
    """A policy of statements."""
    return Known(json.dumps({"Statement": list(statements)}))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASS),
        ({"Principal": {"AWS": "*"}}, Outcome.PASS),
        ({"Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}}, Outcome.PASS),
        ({"Condition": {"BoolIfExists": {"aws:SecureTransport": False}}}, Outcome.PASS),
        ({"Effect": "Allow"}, Outcome.FAIL),
        ({"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, Outcome.FAIL),
        ({"Action": "s3:GetObject"}, Outcome.FAIL),
        ({"Condition": {}}, Outcome.FAIL),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, Outcome.FAIL),
        ({"Condition": {"Bool": {"aws:SecureTransport": ["false", "true"]}}}, Outcome.FAIL),
        ({"Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}, Outcome.FAIL),
        ({"Condition": {"StringEquals": {"aws:SecureTransport": "false"}}}, Outcome.FAIL),
        ({"Condition": {"Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "false"}}}, Outcome.FAIL),
    ],
)
def test_plain_text_is_refused_to_everyone_and_on_no_other_condition(changes: dict[str, Any], expected: Outcome):
    """The statement that refuses is a denial to all, of all the actions that matter, when the transport is not secure and only then."""
    assert refuses_plain_text("policy", policy({**PLAIN, **changes}), ACTIONS).outcome is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, Outcome.PASS),
        ({"NumericLessThan": {"s3:TlsVersion": 1.3}}, Outcome.PASS),
        ({"NumericLessThanIfExists": {"s3:TlsVersion": "1.2"}}, Outcome.PASS),
        ({"NumericLessThan": {"s3:TlsVersion": ["1.1", "1.2"]}}, Outcome.PASS),
        ({"NumericLessThan": {"s3:TlsVersion": "1.1"}}, Outcome.FAIL),
        ({"NumericLessThan": {"s3:TlsVersion": "new"}}, Outcome.FAIL),
        ({"NumericLessThan": {"s3:max-keys": "1.2"}}, Outcome.FAIL),
        ({"NumericGreaterThan": {"s3:TlsVersion": "1.2"}}, Outcome.FAIL),
        ({"Bool": {"aws:SecureTransport": "false"}}, Outcome.FAIL),
    ],
)
def test_old_tls_is_refused_below_1_2(condition: dict[str, Any], expected: Outcome):
    """A denial below 1.2 or more refuses; of several limits the highest counts, since one that holds is enough."""
    assert refuses_old_tls("policy", policy({**PLAIN, "Condition": condition}), ACTIONS).outcome is expected


@pytest.mark.parametrize("refuses", [refuses_plain_text, refuses_old_tls])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ABSENT, Outcome.FAIL),
        (policy(), Outcome.FAIL),
        (Unknown(), Outcome.UNKNOWN),
        (SECRET, Outcome.UNKNOWN),
        (Known("{"), Outcome.UNKNOWN),
    ],
)
def test_a_policy_that_cannot_be_read_stays_open(refuses: Any, value: Value, expected: Outcome):
    """No policy refuses nothing; one that is unknown, secret or broken is no answer."""
    assert refuses("policy", value, ACTIONS).outcome is expected


@pytest.mark.parametrize("refuses", [refuses_plain_text, refuses_old_tls])
def test_the_resources_of_the_statement_count(refuses: Any):
    """A statement on other resources refuses nothing here."""
    old = {**PLAIN, "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}}
    both = policy(PLAIN, old)
    assert refuses("policy", both, ACTIONS, lambda _: True).outcome is Outcome.PASS
    assert refuses("policy", both, ACTIONS, lambda _: False).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (("*",), True),
        (("arn:aws:s3:::b", "arn:aws:s3:::b/*"), True),
        (("arn:aws:s3:::b*",), True),
        (("arn:aws:s3:::other/prefix/*", "arn:aws:s3:::b*"), True),
        (("arn:aws:s3:::b",), False),
        (("arn:aws:s3:::b/*",), False),
        (("arn:aws:s3:::b", "arn:aws:s3:::b/reports"), False),
        (("arn:aws:s3:::b", "arn:aws:s3:::b/reports/*"), False),
        ((), False),
    ],
)
def test_a_bucket_is_covered_with_its_objects(resources: tuple[str, ...], expected: bool):  # noqa: FBT001
    """Requests on the bucket and on its objects are different resources: patterns have to take both."""
    assert bucket_resources(resources) is expected
