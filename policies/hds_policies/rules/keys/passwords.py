# SPDX-License-Identifier: Apache-2.0
"""No password passes through the program where a service can make or fetch it (HDS-KEY-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hds_policies.rule import resource_rule
from hds_policies.values import Absent
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, is_true

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = ["DATABASES", "PASSWORDS", "password_is_managed_by_the_service", "password_stays_out_of_the_program"]


@dataclass(frozen=True, slots=True)
class _Managed:
    """How a kind lets the service manage its password, where else one can be given, and what it can be made from without one."""

    switch: str
    passwords: tuple[str, ...]
    sources: tuple[str, ...]
    optional: bool = False
    """Whether the store also works without any password."""


DATABASES = {
    "aws:rds/instance:Instance": _Managed(
        "manageMasterUserPassword", ("password", "passwordWo"), ("replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime")
    ),
    "aws:rds/cluster:Cluster": _Managed(
        "manageMasterUserPassword",
        ("masterPassword", "masterPasswordWo"),
        ("replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"),
    ),
    "aws:docdb/cluster:Cluster": _Managed(
        "manageMasterUserPassword",
        ("masterPassword", "masterPasswordWo"),
        ("snapshotIdentifier", "restoreToPointInTime", "globalClusterIdentifier"),
    ),
    "aws:redshift/cluster:Cluster": _Managed(
        "manageMasterPassword", ("masterPassword", "masterPasswordWo"), ("snapshotIdentifier", "snapshotArn")
    ),
    "aws:redshiftserverless/namespace:Namespace": _Managed(
        "manageAdminPassword", ("adminUserPassword", "adminUserPasswordWo"), (), optional=True
    ),
}
PASSWORDS = {
    "aws:docdb/elasticCluster:ElasticCluster": ("adminUserPassword",),
    "aws:opensearch/domain:Domain": ("advancedSecurityOptions.masterUserOptions.masterUserPassword",),
    "aws:elasticsearch/domain:Domain": ("advancedSecurityOptions.masterUserOptions.masterUserPassword",),
    "aws:elasticache/replicationGroup:ReplicationGroup": ("authToken", "authTokenWo"),
    "aws:elasticache/user:User": ("passwords", "passwordsWo", "authenticationMode.passwords"),
    "aws:memorydb/user:User": ("authenticationMode.passwords",),
    "aws:dms/endpoint:Endpoint": ("password",),
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ("redshiftConfiguration.password", "snowflakeConfiguration.privateKey"),
    "aws:glue/connection:Connection": ("connectionProperties.PASSWORD",),
}
"""Properties that carry a password although the service can use IAM or read a secret by itself."""


@resource_rule("HDS-KEY-06", *DATABASES)
def password_is_managed_by_the_service(database: Resource, _: Graph) -> Verdict:
    """The service makes, keeps and rotates the master password. Even a write-only password is an input that the state keeps."""
    managed = DATABASES[database.kind]
    given = [absent(database, path) for path in managed.passwords]
    made = any(not isinstance(database.get(path), Absent) for path in managed.sources)
    unsaid = PASS if managed.optional else NOT_APPLICABLE if made else None
    return all_of((*given, is_true(database, managed.switch, absent=unsaid)))


@resource_rule("HDS-KEY-06", *PASSWORDS)
def password_stays_out_of_the_program(resource: Resource, _: Graph) -> Verdict:
    """A password or token that the service could do without or fetch by itself is not given to it."""
    return all_of(absent(resource, path) for path in PASSWORDS[resource.kind])
