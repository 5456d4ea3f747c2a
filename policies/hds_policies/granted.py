# SPDX-License-Identifier: Apache-2.0
"""Policies that resources carry: where each kind keeps its own, and permissions given one by one read as statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hds_policies import arn
from hds_policies.access.questions import Scope
from hds_policies.documents import UNKNOWN, Condition, Principal, Statement, partial_statements
from hds_policies.memo import once_per_resource
from hds_policies.values import Absent, Known, Unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = ["PERMISSIONS", "RESOURCE_POLICIES", "Granted", "granted"]

RESOURCE_POLICIES: dict[str, tuple[str, str]] = {
    "aws:acmpca/policy:Policy": ("policy", "acm-pca"),
    "aws:amp/resourcePolicy:ResourcePolicy": ("policyDocument", "aps"),
    "aws:backup/vaultPolicy:VaultPolicy": ("policy", "backup"),
    "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": ("policy", "bedrock-agentcore"),
    "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": ("accessPolicy", "cloudsearch"),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": ("policy", "events"),
    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": ("deliveryDestinationPolicy", "logs"),
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": ("accessPolicy", "logs"),
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ("policyDocument", "logs"),
    "aws:codeartifact/domainPermissions:DomainPermissions": ("policyDocument", "codeartifact"),
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": ("policyDocument", "codeartifact"),
    "aws:codebuild/resourcePolicy:ResourcePolicy": ("policy", "codebuild"),
    "aws:dsql/clusterPolicy:ClusterPolicy": ("policy", "dsql"),
    "aws:dynamodb/resourcePolicy:ResourcePolicy": ("policy", "dynamodb"),
    "aws:ecr/registryPolicy:RegistryPolicy": ("policy", "ecr"),
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": ("repositoryPolicy", "ecr"),
    "aws:ecr/repositoryPolicy:RepositoryPolicy": ("policy", "ecr"),
    "aws:efs/fileSystemPolicy:FileSystemPolicy": ("policy", "elasticfilesystem"),
    "aws:elasticsearch/domain:Domain": ("accessPolicies", "es"),
    "aws:elasticsearch/domainPolicy:DomainPolicy": ("accessPolicies", "es"),
    "aws:glacier/vault:Vault": ("accessPolicy", "glacier"),
    "aws:glacier/vaultLock:VaultLock": ("policy", "glacier"),
    "aws:glue/resourcePolicy:ResourcePolicy": ("policy", "glue"),
    "aws:kinesis/resourcePolicy:ResourcePolicy": ("policy", "kinesis"),
    "aws:kms/externalKey:ExternalKey": ("policy", "kms"),
    "aws:kms/key:Key": ("policy", "kms"),
    "aws:kms/keyPolicy:KeyPolicy": ("policy", "kms"),
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ("policy", "kms"),
    "aws:kms/replicaKey:ReplicaKey": ("policy", "kms"),
    "aws:lambda/resourcePolicy:ResourcePolicy": ("policy", "lambda"),
    "aws:mediastore/containerPolicy:ContainerPolicy": ("policy", "mediastore"),
    "aws:msk/clusterPolicy:ClusterPolicy": ("policy", "kafka"),
    "aws:networkfirewall/resourcePolicy:ResourcePolicy": ("policy", "network-firewall"),
    "aws:oam/sinkPolicy:SinkPolicy": ("policy", "oam"),
    "aws:opensearch/domain:Domain": ("accessPolicies", "es"),
    "aws:opensearch/domainPolicy:DomainPolicy": ("accessPolicies", "es"),
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": ("policy", "osis"),
    "aws:redshift/resourcePolicy:ResourcePolicy": ("policy", "redshift"),
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": ("policy", "redshift-serverless"),
    "aws:s3/accessPoint:AccessPoint": ("policy", "s3"),
    "aws:s3/bucket:Bucket": ("policy", "s3"),
    "aws:s3/bucketPolicy:BucketPolicy": ("policy", "s3"),
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": ("policy", "s3files"),
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": ("policy", "s3vectors"),
    "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": ("policy", "s3"),
    "aws:s3control/accessPointPolicy:AccessPointPolicy": ("policy", "s3"),
    "aws:s3control/bucketPolicy:BucketPolicy": ("policy", "s3-outposts"),
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": ("details.policy", "s3"),
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": ("policy", "s3-object-lambda"),
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": ("resourcePolicy", "s3tables"),
    "aws:s3tables/tablePolicy:TablePolicy": ("resourcePolicy", "s3tables"),
    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": ("resourcePolicy", "sagemaker"),
    "aws:schemas/registryPolicy:RegistryPolicy": ("policy", "schemas"),
    "aws:secretsmanager/secret:Secret": ("policy", "secretsmanager"),
    "aws:secretsmanager/secretPolicy:SecretPolicy": ("policy", "secretsmanager"),
    "aws:ses/identityPolicy:IdentityPolicy": ("policy", "ses"),
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": ("policy", "ses"),
    "aws:sns/topic:Topic": ("policy", "sns"),
    "aws:sns/topicPolicy:TopicPolicy": ("policy", "sns"),
    "aws:sqs/queue:Queue": ("policy", "sqs"),
    "aws:sqs/queuePolicy:QueuePolicy": ("policy", "sqs"),
    "aws:vpclattice/authPolicy:AuthPolicy": ("policy", "vpc-lattice-svcs"),
    "aws:vpclattice/resourcePolicy:ResourcePolicy": ("policy", "vpc-lattice"),
    "aws:xray/resourcePolicy:ResourcePolicy": ("policyDocument", "xray"),
}
"""Where each kind keeps the policy of a resource, and the service whose actions it is about.

Policies of REST APIs are left out: who may call a method is judged on the method.
"""

_PERMISSION = "aws:lambda/permission:Permission"
_LAYER = "aws:lambda/layerVersionPermission:LayerVersionPermission"
_BUS = "aws:cloudwatch/eventPermission:EventPermission"
PERMISSIONS = (_PERMISSION, _LAYER, _BUS)
"""Kinds that give one permission without a document."""
_CONDITIONS = {
    _PERMISSION: {"principalOrgId": "aws:principalorgid", "sourceAccount": "aws:sourceaccount", "sourceArn": "aws:sourcearn"},
    _LAYER: {"organizationId": "aws:principalorgid"},
    _BUS: {},
}
"""The properties that narrow a permission, and the condition keys they amount to."""


_PROVED = "arn:aws:own:own:own:own"
"""Stands for the ARN of a resource of the program, which nobody else can have."""


class Granted(NamedTuple):
    """A policy as it was given: where, the value, its statements (none where they cannot be read), and what it is about."""

    at: str
    value: Value
    statements: tuple[Statement, ...] | None
    scope: Scope


@once_per_resource
def granted(resource: Resource, graph: Graph) -> Granted:
    """The policy that a resource carries."""
    if resource.kind in PERMISSIONS:
        return Granted("principal", resource.get("principal"), (_permission(resource, graph),), Scope())
    path, service = RESOURCE_POLICIES[resource.kind]
    value = resource.get(path)
    return Granted(path, value, partial_statements(value), Scope((f"{service}:*",)))


def _permission(resource: Resource, graph: Graph) -> Statement:
    """A permission given one by one, as the statement it adds to a policy."""
    name = _text(resource.get("principal")) or "*"
    kind = "Service" if "." in name and arn.parse(name) is None else "AWS"
    conditions = [
        Condition("ArnLike" if key.endswith("arn") else "StringEquals", key, (value,))
        for path, key in _CONDITIONS[resource.kind].items()
        if (value := _source(resource.get(path), graph))
    ]
    if resource.kind == _BUS and not isinstance(resource.get("condition"), Absent):
        operator, key, value = (_text(resource.get(f"condition.{part}")) for part in ("type", "key", "value"))
        conditions.append(Condition(operator or UNKNOWN, (key or "").lower(), (value or UNKNOWN,)))
    action = _text(resource.get("action")) or "*"
    return Statement("Allow", (Principal(kind, name),), (), (action,), (), ("*",), (), tuple(conditions))


def _source(value: Value, graph: Graph) -> str | None:
    """A text; ``_PROVED`` when it is not known yet and computed from a resource of the program."""
    proved = isinstance(value, Unknown) and any(urn in graph.by_urn for urn in value.depends_on)
    return _PROVED if proved else _text(value)


def _text(value: Value) -> str | None:
    """A text, with ``UNKNOWN`` in place of whatever else is set."""
    if isinstance(value, Absent):
        return None
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else UNKNOWN
