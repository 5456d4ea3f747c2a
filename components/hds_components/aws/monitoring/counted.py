# SPDX-License-Identifier: Apache-2.0
"""Alarms that the trail's log group sets off: what no bus of our regions tells, and what matters by its number (HDS-LOG-10, HDS-IAM-03)."""

from __future__ import annotations

from hds_components.aws.monitoring.alarms import CountAlarm

__all__ = ["COUNTED", "emergency_pattern"]

_IAM = '($.eventSource = "iam.amazonaws.com") && ($.readOnly IS FALSE)'
COUNTED = (
    CountAlarm(
        name="root-use",
        title="The root of the account was used",
        severity="critical",
        owner="security",
        control="HDS-IAM-03",
        pattern='{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    ),
    CountAlarm(
        name="failed-sign-ins",
        title="Sign-ins to the console fail in a row",
        severity="high",
        owner="security",
        control="HDS-LOG-10",
        pattern='{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") }',
        threshold=3,
    ),
    CountAlarm(
        name="sign-in-without-mfa",
        title="A local account signed in without a second factor",
        severity="critical",
        owner="security",
        control="HDS-IAM-01",
        pattern='{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "IAMUser") && ($.additionalEventData.MFAUsed != "Yes") '
        '&& ($.responseElements.ConsoleLogin = "Success") }',
    ),
    CountAlarm(
        name="denied-calls",
        title="Calls are refused in a row",
        severity="medium",
        owner="security",
        control="HDS-LOG-10",
        pattern='{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
        threshold=20,
    ),
    CountAlarm(
        name="identity-policies",
        title="A policy, a role's trust or a boundary changed",
        severity="high",
        owner="security",
        control="HDS-LOG-10",
        pattern=f'{{ {_IAM} && (($.eventName = "*Policy") || ($.eventName = "*PolicyVersion") || ($.eventName = "*PermissionsBoundary") '
        '|| ($.eventName = "*Role")) }',
    ),
    CountAlarm(
        name="local-accounts",
        title="An account or a credential was made beside the directory",
        severity="critical",
        owner="security",
        control="HDS-IAM-02",
        pattern=f'{{ {_IAM} && (($.eventName = "*User") || ($.eventName = "*UserToGroup") || ($.eventName = "*AccessKey") '
        '|| ($.eventName = "*LoginProfile") || ($.eventName = "*MFADevice") || ($.eventName = "*Provider")) }',
    ),
    CountAlarm(
        name="mass-deletion",
        title="Health data are deleted in bulk",
        severity="critical",
        owner="data-protection",
        control="HDS-LOG-10",
        pattern='{ ($.eventCategory = "Data") && (($.eventName = "DeleteObject*") || ($.eventName = "DeleteItem")) }',
        threshold=200,
    ),
    CountAlarm(
        name="mass-reading",
        title="Health data are read in bulk",
        severity="high",
        owner="data-protection",
        control="HDS-LOG-10",
        pattern='{ ($.eventCategory = "Data") && (($.eventName = "GetObject") || ($.eventName = "Scan") || ($.eventName = "Query")) }',
        threshold=5000,
    ),
)


def emergency_pattern(arns: tuple[str, ...]) -> str:
    """Someone takes an emergency role, by ARN or by pattern, from wherever: STS tells it in the region that was asked."""
    taken = " || ".join(f'($.requestParameters.roleArn = "{arn}")' for arn in arns)
    return f'{{ ($.eventSource = "sts.amazonaws.com") && ($.eventName = "AssumeRole*") && ({taken}) }}'
