# SPDX-License-Identifier: Apache-2.0
"""Who else writes under the keys of traces and records: backup reports and the manifests of archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.naming import BACKUP_REPORTER, arn, bucket_arn
from hds_components.aws.policies import allow, allow_service, service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hds_components.aws.policies import Conditions, Statement
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["manifests", "reports"]

_ANY = ("*",)


def reports(perimeter: Perimeter, region: str, custodians: Sequence[str]) -> Statement:
    """Backup reports, written through S3 by a role of the service.

    It is named by condition: the role exists only once there is a framework, and KMS refuses a policy that names a role that does not.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/create-report-plan-api.html
    """
    conditions: Conditions = {
        "StringEquals": {"kms:CallerAccount": perimeter.account, "kms:ViaService": service(f"s3.{region}")},
        "ArnEquals": {"aws:PrincipalArn": arn(perimeter, "iam", BACKUP_REPORTER, region="")},
        "ArnNotLike": {"aws:PrincipalArn": list(custodians)},
    }
    return allow("EncryptReports", ("kms:Encrypt", "kms:GenerateDataKey"), _ANY, principal={"AWS": "*"}, conditions=conditions)


def manifests(perimeter: Perimeter) -> Statement:
    """The inventory of an archive, which S3 writes into the archive itself.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
    """
    sources = bucket_arn(perimeter, perimeter.name(perimeter.account, "*"))
    return allow_service(perimeter, "EncryptManifests", "s3", ("kms:GenerateDataKey",), _ANY, source=sources)
