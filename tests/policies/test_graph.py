# SPDX-License-Identifier: Apache-2.0
"""The graph: regions, references, companions."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest

from hds_policies.graph import Graph, Resource, normalise
from hds_policies.values import ABSENT, SECRET, SIGNATURE, UNKNOWN_SENTINEL, Known, Unknown
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
        ("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObjectv2:BucketObjectv2"),
        ("aws:applicationloadbalancing/listener:Listener", "aws:lb/listener:Listener"),
        ("aws:elasticloadbalancingv2/listener:Listener", "aws:lb/listener:Listener"),
        ("azure-native:s3/bucketV2:BucketV2", "azure-native:s3/bucketV2:BucketV2"),
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


PROVIDER = "pulumi:providers:aws"
EXPLICIT = f"urn:pulumi:s::p::{PROVIDER}::german"
DEFAULT = f"urn:pulumi:s::p::{PROVIDER}::default_7_51_1"


def queue(name="q", **options):
    """A queue, written by hand: these tests are about what a source may leave out."""
    return Resource(urn=f"urn:pulumi:s::p::aws:sqs/queue:Queue::{name}", type="aws:sqs/queue:Queue", name=name, **options)


@pytest.mark.parametrize(
    ("provider", "inputs", "expected"),
    [
        (f"{EXPLICIT}::id", {"region": "eu-central-1"}, Known("eu-central-1")),
        (f"{EXPLICIT}::id", {"region": UNKNOWN_SENTINEL}, Unknown()),
        (f"{EXPLICIT}::id", {}, ABSENT),
        (f"{EXPLICIT}::id", None, Unknown()),
        (f"{DEFAULT}::id", {"region": "eu-central-1"}, Known("eu-central-1")),
        (f"{DEFAULT}::id", {}, Known("eu-west-3")),
        (f"{DEFAULT}::id", None, Known("eu-west-3")),
        (None, None, Known("eu-west-3")),
    ],
)
def test_a_provider_that_says_no_region_is_read_as_the_engine_would(provider, inputs, expected):
    """A default provider has the configured region; an explicit one does not read it, and one that is not there may have any."""
    one_queue = queue(provider=provider)
    urn = (provider or "").rpartition("::")[0]
    made = [] if inputs is None else [Resource(urn=urn, type=PROVIDER, name=urn.rpartition("::")[2], inputs=inputs)]
    graph = Graph([one_queue, *made], config={"aws:region": "eu-west-3"})
    assert graph.region(one_queue) == expected
    assert [graph.region(item) for item in made] == [expected for _ in made]


def test_a_component_is_not_placed_even_when_its_type_looks_like_one_of_the_cloud():
    """Only what a provider makes has a region."""
    component = queue(custom=False, inputs={"region": "eu-west-1"})
    assert Graph([component], config={"aws:region": "eu-west-3"}).region(component) == ABSENT


def test_the_accounts_of_a_program_are_those_of_its_providers_and_of_what_it_made():
    """A list or its JSON, and the ARNs of a state; nothing that is not known, nor an ARN without an account."""
    held = [
        Resource(urn=f"urn:{name}", type=PROVIDER, name=name, inputs={"allowedAccountIds": value})
        for name, value in {
            "list": ["111111111111", UNKNOWN_SENTINEL, 5],
            "json": '["222222222222"]',
            "text": "333333333333",
            "later": UNKNOWN_SENTINEL,
        }.items()
    ]
    made = [
        queue("made", outputs={"arn": "arn:aws:sqs:eu-west-3:444444444444:q"}),
        queue("bare", outputs={"arn": "arn:aws:s3:::records"}),
        queue("managed", outputs={"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}),
        queue("new"),
    ]
    assert Graph([*held, *made]).accounts == {"111111111111", "222222222222", "444444444444"}


def test_resources_are_found_by_kind_and_by_urn():
    """In the order of the source, by one kind, by several in the order asked, and none of a kind that does not occur."""
    bucket = Resource(urn="urn:b", type="aws:s3/bucketV2:BucketV2", name="b")
    graph = Graph([queue("one"), bucket, queue("two")])
    assert [item.name for item in graph.of("aws:sqs/queue:Queue")] == ["one", "two"]
    assert [item.name for item in graph.of(BUCKET, KEY, "aws:sqs/queue:Queue")] == ["b", "one", "two"]
    assert list(graph.of(KEY)) == []
    assert list(graph.kinds) == ["aws:sqs/queue:Queue", BUCKET]
    assert graph.by_urn["urn:b"] is bucket


@pytest.mark.parametrize("key", ["id", "arn", "bucket", "name", "keyId", "keyArn", "identifier"])
@pytest.mark.parametrize("side", ["inputs", "outputs"])
def test_a_reference_may_be_any_identifier(side, key):
    """Whatever the program or the state calls it by; what is unknown, or no text, identifies nothing."""
    named, hidden, odd = (
        queue("named", **{side: {key: "n"}}),
        queue("hidden", **{side: {key: UNKNOWN_SENTINEL}}),
        queue("odd", **{side: {key: 1}}),
    )
    graph = Graph([named, hidden, odd])
    assert graph.targets_of(Known("n"), named.kind) == [named]
    assert graph.targets_of(Known("n"), KEY) == []
    for value in (Known(UNKNOWN_SENTINEL), Known(1), Known("other"), ABSENT, Unknown(), Unknown(("urn:gone",))):
        assert graph.targets_of(value, named.kind) == []
    assert graph.targets_of(Unknown(("urn:gone", odd.urn)), KEY, odd.kind) == [odd]


def test_a_companion_counts_once():
    """A resource that refers twice to another, or two of them, is one companion of each; of another kind or property it is none."""
    first, second = queue("first", id="f"), queue("second", id="s")
    pair = Resource(urn="urn:p", type=KEY, name="p", inputs={"of": ["f", "s", "f"]})
    other = Resource(urn="urn:o", type=KEY, name="o", inputs={"of": ["s"], "in": ["f"]})
    graph = Graph([first, second, pair, other])
    assert list(graph.companions(first, KEY, "of[*]")) == [pair]
    assert list(graph.companions(second, KEY, "of[*]")) == [pair, other]
    assert list(graph.companions(first, KEY, "in[*]")) == [other]
    assert list(graph.companions(first, BUCKET, "of[*]")) == []


def test_a_value_is_read_by_its_path():
    """Plain, nested, secret and starred paths; an unknown value says what its top-level property is computed from."""
    inputs = {
        "a": 1,
        "b": {"c": [2, 3], "later": UNKNOWN_SENTINEL},
        "later": UNKNOWN_SENTINEL,
        "sealed": {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"},
        "empty": [],
    }
    read = queue(inputs=inputs, property_dependencies={"b": ("urn:b",), "later": ("urn:l",)}).get
    assert [read(path) for path in ("a", "b.c[1]", "b.c[*]", "b.none", "none", "empty[*]", "sealed")] == [
        Known(1),
        Known(3),
        Known(2),
        ABSENT,
        ABSENT,
        ABSENT,
        SECRET,
    ]
    assert [read(path) for path in ("later", "b.later", "b.later[*]")] == [Unknown(("urn:l",)), Unknown(("urn:b",)), Unknown(("urn:b",))]
    assert queue(inputs=inputs).get("later") == Unknown()


def test_a_question_is_asked_once_for_each_resource():
    """The second time the first answer stands, also when it was nothing."""
    graph, answers = Graph([]), iter([None, 2, 3])
    asked = [graph.once(*question, lambda: next(answers)) for question in (("q", "a"), ("q", "a"), ("q", "b"), ("r", "a"), ("q", "a"))]
    assert asked == [None, None, 2, 3, None]
