# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL database on RDS.

An instance with a standby in another zone, not a Multi-AZ cluster: RDS copies the automated backups of an instance to another region,
with point-in-time recovery there, and does not those of a cluster.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pulumi
import pulumi_aws as aws

from hds_components.aws.database.access import client_access
from hds_components.aws.database.parameters import FAMILY, MAJOR_VERSION, PARAMETERS
from hds_components.aws.log_groups import log_group
from hds_components.aws.naming import partition, subnet_group_name
from hds_components.aws.policies import assume_role
from hds_components.aws.stateful import leaf, replica_of, tags_of

if TYPE_CHECKING:
    from hds_components.contracts.database import DatabaseArgs, DatabaseStore

__all__ = ["host_metrics_log", "make_relational"]

_PORT = 5432
_IDENTIFIER_LIMIT = 63
_ROLE_NAME_LIMIT = 64
_GROUP_NAME_LIMIT = 255
_EXPORTED_LOGS = ("postgresql", "upgrade", "iam-db-auth-error")
_GROWTH = 4
_LARGEST_GB = 65_536
_MONITORING_SECONDS = 60
_INSIGHTS_DAYS = 7


def host_metrics_log(name: str, args: DatabaseArgs, parent: pulumi.Resource) -> aws.cloudwatch.LogGroup:
    """The log group of the hosts' metrics: one for all databases of an account and region, under a name that RDS imposes.

    RDS would open it without key. In an account where it did already, take it over once:
    ``pulumi import aws:cloudwatch/logGroup:LogGroup <name> RDSOSMetrics``.
    """
    return log_group(
        f"{name}-host-metrics",
        "RDSOSMetrics",
        perimeter=args.perimeter,
        encryption_key=args.log_destination.encryption_key,
        retention_days=args.log_destination.retention_days,
        parent=parent,
    )


def make_relational(
    name: str,
    args: DatabaseArgs,
    store: DatabaseStore,
    host_metrics: aws.cloudwatch.LogGroup,
    parent: pulumi.Resource,
) -> pulumi.Output[str]:
    """The address of a database: own key, forced TLS, IAM authentication, managed password, traced statements, backups in both regions.

    The password of its administrator never leaves Secrets Manager, under the secrets' key; RDS renews it every seven days.
    """
    perimeter = args.perimeter
    identifier = perimeter.name(store.name, limit=_IDENTIFIER_LIMIT)
    tags = tags_of(perimeter, data_class=store.data_class, health=store.health, backed_up=store.backed_up)
    unprotected = pulumi.ResourceOptions(parent=parent)
    subnets = aws.rds.SubnetGroup(
        f"{name}-subnets",
        name=subnet_group_name(perimeter, store.name),
        description=f"Data subnets of {store.name}",
        subnet_ids=list(args.subnet_ids),
        tags=tags,
        opts=unprotected,
    )
    parameters = aws.rds.ParameterGroup(
        f"{name}-parameters",
        name=perimeter.name(store.name, FAMILY, limit=_GROUP_NAME_LIMIT),
        description=f"TLS and audit of {store.name}",
        family=FAMILY,
        parameters=[{"name": p.name, "value": p.value, "apply_method": p.apply_method} for p in PARAMETERS],
        tags=tags,
        opts=unprotected,
    )
    groups = [
        log_group(
            f"{name}-{log}-log",
            f"/aws/rds/instance/{identifier}/{log}",
            perimeter=perimeter,
            encryption_key=args.log_destination.encryption_key,
            retention_days=args.log_destination.retention_days,
            parent=parent,
        )
        for log in _EXPORTED_LOGS
    ]
    monitoring = _monitoring_role(name, args, store, parent)
    instance = aws.rds.Instance(
        name,
        identifier=identifier,
        engine="postgres",
        engine_version=MAJOR_VERSION,
        instance_class=store.size,
        multi_az=store.zone_redundant,
        storage_type="gp3",
        allocated_storage=store.storage_gb,
        max_allocated_storage=min(store.storage_gb * _GROWTH, _LARGEST_GB),
        storage_encrypted=True,
        kms_key_id=store.encryption_key.id,
        username="administrator",
        manage_master_user_password=True,
        master_user_secret_kms_key_id=args.secrets_key.id,
        iam_database_authentication_enabled=True,
        db_subnet_group_name=subnets.name,
        vpc_security_group_ids=[client_access(name, args, store, _PORT, parent).id],
        publicly_accessible=False,
        port=_PORT,
        parameter_group_name=parameters.name,
        ca_cert_identifier="rds-ca-rsa4096-g1",
        enabled_cloudwatch_logs_exports=list(_EXPORTED_LOGS),
        monitoring_interval=_MONITORING_SECONDS,
        monitoring_role_arn=monitoring.role.arn,
        database_insights_mode="standard",
        performance_insights_enabled=True,
        performance_insights_kms_key_id=store.encryption_key.id,
        performance_insights_retention_period=_INSIGHTS_DAYS,
        backup_retention_period=store.backup_days,
        backup_window="02:00-03:00",
        maintenance_window="sun:03:30-sun:04:30",
        copy_tags_to_snapshot=True,
        delete_automated_backups=False,
        skip_final_snapshot=False,
        final_snapshot_identifier=f"{identifier}-final",
        deletion_protection=perimeter.protected,
        auto_minor_version_upgrade=True,
        allow_major_version_upgrade=False,
        tags=tags,
        # RDS would open the log groups itself, without key and without end; and it refuses a role that cannot deliver yet.
        opts=leaf(parent, perimeter, depends_on=[*groups, host_metrics, monitoring.rights]),
    )
    replica = replica_of(perimeter, store.encryption_key, replicated=store.replicated)
    if replica:
        aws.rds.InstanceAutomatedBackupsReplication(
            f"{name}-backups",
            source_db_instance_arn=instance.arn,
            kms_key_id=replica.key_arn,
            retention_period=store.backup_days,
            region=replica.region,
            opts=leaf(parent, perimeter),
        )
    return instance.address


class _Monitoring(NamedTuple):
    role: aws.iam.Role
    rights: aws.iam.RolePolicyAttachment


def _monitoring_role(name: str, args: DatabaseArgs, store: DatabaseStore, parent: pulumi.Resource) -> _Monitoring:
    """What RDS delivers the host's metrics with: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html."""
    perimeter = args.perimeter
    opts = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-monitoring",
        name=perimeter.name(store.name, "monitoring", limit=_ROLE_NAME_LIMIT),
        assume_role_policy=assume_role("monitoring.rds", deputy_of=perimeter),
        tags=dict(perimeter.tags),
        opts=opts,
    )
    rights = aws.iam.RolePolicyAttachment(
        f"{name}-monitoring",
        role=role.name,
        policy_arn=f"arn:{partition(perimeter.region)}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
        opts=opts,
    )
    return _Monitoring(role, rights)
