# SPDX-License-Identifier: Apache-2.0
import threading
from concurrent import futures

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as wire
from pulumi.runtime.proto import analyzer_pb2_grpc

from hds_controls import load
from hds_policies import announce
from hds_policies.pack import Pack
from hds_policies.rule import Rule
from hds_policies.values import SIGNATURE, UNKNOWN_SENTINEL, Absent, Known, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, at_most, fail, is_true, unknown

KEY = "aws:kms/key:Key"
BUCKET = "aws:s3/bucket:Bucket"
QUEUE = "aws:sqs/queue:Queue"
STACK = "pulumi:pulumi:Stack"
PROVIDER = "urn:pulumi:test::hds::pulumi:providers:aws::default_7_51_1"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "value": "canary-7731"}


def _rotates(key, _):
    return is_true(key, "enableKeyRotation")


def _placed(resource, graph):
    region = graph.region(resource)
    if isinstance(region, Known):
        return PASS if region.value == "eu-west-3" else fail("region", region, "equals", "eu-west-3")
    return unknown("region", region, "equals", "eu-west-3")


def _encrypted_by_a_key_of_the_stack(bucket, graph):
    value = bucket.get("kmsKeyId")
    if isinstance(value, Absent):
        return fail("kmsKeyId", value, "present")
    return PASS if graph.targets(bucket, "kmsKeyId", KEY) or not isinstance(value, Unknown) else unknown("kmsKeyId", value, "present")


def _waits_at_most_a_day(queue, _):
    return at_most(queue, "delaySeconds", 86_400)


def _has_a_bucket(_, graph):
    return PASS if graph.of(BUCKET) else fail("", Absent(), "present")


def _says_nothing(*_):
    return NOT_APPLICABLE


def _breaks(queue, _):
    raise RuntimeError(str(queue.inputs))


def _rule(control, check, shape, *kinds):
    return Rule(check.__name__, control, kinds, shape, check, "test")


RULES = (
    _rule("HDS-LOC-01", _placed, "resource", "*"),
    _rule("HDS-KEY-01", _rotates, "resource", KEY),
    _rule("HDS-ENC-01", _encrypted_by_a_key_of_the_stack, "resource", BUCKET),
    _rule("HDS-ENC-03", _waits_at_most_a_day, "resource", QUEUE),
    _rule("HDS-ENC-04", _has_a_bucket, "graph", STACK),
)


class _Engine:
    """The engine's side of the protocol, on a real connection."""

    def __init__(self, stub):
        self.stub = stub

    def begin(self, config=None, levels=None, settings=None):
        self.stub.ConfigureStack(wire.AnalyzerStackConfigureRequest(stack="test", config=config or {"aws:region": "eu-west-3"}))
        if levels:
            request = wire.ConfigureAnalyzerRequest()
            for name, value in levels.items():
                request.policyConfig[name].enforcementLevel = value
                request.policyConfig[name].properties.update(settings or {})
            self.stub.Configure(request)

    def analyze(self, token, name, properties, region="eu-west-3"):
        return self.stub.Analyze(self.fill(wire.AnalyzeRequest(), token, name, properties, region))

    def analyze_stack(self, *resources):
        request = wire.AnalyzeStackRequest()
        for token, name, properties, dependencies in resources:
            message = self.fill(request.resources.add(), token, name, properties, "eu-west-3")
            for key, urns in dependencies.items():
                message.propertyDependencies[key].urns.extend(urns)
        return self.stub.AnalyzeStack(request)

    def fill(self, message, token, name, properties, region):
        message.type, message.name, message.urn = token, name, _urn(token, name)
        message.properties.update(properties)
        if token.startswith("aws:"):
            message.provider.urn, message.provider.type, message.provider.name = PROVIDER, "pulumi:providers:aws", "default_7_51_1"
            message.provider.properties.update({"region": region})
        return message


def _urn(token, name):
    return f"urn:pulumi:test::hds::{token}::{name}"


@pytest.fixture
def serve():
    """Starts the pack with some rules and gives the engine that talks to it."""
    servers = []

    def start(*rules, language="en"):
        server = grpc.server(futures.ThreadPoolExecutor(max_workers=1))
        analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Pack(load.catalogue(), rules or RULES, language, threading.Event()), server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        servers.append((server, channel))
        return _Engine(analyzer_pb2_grpc.AnalyzerStub(channel))

    yield start
    for server, channel in servers:
        channel.close()
        server.stop(None).wait()


def _names(response):
    return [(item.policyName, item.urn.rpartition("::")[2]) for item in response.diagnostics]


def test_one_policy_for_each_judged_control(serve):
    """The pack announces each control once, with what the catalogue says of it."""
    info = serve().stub.GetAnalyzerInfo(empty_pb2.Empty())
    assert [policy.name for policy in info.policies] == ["HDS-LOC-01", "HDS-ENC-01", "HDS-ENC-03", "HDS-ENC-04", "HDS-KEY-01"]
    policy, control = info.policies[0], load.catalogue().control("HDS-LOC-01")
    assert (policy.displayName, policy.description) == (control.title.en, control.statement.en)
    assert policy.remediation_steps == control.remediation.en
    assert (policy.severity, policy.enforcementLevel) == (wire.POLICY_SEVERITY_CRITICAL, wire.MANDATORY)
    assert (policy.framework.name, policy.framework.version, policy.framework.reference) == ("hds", "2.0", "EXI 28")
    assert policy.framework.specification
    assert "csp-2026 R.1111-9-1" in policy.tags
    assert [policy.policy_type for policy in info.policies[2:4]] == [wire.POLICY_TYPE_RESOURCE, wire.POLICY_TYPE_STACK]
    assert info.supportsConfig


def test_a_bad_resource_is_refused_before_it_exists(serve):
    """A failure of one resource is reported from Analyze, with value, cure, level and severity."""
    engine = serve()
    engine.begin()
    response = engine.analyze(KEY, "main", {"enableKeyRotation": False})
    (found,) = response.diagnostics
    assert (found.policyName, found.urn, found.enforcementLevel) == ("HDS-KEY-01", _urn(KEY, "main"), wire.MANDATORY)
    assert "enableKeyRotation is false; expected: true\nhint: " in found.message


def test_a_good_resource_gives_nothing(serve):
    """A compliant resource has no diagnostic, and only policies that judged it count as passed."""
    engine = serve()
    engine.begin()
    response = engine.analyze(KEY, "main", {"enableKeyRotation": True})
    assert not response.diagnostics
    assert [item.policy_name for item in response.not_applicable] == ["HDS-ENC-01", "HDS-ENC-03"]


def test_region_of_the_provider_of_the_request(serve):
    """Analyze places a resource by its own region, then by the provider that the engine sends along."""
    engine = serve()
    engine.begin()
    assert _names(engine.analyze(QUEUE, "a", {"delaySeconds": 1}, region="us-east-1")) == [("HDS-LOC-01", "a")]
    engine.begin()
    assert _names(engine.analyze(QUEUE, "b", {"delaySeconds": 1, "region": "us-east-1"})) == [("HDS-LOC-01", "b")]
    assert not engine.analyze(QUEUE, "c", {"delaySeconds": 1}).diagnostics


def test_a_finding_is_reported_once(serve):
    """What Analyze reported, AnalyzeStack does not repeat; what it could not see, AnalyzeStack adds."""
    engine = serve()
    engine.begin()
    engine.analyze(KEY, "main", {"enableKeyRotation": False})
    response = engine.analyze_stack((STACK, "hds-test", {}, {}), (KEY, "main", {"enableKeyRotation": False}, {}))
    assert _names(response) == [("HDS-ENC-04", "hds-test")]


def _also_rotates(key, _):
    return is_true(key, "enableKeyRotation")


def test_two_rules_of_a_control_say_a_thing_once(serve):
    """Two rules that find the same on one resource give one diagnostic, also when only one of them could be asked alone."""
    engine = serve(RULES[1], _rule("HDS-KEY-01", _also_rotates, "graph", KEY))
    engine.begin()
    assert _names(engine.analyze(KEY, "main", {"enableKeyRotation": False})) == [("HDS-KEY-01", "main")]
    assert not engine.analyze_stack((KEY, "main", {"enableKeyRotation": False}, {})).diagnostics


def test_inputs_decide_and_not_outputs(serve):
    """The end of an up carries outputs, where a provider fills in defaults: what the program wrote is judged."""
    engine = serve()
    engine.begin()
    engine.analyze(BUCKET, "data", {"kmsKeyId": UNKNOWN_SENTINEL})
    outputs = {"id": "data", "arn": "arn:aws:s3:::data", "kmsKeyId": None}
    key = (KEY, "main", {"enableKeyRotation": True}, {})
    response = engine.analyze_stack((BUCKET, "data", outputs, {"kmsKeyId": [_urn(KEY, "main")]}), key)
    assert not response.diagnostics


def test_a_resource_that_was_not_registered_is_judged_on_its_outputs(serve):
    """A resource kept by ``--target`` is never analyzed alone, and still judged."""
    engine = serve()
    engine.begin()
    response = engine.analyze_stack((KEY, "old", {"enableKeyRotation": False}, {}))
    assert _names(response) == [("HDS-KEY-01", "old")]


def test_unknowns_are_one_advisory_summary(serve):
    """Unknown values give no diagnostic in Analyze, one in AnalyzeStack, and no policy counts as passed."""
    engine = serve()
    engine.begin()
    resources = [(BUCKET, f"bucket-{number}", {"kmsKeyId": UNKNOWN_SENTINEL}, {}) for number in range(7)]
    for token, name, properties, _ in resources:
        alone = engine.analyze(token, name, properties)
        assert not alone.diagnostics
        assert "HDS-ENC-01" in [item.policy_name for item in alone.not_applicable]
    (found,) = engine.analyze_stack(*resources, (STACK, "hds-test", {}, {})).diagnostics
    assert (found.policyName, found.enforcementLevel, found.urn) == (announce.OPEN, wire.ADVISORY, "")
    assert found.message.startswith("7 verdicts are open")
    assert "HDS-ENC-01: bucket-0.kmsKeyId, bucket-1.kmsKeyId, " in found.message
    assert found.message.endswith("bucket-4.kmsKeyId, and 2 more")


def test_a_dependency_proves_an_unknown(serve):
    """An unknown that depends on a key of the stack passes at the end, silently."""
    engine = serve()
    engine.begin()
    engine.analyze(BUCKET, "data", {"kmsKeyId": UNKNOWN_SENTINEL})
    engine.analyze(KEY, "main", {"enableKeyRotation": True})
    response = engine.analyze_stack(
        (BUCKET, "data", {}, {"kmsKeyId": [_urn(KEY, "main")]}), (KEY, "main", {}, {}), (STACK, "hds-test", {}, {})
    )
    assert not response.diagnostics


@pytest.mark.parametrize(("level", "expected"), [(wire.ADVISORY, [wire.ADVISORY]), (wire.MANDATORY, [wire.MANDATORY]), (wire.DISABLED, [])])
def test_levels_of_the_configuration(serve, level, expected):
    """A policy takes the level it is given; a disabled one is not asked, in Analyze or at the end."""
    engine = serve()
    engine.begin(levels={"all": level, **{rule.control: level for rule in RULES}})  # the engine spells "all" out
    response = engine.analyze(KEY, "main", {"enableKeyRotation": False})
    assert [item.enforcementLevel for item in response.diagnostics] == expected
    if level == wire.DISABLED:
        assert not engine.analyze_stack((STACK, "hds-test", {}, {}), (KEY, "main", {"enableKeyRotation": False}, {})).diagnostics


def test_an_unknown_policy_is_refused(serve):
    """A name that no policy has is an error that gives the names allowed and the nearest one."""
    with pytest.raises(grpc.RpcError) as problem:
        serve().begin(levels={"HDS-KEY-1": wire.ADVISORY})
    assert problem.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert 'no policy "HDS-KEY-1". allowed: all, HDS-LOC-01, HDS-ENC-01, ' in problem.value.details()
    assert "hint: did you mean HDS-KEY-01?" in problem.value.details()


def test_a_setting_that_does_not_exist_is_refused(serve):
    """A policy has a level and nothing else."""
    with pytest.raises(grpc.RpcError, match="policy HDS-KEY-01 has no setting days"):
        serve().begin(levels={"HDS-KEY-01": wire.ADVISORY}, settings={"days": 3})


def test_a_broken_rule_stops_the_run(serve):
    """A rule that raises is a mandatory diagnostic, whatever the level, and shows nothing of the resource."""
    engine = serve(_rule("HDS-ENC-03", _breaks, "resource", QUEUE))
    engine.begin(levels={"HDS-ENC-03": wire.ADVISORY})
    (found,) = engine.analyze(QUEUE, "a", {"policy": "canary-7731"}).diagnostics
    assert found.enforcementLevel == wire.MANDATORY
    assert "RuntimeError" in found.message
    assert "canary-7731" not in found.message


def test_a_pack_without_rules_does_not_start():
    """No rule, or a rule of an unknown control, is a broken installation and not a clean program."""
    with pytest.raises(ValueError, match="found no rule"):
        Pack(load.catalogue(), (), "en", threading.Event())
    with pytest.raises(ValueError, match="HDS-XXX-01"):
        Pack(load.catalogue(), (_rule("HDS-XXX-01", _rotates, "resource", KEY),), "en", threading.Event())


def test_a_secret_is_never_shown(serve):
    """A secret is unknown to the rules, also deep inside a value, and its content is in no answer."""
    engine = serve()
    engine.begin()
    answers = [
        engine.analyze(KEY, "main", {"enableKeyRotation": SECRET}),
        engine.analyze(BUCKET, "data", {"kmsKeyId": {"deep": [SECRET]}}),
        engine.analyze(QUEUE, "queue", {"delaySeconds": [SECRET], "region": SECRET}),
        engine.analyze_stack((KEY, "main", {"enableKeyRotation": SECRET}, {}), (QUEUE, "queue", {"delaySeconds": [SECRET]}, {})),
    ]
    assert sum(len(answer.diagnostics) for answer in answers) >= 2
    assert not any("canary-7731" in str(answer) for answer in answers)


def test_a_new_run_forgets_the_last_one(serve):
    """ConfigureStack begins a run: findings are reported again and the region is read anew."""
    engine = serve()
    for _ in range(2):
        engine.begin()
        assert _names(engine.analyze(KEY, "main", {"enableKeyRotation": False})) == [("HDS-KEY-01", "main")]


def test_components_are_not_of_a_cloud(serve):
    """A resource without provider is a component: rules on every resource of a cloud leave it alone."""
    engine = serve()
    engine.begin()
    assert not engine.analyze("hds:index:Keys", "keys", {}).diagnostics


def test_nothing_is_remediated(serve):
    """The pack never changes a program."""
    engine = serve()
    request = engine.fill(wire.AnalyzeRequest(), KEY, "main", {"enableKeyRotation": False}, "eu-west-3")
    assert not engine.stub.Remediate(request).remediations


def test_french(serve):
    """The pack speaks French when asked to."""
    engine = serve(*RULES, language="fr")
    engine.begin()
    (found,) = engine.analyze(KEY, "main", {"enableKeyRotation": False}).diagnostics
    assert "enableKeyRotation vaut false ; attendu : true" in found.message
    assert load.catalogue().control("HDS-KEY-01").title.fr in found.message


def test_not_applicable_is_not_a_pass(serve):
    """A rule that has nothing to say leaves its policy out of the passed ones."""
    engine = serve(_rule("HDS-ENC-03", _says_nothing, "resource", QUEUE))
    engine.begin()
    assert [item.policy_name for item in engine.analyze(QUEUE, "a", {}).not_applicable] == ["HDS-ENC-03"]
