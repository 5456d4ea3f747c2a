# SPDX-License-Identifier: Apache-2.0
"""What rules of sharing and segregation say where they cannot decide yet."""

from __future__ import annotations

import json

import pulumi_aws as aws
import pytest
from tests.policies.cases import unknown

from hds_policies.judge import judge
from hds_policies.messages import message
from hds_policies.rule import all_rules
from hds_toolkit.sources.recording import record


def said(rule, program):
    """The outcome and the words of a rule on what a program makes."""
    graph = record(lambda: program() and None, config={"aws:region": "eu-west-3"})
    findings = judge(graph, [item for item in all_rules() if item.name == rule]).findings
    return [(item.outcome.value, message(item.evidence, "en")) for item in findings]


@pytest.mark.parametrize("rule", ["policy_admits_nobody_from_the_internet", "policy_admits_no_stranger"])
def test_an_open_statement_is_not_said_to_let_anyone_in(rule):
    """A principal that is not known yet is awaited, and nobody is accused."""

    def program():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal=unknown())

    assert said(rule, program) == [
        (
            "unknown",
            "principal is not known yet (computed from elsewhere); expected: a statement that can be decided; Statement[0] cannot yet",
        )
    ]


def test_a_statement_that_lets_anyone_in_is_named():
    """A failure says which one."""

    def program():
        statement = {"Sid": "Web", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}
        aws.s3.BucketPolicy("policy", bucket="b", policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))

    ((outcome, words),) = said("policy_admits_nobody_from_the_internet", program)
    assert outcome == "fail"
    assert words.endswith("expected: statements that let in nobody from the Internet; Web lets anyone in")


def test_sides_without_tags_are_told_which_tags_are_missing():
    """No value is invented for a tag that is not there."""

    def program():
        first, second = (aws.ec2.Vpc(name, cidr_block=addresses) for name, addresses in (("a", "10.0.0.0/16"), ("b", "10.1.0.0/16")))
        aws.ec2.VpcPeeringConnection("peering", vpc_id=first.id, peer_vpc_id=second.id)

    assert said("joined_networks_have_one_tenant_and_stage", program) == [
        ("unknown", "expected: the tag hds:tenant on both sides of what is joined, to be compared"),
        ("unknown", "expected: the tag hds:stage on both sides of what is joined, to be compared"),
    ]
