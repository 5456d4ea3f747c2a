# SPDX-License-Identifier: Apache-2.0
"""What cloud services the parts of each capability are made of: the settings are checked against it before anything is built.

It stands apart from the modules of the clouds, which take long to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hds_controls.residency import Cloud

__all__ = ["SERVICES", "Part", "Services"]

Part: TypeAlias = Literal[
    "keys",
    "network",
    "network-encryption",
    "egress",
    "logs",
    "guardrails",
    "identity",
    "objects",
    "relational",
    "table",
    "files",
    "archives",
    "vaults",
    "restore-tests",
    "alarms",
    "threats",
    "posture",
    "posture-gathering",
    "vulnerabilities",
    "health-data",
    "machines",
    "containers",
]
"""What is built or left out as a whole: a capability, or a piece of one that a setting asks for."""


class Services(NamedTuple):
    """What a part is made of, by the names of the dated facts, in each of its two regions; and what is lost without it."""

    capability: str
    primary: tuple[str, ...]
    replica: tuple[str, ...]
    controls: tuple[str, ...]
    """Controls that nothing else holds; none for what is itself only kept or run, such as a store."""


SERVICES: Mapping[Cloud, Mapping[Part, Services]] = {
    "aws": {
        "keys": Services("keys", ("kms",), ("kms",), ("HDS-KEY-01", "HDS-KEY-02", "HDS-KEY-03", "HDS-KEY-04")),
        "network": Services("network", ("ec2", "route53resolver"), (), ("HDS-NET-01", "HDS-NET-03", "HDS-NET-04", "HDS-LOG-03")),
        "network-encryption": Services("network", ("ec2-vpc-encryption-control",), (), ("HDS-ENC-07",)),
        "egress": Services("network", ("network-firewall",), (), ("HDS-NET-05",)),
        "logs": Services(
            "logs",
            ("cloudtrail", "config", "iam", "logs", "s3"),
            ("config", "s3"),
            ("HDS-LOG-01", "HDS-LOG-02", "HDS-LOG-04", "HDS-LOG-05", "HDS-OPS-04"),
        ),
        "guardrails": Services(
            "guardrails",
            ("ec2", "ec2-vpc-block-public-access", "s3"),
            ("ec2", "ec2-vpc-block-public-access"),
            ("HDS-ENC-02", "HDS-SHR-01", "HDS-SHR-03"),
        ),
        "identity": Services(
            "identity", ("accessanalyzer", "iam"), ("accessanalyzer",), ("HDS-IAM-03", "HDS-IAM-04", "HDS-IAM-05", "HDS-IAM-07")
        ),
        "objects": Services("storage", ("iam", "s3"), ("s3",), ()),
        "relational": Services("database", ("ec2", "iam", "logs", "rds"), ("rds",), ()),
        "table": Services("database", ("dynamodb",), ("dynamodb",), ()),
        "files": Services("database", ("ec2", "efs"), ("efs",), ()),
        "archives": Services("archive", ("iam", "s3"), ("s3",), ("HDS-ARC-01", "HDS-ARC-02", "HDS-ARC-03")),
        "vaults": Services(
            "backup",
            ("backup", "iam", "s3"),
            ("backup",),
            ("HDS-BCK-01", "HDS-BCK-02", "HDS-BCK-03", "HDS-BCK-04", "HDS-BCK-05", "HDS-BCK-09"),
        ),
        "restore-tests": Services("backup", ("backup-restore-testing",), (), ("HDS-BCK-07",)),
        "alarms": Services(
            "monitoring", ("cloudwatch", "events", "logs", "sns"), ("events", "sns"), ("HDS-LOG-09", "HDS-LOG-10", "HDS-OPS-01")
        ),
        "threats": Services("monitoring", ("guardduty",), ("guardduty",), ("HDS-OPS-03",)),
        "posture": Services("monitoring", ("securityhub",), ("securityhub",), ("HDS-OPS-03",)),
        "posture-gathering": Services("monitoring", ("securityhub-finding-aggregator",), (), ("HDS-OPS-03",)),
        "vulnerabilities": Services("monitoring", ("inspector2",), ("inspector2",), ("HDS-OPS-03",)),
        "health-data": Services("monitoring", ("macie", "macie-custom-identifiers"), (), ("HDS-GOV-01", "HDS-LOG-12", "HDS-OPS-03")),
        "machines": Services("compute", ("autoscaling", "ec2", "elasticloadbalancing", "iam", "logs", "ssm", "wafv2"), (), ()),
        "containers": Services("containers", ("ec2", "ecr", "eks", "iam", "logs"), ("ecr",), ()),
    }
}
"""Parts by cloud. A replica that the primary's own resource makes (a table's, a file system's) is a service of the replica region too."""
