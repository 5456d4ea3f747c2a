# SPDX-License-Identifier: Apache-2.0
"""The tables of the localisation rules: complete against the SDK, and each line decides."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.policies import sdk
from tests.policies.reads import bare

from hds_policies.graph import Graph, Resource
from hds_policies.judge import judge_resource
from hds_policies.places import BUCKETS, Target
from hds_policies.rule import Rule, all_rules
from hds_policies.rules.localisation import copy_targets, inference, metadata, telemetry_targets, zones
from hds_policies.values import UNKNOWN_SENTINEL
from hds_policies.verdict import Outcome

LEFT_OUT = {
    "HDS-LOC-04 judges which regions are opened": ["aws:account/region:Region regionName"],
    "a postal address": ["aws:account/primaryContact:PrimaryContact stateOrRegion", "aws:identitystore/user:User addresses.region"],
    "another provider's own names": [
        "aws:appflow/connectorProfile:ConnectorProfile connectorProfileConfig.connectorProfileProperties.snowflake.region"
    ],
    "countries that may be called by telephone": ["aws:chime/voiceConnectorTermination:VoiceConnectorTermination callingRegions[*]"],
    "HDS-LOC-05 refuses the type whatever it says": [
        "aws:cloudfront/distribution:Distribution origins[*].originShield.originShieldRegion",
        "aws:cloudfront/multitenantDistribution:MultitenantDistribution origins[*].originShields[*].originShieldRegion",
        "aws:cloudfront/trustStore:TrustStore caCertificatesBundleSource.caCertificatesBundleS3Location.region",
        "aws:lightsail/distribution:Distribution origin.regionName",
    ],
    "an output: the provider reads it from the subnets": [
        "aws:directoryservice/directory:Directory connectSettings.availabilityZones[*]",
        "aws:directoryservice/directory:Directory vpcSettings.availabilityZones[*]",
        "aws:elasticsearch/domain:Domain vpcOptions.availabilityZones[*]",
        "aws:elasticsearch/vpcEndpoint:VpcEndpoint vpcOptions.availabilityZones[*]",
        "aws:medialive/channel:Channel vpc.availabilityZones[*]",
        "aws:opensearch/domain:Domain vpcOptions.availabilityZones[*]",
        "aws:opensearch/vpcEndpoint:VpcEndpoint vpcOptions.availabilityZones[*]",
    ],
    "an output: the bucket is judged": ["aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint details.regions[*].region"],
    "a filter on what is listed or kept, not a place": [
        "aws:imagebuilder/lifecyclePolicy:LifecyclePolicy policyDetails[*].exclusionRules.amis.regions[*]",
        "aws:s3control/storageLensConfiguration:StorageLensConfiguration storageLensConfiguration.exclude.regions[*]",
        "aws:s3control/storageLensConfiguration:StorageLensConfiguration storageLensConfiguration.include.regions[*]",
        "aws:servicequotas/template:Template awsRegion",
        "aws:uxc/accountCustomizations:AccountCustomizations visibleRegions[*]",
    ],
    "a switch: each replica of the key is judged": ["aws:kms/externalKey:ExternalKey multiRegion", "aws:kms/key:Key multiRegion"],
    "names of hosts only: what they lead to is judged": [
        "aws:route53/healthCheck:HealthCheck regions[*]",
        "aws:route53/record:Record geoproximityRoutingPolicy.awsRegion",
        "aws:route53/record:Record latencyRoutingPolicies[*].region",
        "aws:route53/recordsExclusive:RecordsExclusive resourceRecordSets[*].geoproximityLocation.awsRegion",
        "aws:route53/recordsExclusive:RecordsExclusive resourceRecordSets[*].region",
    ],
}
"""Properties that name a region or a zone and are not judged, by reason."""

RULES = {rule.name: rule for rule in all_rules()}
REGION_LINES = [
    (RULES[name], kind, path)
    for name, table in {
        "named_region_is_in_eea": copy_targets.REGIONS,
        "telemetry_region_is_in_eea": telemetry_targets.REGIONS,
        "border_group_is_an_eea_region": {kind: (path,) for kind, path in zones._BORDER_GROUPS.items()},
        "findings_are_linked_within_eea": {kind: (path,) for kind, (_, path) in telemetry_targets.LINKING.items()},
    }.items()
    for kind, paths in table.items()
    for path in paths
]
ZONE_LINES = [(RULES["zone_is_in_eea"], kind, path) for kind, paths in zones._ZONES.items() for path in paths]
TARGET_LINES = [
    (RULES[name], kind, target)
    for name, table in {"copy_target_is_in_eea": copy_targets.TARGETS, "log_target_is_in_eea": telemetry_targets.TARGETS}.items()
    for kind, targets in table.items()
    for target in targets
]
SWITCH_LINES = [
    (RULES["aggregator_names_its_regions"], kind, path) for kind, paths in telemetry_targets.ALL_REGIONS.items() for path in paths
]
MODEL_LINES = [(RULES["inference_stays_in_eea"], kind, path) for kind, paths in inference._MODELS.items() for path in paths]


def line(value: Any) -> str:
    """The id of one line of a table."""
    return value.name if isinstance(value, Rule) else value.path if isinstance(value, Target) else str(value)


def verdict(rule: Rule, kind: str, path: str, value: Any, *others: Resource, **more: Any) -> Outcome:
    """The verdict on a resource that has one value at a path."""
    *above, last = re.sub(r"\[\*\]", ".*", path).split(".")
    block: Any = [value] if last == "*" else {last: value}
    for step in reversed(above):
        block = [block] if step == "*" else {step: block}
    subject = bare(kind, block | {"region": "eu-west-3"} | more)
    return judge_resource(rule, subject, Graph([subject, *others])).outcome


def modes(kind: str) -> dict[str, str]:
    """What makes an aggregator read its list."""
    return {telemetry_targets.LINKING[kind][0]: "SPECIFIED_REGIONS"} if kind in telemetry_targets.LINKING else {}


def test_every_property_that_names_a_region_or_a_zone_is_judged_or_left_out_for_a_reason():
    """No property of the SDK whose name speaks of a region or a zone is forgotten, today or when the SDK moves on."""
    named = re.compile(r"(?:egions?|egionName|vailabilityZones?|vailabilityZoneIds?|vailabilityZoneName|BorderGroup|Azs)(?:\[\*\]|\.\*)?$")
    found = {f"{kind} {path}" for kind, paths in sdk.properties().items() for path in paths if path != "region" and named.search(path)}
    judged = {f"{kind} {path}" for _, kind, path in REGION_LINES + ZONE_LINES + SWITCH_LINES}
    left_out = {place for places in LEFT_OUT.values() for place in places}
    assert found - judged == left_out


def test_every_line_of_the_tables_exists():
    """Each property path of the tables can be set on its type, and each kind that a target may be is a type of the SDK."""
    lines = [(kind, path) for _, kind, path in REGION_LINES + ZONE_LINES + SWITCH_LINES + MODEL_LINES]
    lines += [(kind, target.path) for _, kind, target in TARGET_LINES]
    kinds = {kind for _, _, target in TARGET_LINES for kind in target.kinds} | set(copy_targets.COPIES)
    assert [place for place in lines if not sdk.has(*place)] == []
    assert kinds - sdk.properties().keys() == set()


def test_texts_that_are_read_exist():
    """Each property that is read as a name or a description is one of some type."""
    tops = {re.split(r"[.\[]", path)[0] for paths in sdk.properties().values() for path in paths}
    assert set(metadata._OF_A_BUCKET) | {"tags", "defaultTags"} <= tops


@pytest.mark.parametrize(("rule", "kind", "path"), REGION_LINES, ids=line)
def test_each_region_property_decides(rule: Rule, kind: str, path: str):
    """Frankfurt passes, London fails, a computed region is unknown, on every line of the tables."""
    more = modes(kind)
    assert verdict(rule, kind, path, "eu-central-1", **more) is Outcome.PASS
    assert verdict(rule, kind, path, "eu-west-2", **more) is Outcome.FAIL
    assert verdict(rule, kind, path, UNKNOWN_SENTINEL, **more) is Outcome.UNKNOWN


@pytest.mark.parametrize(("rule", "kind", "path"), SWITCH_LINES, ids=line)
def test_each_switch_of_all_regions_decides(rule: Rule, kind: str, path: str):
    """Off passes, on fails, also when the engine carries it as text, on every line of the table."""
    assert verdict(rule, kind, path, value=False) is Outcome.PASS
    assert verdict(rule, kind, path, value=True) is Outcome.FAIL
    assert verdict(rule, kind, path, "true") is Outcome.FAIL
    assert verdict(rule, kind, path, UNKNOWN_SENTINEL) is Outcome.UNKNOWN


@pytest.mark.parametrize(("rule", "kind", "path"), ZONE_LINES, ids=line)
def test_each_zone_property_decides(rule: Rule, kind: str, path: str):
    """A zone of Paris passes, Casablanca under Paris fails, a computed zone is unknown, on every line of the table."""
    assert verdict(rule, kind, path, "eu-west-3a") is Outcome.PASS
    assert verdict(rule, kind, path, "eu-west-3-cmn-wlz-1a") is Outcome.FAIL
    assert verdict(rule, kind, path, UNKNOWN_SENTINEL) is Outcome.UNKNOWN


@pytest.mark.parametrize(("rule", "kind", "target"), TARGET_LINES, ids=line)
def test_each_target_property_decides(rule: Rule, kind: str, target: Target):
    """An ARN decides by its region; a bucket, which has none, by the bucket of that name in the program, and else not at all."""
    if target.kinds == BUCKETS or BUCKETS[0] in target.kinds:
        here, there = (bare(BUCKETS[0], {"bucket": "target", "region": region}) for region in ("eu-central-1", "eu-west-2"))
        assert verdict(rule, kind, target.path, "arn:aws:s3:::target/prefix", here) is Outcome.PASS
        assert verdict(rule, kind, target.path, "arn:aws:s3:::target/prefix", there) is Outcome.FAIL
        assert verdict(rule, kind, target.path, "arn:aws:s3:::target/prefix") is Outcome.UNKNOWN
    assert verdict(rule, kind, target.path, "arn:aws:x:eu-central-1:111122223333:y") is Outcome.PASS
    assert verdict(rule, kind, target.path, "arn:aws:x:eu-west-2:111122223333:y") is Outcome.FAIL
    assert verdict(rule, kind, target.path, UNKNOWN_SENTINEL) is Outcome.UNKNOWN
    assert verdict(rule, kind, target.path, "somewhere") is (Outcome.PASS if target.bare == "here" else Outcome.UNKNOWN)


@pytest.mark.parametrize(("rule", "kind", "path"), MODEL_LINES, ids=line)
def test_each_model_property_decides(rule: Rule, kind: str, path: str):
    """A plain model passes in Paris, a profile of several regions fails, a computed one is unknown, on every line of the table."""
    assert verdict(rule, kind, path, "mistral.mistral-large-2402-v1:0") is Outcome.PASS
    assert verdict(rule, kind, path, "eu.mistral.pixtral-large-2502-v1:0") is Outcome.FAIL
    assert verdict(rule, kind, path, UNKNOWN_SENTINEL) is Outcome.UNKNOWN


@pytest.mark.parametrize("kind", copy_targets.COPIES)
def test_each_copy_decides_by_its_own_region(kind: str):
    """A resource that is a copy passes in Paris and fails in London."""
    rule = RULES["copy_is_in_eea"]
    subject, outside = bare(kind, {"region": "eu-west-3"}), bare(kind, {"region": "eu-west-2"})
    assert judge_resource(rule, subject, Graph([subject])).outcome is Outcome.PASS
    assert judge_resource(rule, outside, Graph([outside])).outcome is Outcome.FAIL
