# SPDX-License-Identifier: Apache-2.0
"""The engine's side of a preview, in this process."""

from __future__ import annotations

import asyncio

import pulumi
import pulumi_aws as aws
import pytest

from hds_policies.graph import STACK
from hds_policies.values import ABSENT, SECRET, Known, Unknown, is_secret
from hds_toolkit.sources.errors import DuplicateURN, NoProvider, SourceError
from hds_toolkit.sources.recording import record

REGION = {"aws:region": "eu-west-3"}


def named(graph, name):
    """The resource of that name."""
    return next(resource for resource in graph.resources if resource.name == name)


class Shelf(pulumi.ComponentResource):
    """A component of these tests."""

    def __init__(self, name, opts=None):
        super().__init__("demo:index:Shelf", name, None, opts)


def test_a_urn_is_the_engines():
    """Stack, project, the types of the parents without the stack, and the name."""

    def program():
        shelf = Shelf("outer")
        aws.sqs.Queue("q", opts=pulumi.ResourceOptions(parent=Shelf("inner", pulumi.ResourceOptions(parent=shelf))))

    graph = record(program, project="demo", stack="dev", config=REGION)
    assert [resource.urn for resource in graph.resources] == [
        "urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev",
        "urn:pulumi:dev::demo::demo:index:Shelf$demo:index:Shelf$aws:sqs/queue:Queue::q",
        "urn:pulumi:dev::demo::demo:index:Shelf$demo:index:Shelf::inner",
        "urn:pulumi:dev::demo::demo:index:Shelf::outer",
    ]
    assert named(graph, "q").parent == named(graph, "inner").urn


def test_what_the_provider_computes_is_unknown_with_its_dependencies():
    """At a first preview nothing exists yet; a computed value names the resources it comes from."""

    def program():
        key = aws.kms.Key("k", description="said")
        aws.sqs.Queue("q", kms_master_key_id=key.arn, name=key.description)

    graph = record(program, config=REGION)
    key, queue = named(graph, "k"), named(graph, "q")
    assert queue.get("kmsMasterKeyId") == Unknown((key.urn,))
    assert queue.get("name") == Known("said")
    assert queue.get("fifoQueue") == ABSENT
    assert queue.dependencies == (key.urn,)


def test_a_secret_has_no_content_wherever_it_stands():
    """Alone, in a structure, or as the output of a component: the graph holds the mark, not the value."""

    def program():
        canary = pulumi.Output.secret("canary-7")
        aws.sqs.Queue("q", name=canary, tags={"deep": canary, "open": "x"}, policy=pulumi.Output.concat("a", canary))
        Shelf("s").register_outputs({"out": {"deep": [canary]}})
        pulumi.export("exported", canary)

    graph = record(program, config=REGION)
    queue = named(graph, "q")
    assert (queue.get("name"), queue.get("tags.deep"), queue.get("tags.open"), queue.get("policy")) == (SECRET, SECRET, Known("x"), SECRET)
    assert "canary-7" not in repr([(item.inputs, item.outputs) for item in graph.resources])
    assert set(named(graph, "s").outputs) == {"out"}


def test_the_placeholder_of_an_encrypted_value_is_a_secret_too():
    """A program that reads `secure:` without asking for a secret gets the placeholder, which no rule may take for a value."""

    def program():
        aws.sqs.Queue("q", name=pulumi.Config("demo").require("name"))
        pulumi.export("name", pulumi.Config("demo").require("name"))

    graph = record(program, config={**REGION, "demo:name": "[secret]"}, secret_keys=("demo:name",))
    assert named(graph, "q").get("name") == SECRET
    (stack,) = graph.of(STACK)
    assert is_secret(stack.outputs["name"])


def test_a_graph_keeps_no_configuration_but_the_region():
    """Any other value may be a secret in clear, and nothing judges it."""
    graph = record(lambda: aws.sqs.Queue("q") and None, config={**REGION, "demo:password": "canary-8"})
    assert graph.config == REGION


def test_protection_provider_and_place_are_recorded():
    """What a preview shows of the options, and the line of the program."""

    def program():
        near = aws.Provider("near", region="eu-central-1")
        aws.sqs.Queue("q", opts=pulumi.ResourceOptions(provider=near, protect=True))

    queue = named(record(program, config=REGION), "q")
    assert queue.protect
    assert queue.provider.startswith("urn:pulumi:test::hds::pulumi:providers:aws::near::")
    assert (queue.position.file, queue.position.line) == (__file__, program.__code__.co_firstlineno + 2)


def test_transforms_apply_own_then_parents_then_the_stacks():
    """Each sees what the one before made, in the order of the engine."""

    def appending(word):
        def transform(args):
            if args.type_ != "aws:sqs/queue:Queue":
                return None
            return pulumi.ResourceTransformResult(props={**args.props, "name": f"{args.props['name']}-{word}"}, opts=args.opts)

        return transform

    def program():
        pulumi.runtime.register_resource_transform(appending("stack"))
        outer = Shelf("outer", pulumi.ResourceOptions(transforms=[appending("outer")]))
        inner = Shelf("inner", pulumi.ResourceOptions(parent=outer, transforms=[appending("inner")]))
        aws.sqs.Queue("q", name="q", opts=pulumi.ResourceOptions(parent=inner, transforms=[appending("own")]))

    assert named(record(program, config=REGION), "q").get("name") == Known("q-own-inner-outer-stack")


def test_a_transform_may_change_the_options():
    """Organisations protect by transform: the graph shows the outcome."""

    def protect(args):
        args.opts.protect = True
        return pulumi.ResourceTransformResult(props=args.props, opts=args.opts)

    def program():
        pulumi.runtime.register_resource_transform(protect)
        aws.sqs.Queue("q")

    assert named(record(program, config=REGION), "q").protect


def test_a_urn_given_twice_is_an_error():
    """The engine refuses it; the second would hide the first from every rule."""

    def program():
        aws.sqs.Queue("twin")
        aws.sqs.Queue("twin")

    with pytest.raises(DuplicateURN, match="aws:sqs/queue:Queue::twin is registered twice"):
        record(program, config=REGION)


@pytest.mark.parametrize("closed", ['["aws"]', '["*"]'])
def test_a_disabled_default_provider_is_an_error_at_the_line(closed):
    """A resource without a provider would fail on the engine; the message says where and what to pass."""

    def program():
        aws.sqs.Queue("q")

    with pytest.raises(NoProvider, match=r'test_recording.py:\d+: aws:sqs/queue:Queue "q" names no provider.*hint: pass opts'):
        record(program, config={**REGION, "pulumi:disable-default-providers": closed})


def test_an_explicit_provider_is_enough_when_defaults_are_disabled():
    """Providers themselves need none."""

    def program():
        aws.sqs.Queue("q", opts=pulumi.ResourceOptions(provider=aws.Provider("p", region="eu-west-3")))

    assert named(record(program, config={"pulumi:disable-default-providers": '["aws"]'}), "q")


@pytest.mark.parametrize("text", ["aws", "{}", "5", "[1]"])
def test_a_setting_that_is_no_list_of_packages_is_an_error(text):
    """A mistyped list would leave default providers open without a word."""
    with pytest.raises(SourceError, match="is not a list of packages"):
        record(lambda: None, config={"pulumi:disable-default-providers": text})


def test_a_program_may_be_asynchronous():
    """A coroutine is awaited, and what it registers after a pause is recorded."""

    async def program():
        await asyncio.sleep(0)
        aws.sqs.Queue("late")

    assert named(record(program, config=REGION), "late")


class Remote(pulumi.ComponentResource):
    """A component that another process would construct."""

    def __init__(self, name):
        super().__init__("acme:index:Site", name, {"size": 2}, None, remote=True)


def test_what_cannot_be_seen_is_counted():
    """Components of other languages, functions of an account, other stacks and existing resources are reported, never guessed."""

    def program():
        Remote("site")
        image = aws.ec2.get_ami_output(owners=["amazon"])
        old = aws.ec2.get_instance_output(instance_id="i-1")
        aws.ec2.Instance("vm", ami=image.id, instance_type=old.instance_type)
        other = pulumi.StackReference("acme/base/dev")
        aws.sqs.Queue("q", name=other.require_output("queue"))
        aws.sqs.Queue.get("old", "https://sqs.eu-west-3.amazonaws.com/123456789012/old")

    graph = record(program, config=REGION)
    assert {(item.what, item.token, item.count) for item in graph.unseen} == {
        ("component", "acme:index:Site", 1),
        ("function", "aws:ec2/getAmi:getAmi", 1),
        ("function", "aws:ec2/getInstance:getInstance", 1),
        ("read", "pulumi:pulumi:StackReference", 1),
        ("read", "aws:sqs/queue:Queue", 1),
    }
    assert isinstance(named(graph, "vm").get("instanceType"), Unknown)
    assert isinstance(named(graph, "q").get("name"), Unknown)
    assert "old" not in {item.name for item in graph.resources}


def test_a_stated_answer_is_not_unseen():
    """Region, account and zones have placeholders, so a program that asks for them runs to its end."""

    def program():
        zones = aws.get_availability_zones()
        aws.sqs.Queue("q", name=aws.get_caller_identity().account_id, tags={"zone": zones.names[1], "region": aws.get_region().region})

    graph = record(program, config=REGION)
    assert graph.unseen == ()
    assert named(graph, "q").inputs == {"name": "123456789012", "tags": {"zone": "eu-west-3b", "region": "eu-west-3"}}


def test_what_an_account_has_does_not_stop_a_program():
    """A direct call for an image, a network or subnets is answered by what stands for it, and reported as not visible."""

    def program():
        network = aws.ec2.get_vpc(default=True)
        subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [network.id]}])
        aws.lb.LoadBalancer("lb", subnets=subnets.ids)
        for number, subnet in enumerate(subnets.ids):
            aws.ec2.Instance(f"vm-{number}", ami=aws.ec2.get_ami(owners=["amazon"]).id, subnet_id=subnet)

    graph = record(program, config=REGION)
    assert {item.token: item.count for item in graph.unseen} == {
        "aws:ec2/getVpc:getVpc": 1,
        "aws:ec2/getSubnets:getSubnets": 1,
        "aws:ec2/getAmi:getAmi": 3,
    }
    assert named(graph, "vm-2").inputs == {"ami": "ami-0123456789abcdef0", "subnetId": "subnet-2123456789abcdef0"}


def test_a_function_of_an_unknown_value_is_unknown():
    """The engine does not call a function whose arguments it does not know yet."""

    def program():
        key = aws.kms.Key("k")
        document = aws.iam.get_policy_document_output(statements=[{"actions": ["kms:Decrypt"], "resources": [key.arn]}])
        aws.sqs.Queue("q", policy=document.json)

    graph = record(program, config=REGION)
    assert isinstance(named(graph, "q").get("policy"), Unknown)


def test_an_error_that_needs_an_account_names_the_function():
    """A direct call cannot be answered here: the error says which, so that the user knows why."""

    def program():
        aws.sqs.Queue("q", name=aws.ec2.get_instance(instance_id="i-1").id[0:3])

    with pytest.raises(Exception, match=r".") as caught:
        record(program, config=REGION)
    assert "aws:ec2/getInstance:getInstance" in "".join(caught.value.__notes__)


def test_a_failed_program_leaves_nothing_behind():
    """One recording after another in the same process, whatever became of the first."""

    def broken():
        aws.sqs.Queue("first")
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        record(broken, config=REGION)
    graph = record(lambda: aws.sqs.Queue("second") and None, config=REGION)
    assert {item.name for item in graph.resources if item.kind != STACK} == {"second"}


def test_the_order_of_a_graph_does_not_depend_on_threads():
    """The stack first, then URNs in order: the same program gives the same report."""

    def program():
        for number in range(20):
            aws.sqs.Queue(f"q{number:02}", tags={"n": str(number)})

    runs = [[item.urn for item in record(program, config=REGION).resources] for _ in range(3)]
    assert runs[0] == runs[1] == runs[2] == [runs[0][0], *sorted(runs[0][1:])]


def test_the_program_is_told_that_it_previews():
    """Programs branch on it; the organization is that of the stack's full name."""
    seen = []

    def program():
        seen.extend((pulumi.runtime.is_dry_run(), pulumi.get_organization(), pulumi.get_stack(), pulumi.get_project()))

    record(program, project="demo", stack="dev", organization="acme", config=REGION)
    assert seen == [True, "acme", "dev", "demo"]


def test_an_old_resource_may_be_asked_for_by_its_urn():
    """`getResource` answers with what was registered, as the engine does for resource references."""

    def program():
        queue = aws.sqs.Queue("q", name="kept")
        found = pulumi.runtime.invoke_async("pulumi:pulumi:getResource", {"urn": queue.urn})
        aws.sqs.Queue("copy", name=pulumi.Output.from_input(found).apply(lambda answer: answer["state"]["name"]))

    assert named(record(program, config=REGION), "copy").get("name") == Known("kept")
