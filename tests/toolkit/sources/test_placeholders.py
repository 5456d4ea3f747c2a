# SPDX-License-Identifier: Apache-2.0
"""Stated answers to functions that need an account."""

from __future__ import annotations

import json

import pytest

from hds_policies.values import UNKNOWN_SENTINEL
from hds_toolkit.sources.placeholders import ACCOUNT, LOOKUPS, STATED, answer

PARIS = {"aws:region": "eu-west-3"}
DOCUMENT = "aws:iam/getPolicyDocument:getPolicyDocument"


def document_of(*statements, **arguments):
    """The document of those statements, parsed."""
    found = answer(DOCUMENT, {"statements": list(statements), **arguments}, PARIS)
    assert json.loads(found["json"]) == json.loads(found["minifiedJson"])
    return json.loads(found["json"])


def test_a_function_without_a_stated_answer_has_none():
    """Nothing is guessed."""
    assert answer("aws:ec2/getInstance:getInstance", {}, PARIS) is None


@pytest.mark.parametrize("token", STATED | LOOKUPS)
def test_without_a_region_there_is_no_answer(token):
    """Every answer depends on the region; where the machine's environment would decide, the answer is unknown."""
    assert answer(token, {}, {}) is None


@pytest.mark.parametrize(
    ("region", "partition", "suffix"), [("eu-west-3", "aws", "amazonaws.com"), ("eusc-de-east-1", "aws-eusc", "amazonaws.eu")]
)
def test_the_partition_follows_the_region(region, partition, suffix):
    """The European sovereign cloud is a partition of its own, with its own names."""
    config = {"aws:region": region}
    assert answer("aws:index/getPartition:getPartition", {}, config)["dnsSuffix"] == suffix
    assert answer("aws:index/getCallerIdentity:getCallerIdentity", {}, config)["arn"].startswith(f"arn:{partition}:iam::{ACCOUNT}:")
    principal = answer("aws:index/getServicePrincipal:getServicePrincipal", {"serviceName": "s3"}, config)
    assert principal["name"] == f"s3.{suffix}"


def test_the_region_of_a_call_is_stronger_than_the_configured_one():
    """pulumi-aws 7 takes a region on each call."""
    assert answer("aws:index/getRegion:getRegion", {"region": "eu-central-1"}, PARIS)["region"] == "eu-central-1"


def test_zones_are_three_and_their_ids_unknown():
    """Names are by convention, while ids differ between accounts."""
    zones = answer("aws:index/getAvailabilityZones:getAvailabilityZones", {}, PARIS)
    assert zones["names"] == ["eu-west-3a", "eu-west-3b", "eu-west-3c"]
    assert set(zones["zoneIds"]) == {UNKNOWN_SENTINEL}


def test_what_an_account_has_is_stood_for():
    """An image, a network and subnets have identifiers of their form, and what the call itself says of them."""
    image = answer("aws:ec2/getAmi:getAmi", {"owners": ["amazon"]}, PARIS)
    assert (image["id"], image["imageId"], image["ownerId"]) == ("ami-0123456789abcdef0", "ami-0123456789abcdef0", "amazon")
    assert image["arn"] == "arn:aws:ec2:eu-west-3::image/ami-0123456789abcdef0"
    found = answer("aws:ec2/getVpc:getVpc", {"default": True}, PARIS)
    assert (found["id"], found["cidrBlock"]) == ("vpc-0123456789abcdef0", "172.31.0.0/16")
    assert answer("aws:ec2/getVpc:getVpc", {"id": "vpc-1", "cidrBlock": "10.0.0.0/8"}, PARIS)["arn"].endswith(f":{ACCOUNT}:vpc/vpc-1")
    subnets = answer("aws:ec2/getSubnets:getSubnets", {}, PARIS)["ids"]
    assert (len(set(subnets)), {len(name) for name in subnets}) == (3, {len("subnet-0123456789abcdef0")})


def test_a_policy_document_is_written_as_iam_reads_it():
    """Lists of one are single values, the default effect is Allow, and empty parts are left out."""
    statement = {
        "sid": "Tls",
        "effect": "Deny",
        "actions": ["s3:*"],
        "resources": ["a", "b"],
        "principals": [{"type": "*", "identifiers": ["*"]}],
        "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
    }
    assert document_of(statement, policyId="p")["Statement"] == [
        {
            "Sid": "Tls",
            "Effect": "Deny",
            "Action": "s3:*",
            "Resource": ["a", "b"],
            "Principal": "*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ]
    assert document_of({"notActions": ["a:b"], "notResources": ["c"]}) == {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "NotAction": "a:b", "NotResource": "c"}],
    }


def test_principals_and_conditions_of_one_kind_are_merged():
    """A second block of the same kind adds to the first; losing one would make a policy look narrower than it is."""
    statement = {
        "principals": [{"type": "AWS", "identifiers": ["a"]}, {"type": "AWS", "identifiers": ["*"]}],
        "conditions": [
            {"test": "StringEquals", "variable": "x", "values": ["1"]},
            {"test": "StringEquals", "variable": "x", "values": ["2"]},
            {"test": "StringEquals", "variable": "y", "values": ["3"]},
        ],
    }
    assert document_of(statement)["Statement"] == [
        {"Effect": "Allow", "Principal": {"AWS": ["a", "*"]}, "Condition": {"StringEquals": {"x": ["1", "2"], "y": "3"}}}
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        {"statements": [{"actions": ["a:b"], "resources": [UNKNOWN_SENTINEL]}]},
        {"statements": [], "sourcePolicyDocuments": ["{}"]},
        {"statements": [], "overridePolicyDocuments": ["{}"]},
    ],
)
def test_a_document_that_cannot_be_computed_here_is_unknown(arguments):
    """An unknown part makes the whole text unknown, and merging documents is left to the provider."""
    found = answer(DOCUMENT, arguments, PARIS)
    assert found["json"] == found["minifiedJson"] == UNKNOWN_SENTINEL
