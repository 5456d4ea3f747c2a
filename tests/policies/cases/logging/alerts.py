# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""What raises an alert."""

from __future__ import annotations

import json

import pulumi_aws as aws

from hds_policies.rules.logging.alerts import GROUPS
from tests.policies.cases import unknown
from tests.policies.cases.logging.trails import trail

TOPIC = "arn:aws:sns:eu-west-3:123456789012:alerts"
EVERY = {"detail-type": ["AWS API Call via CloudTrail"], "detail": {"eventName": [call for calls in GROUPS.values() for call in calls]}}
REFUSED = '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'
NO_FACTOR = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }'
SIGN_IN = '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }'


def due() -> None:
    """A network, which is to be watched."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def watching(pattern: object, *, target: bool = True, **properties: object) -> None:
    """A rule of events with a target."""
    due()
    rule = aws.cloudwatch.EventRule("rule", event_pattern=json.dumps(pattern) if isinstance(pattern, dict) else pattern, **properties)
    if target:
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn=TOPIC)


ONCE = {"comparison_operator": "GreaterThanOrEqualToThreshold", "evaluation_periods": 1, "period": 300, "namespace": "hds"}


def counting(*patterns: object, group: object = "g", **properties: object) -> None:
    """Filters of the trail, each with an alarm."""
    due()
    for number, pattern in enumerate(patterns):
        metric = {"name": f"m{number}", "namespace": "hds", "value": "1"}
        aws.cloudwatch.LogMetricFilter(f"filter{number}", log_group_name=group, pattern=pattern, metric_transformation=metric)
        alarm(f"alarm{number}", f"m{number}", **{**ONCE, "alarm_actions": [TOPIC], **properties})


def every_call() -> list[str]:
    """A filter for each call that is watched."""
    return [f'{{ ($.eventName = "{call}") }}' for calls in GROUPS.values() for call in calls]


def alarm(name: str, metric: object, **properties: object) -> None:
    """An alarm."""
    given = {"comparison_operator": "LessThanThreshold", "evaluation_periods": 2, "period": 3600, "statistic": "Sum", "threshold": 1}
    aws.cloudwatch.MetricAlarm(name, metric_name=metric, **{**given, **properties})


def silence(**properties: object) -> None:
    """A trail with a log group and an alarm on its silence."""
    group = aws.cloudwatch.LogGroup("group", name="trail")
    trail(cloud_watch_logs_group_arn=group.arn)
    given = {"namespace": "AWS/Logs", "dimensions": {"LogGroupName": group.name}, "alarm_actions": [TOPIC]}
    alarm("silence", **{"metric": "IncomingLogEvents", "treat_missing_data": "breaching", **given, **properties})


class critical_calls_raise_an_alert:
    """HDS-LOG-10."""

    def every_call_pass():
        watching(EVERY)

    def by_prefix_and_wildcard_pass():
        watching({"detail": {"eventName": [{"wildcard": "*"}], "eventSource": [{"prefix": ""}]}})

    def by_filters_of_the_trail_pass():
        counting(*every_call())

    def by_filters_of_its_group_pass():
        group = aws.cloudwatch.LogGroup("group", name="trail")
        trail(cloud_watch_logs_group_arn=group.arn.apply(lambda arn: f"{arn}:*"))
        counting(*every_call(), group=group.name)

    def by_filters_of_a_group_elsewhere_unknown():
        trail()
        counting(*every_call())

    def by_filters_of_another_group_fail():
        trail()
        counting(*every_call(), group=aws.cloudwatch.LogGroup("group", name="application").name)

    def alarm_on_the_second_call_fail():
        counting(*every_call(), threshold=2)

    def alarm_on_fewer_calls_fail():
        counting(*every_call(), comparison_operator="LessThanThreshold")

    def computed_threshold_unknown():
        counting(*every_call(), threshold=unknown().apply(int))

    def another_region_fail():
        watching(EVERY, region="eu-central-1")

    def nothing_watched_fail():
        due()

    def one_call_missing_fail():
        watching({**EVERY, "detail": {"eventName": [name for name in EVERY["detail"]["eventName"] if name != "StopLogging"]}})

    def one_service_fail():
        watching({**EVERY, "source": ["aws.kms"]})

    def another_event_source_fail():
        watching({"detail": {**EVERY["detail"], "eventSource": ["kms.amazonaws.com"]}})

    def another_kind_of_event_fail():
        watching({**EVERY, "detail-type": ["AWS Console Sign In via CloudTrail"]})

    def narrowed_fail():
        watching({**EVERY, "detail": {**EVERY["detail"], "errorCode": ["AccessDenied"]}})

    def no_target_fail():
        watching(EVERY, target=False)

    def off_fail():
        watching(EVERY, state="DISABLED")

    def alarms_without_action_fail():
        counting(*every_call(), alarm_actions=None)

    def no_pattern_fail():
        watching("no JSON")

    def computed_unknown():
        watching(unknown())

    def nothing_to_watch_not_applicable():
        trail()


class refused_access_raises_an_alert:
    """HDS-LOG-10."""

    def all_pass():
        counting(REFUSED, SIGN_IN, NO_FACTOR)

    def without_the_second_factor_fail():
        counting(REFUSED, SIGN_IN)

    def too_many_in_a_row_fail():
        counting(REFUSED, SIGN_IN, NO_FACTOR, threshold=101)

    def refused_calls_only_fail():
        counting(REFUSED)

    def successful_sign_ins_fail():
        counting(REFUSED, '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Success") }')

    def nothing_counted_fail():
        due()

    def computed_unknown():
        counting(REFUSED, NO_FACTOR, unknown())

    def nothing_to_watch_not_applicable():
        trail()


class count_on_the_trail_sets_off_an_alarm:
    """HDS-LOG-10."""

    def several_in_a_row_pass():
        counting(SIGN_IN, threshold=3)

    def more_than_none_pass():
        counting(SIGN_IN, comparison_operator="GreaterThanThreshold", threshold=0)

    def one_of_several_periods_pass():
        counting(SIGN_IN, evaluation_periods=3, datapoints_to_alarm=1)

    def absent_unknown():
        aws.cloudwatch.LogMetricFilter(
            "filter", log_group_name="g", pattern=SIGN_IN, metric_transformation={"name": "m", "namespace": "hds", "value": "1"}
        )

    def always_reached_fail():
        counting(SIGN_IN, threshold=0)

    def fewer_fail():
        counting(SIGN_IN, comparison_operator="LessThanThreshold")

    def average_fail():
        counting(SIGN_IN, statistic="Average")

    def hours_later_fail():
        counting(SIGN_IN, period=3600)

    def every_period_fail():
        counting(SIGN_IN, evaluation_periods=3)

    def no_action_fail():
        counting(SIGN_IN, alarm_actions=None)

    def computed_unknown():
        counting(SIGN_IN, threshold=unknown().apply(int))

    def of_another_group_not_applicable():
        trail()
        counting(SIGN_IN, group=aws.cloudwatch.LogGroup("group", name="application").name)


class silence_of_the_trail_raises_an_alert:
    """HDS-LOG-09."""

    def two_hours_pass():
        silence()

    def no_alarm_fail():
        trail(cloud_watch_logs_group_arn=aws.cloudwatch.LogGroup("group").arn)

    def entries_instead_of_silence_fail():
        silence(comparison_operator="GreaterThanOrEqualToThreshold")

    def less_than_nothing_fail():
        silence(threshold=0)

    def missing_data_absent_fail():
        silence(treat_missing_data=None)

    def no_action_absent_fail():
        silence(alarm_actions=None)

    def longer_than_a_day_fail():
        silence(evaluation_periods=25)

    def another_metric_fail():
        silence(metric="IncomingBytes")

    def another_service_fail():
        silence(namespace="hds")

    def another_group_fail():
        silence(dimensions={"LogGroupName": "other"})

    def computed_unknown():
        silence(treat_missing_data=unknown())

    def computed_period_unknown():
        silence(period=unknown().apply(int))

    def another_log_group_not_applicable():
        aws.cloudwatch.LogGroup("group")

    def day_pass():
        silence(evaluation_periods=24)

    def nothing_at_all_pass():
        silence(comparison_operator="LessThanOrEqualToThreshold", threshold=0)
