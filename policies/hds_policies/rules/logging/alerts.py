# SPDX-License-Identifier: Apache-2.0
"""Critical calls and findings raise an alert, and so does a trail that falls silent (HDS-LOG-09, HDS-LOG-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.alarms import ALARM, GROUP, acts, alarms_on, fires
from hds_policies.alerting import FILTER, counts_on_the_trail, watched
from hds_policies.due import due_regions
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule
from hds_policies.trails import feeds
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, any_of, at_least, fail, number, one_of, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "GROUPS",
    "count_on_the_trail_sets_off_an_alarm",
    "critical_calls_raise_an_alert",
    "refused_access_raises_an_alert",
    "silence_of_the_trail_raises_an_alert",
]

_SECONDS_OF_A_DAY = 24 * 3600
_MINUTE = 60
GROUPS = {
    "kms": ("DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"),
    "cloudtrail": ("StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"),
    "config": ("StopConfigurationRecorder",),
    "backup": ("DeleteBackupVault", "DeleteRecoveryPoint", "DeleteBackupVaultLockConfiguration"),
    "s3": (
        "PutBucketObjectLockConfiguration",
        "PutBucketPolicy",
        "DeleteBucketPolicy",
        "PutBucketAcl",
        "PutBucketPublicAccessBlock",
        "DeleteBucketPublicAccessBlock",
    ),
    "ec2": (
        "ModifySnapshotAttribute",
        "ModifyImageAttribute",
        "CreateInternetGateway",
        "AttachInternetGateway",
        "CreateVpcPeeringConnection",
        "AuthorizeSecurityGroupIngress",
        "CreateRoute",
        "CreateNetworkAclEntry",
        "DisableEbsEncryptionByDefault",
        "DisableSnapshotBlockPublicAccess",
    ),
    "rds": ("ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute"),
    "ram": ("CreateResourceShare",),
    "iam": ("PutRolePolicy", "AttachRolePolicy", "CreatePolicyVersion", "CreateUser", "CreateAccessKey"),
    "guardduty": ("DeleteDetector", "UpdateDetector"),
    "securityhub": ("DisableSecurityHub",),
    "access-analyzer": ("DeleteAnalyzer",),
    "events": ("DeleteRule", "DisableRule", "RemoveTargets"),
    "monitoring": ("DeleteAlarms", "DisableAlarmActions"),
    "sns": ("DeleteTopic",),
}
"""Calls that are watched, by service."""
_EVERYWHERE = frozenset({"iam"})
"""Services whose calls are told in one region, whatever region is used: only the trail gathers them."""
_REFUSED = {
    "ConsoleLogin": (("Failure", "Failed authentication"), 10),
    "MFAUsed": (("Yes", "No"), 1),
    "errorCode": (("AccessDenied", "UnauthorizedOperation"), 100),
}
"""Failed sign-ins, those without a second factor, and refused calls: what a filter speaks of, values it looks for, how many are enough."""


@graph_rule("HDS-LOG-10", STACK)
def critical_calls_raise_an_alert(_: Resource, graph: Graph) -> Verdict:
    """Each call that weakens keys, traces, backups, exposure, rights, the network or the watch is matched, where it is told."""
    regions = due_regions(graph)
    if not regions:
        return NOT_APPLICABLE
    found = watched(graph)
    answer = fail if found.settled else unknown
    asked = [(region, service) for service in GROUPS for region in ((None,) if service in _EVERYWHERE else regions)]
    missing = ((region, service, [call for call in GROUPS[service] if not found.calls(service, call, region)]) for region, service in asked)
    return all_of(
        answer("", ABSENT, "call_alert_due", service, ", ".join(calls), region or "us-east-1") if calls else PASS
        for region, service, calls in missing
    )


@graph_rule("HDS-LOG-10", STACK)
def refused_access_raises_an_alert(_: Resource, graph: Graph) -> Verdict:
    """Failed sign-ins, those without a second factor and refused calls are counted on the trail, with an alarm."""
    if not due_regions(graph):
        return NOT_APPLICABLE
    found = watched(graph)
    answer = fail if found.settled else unknown
    return all_of(
        PASS if found.speaks_of(what, values, most) else answer("", ABSENT, "count_due", what, most)
        for what, (values, most) in _REFUSED.items()
    )


@graph_rule("HDS-LOG-10", FILTER)
def count_on_the_trail_sets_off_an_alarm(item: Resource, graph: Graph) -> Verdict:
    """What is counted on the trail has an alarm that more of it sets off within a quarter of an hour; one elsewhere is not seen."""
    if item not in counts_on_the_trail(graph):
        return NOT_APPLICABLE
    found = alarms_on(item, graph)
    return (
        any_of(fires(alarm, graph) for alarm in found)
        if found
        else unknown("metricTransformation.name", item.get("metricTransformation.name"), "count_alarm")
    )


@graph_rule("HDS-LOG-09", GROUP)
def silence_of_the_trail_raises_an_alert(group: Resource, graph: Graph) -> Verdict:
    """The log group of a trail has an alarm that takes a day without entries for a breach."""
    if not feeds(group, graph):
        return NOT_APPLICABLE
    alarms = [alarm for alarm in graph.companions(group, ALARM, "dimensions.LogGroupName") if _counts_entries(alarm)]
    return any_of([fail("", ABSENT, "silence_alarm"), *map(_notices, alarms)])


def _counts_entries(alarm: Resource) -> bool:
    return alarm.get("metricName") == Known("IncomingLogEvents") and alarm.get("namespace") == Known("AWS/Logs")


def _notices(alarm: Resource) -> Verdict:
    terms = [alarm.get(path) for path in ("period", "evaluationPeriods")]
    if not all(isinstance(value, (Known, Absent)) for value in terms):
        span = unknown("period", terms[0], "at_most", _SECONDS_OF_A_DAY)
    else:
        period, count = (number(value.value) if isinstance(value, Known) else _MINUTE for value in terms)
        span = PASS if period * count <= _SECONDS_OF_A_DAY else fail("period", terms[0], "at_most", _SECONDS_OF_A_DAY)
    below = one_of(alarm, "comparisonOperator", "LessThanThreshold", "LessThanOrEqualToThreshold")
    lowest = 1 if alarm.get("comparisonOperator") == Known("LessThanThreshold") else 0
    return all_of((one_of(alarm, "treatMissingData", "breaching"), below, at_least(alarm, "threshold", lowest), span, acts(alarm)))
