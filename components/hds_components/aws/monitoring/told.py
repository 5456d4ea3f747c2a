# SPDX-License-Identifier: Apache-2.0
"""Alarms on what services tell by themselves: failures, findings, incidents, in each region (HDS-BCK-09, HDS-OPS-01, HDS-OPS-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.monitoring.alarms import EventAlarm

if TYPE_CHECKING:
    from hds_components.aws.monitoring.alarms import Pattern

__all__ = ["TOLD"]


def _told(source: str, kind: str, **detail: object) -> Pattern:
    return {"source": [f"aws.{source}"], "detail-type": [kind], "detail": detail}


TOLD = (
    EventAlarm(
        name="regions",
        title="A region was opened or closed",
        severity="high",
        owner="security",
        control="HDS-LOC-04",
        pattern={"source": ["aws.account"], "detail-type": ["Region Opt-In Status Change"]},
    ),
    EventAlarm(
        name="backup-failure",
        title="A backup failed",
        severity="high",
        owner="incident",
        control="HDS-BCK-09",
        pattern=_told("backup", "Backup Job State Change", state=["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]),
    ),
    EventAlarm(
        name="copy-failure",
        title="The copy of a backup failed",
        severity="high",
        owner="incident",
        control="HDS-BCK-09",
        pattern=_told("backup", "Copy Job State Change", state=["FAILED", "PARTIAL"]),
    ),
    EventAlarm(
        name="restore-failure",
        title="A restore or a restore test failed",
        severity="high",
        owner="incident",
        control="HDS-BCK-09",
        pattern=_told("backup", "Restore Job State Change", status=["ABORTED", "FAILED"]),
    ),
    EventAlarm(
        name="database",
        title="A database failed, or moved to its other zone",
        severity="high",
        owner="incident",
        control="HDS-OPS-01",
        pattern=_told("rds", "RDS DB Instance Event", EventCategories=["failover", "failure", "low storage"]),
    ),
    EventAlarm(
        name="provider",
        title="The provider tells of an incident or a maintenance",
        severity="high",
        owner="incident",
        control="HDS-OPS-01",
        pattern=_told("health", "AWS Health Event", eventTypeCategory=["issue", "scheduledChange"]),
    ),
    EventAlarm(
        name="outside-access",
        title="Something can be reached from outside the account",
        severity="high",
        owner="security",
        control="HDS-IAM-11",
        pattern=_told("access-analyzer", "Access Analyzer Finding", status=["ACTIVE"]),
    ),
    EventAlarm(
        name="threat",
        title="An attack seems under way",
        severity="critical",
        owner="security",
        control="HDS-OPS-03",
        detector="threats",
        pattern=_told("guardduty", "GuardDuty Finding", severity=[{"numeric": [">=", 4]}]),
    ),
    EventAlarm(
        name="weak-setting",
        title="A setting is gravely weak",
        severity="medium",
        owner="security",
        control="HDS-OPS-03",
        detector="posture",
        pattern=_told(
            "securityhub",
            "Security Hub Findings - Imported",
            findings={
                "ProductName": ["Security Hub"],
                "Compliance": {"Status": ["FAILED"]},
                "RecordState": ["ACTIVE"],
                "Severity": {"Label": ["CRITICAL", "HIGH"]},
                "Workflow": {"Status": ["NEW"]},
            },
        ),
    ),
    EventAlarm(
        name="vulnerability",
        title="Software has a grave known flaw",
        severity="high",
        owner="security",
        control="HDS-OPS-03",
        detector="vulnerabilities",
        pattern=_told("inspector2", "Inspector2 Finding", severity=["CRITICAL", "HIGH"], status=["ACTIVE"]),
    ),
    EventAlarm(
        name="health-data",
        title="Health or identity data lie where none belong",
        severity="critical",
        owner="data-protection",
        control="HDS-OPS-03",
        detector="health-data",
        pattern=_told("macie", "Macie Finding", severity={"description": ["High", "Medium"]}),
    ),
)
