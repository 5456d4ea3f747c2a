# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_policies.values import ABSENT
from tests.components.aws.database.builds import CLIENTS, built, record_stores, stores
from tests.components.aws.samples import DEVELOPMENT, PRODUCTION, one, value

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

INSTANCE = "aws:rds/instance:Instance"
BACKUPS = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
GROUP = "aws:ec2/securityGroup:SecurityGroup"
KEY = "aws:kms/key:Key"


@pytest.fixture(scope="module")
def production() -> Graph:
    """A relational database in production."""
    return built("relational")


@pytest.fixture(scope="module")
def instance(production: Graph) -> Resource:
    """Its instance."""
    return one(production, INSTANCE)


def parameters(graph: Graph) -> dict[str, dict[str, str]]:
    """Engine parameters by name."""
    return {parameter["name"]: parameter for parameter in value(one(graph, "aws:rds/parameterGroup:ParameterGroup"), "parameters")}


def test_data_insights_and_password_are_under_customer_keys(production: Graph, instance: Resource):
    """The disk and the query insights are under the store's key, the managed password under the secrets' key; no password is given."""
    assert value(instance, "storageEncrypted") is True
    assert value(instance, "performanceInsightsEnabled") is True
    for path in ("kmsKeyId", "performanceInsightsKmsKeyId"):
        assert [target.name for target in production.targets(instance, path, KEY)] == ["relational"]
    assert value(instance, "manageMasterUserPassword") is True
    assert [target.name for target in production.targets(instance, "masterUserSecretKmsKeyId", KEY)] == ["secrets"]
    assert instance.get("password") == ABSENT


def test_connections_are_forced_to_tls(production: Graph):
    """The engine refuses plain connections, TLS below 1.2 and MD5 passwords, from its first start."""
    found = {name: parameter["value"] for name, parameter in parameters(production).items()}
    assert found["rds.force_ssl"] == "1"
    assert found["ssl_min_protocol_version"] == "TLSv1.2"
    assert found["rds.accepted_password_auth_method"] == "scram"
    assert value(one(production, INSTANCE), "parameterGroupName") == value(one(production, "aws:rds/parameterGroup:ParameterGroup"), "name")


def test_statements_are_traced_without_their_values(production: Graph):
    """Reads, writes, rights and structure are traced by pgAudit, connections by the engine; bind values and quoted rows are not."""
    found = {name: parameter["value"] for name, parameter in parameters(production).items()}
    assert set(found["pgaudit.log"].split(",")) == {"ddl", "role", "read", "write"}
    assert (found["log_connections"], found["log_disconnections"]) == ("1", "1")
    assert (found["pgaudit.log_parameter"], found["log_error_verbosity"], found["log_statement"]) == ("0", "terse", "none")
    assert "pgaudit" in found["shared_preload_libraries"].split(",")


def test_only_the_static_parameter_waits_for_a_restart(production: Graph):
    """RDS refuses to apply a static parameter at once."""
    waiting = {name for name, parameter in parameters(production).items() if parameter["applyMethod"] == "pending-reboot"}
    assert waiting == {"shared_preload_libraries"}


def test_engine_and_parameters_are_of_one_major_version(production: Graph, instance: Resource):
    """A parameter group of another family cannot be attached."""
    assert value(one(production, "aws:rds/parameterGroup:ParameterGroup"), "family") == f"postgres{value(instance, 'engineVersion')}"


def test_log_groups_exist_before_the_database_with_key_and_retention(production: Graph, instance: Resource):
    """Each exported log and the host metrics have a group with key and retention, made before RDS would open it without."""
    groups = {value(group, "name"): group for group in production.of(LOG_GROUP)}
    identifier = value(instance, "identifier")
    exported = {f"/aws/rds/instance/{identifier}/{log}" for log in value(instance, "enabledCloudwatchLogsExports")}
    assert set(groups) == {*exported, "RDSOSMetrics"}
    assert {"postgresql", "upgrade"} <= set(value(instance, "enabledCloudwatchLogsExports"))
    for group in groups.values():
        assert group.urn in instance.dependencies
        assert value(group, "retentionInDays") == 365
        assert [target.name for target in production.targets(group, "kmsKeyId", KEY)] == ["logs"]


def test_host_metrics_have_one_log_group_for_all_databases():
    """RDS imposes the name of that group, so two databases share it."""
    graph = record_stores(lambda: stores(PRODUCTION, "relational") + stores(PRODUCTION, "relational", name="second"))
    assert len(graph.of(INSTANCE)) == 2
    assert [value(group, "name") for group in graph.of(LOG_GROUP)].count("RDSOSMetrics") == 1


def test_access_is_private_and_from_the_clients_only(production: Graph, instance: Resource):
    """No public address; the port is open to the clients' ranges, each rule described, and nothing goes out."""
    assert value(instance, "publiclyAccessible") is False
    assert [target.kind for target in production.targets(instance, "vpcSecurityGroupIds[0]", GROUP)] == [GROUP]
    rules = {(value(r, "cidrIpv4"), value(r, "fromPort"), value(r, "toPort"), value(r, "ipProtocol")) for r in production.of(INGRESS)}
    assert rules == {(clients, 5432, 5432, "tcp") for clients in CLIENTS}
    assert all(value(rule, "description") for rule in production.of(INGRESS))
    assert value(one(production, GROUP), "egress") == []
    assert value(instance, "iamDatabaseAuthenticationEnabled") is True


def test_it_spans_the_data_subnets(production: Graph, instance: Resource):
    """A standby waits in another zone, and the subnet group names every data subnet."""
    assert value(instance, "multiAz") is True
    subnets = one(production, "aws:rds/subnetGroup:SubnetGroup")
    reached = {target.name for target in production.targets(subnets, "subnetIds[0]", "aws:ec2/subnet:Subnet")}
    assert reached == {"data-0", "data-1", "data-2"}
    assert value(instance, "dbSubnetGroupName") == value(subnets, "name")


def test_it_cannot_be_lost_by_accident(instance: Resource):
    """Backups are kept, survive the database, and a last snapshot is taken; deletion is refused by RDS and by the engine."""
    assert value(instance, "backupRetentionPeriod") == 35
    assert value(instance, "deletionProtection") is True
    assert value(instance, "skipFinalSnapshot") is False
    assert value(instance, "finalSnapshotIdentifier") == f"{value(instance, 'identifier')}-final"
    assert value(instance, "deleteAutomatedBackups") is False
    assert value(instance, "copyTagsToSnapshot") is True
    assert instance.protect


def test_backups_are_copied_to_the_replica_region_under_its_key(production: Graph, instance: Resource):
    """The copy is asked in the replica region, of this instance, under the replica of its key, for as many days."""
    backups = one(production, BACKUPS)
    assert value(backups, "region") == "eu-central-1"
    assert production.targets(backups, "sourceDbInstanceArn", INSTANCE) == [instance]
    assert [t.name for t in production.targets(backups, "kmsKeyId", "aws:kms/replicaKey:ReplicaKey")] == ["relational-replica"]
    assert value(backups, "retentionPeriod") == 35
    assert backups.protect


def test_a_development_database_is_small_and_alone():
    """Without zones and replica region there is one node, no copy, no protection, but keys, TLS and backups remain."""
    graph = built("relational", perimeter=DEVELOPMENT, zone_redundant=False, backup_days=7, size="db.t4g.micro", storage_gb=20)
    instance = one(graph, INSTANCE)
    assert value(instance, "multiAz") is False
    assert value(instance, "deletionProtection") is False
    assert (value(instance, "allocatedStorage"), value(instance, "maxAllocatedStorage")) == (20, 80)
    assert (value(instance, "storageEncrypted"), value(instance, "backupRetentionPeriod")) == (True, 7)
    assert not graph.of(BACKUPS)
    assert not any(resource.protect for resource in graph.resources)


def test_the_monitoring_role_serves_this_account_and_is_ready_first(production: Graph, instance: Resource):
    """RDS assumes the role for this account only, and the instance waits until the role can deliver."""
    trust = json.loads(value(one(production, "aws:iam/role:Role"), "assumeRolePolicy"))["Statement"][0]
    assert trust["Principal"] == {"Service": "monitoring.rds.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    rights = one(production, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    assert value(rights, "policyArn") == "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    assert rights.urn in instance.dependencies


def test_tags_say_what_the_database_holds(instance: Resource):
    """The instance, and by copy its snapshots, carry the data class and whether they hold health data."""
    assert value(instance, "tags") == {"team": "platform", "hds:data-class": "medical-record", "hds:dscp": "yes", "hds:backup": "yes"}


short = st.from_regex(r"[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


@settings(max_examples=10, deadline=None)
@given(tenant=short, store=short)
def test_identifiers_are_valid_for_rds(tenant: str, store: str):
    """Whatever the names, the identifier holds in 63 characters, begins with a letter and has no lone or double hyphen."""
    graph = built("relational", perimeter=replace(PRODUCTION, tenant=tenant), name=store)
    for path in ("identifier", "finalSnapshotIdentifier"):
        found = value(one(graph, INSTANCE), path)
        assert re.fullmatch(r"[a-z](-?[a-z0-9])*", found)
    assert len(value(one(graph, INSTANCE), "identifier")) <= 63
    assert len(value(one(graph, "aws:iam/role:Role"), "name")) <= 64
