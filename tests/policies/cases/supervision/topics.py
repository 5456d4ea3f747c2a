# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Topics and who writes to them."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown


def topic(*services: str, source: bool = True, **more: Any) -> aws.sns.Topic:
    """A topic that events are sent to, with a policy for some services."""
    made = aws.sns.Topic("topic", name="alerts", **more)
    if source:
        aws.cloudwatch.EventTarget("target", rule="r", arn=made.arn)
    if services:
        statement = {"Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sns:Publish", "Resource": "*"}
        aws.sns.TopicPolicy("policy", arn=made.arn, policy=json.dumps({"Statement": [statement]}))
    return made


def written(**changes: Any) -> str:
    """A policy that lets events in."""
    statement = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"}
    return json.dumps({"Statement": [{**statement, **changes}]})


def alarm(made: aws.sns.Topic) -> None:
    """An alarm that writes to a topic."""
    threshold = {"comparison_operator": "GreaterThanThreshold", "evaluation_periods": 1, "threshold": 1}
    aws.cloudwatch.MetricAlarm("alarm", name="a", metric_name="m", namespace="n", alarm_actions=[made.arn], **threshold)


class event_rule_has_a_target:
    """HDS-OPS-01."""

    def sent_somewhere_pass():
        rule = aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")
        aws.cloudwatch.EventTarget("target", rule=rule.name, arn="arn:aws:sns:eu-west-3:123456789012:alerts")

    def switched_off_not_applicable():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}", state="DISABLED")

    def target_absent_fail():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")

    def target_of_another_rule_fail():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")
        aws.cloudwatch.EventTarget("target", rule="other", arn="arn:aws:sns:eu-west-3:123456789012:alerts")

    def target_of_a_namesake_elsewhere_fail():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}", region="eu-central-1")
        aws.cloudwatch.EventTarget("target", rule="r", arn="arn:aws:sns:eu-west-3:123456789012:alerts")

    def target_unknown():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")
        aws.cloudwatch.EventTarget("target", rule=unknown(), arn="arn:aws:sns:eu-west-3:123456789012:alerts")

    def switched_off_as_before_not_applicable():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}", is_enabled=False)

    def target_of_another_rule_by_reference_fail():
        """subject: rule"""
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")
        other = aws.cloudwatch.EventRule("other", event_pattern="{}")
        aws.cloudwatch.EventTarget("target", rule=other.id, arn="arn:aws:sns:eu-west-3:123456789012:alerts")

    def region_of_the_target_unknown():
        aws.cloudwatch.EventRule("rule", name="r", event_pattern="{}")
        aws.cloudwatch.EventTarget("target", rule="r", arn="arn:aws:sns:eu-west-3:123456789012:alerts", region=unknown())


class topic_takes_what_is_sent_to_it:
    """HDS-OPS-01."""

    def events_pass():
        topic("events.amazonaws.com")

    def events_and_alarms_pass():
        alarm(topic("events.amazonaws.com", "cloudwatch.amazonaws.com"))

    def alarms_by_default_pass():
        alarm(topic(source=False))

    def backups_pass():
        made = topic("backup.amazonaws.com", source=False)
        aws.backup.VaultNotifications("told", backup_vault_name="v", sns_topic_arn=made.arn, backup_vault_events=["COPY_JOB_FAILED"])

    def nobody_writes_not_applicable():
        topic("events.amazonaws.com", source=False)

    def policy_absent_fail():
        topic()

    def another_service_fail():
        topic("cloudwatch.amazonaws.com")

    def alarms_left_out_fail():
        alarm(topic("events.amazonaws.com"))

    def refused_again_fail():
        statements = [
            {"Effect": effect, "Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"}
            for effect in ("Allow", "Deny")
        ]
        topic(policy=json.dumps({"Statement": statements}))

    def policy_unknown():
        aws.sns.TopicPolicy("policy", arn=topic().arn, policy=unknown())

    def inline_pass():
        topic(policy=written())

    def another_action_fail():
        topic(policy=written(Action="sns:Subscribe"))

    def condition_nobody_can_read_unknown():
        topic(policy=written(Condition={"Resembles": {"aws:SourceAccount": "123456789012"}}))
