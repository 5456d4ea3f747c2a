# SPDX-License-Identifier: Apache-2.0
"""Names and ARNs that are known before anything exists, so that policies can be read at preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.contracts.perimeter import bounded
from hds_components.errors import CapabilityUnavailable
from hds_controls import load

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter

__all__ = [
    "BACKUP_REPORTER",
    "CLUSTER_ROLES",
    "ENTRY_LOGS",
    "arn",
    "bucket_arn",
    "dns_suffix",
    "partition",
    "principal_arn",
    "replica_name",
    "role_arn",
    "role_name",
    "root_arn",
    "store_name",
    "subnet_group_name",
    "table_name",
    "zone_names",
]

CLUSTER_ROLES = "/hds/cluster/"
"""IAM path of the roles of clusters, by which the key of a cluster's secrets knows them."""
ENTRY_LOGS = "entry"
"""Prefix of the load balancer's logs in the store of access logs."""
BACKUP_REPORTER = "role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"
"""The role that backup reports are written by; AWS makes it with the first framework of an account."""
_BUCKET_NAME_LIMIT = 63
_TABLE_NAME_LIMIT = 255
_ROLE_NAME_LIMIT = 64
_SUBNET_GROUP_NAME_LIMIT = 255
_SINGLE_SIGN_ON = "AWSReservedSSO_"


def partition(region: str) -> str:
    """The partition of a region by the dated facts: ``aws``, or ``aws-eusc`` for the European Sovereign Cloud.

    Raises:
        CapabilityUnavailable: the dated facts do not name the region.
    """
    fact = load.regions().get(region)
    if fact is None:
        raise CapabilityUnavailable("network", region, ("HDS-LOC-01",), "the dated facts do not name this region")
    return fact.partition


def arn(perimeter: Perimeter, service: str, resource: str, *, region: str | None = None) -> str:
    """The ARN of something of the environment's account; region is the primary one unless given, ``""`` for a service without regions.

    Format: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    where = perimeter.region if region is None else region
    return f"arn:{partition(perimeter.region)}:{service}:{where}:{perimeter.account}:{resource}"


def root_arn(perimeter: Perimeter) -> str:
    """The account itself as a principal: whoever its own IAM policies admit."""
    return arn(perimeter, "iam", "root", region="")


def bucket_arn(perimeter: Perimeter, bucket: str) -> str:
    """The ARN of a bucket by its physical name; bucket ARNs carry neither region nor account."""
    return f"arn:{partition(perimeter.region)}:s3:::{bucket}"


def store_name(perimeter: Perimeter, store: str) -> str:
    """The physical name of a bucket.

    Bucket names are unique in a whole partition and hold 63 characters at most; the account number keeps two customers apart.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    """
    return perimeter.name(perimeter.account, store, limit=_BUCKET_NAME_LIMIT)


def replica_name(bucket: str) -> str:
    """The physical name of a bucket's copy in the replica region."""
    return bounded(f"{bucket}-replica", _BUCKET_NAME_LIMIT)


def table_name(perimeter: Perimeter, table: str) -> str:
    """The physical name of a DynamoDB table, 255 characters at most; the copy in the replica region bears the same name."""
    return perimeter.name(table, limit=_TABLE_NAME_LIMIT)


def subnet_group_name(perimeter: Perimeter, store: str) -> str:
    """The physical name of the subnets of a relational database, 255 characters at most."""
    return perimeter.name(store, limit=_SUBNET_GROUP_NAME_LIMIT)


def zone_names(region: str, count: int) -> tuple[str, ...]:
    """The first availability zones of a region, ``eu-west-3a`` onward: in the EEA each region has lettered zones without a gap.

    Raises:
        CapabilityUnavailable: the dated facts do not state that many zones.
    """
    fact = load.regions().get(region)
    stated = (fact and fact.zones) or 0
    if count > stated:
        reason = f"{count} availability zones asked, the dated facts state {stated or 'none'}; name the zones in the stack file"
        raise CapabilityUnavailable("network", region, ("HDS-RES-01",), reason)
    return tuple(f"{region}{letter}" for letter in "abcdef"[:count])


def dns_suffix(region: str) -> str:
    """The domain that the names of a region's services end in: ``amazonaws.com``, ``amazonaws.eu`` in the European Sovereign Cloud.

    https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
    """
    return {"aws": "amazonaws.com", "aws-eusc": "amazonaws.eu"}[partition(region)]


def role_name(perimeter: Perimeter, role: str) -> str:
    """The physical name of a role of the environment, 64 characters at most."""
    return perimeter.name(role, limit=_ROLE_NAME_LIMIT)


def role_arn(perimeter: Perimeter, role: str) -> str:
    """The ARN of a role of the environment by its short name."""
    return arn(perimeter, "iam", f"role/{role_name(perimeter, role)}", region="")


def principal_arn(perimeter: Perimeter, principal: str) -> str:
    """The ARN, or pattern of ARNs, of a role of the account that a stack file gives by name; an ARN stays as it is.

    Roles that IAM Identity Center makes stand under a path that only that service can write to, with the region of its directory in it:
    https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
    """
    if principal.startswith("arn:"):
        return principal
    path = "aws-reserved/sso.amazonaws.com/*" if principal.startswith(_SINGLE_SIGN_ON) else ""
    return arn(perimeter, "iam", f"role/{path}{principal}", region="")
