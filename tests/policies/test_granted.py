# SPDX-License-Identifier: Apache-2.0
"""Policies that resources carry."""

from __future__ import annotations

import pytest

from hds_policies.documents import UNKNOWN, Condition, Principal
from hds_policies.granted import PERMISSIONS, RESOURCE_POLICIES, granted
from hds_policies.graph import Graph, Resource
from hds_policies.values import UNKNOWN_SENTINEL
from tests.policies import sdk
from tests.policies.reads import bare

PERMISSION, LAYER, BUS = PERMISSIONS
EVERYONE = Principal("AWS", "*")
IN_ORGANISATION = Condition("StringEquals", "aws:principalorgid", ("o",))


def given(kind: str, **inputs: object):
    """What a resource grants."""
    subject = bare(kind, dict(inputs))
    return granted(subject, Graph([subject]))


@pytest.mark.parametrize("kind", RESOURCE_POLICIES)
def test_a_policy_is_read_where_the_kind_keeps_it(kind: str):
    """The path exists in the SDK, and the policy is about the actions of its service."""
    path, service = RESOURCE_POLICIES[kind]
    assert sdk.has(kind, path)
    assert given(kind).scope.actions == (f"{service}:*",)


@pytest.mark.parametrize(
    ("kind", "inputs", "principal", "conditions"),
    [
        (PERMISSION, {"principal": "s3.amazonaws.com"}, Principal("Service", "s3.amazonaws.com"), ()),
        (PERMISSION, {"principal": "444455556666"}, Principal("AWS", "444455556666"), ()),
        (PERMISSION, {"principal": "arn:aws:iam::1:role/a.b"}, Principal("AWS", "arn:aws:iam::1:role/a.b"), ()),
        (
            PERMISSION,
            {"principal": "*", "sourceAccount": "1", "sourceArn": "arn:x", "principalOrgId": "o"},
            Principal("AWS", "*"),
            (
                Condition("StringEquals", "aws:principalorgid", ("o",)),
                Condition("StringEquals", "aws:sourceaccount", ("1",)),
                Condition("ArnLike", "aws:sourcearn", ("arn:x",)),
            ),
        ),
        (
            LAYER,
            {"principal": "*", "organizationId": "o"},
            EVERYONE,
            (IN_ORGANISATION,),
        ),
        (
            BUS,
            {"principal": "*", "condition": {"type": "StringEquals", "key": "aws:PrincipalOrgID", "value": "o"}},
            EVERYONE,
            (IN_ORGANISATION,),
        ),
        (PERMISSION, {"principal": UNKNOWN_SENTINEL}, Principal("AWS", UNKNOWN), ()),
        (BUS, {"principal": "*", "condition": UNKNOWN_SENTINEL}, Principal("AWS", "*"), (Condition(UNKNOWN, UNKNOWN, (UNKNOWN,)),)),
    ],
)
def test_a_permission_is_the_statement_it_adds(
    kind: str, inputs: dict[str, object], principal: Principal, conditions: tuple[Condition, ...]
):
    """Its principal, and the conditions that its properties amount to."""
    found = given(kind, action="a", **inputs).statements
    assert found is not None
    assert found[0].principals == (principal,)
    assert found[0].conditions == tuple(Condition(item.operator, item.key.lower(), item.values) for item in conditions)


def test_the_account_is_known_by_its_provider_and_by_what_it_made():
    """Both the list that a provider is held to and ARNs of what exists count, and nothing else."""
    provider = Resource(urn="p", type="pulumi:providers:aws", name="p", inputs={"allowedAccountIds": '["111122223333"]'})
    made = Resource(urn="q", type="aws:sqs/queue:Queue", name="q", outputs={"arn": "arn:aws:sqs:eu-west-3:444455556666:q"})
    bucket = Resource(urn="b", type="aws:s3/bucket:Bucket", name="b", outputs={"arn": "arn:aws:s3:::b"})
    odd = Resource(urn="o", type="pulumi:providers:aws", name="o", inputs={"allowedAccountIds": '{"a": 1}'})
    assert Graph([provider, made, bucket, odd]).accounts == {"111122223333", "444455556666"}
    assert Graph([bucket]).accounts == frozenset()
