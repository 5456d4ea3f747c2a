# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What detectors find, and where they look."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown


def detector(status: object = "ENABLED", agent: object = "ENABLED", *, name: object = "RUNTIME_MONITORING") -> aws.guardduty.Detector:
    """A detector that looks at run time, with a managed agent."""
    found = aws.guardduty.Detector("threats")
    agents = [{"name": "EC2_AGENT_MANAGEMENT", "status": agent}] if agent else None
    aws.guardduty.DetectorFeature("runtime", detector_id=found.id, name=name, status=status, additional_configurations=agents)
    return found


def exported() -> None:
    """A detector whose findings are kept."""
    found = detector()
    aws.guardduty.PublishingDestination("archive", detector_id=found.id, destination_arn="arn:aws:s3:::logs", kms_key_arn="k")


def machine() -> None:
    """A machine."""
    aws.ec2.Instance("web", ami="ami-1", instance_type="t3.small")


def told(source: str, kind: str, **properties: object) -> None:
    """A rule on findings with a target."""
    pattern = json.dumps({"source": [source], "detail-type": [kind], "detail": {"severity": [{"numeric": [">=", 4]}]}})
    rule = aws.cloudwatch.EventRule("rule", **{"event_pattern": pattern, **properties})
    aws.cloudwatch.EventTarget("target", rule=rule.name, arn="arn:aws:sns:eu-west-3:111122223333:alerts")


class threats_at_run_time_are_looked_for:
    """HDS-OPS-03."""

    def with_its_agent_pass():
        machine()
        detector()

    def off_fail():
        machine()
        detector("DISABLED")

    def absent_fail():
        machine()
        aws.guardduty.Detector("threats")

    def agent_off_unknown():
        machine()
        detector(agent="DISABLED")

    def agent_absent_unknown():
        machine()
        detector(agent=None)

    def computed_unknown():
        machine()
        detector(unknown())

    def computed_name_unknown():
        machine()
        detector(name=unknown())

    def nothing_runs_not_applicable():
        detector("DISABLED")


class findings_are_told_and_kept:
    """HDS-OPS-03."""

    def threats_pass():
        exported()
        told("aws.guardduty", "GuardDuty Finding")

    def searches_pass():
        aws.macie2.Account("search")
        aws.macie2.ClassificationExportConfiguration("results", s3_destination={"bucket_name": "logs", "kms_key_arn": "k"})
        told("aws.macie", "Macie Finding")

    def flaws_pass():
        aws.inspector2.Enabler("flaws", account_ids=["111122223333"], resource_types=["EC2"])
        told("aws.inspector2", "Inspector2 Finding")

    def rule_off_fail():
        exported()
        told("aws.guardduty", "GuardDuty Finding", state="DISABLED")

    def rule_without_target_fail():
        exported()
        aws.cloudwatch.EventRule("rule", event_pattern=json.dumps({"detail-type": ["GuardDuty Finding"]}))

    def absent_unknown():
        exported()

    def not_exported_unknown():
        detector()
        told("aws.guardduty", "GuardDuty Finding")

    def another_detector_unknown():
        exported()
        told("aws.macie", "Macie Finding")

    def another_region_unknown():
        exported()
        told("aws.guardduty", "GuardDuty Finding", region="eu-central-1")

    def exported_elsewhere_unknown():
        aws.macie2.Account("search")
        told("aws.macie", "Macie Finding")
        destination = {"bucket_name": "logs", "kms_key_arn": "k"}
        aws.macie2.ClassificationExportConfiguration("results", s3_destination=destination, region="eu-central-1")

    def computed_unknown():
        exported()
        told("aws.guardduty", "GuardDuty Finding", event_pattern=unknown())


class hub_watches_a_standard:
    """HDS-OPS-03."""

    def default_standards_absent_pass():
        aws.securityhub.Account("hub")

    def chosen_standard_pass():
        aws.securityhub.Account("hub", enable_default_standards=False)
        aws.securityhub.StandardsSubscription("standard", standards_arn="arn:aws:securityhub:eu-west-3::standards/x/v/1.0.0")

    def no_standard_fail():
        aws.securityhub.Account("hub", enable_default_standards=False)

    def standard_elsewhere_fail():
        aws.securityhub.Account("hub", enable_default_standards=False)
        arn = "arn:aws:securityhub:eu-central-1::standards/x/v/1.0.0"
        aws.securityhub.StandardsSubscription("standard", standards_arn=arn, region="eu-central-1")

    def new_controls_off_fail():
        aws.securityhub.Account("hub", auto_enable_controls=False)

    def computed_unknown():
        aws.securityhub.Account("hub", auto_enable_controls=unknown().apply(bool))
