# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pulumi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_components.aws.monitoring import Monitoring
from hds_components.aws.monitoring.calls import CALLS
from hds_components.aws.monitoring.counted import COUNTED
from hds_components.aws.monitoring.identifiers import IDENTIFIERS
from hds_components.aws.monitoring.told import TOLD
from hds_components.contracts.monitoring import DETECTORS, OWNERS, MonitoringArgs
from hds_policies.values import ABSENT
from hds_toolkit.sources.recording import record
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, key, log_destination, one, statements, value

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph, Resource

EVENTS = (*CALLS, *TOLD)
TOPIC, TOPIC_POLICY, MAILBOX = "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy", "aws:sns/topicSubscription:TopicSubscription"
RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
FILTER, ALARM = "aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/metricAlarm:MetricAlarm"
DETECTOR, FEATURE = "aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"
PUBLISHING = "aws:guardduty/publishingDestination:PublishingDestination"
HUB, STANDARD = "aws:securityhub/account:Account", "aws:securityhub/standardsSubscription:StandardsSubscription"
SCANNER, SESSION = "aws:inspector2/enabler:Enabler", "aws:macie2/account:Account"
IDENTIFIER, SEARCH = "aws:macie/customDataIdentifier:CustomDataIdentifier", "aws:macie2/classificationJob:ClassificationJob"
MAILBOXES = {owner: f"{owner}@chu-lyon.example" for owner in OWNERS}
REGIONS = {None, "eu-central-1"}


def built(perimeter: Perimeter = PRODUCTION, **changes: Any) -> Graph:
    """The monitoring of an environment, with what a test changes of its arguments."""

    def program() -> None:
        args = MonitoringArgs(
            perimeter=perimeter,
            encryption_key=key("alerts", perimeter),
            log_destination=log_destination(perimeter),
            trail="/hds/trail",
            telephone="+33 1 99 00 12 34",
            mailboxes=MAILBOXES,  # pyright: ignore[reportArgumentType]
            emergency=("hds-break-glass", "arn:aws:iam::123456789012:role/night-*"),
            unclassed_stores=(pulumi.Output.from_input("chu-lyon-production-exchanges"),),
        )
        Monitoring("monitoring", replace(args, **changes))

    return record(program, config=CONFIG)


@pytest.fixture(scope="module")
def production() -> Graph:
    """Everything that watches a replicated environment."""
    return built()


def place(resource: Resource) -> str | None:
    """The region a resource is placed in by itself."""
    return None if resource.get("region") == ABSENT else value(resource, "region")


def targets_of(graph: Graph, rule: Resource) -> list[Resource]:
    """The targets of a rule: its namesake in the other region has its own."""
    return [target for target in graph.companions(rule, TARGET, "rule") if place(target) == place(rule)]


def of_alarm(graph: Graph, kind: str, name: str) -> list[Resource]:
    """The resources of an alarm, in both regions."""
    return [resource for resource in graph.of(kind) if resource.name in {f"monitoring-{name}", f"monitoring-replica-{name}"}]


def test_each_owner_has_an_encrypted_topic_and_a_mailbox_in_each_region(production):
    """Three functions, two regions: under the key of alerts there, and by e-mail."""
    topics = production.of(TOPIC)
    assert sorted((value(topic, "tags")["hds:owner"], str(place(topic))) for topic in topics) == sorted(
        (owner, str(region)) for owner in OWNERS for region in REGIONS
    )
    for topic in topics:
        kind, named = ("aws:kms/key:Key", "alerts") if place(topic) is None else ("aws:kms/replicaKey:ReplicaKey", "alerts-replica")
        assert [target.name for target in production.targets(topic, "kmsMasterKeyId", kind)] == [named]
        assert [place(policy) for policy in production.companions(topic, TOPIC_POLICY, "arn")] == [place(topic)]
    mailboxes = production.of(MAILBOX)
    assert len(mailboxes) == len(topics)
    assert {value(mailbox, "protocol") for mailbox in mailboxes} == {"email"}
    assert {value(mailbox, "endpoint") for mailbox in mailboxes} == set(MAILBOXES.values())


def test_the_provider_knows_whom_to_call(production):
    """Security and operations, by mailbox and telephone of a function, once for the account; without a number, nobody."""
    contacts = production.of("aws:account/alternativeContact:AlternativeContact")
    assert {value(contact, "alternateContactType"): value(contact, "emailAddress") for contact in contacts} == {
        "SECURITY": MAILBOXES["security"],
        "OPERATIONS": MAILBOXES["incident"],
    }
    assert {value(contact, "phoneNumber") for contact in contacts} == {"+33 1 99 00 12 34"}
    assert not built(telephone=None).of("aws:account/alternativeContact:AlternativeContact")


@pytest.mark.parametrize(("service", "source"), [("backup", None), ("events", None), ("cloudwatch", "123456789012")])
def test_services_publish_over_tls_only(production, service, source):
    """No other account's alarm, nothing in clear, and no person publishes; EventBridge and Backup pass no key that could be asked."""
    for policy in production.of(TOPIC_POLICY):
        found = statements(policy).values()
        topic = next(iter(found))["Resource"][0]
        context = {"aws:SourceAccount": source} if source else {}

        def passes(principal: str, keys: dict[str, str], found: Any = found, topic: str = topic) -> bool:
            return allowed(found, Request(principal=principal, action="sns:Publish", resource=topic, keys=keys))

        caller = f"{service}.amazonaws.com"
        assert passes(caller, context)
        assert passes(caller, {"aws:SourceAccount": "999999999999"}) is (source is None)
        assert not passes(caller, context | {"aws:SecureTransport": "false"})
        assert not passes("arn:aws:iam::123456789012:root", context)


def test_the_policy_of_a_topic_names_that_topic(production):
    """The ARN that is computed for the policy is the topic's own, region and name."""
    for topic in production.of(TOPIC):
        (policy,) = production.companions(topic, TOPIC_POLICY, "arn")
        region = place(topic) or "eu-west-3"
        arn = f"arn:aws:sns:{region}:123456789012:{value(topic, 'name')}"
        assert {tuple(statement["Resource"]) for statement in statements(policy).values()} == {(arn,)}


@pytest.mark.parametrize("alarm", EVENTS, ids=lambda alarm: alarm.name)
def test_an_event_pages_the_owner_of_its_alarm_in_each_region(production, alarm):
    """A rule with the pattern of the table, and one target: the topic of the owner in the same region."""
    rules = of_alarm(production, RULE, alarm.name)
    assert {place(rule) for rule in rules} == REGIONS
    for rule in rules:
        assert json.loads(value(rule, "eventPattern")) == json.loads(json.dumps(alarm.pattern))
        assert value(rule, "tags")["hds:owner"] == alarm.owner
        (target,) = targets_of(production, rule)
        (topic,) = production.targets(target, "arn", TOPIC)
        assert (value(topic, "tags")["hds:owner"], place(topic)) == (alarm.owner, place(rule))


@pytest.mark.parametrize("alarm", COUNTED, ids=lambda alarm: alarm.name)
def test_a_count_pages_the_owner_of_its_alarm(production, alarm):
    """A filter on the trail's log group makes the metric that the alarm reads, and the alarm has an action."""
    counter, meter = one(production, FILTER, f"monitoring-{alarm.name}"), one(production, ALARM, f"monitoring-{alarm.name}-alarm")
    made = value(counter, "metricTransformation")
    assert (value(counter, "logGroupName"), value(counter, "pattern")) == ("/hds/trail", alarm.pattern)
    assert (value(meter, "namespace"), value(meter, "metricName")) == (made["namespace"], made["name"])
    assert (value(meter, "threshold"), value(meter, "period")) == (alarm.threshold, alarm.minutes * 60)
    assert value(meter, "actionsEnabled") is True
    (topic,) = production.targets(meter, "alarmActions[*]", TOPIC)
    assert value(topic, "tags")["hds:owner"] == alarm.owner


def test_every_alarm_that_the_zone_owes_is_in_the_table():
    """Keys, emergencies and root, traces, vaults and locks, denials and sign-ins, policies, backups, gateways."""
    asked = {
        *("key-destruction", "traces", "vaults-and-locks", "backup-failure", "gateways", "exposure", "guardrails", "detection", "alarms"),
        *("root-use", "denied-calls", "failed-sign-ins", "identity-policies", "mass-deletion"),
    }
    assert asked <= {alarm.name for alarm in (*EVENTS, *COUNTED)}
    names = [alarm.name for alarm in (*EVENTS, *COUNTED)]
    assert len(names) == len(set(names))
    assert {alarm.owner for alarm in (*EVENTS, *COUNTED)} == set(OWNERS)


def test_taking_an_emergency_role_pages_security(production):
    """Each role that the stack file names, by ARN or by pattern, wherever the session is asked."""
    pattern = value(one(production, FILTER, "monitoring-emergency-use"), "pattern")
    assert '"arn:aws:iam::123456789012:role/hds-break-glass"' in pattern
    assert '"arn:aws:iam::123456789012:role/night-*"' in pattern
    assert not [item.name for item in built(emergency=()).of(FILTER) if "emergency" in item.name]


def test_a_silent_trail_is_an_alarm(production):
    """Missing data count as a breach, because a stopped trail sends none."""
    silence = one(production, ALARM, "monitoring-trail-silence-alarm")
    assert value(silence, "treatMissingData") == "breaching"
    assert value(silence, "dimensions") == {"LogGroupName": "/hds/trail"}
    assert production.targets(silence, "alarmActions[*]", TOPIC)


@pytest.mark.parametrize("what", ["test", "monthly-test"])
def test_the_test_page_reaches_every_owner(production, what):
    """On demand by an event of the source hds.test, and on the first of each month, in each region."""
    rules = of_alarm(production, RULE, what)
    assert {place(rule) for rule in rules} == REGIONS
    for rule in rules:
        targets = targets_of(production, rule)
        reached = {value(topic, "tags")["hds:owner"] for target in targets for topic in production.targets(target, "arn", TOPIC)}
        assert reached == set(OWNERS)
    trigger = {name: rules[0].get(name) != ABSENT for name in ("eventPattern", "scheduleExpression")}
    assert trigger == {"eventPattern": what == "test", "scheduleExpression": what == "monthly-test"}
    if what == "test":
        assert json.loads(value(rules[0], "eventPattern")) == {"source": ["hds.test"]}


def test_a_message_repeats_no_parameter_of_a_call(production):
    """A key of an object may name a patient: only who, what, where and when leave the account (HDS-SHR-07)."""
    for target in production.of(TARGET):
        if target.get("inputTransformer") != ABSENT:
            paths = value(target, "inputTransformer")["inputPaths"].values()
            assert not [path for path in paths if "request" in path.lower() or "response" in path.lower() or path == "$.detail"]
            template = json.loads(re.sub(r"<\w+>", "", value(target, "inputTransformer")["inputTemplate"]))
            assert template.startswith("chu-lyon production: ")


def test_threats_are_watched_with_every_feature_and_archived(production):
    """One detector in each region, all features on, agents managed, findings to the delivery store under its key."""
    detectors = production.of(DETECTOR)
    assert {place(detector) for detector in detectors} == REGIONS
    for detector in detectors:
        assert value(detector, "enable") is True
        features = production.companions(detector, FEATURE, "detectorId")
        assert {value(feature, "status") for feature in features} == {"ENABLED"}
        assert len({value(feature, "name") for feature in features}) == 6
        (runtime,) = [feature for feature in features if value(feature, "name") == "RUNTIME_MONITORING"]
        assert {agent["status"] for agent in value(runtime, "additionalConfigurations")} == {"ENABLED"}
        (published,) = production.companions(detector, PUBLISHING, "detectorId")
        assert value(published, "destinationArn") == "arn:aws:s3:::delivery"
        assert [found.name for found in production.targets(published, "kmsKeyArn", "aws:kms/key:Key")] == ["logs"]


def test_an_opened_region_takes_no_findings_from_elsewhere():
    """A store in Milan gets those of Milan; the replica's stay in their own region, where the alarm rules read them."""
    graph = built(replace(PRODUCTION, region="eu-south-1"), detectors=("threats",))
    assert [place(item) for item in graph.of(PUBLISHING)] == [None]
    assert len(graph.of(DETECTOR)) == 2


def test_settings_are_judged_by_two_standards_in_each_region_and_gathered_once(production):
    """The standards are those of the region; the gathering names its region."""
    assert {place(hub) for hub in production.of(HUB)} == REGIONS
    for standard in production.of(STANDARD):
        assert value(standard, "standardsArn").startswith(f"arn:aws:securityhub:{place(standard) or 'eu-west-3'}::standards/")
    assert len(production.of(STANDARD)) == 4
    gathering = one(production, "aws:securityhub/findingAggregator:FindingAggregator")
    assert (value(gathering, "linkingMode"), value(gathering, "specifiedRegions")) == ("SPECIFIED_REGIONS", ["eu-central-1"])


def test_software_is_scanned_in_each_region(production):
    """Machines, images and functions of the account."""
    assert {place(scanner) for scanner in production.of(SCANNER)} == REGIONS
    for scanner in production.of(SCANNER):
        assert (value(scanner, "accountIds"), value(scanner, "resourceTypes")) == (["123456789012"], ["EC2", "ECR", "LAMBDA"])


def test_health_data_are_searched_where_none_belong(production):
    """Each week, with every identifier, in the stores that must hold none; results go to the delivery store."""
    search = one(production, SEARCH)
    definition = value(search, "s3JobDefinition")["bucketDefinitions"]
    assert definition == [{"accountId": "123456789012", "buckets": ["chu-lyon-production-exchanges"]}]
    used = {found.name for found in production.targets(search, "customDataIdentifierIds[*]", IDENTIFIER)}
    assert used == {found.name for found in production.of(IDENTIFIER)}
    assert len(used) == len(IDENTIFIERS)
    results = one(production, "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration")
    assert value(results, "s3Destination")["bucketName"] == "delivery"
    assert value(one(production, SESSION), "status") == "ENABLED"


def test_without_a_store_to_search_the_identifiers_wait():
    """An environment in which every store is of health data has the session and no job, which AWS would refuse."""
    graph = built(unclassed_stores=())
    assert graph.of(IDENTIFIER)
    assert not graph.of(SEARCH)


FOUND = {
    "nir": ("2 55 08 14 168 025 38", "180022A12345604", "1 85 05 78 006 084 91", "291209912345682"),
    "ins": ("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.10", "0123456789012345678912"),
    "rpps": ("10001234567", "810001234567"),
    "finess": ("690781810", "2A0000014"),
    "ipp": ("CHU00123456", "0012345678"),
}
NOT_FOUND = {
    "nir": ("9 55 08 14 168 025 38", "2 55 13 14 168 025 38", "255081416802"),
    "ins": ("1.2.250.1.213.1.4.80", "012345678901234567891"),
    "rpps": ("20001234567", "1000123456"),
    "finess": ("69078181", "2C0000014"),
    "ipp": ("12345", "ABCD123456"),
}


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda identifier: identifier.name)
def test_an_identifier_is_recognised_by_its_shape(identifier):
    """Made-up values of each kind match, and their near misses do not."""
    pattern = re.compile(identifier.regex)
    assert [text for text in FOUND[identifier.name] if not pattern.search(f"id: {text}, ")] == []
    assert [text for text in NOT_FOUND[identifier.name] if pattern.search(f"id: {text}, ")] == []


@pytest.mark.parametrize("identifier", IDENTIFIERS, ids=lambda identifier: identifier.name)
def test_an_identifier_is_one_that_macie_accepts(identifier):
    """No capture, no look-around, no back-reference; lengths and counts inside the service's limits."""
    assert not re.search(r"\((?!\?:)|\\[1-9]", identifier.regex)
    assert len(identifier.regex) <= 512
    assert len(identifier.description) <= 512
    assert 1 <= len(identifier.keywords) <= 50
    assert all(3 <= len(word) <= 90 for word in identifier.keywords)


def test_detectors_are_chosen():
    """What is left out is not built, nor the alarms on what it would find; the others stay."""
    graph = built(detectors=())
    assert not graph.of(DETECTOR, HUB, SCANNER, SESSION, IDENTIFIER)
    built_alarms = {rule.name.removeprefix("monitoring-") for rule in graph.of(RULE) if place(rule) is None}
    assert built_alarms == {alarm.name for alarm in EVENTS if alarm.detector is None} | {"test", "monthly-test"}


def test_alarms_without_an_owner_are_refused():
    """The message says what is missing."""
    with pytest.raises(ValueError, match=r"at least one owner.*contacts"):
        built(mailboxes={})


def test_an_owner_without_a_mailbox_has_no_alarm():
    """An alarm that nobody would read is not made, and the others are."""
    graph = built(mailboxes={"security": "ssi@chu-lyon.example"})
    assert {value(topic, "tags")["hds:owner"] for topic in graph.of(TOPIC)} == {"security"}
    assert {value(rule, "tags")["hds:owner"] for rule in graph.of(RULE) if "hds:owner" in value(rule, "tags")} == {"security"}


def test_everything_is_protected_in_production_and_nothing_in_development():
    """Taking an alarm away is refused; a development environment can be taken down, and stays in its region."""
    assert [item.name for item in built().resources if item.name.startswith("monitoring-") and not item.protect] == []
    graph = built(DEVELOPMENT, detectors=())
    made = [item for item in graph.resources if item.name.startswith("monitoring-")]
    assert made
    assert not [item.name for item in made if item.protect or "region" in item.inputs]


@pytest.mark.parametrize("detector", DETECTORS)
def test_each_detector_can_be_on_alone(detector):
    """None needs another."""
    kinds = {"threats": DETECTOR, "posture": HUB, "vulnerabilities": SCANNER, "health-data": SESSION}
    graph = built(detectors=(detector,))
    assert {name for name, kind in kinds.items() if graph.of(kind)} == {detector}


@settings(max_examples=6, deadline=None)
@given(tenant=st.from_regex(r"[a-z](-?[a-z0-9]){1,19}", fullmatch=True), stage=st.sampled_from(["production", "test", "development"]))
def test_names_and_patterns_stay_inside_the_limits_of_the_services(tenant, stage):
    """Rules: 64 characters of name, 512 of description, 2,048 of pattern; 1,024 for the pattern of a filter; 100 for a displayed name."""
    graph = built(replace(PRODUCTION, tenant=tenant, stage=stage))
    names = [value(rule, "name") for rule in graph.of(RULE) if place(rule) is None]
    assert max(map(len, names)) <= 64
    assert len(set(names)) == len(names)
    assert max(len(value(rule, "eventPattern")) for rule in graph.of(RULE) if rule.get("eventPattern") != ABSENT) <= 2048
    assert max(len(value(rule, "description")) for rule in graph.of(RULE)) <= 512
    assert max(len(value(item, "pattern")) for item in graph.of(FILTER)) <= 1024
    assert max(len(value(item, "name")) for item in graph.of(TOPIC)) <= 256
    assert max(len(value(item, "displayName")) for item in graph.of(TOPIC)) <= 100
