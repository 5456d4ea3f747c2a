# SPDX-License-Identifier: Apache-2.0
"""Private endpoints of cloud services, which serve the own organisation only (HDS-NET-03, HDS-SHR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulumi_aws import ec2

from hds_components.aws.naming import bucket_arn, dns_suffix, partition
from hds_components.aws.policies import allow, document, trusted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.aws.network.scope import Scope
    from hds_components.aws.network.subnets import Subnets
    from hds_components.aws.policies import Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["AGENT_BUCKETS", "GATEWAYS", "endpoint_policy", "gateways", "interfaces", "service_name"]

GATEWAYS = ("s3", "dynamodb")
"""Services reached by a gateway in the route tables: free, and always there."""

_IMAGE_LAYERS = ("prod-{region}-starport-layer-bucket",)
AGENT_BUCKETS = (
    "aws-ssm-{region}",
    "amazon-ssm-{region}",
    "amazon-ssm-packages-{region}",
    "{region}-birdwatcher-prod",
    "aws-ssm-document-attachments-{region}",
    "patch-baseline-snapshot-{region}",
    "al2023-repos-{region}-de612dc2",
)
"""Buckets of AWS that hold the agent of machines, its documents and the packages of Amazon Linux."""
_CLUSTER_IMAGES = {"aws": "602401143452"}
_CLUSTER_IMAGES_APART = {"eu-south-1": "590381155156", "eu-south-2": "455263428931"}
"""Accounts of AWS that hold the images of cluster add-ons, by partition and, where it has its own, by region.

https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
"""


def gateways(scope: Scope, subnets: Subnets) -> dict[str, ec2.VpcEndpoint]:
    """Gateway endpoints by service, in the route tables of the private subnets only: data subnets keep no way out."""
    perimeter = scope.args.perimeter
    return {
        service: ec2.VpcEndpoint(
            f"{scope.name}-{service}",
            vpc_id=subnets.vpc.id,
            vpc_endpoint_type="Gateway",
            service_name=service_name(perimeter.region, service),
            route_table_ids=[table.id for table in subnets.private_tables],
            policy=endpoint_policy(perimeter, service, scope.args.services),
            tags=scope.tags(service),
            opts=scope.options(),
        )
        for service in GATEWAYS
    }


def interfaces(scope: Scope, subnets: Subnets, group: ec2.SecurityGroup) -> None:
    """Interface endpoints of the services asked, in every zone, under the services' usual names."""
    perimeter = scope.args.perimeter
    for service in scope.args.services:
        if service not in GATEWAYS:
            ec2.VpcEndpoint(
                f"{scope.name}-{service}",
                vpc_id=subnets.vpc.id,
                vpc_endpoint_type="Interface",
                service_name=service_name(perimeter.region, service),
                subnet_ids=[subnet.id for subnet in subnets.endpoint],
                security_group_ids=[group.id],
                private_dns_enabled=True,
                policy=endpoint_policy(perimeter, service, scope.args.services),
                tags=scope.tags(service, tier="endpoint"),
                opts=scope.options(),
            )


def service_name(region: str, service: str) -> str:
    """The full name of a service in its region: the partition's domain reversed, ``com.amazonaws.eu-west-3.kms``.

    https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
    """
    prefix = ".".join(reversed(dns_suffix(region).split(".")))
    return f"{prefix}.{region}.{service}"


def endpoint_policy(perimeter: Perimeter, service: str, services: Sequence[str]) -> str:
    """Own principals on own resources; what AWS itself owns is admitted by name, and only for a service asked.

    Exceptions: https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
    """
    return document(_own(perimeter), *_exceptions(perimeter, service, services))


def _own(perimeter: Perimeter) -> Statement:
    conditions = {"StringEquals": {**trusted(perimeter), **_owned(perimeter)}}
    return allow("OwnPrincipalsOnOwnResources", ("*",), ("*",), principal="*", conditions=conditions)


def _owned(perimeter: Perimeter) -> dict[str, str]:
    """The condition key and value that only resources of the organisation meet, or of the account where there is none."""
    if perimeter.organisation:
        return {"aws:ResourceOrgID": perimeter.organisation}
    return {"aws:ResourceAccount": perimeter.account}


def _exceptions(perimeter: Perimeter, service: str, services: Sequence[str]) -> list[Statement]:
    if service == "s3":
        return _downloads(perimeter, services)
    own_principals = {"StringEquals": trusted(perimeter)}
    if service == "ssm":
        shared = [f"arn:{partition(perimeter.region)}:ssm:{perimeter.region}::{what}/*" for what in ("parameter/aws", "document")]
        actions = ("ssm:Describe*", "ssm:List*", "ssm:Get*", "ssm:SendCommand", "ssm:CreateAssociation", "ssm:StartSession")
        return [allow("OwnPrincipalsOnAwsDocuments", actions, shared, principal="*", conditions=own_principals)]
    if service.startswith("ecr.") and "eks" in services:
        return _cluster_images(perimeter)
    if service == "sts":
        # a federated caller has no account yet: the role it takes must be ours
        actions = ("sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML")
        return [allow("FederatedCallersToOwnRoles", actions, ("*",), principal="*", conditions={"StringEquals": _owned(perimeter)})]
    return []


def _cluster_images(perimeter: Perimeter) -> list[Statement]:
    """Images of a cluster's own parts, read from the account of AWS that holds them."""
    region = perimeter.region
    account = _CLUSTER_IMAGES_APART.get(region) or _CLUSTER_IMAGES.get(partition(region))
    if account is None:
        return []
    actions = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
    images = [f"arn:{partition(region)}:ecr:{region}:{account}:repository/*"]
    return [allow("OwnPrincipalsOnClusterImages", actions, images, principal="*", conditions={"StringEquals": trusted(perimeter)})]


def _downloads(perimeter: Perimeter, services: Sequence[str]) -> list[Statement]:
    """Buckets of AWS read by unsigned or service-signed requests, so no condition on the caller can hold; reading only."""
    asked = {"OwnRegistryLayers": ("ecr.dkr", _IMAGE_LAYERS), "AgentAndPatches": ("ssm", AGENT_BUCKETS)}
    return [
        allow(sid, ("s3:GetObject",), [f"{bucket_arn(perimeter, name.format(region=perimeter.region))}/*" for name in names], principal="*")
        for sid, (service, names) in asked.items()
        if service in services
    ]
