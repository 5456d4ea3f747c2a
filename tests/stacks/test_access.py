# SPDX-License-Identifier: Apache-2.0
"""Who enters the shipped zones, and what watches them."""

from __future__ import annotations

import pytest

from hds_stacks.environment import environment
from hds_stacks.load import load
from hds_toolkit.sources.recording import record
from tests.components.aws.samples import one, statements, value
from tests.stacks.samples import STACKS, problem
from tests.whole.zones import zone

ROLE, KEY, RULE = "aws:iam/role:Role", "aws:kms/key:Key", "aws:cloudwatch/eventRule:EventRule"
EMERGENCY = "arn:aws:iam::111122223333:role/chu-exemple-production-break-glass"


def test_production_has_every_role():
    """People, the pipeline and emergencies; development has no emergency role, for it names no emergency group."""
    names = {role.name.removeprefix("identity-") for role in zone("aws-prod").of(ROLE) if role.name.startswith("identity-")}
    assert names == {"operator", "restorer", "auditor", "support", "break-glass", "pipeline"}
    assert not [role.name for role in zone("aws-dev").of(ROLE) if role.name in {"identity-break-glass", "identity-pipeline"}]


def test_the_emergency_role_alone_destroys_keys():
    """Its ARN, as the role will bear it, is the one that key policies know."""
    made = one(zone("aws-prod"), ROLE, "identity-break-glass")
    assert EMERGENCY.endswith(f"/{value(made, 'name')}")
    destroy = statements(one(zone("aws-prod"), KEY, "keys-logs"))["Destroy"]
    assert destroy["Condition"] == {"ArnLike": {"aws:PrincipalArn": [EMERGENCY]}}


def test_taking_the_emergency_role_is_an_alarm():
    """The filter on the trail looks for that very role."""
    counter = one(zone("aws-prod"), "aws:cloudwatch/logMetricFilter:LogMetricFilter", "monitoring-emergency-use")
    assert f'"{EMERGENCY}"' in value(counter, "pattern")


def test_roles_of_workloads_carry_their_boundary():
    """Machines and clusters run under the limit that identity gives."""
    graph = zone("aws-prod")
    roles = [role for role in graph.of(ROLE) if role.name.startswith(("compute-", "containers-"))]
    assert roles
    for role in roles:
        assert [limit.name for limit in graph.targets(role, "permissionsBoundary", "aws:iam/policy:Policy")] == [
            "identity-workload-boundary"
        ]


def test_failed_backups_are_told_to_the_owner_of_incidents():
    """Each vault tells the topic of its own region."""
    graph = zone("aws-prod")
    told = graph.of("aws:backup/vaultNotifications:VaultNotifications")
    topics = [topic for item in told for topic in graph.targets(item, "snsTopicArn", "aws:sns/topic:Topic")]
    assert {topic.name for topic in topics} == {"monitoring-incident", "monitoring-replica-incident"}


def searched(graph):
    """The stores that the job looks into."""
    job = one(graph, "aws:macie2/classificationJob:ClassificationJob")
    stores = graph.targets(job, "s3JobDefinition.bucketDefinitions[0].buckets[*]", "aws:s3/bucket:Bucket")
    return {store.name.removeprefix("storage-") for store in stores}


def test_health_data_are_searched_where_the_stage_allows_none():
    """In production the stores of other classes; in a test environment every store, whatever its class."""
    settings = load(STACKS / "Pulumi.aws-minimal.yaml").model_copy(update={"stage": "test"})
    assert searched(zone("aws-prod")) == {"access-traces", "exchanges"}
    assert searched(record(lambda: environment(settings))) == {"medical-records"}


def test_development_has_no_alarm_since_nobody_is_named():
    """Without contacts nothing is watched, and the profile says so."""
    assert not zone("aws-dev").of(RULE, "aws:sns/topic:Topic", "aws:guardduty/detector:Detector")


@pytest.mark.parametrize(
    ("key", "given", "at"),
    [
        ("pipeline", "{issuer: https://ci.example.fr, subject: 'repo:chu/*'}", "hds:pipeline.subject"),
        ("pipeline", "{issuer: http://ci.example.fr, subject: one}", "hds:pipeline.issuer"),
        (
            "contacts",
            "{security: a@b.example, incident: a@b.example, dataProtection: a@b.example, telephone: '0199001234'}",
            "hds:contacts.telephone",
        ),
        ("access", "{operators: ['*']}", "hds:access.operators[0]"),
    ],
)
def test_a_pattern_where_one_is_meant_is_refused(key, given, at, tmp_path):
    """A subject names one job, an issuer speaks TLS, a number has its country, and everybody is not a role."""
    found = problem(tmp_path, **{key: given})
    assert (found.code, found.key) == ("malformed", at)
    assert found.allowed
