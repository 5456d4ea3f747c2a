# SPDX-License-Identifier: Apache-2.0
"""GuardDuty, Security Hub and Inspector in one region (HDS-OPS-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.monitoring.delivery import may_deliver
from hds_components.aws.naming import partition

if TYPE_CHECKING:
    from hds_components.aws.monitoring.site import Site
    from hds_components.contracts.monitoring import MonitoringArgs

__all__ = ["watch_posture", "watch_threats", "watch_vulnerabilities"]

_FEATURES = ("EBS_MALWARE_PROTECTION", "EKS_AUDIT_LOGS", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS")
_RUNTIME, _AGENTS = "RUNTIME_MONITORING", ("EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")
_STANDARDS = ("aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/3.0.0")
_SCANNED = ("EC2", "ECR", "LAMBDA")


def watch_threats(site: Site, args: MonitoringArgs) -> None:
    """GuardDuty with all its features, and its findings in the delivery store, which the archive copies.

    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
    """
    detector = aws.guardduty.Detector(
        f"{site.name}-threats",
        enable=True,
        finding_publishing_frequency="FIFTEEN_MINUTES",
        region=site.placed,
        tags=dict(args.perimeter.tags),
        opts=site.options,
    )
    for feature in (*_FEATURES, _RUNTIME):
        agents: list[aws.guardduty.DetectorFeatureAdditionalConfigurationArgsDict] = [
            {"name": agent, "status": "ENABLED"} for agent in _AGENTS if feature == _RUNTIME
        ]
        aws.guardduty.DetectorFeature(
            f"{site.name}-threats-{feature.lower().replace('_', '-')}",
            detector_id=detector.id,
            name=feature,
            status="ENABLED",
            additional_configurations=agents or None,
            region=site.placed,
            opts=site.options,
        )
    if may_deliver(site, args):
        aws.guardduty.PublishingDestination(
            f"{site.name}-threats-archive",
            detector_id=detector.id,
            destination_type="S3",
            destination_arn=args.log_destination.delivery_id,
            kms_key_arn=args.log_destination.encryption_key.id,
            region=site.placed,
            opts=site.options,
        )


def watch_posture(site: Site, args: MonitoringArgs) -> None:
    """Security Hub with two public standards of settings; findings of the replica region are gathered in the primary."""
    hub = aws.securityhub.Account(
        f"{site.name}-posture",
        enable_default_standards=False,
        auto_enable_controls=True,
        control_finding_generator="SECURITY_CONTROL",
        region=site.placed,
        opts=site.options,
    )
    for standard in _STANDARDS:
        aws.securityhub.StandardsSubscription(
            f"{site.name}-posture-{standard.split('/')[0]}",
            standards_arn=f"arn:{partition(site.region)}:securityhub:{site.region}::standards/{standard}",
            region=site.placed,
            opts=site.after(hub),
        )
    if site.placed is None and args.perimeter.replica_region:
        aws.securityhub.FindingAggregator(
            f"{site.name}-posture-gathering",
            linking_mode="SPECIFIED_REGIONS",
            specified_regions=[args.perimeter.replica_region],
            opts=site.after(hub),
        )


def watch_vulnerabilities(site: Site, args: MonitoringArgs) -> None:
    """Inspector on machines, images and functions."""
    aws.inspector2.Enabler(
        f"{site.name}-vulnerabilities",
        account_ids=[args.perimeter.account],
        resource_types=list(_SCANNED),
        region=site.placed,
        opts=site.options,
    )
