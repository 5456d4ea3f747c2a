# SPDX-License-Identifier: Apache-2.0
"""The graph: regions, references, companions."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest

from hds_policies.graph import Graph, Resource, normalise
from hds_policies.values import ABSENT, Known
from hds_toolkit.sources.recording import record

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
KEY = "aws:kms/key:Key"


def one(graph, name):
    """The resource of that name."""
    return next(resource for resource in graph.resources if resource.name == name)


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("aws:s3/bucketV2:BucketV2", BUCKET),
        ("aws:s3/bucketVersioningV2:BucketVersioningV2", VERSIONING),
        ("aws:alb/listener:Listener", "aws:lb/listener:Listener"),
        ("aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAcl:WebAcl"),
        ("aws:lex/v2modelsBot:V2modelsBot", "aws:lex/v2modelsBot:V2modelsBot"),
        ("hds:index:AwsKeys", "hds:index:AwsKeys"),
    ],
)
def test_an_old_twin_is_the_same_kind(token, kind):
    """Rules are asked about the resource, whatever its historical spelling; a V2 that belongs to a service's name stays."""
    assert normalise(token) == kind


def test_a_region_comes_from_the_resource_then_its_provider_then_the_configuration():
    """The order is that of pulumi-aws 7, where one resource may leave its provider's region."""

    def program():
        german = aws.Provider("german", region="eu-central-1")
        aws.sqs.Queue("own", region="eu-north-1", opts=pulumi.ResourceOptions(provider=german))
        aws.sqs.Queue("provided", opts=pulumi.ResourceOptions(provider=german))
        aws.sqs.Queue("configured")

    graph = record(program, config={"aws:region": "eu-west-3"})
    assert [graph.region(one(graph, name)) for name in ("own", "provided", "configured")] == [
        Known("eu-north-1"),
        Known("eu-central-1"),
        Known("eu-west-3"),
    ]


def test_a_region_nobody_gives_is_absent():
    """Without a configured region the machine's environment would decide, which no plan shows: nothing was said."""
    graph = record(lambda: aws.sqs.Queue("q") and None)
    assert graph.region(one(graph, "q")) == ABSENT


def test_components_and_the_stack_have_no_region():
    """Only cloud resources are placed."""
    graph = record(lambda: pulumi.ComponentResource("a:b:C", "c") and None)
    assert {graph.region(resource) for resource in graph.resources} == {ABSENT}


def test_a_companion_is_found_by_dependency_while_its_reference_is_unknown():
    """At a first preview no identifier exists; the dependency names the bucket."""

    def program():
        first, second = aws.s3.Bucket("first"), aws.s3.Bucket("second")
        aws.s3.BucketVersioning("v", bucket=first.id, versioning_configuration={"status": "Enabled"})
        del second

    graph = record(program)
    assert [item.name for item in graph.companions(one(graph, "first"), VERSIONING, "bucket")] == ["v"]
    assert not graph.companions(one(graph, "second"), VERSIONING, "bucket")


def test_a_companion_is_found_by_a_known_name():
    """A program may name the bucket in clear on both sides, without any dependency."""

    def program():
        aws.s3.Bucket("b", bucket="records")
        aws.s3.BucketVersioning("v", bucket="records", versioning_configuration={"status": "Enabled"})

    graph = record(program)
    assert [item.name for item in graph.companions(one(graph, "b"), VERSIONING, "bucket")] == ["v"]


def test_a_companion_is_found_by_an_identifier_of_the_state():
    """In a state file the reference is the deployed identifier."""
    bucket = Resource(urn="urn:b", type=BUCKET, name="b", id="records-1a2b")
    versioning = Resource(urn="urn:v", type=VERSIONING, name="v", inputs={"bucket": "records-1a2b"})
    assert list(Graph([bucket, versioning]).companions(bucket, VERSIONING, "bucket")) == [versioning]


def test_a_log_group_is_found_by_the_arn_of_all_its_streams():
    """Once deployed, a trail names its log group with ``:*`` behind the ARN."""
    kind, trail = "aws:cloudwatch/logGroup:LogGroup", "aws:cloudtrail/trail:Trail"
    arn = "arn:aws:logs:eu-west-3:111122223333:log-group:trail"
    group = Resource(urn="urn:g", type=kind, name="g", id="trail", outputs={"arn": arn})
    owner = Resource(urn="urn:t", type=trail, name="t", inputs={"cloudWatchLogsGroupArn": f"{arn}:*"})
    assert list(Graph([group, owner]).companions(group, trail, "cloudWatchLogsGroupArn")) == [owner]


def test_a_target_of_another_kind_is_no_proof():
    """An unknown value that depends on something that is not a key proves no key."""

    def program():
        aws.sqs.Queue("proved", kms_master_key_id=aws.kms.Key("k").arn)
        aws.sqs.Queue("unproved", kms_master_key_id=aws.s3.Bucket("b").arn)

    graph = record(program)
    assert [item.name for item in graph.targets(one(graph, "proved"), "kmsMasterKeyId", KEY)] == ["k"]
    assert graph.targets(one(graph, "unproved"), "kmsMasterKeyId", KEY) == []


def test_dependencies_are_kept_per_property():
    """What one property is computed from says nothing of another."""

    def program():
        aws.sqs.Queue("q", name=aws.s3.Bucket("b").bucket, kms_master_key_id=aws.kms.Key("k").arn)

    queue = one(record(program), "q")
    assert [urn.split("::")[-1] for urn in queue.depends_on("kmsMasterKeyId")] == ["k"]
    assert [urn.split("::")[-1] for urn in queue.depends_on("name")] == ["b"]
