# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Alarms, their actions and who hears them."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

TOPIC = "arn:aws:sns:eu-west-3:123456789012:elsewhere"


def alarm(label: str = "alarm", actions: object = (TOPIC,), **properties: object) -> aws.cloudwatch.MetricAlarm:
    """An alarm on a metric."""
    given = {"comparison_operator": "GreaterThanThreshold", "evaluation_periods": 1, **properties}
    return aws.cloudwatch.MetricAlarm(label, alarm_actions=list(actions) if isinstance(actions, tuple) else actions, **given)


def topic(*protocols: object) -> aws.sns.Topic:
    """A topic with subscriptions."""
    made = aws.sns.Topic("topic")
    for number, protocol in enumerate(protocols):
        aws.sns.TopicSubscription(f"subscription-{number}", topic=made.arn, protocol=protocol, endpoint="somebody@example.org")
    return made


def composite(rule: object, **properties: object) -> None:
    """An alarm on alarms."""
    aws.cloudwatch.CompositeAlarm("composite", alarm_name="composite", alarm_rule=rule, **properties)


def scaling() -> aws.autoscaling.Policy:
    """A policy that adds machines."""
    return aws.autoscaling.Policy("scaling", autoscaling_group_name="g", adjustment_type="ChangeInCapacity", scaling_adjustment=1)


class alarm_has_an_action:
    """HDS-OPS-01."""

    def topic_pass():
        alarm()

    def computed_topic_pass():
        alarm(actions=(topic().arn,))

    def actions_absent_fail():
        alarm(actions=None)

    def actions_empty_fail():
        alarm(actions=())

    def switched_off_fail():
        alarm(actions_enabled=False)

    def composite_absent_fail():
        composite("TRUE")

    def that_feeds_another_by_name_not_applicable():
        """subject: alarm"""
        alarm(actions=None, name="cpu")
        composite('ALARM("cpu")', alarm_actions=[TOPIC])

    def that_feeds_another_by_reference_not_applicable():
        """subject: alarm"""
        composite(alarm(actions=None).arn.apply("ALARM({})".format), alarm_actions=[TOPIC])

    def that_feeds_no_other_fail():
        """subject: alarm"""
        alarm(actions=None, name="cpu")
        composite('ALARM("memory")', alarm_actions=[TOPIC])

    def switch_unknown():
        alarm(actions_enabled=unknown().apply(bool))

    def composite_that_feeds_another_not_applicable():
        """subject: composite"""
        composite("TRUE")
        aws.cloudwatch.CompositeAlarm("every", alarm_name="every", alarm_rule='ALARM("composite")', alarm_actions=[TOPIC])


class alarm_has_an_owner:
    """HDS-OPS-01."""

    def tagged_pass():
        alarm(tags={"hds:owner": "security"})

    def tag_absent_fail():
        alarm()

    def tag_empty_fail():
        alarm(tags={"hds:owner": ""})

    def scaling_of_the_program_not_applicable():
        alarm(actions=(scaling().arn,))

    def scaling_elsewhere_not_applicable():
        alarm(actions=("arn:aws:autoscaling:eu-west-3:123456789012:scalingPolicy:1:autoScalingGroupName/g:policyName/p",))

    def scaling_and_a_topic_fail():
        alarm(actions=(scaling().arn, TOPIC))

    def that_feeds_another_not_applicable():
        """subject: alarm"""
        alarm(name="cpu")
        composite('ALARM("cpu")')

    def tags_unknown():
        alarm(tags=unknown().apply(lambda _: {}))


class alert_reaches_somebody:
    """HDS-OPS-01."""

    def mailbox_pass():
        alarm(actions=(topic("email").arn,))

    def one_subscription_of_two_pass():
        alarm(actions=(topic("firehose", "https").arn,))

    def subscription_absent_fail():
        alarm(actions=(topic().arn,))

    def in_clear_fail():
        alarm(actions=(topic("http").arn,))

    def event_to_nobody_fail():
        aws.cloudwatch.EventTarget("target", rule="r", arn=topic().arn)

    def event_to_somebody_pass():
        aws.cloudwatch.EventTarget("target", rule="r", arn=topic("sqs").arn)

    def composite_to_nobody_fail():
        composite("TRUE", alarm_actions=[topic().arn])

    def scaling_not_applicable():
        alarm(actions=(scaling().arn,))

    def function_elsewhere_not_applicable():
        alarm(actions=("arn:aws:lambda:eu-west-3:123456789012:function:f",))

    def actions_absent_not_applicable():
        alarm(actions=None)

    def topic_elsewhere_unknown():
        alarm()

    def protocol_unknown():
        alarm(actions=(topic(unknown()).arn,))

    def action_of_nothing_known_unknown():
        alarm(actions=("?",))


class somebody_is_alerted:
    """HDS-OPS-01."""

    def alarm_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        alarm()

    def event_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.cloudwatch.EventTarget("target", rule="r", arn=TOPIC)

    def network_without_alarm_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def health_data_without_alarm_fail():
        aws.s3.Bucket("records", tags={"hds:dscp": "yes"})

    def other_data_not_applicable():
        aws.s3.Bucket("pictures", tags={"hds:dscp": "no"})

    def nothing_to_watch_not_applicable():
        aws.sqs.Queue("queue")


class alarm_watches_what_is_counted:
    """HDS-OPS-01."""

    def counted_pass():
        counted("m")

    def absent_fail():
        counted("other")

    def computed_unknown():
        counted(unknown())

    def of_a_service_not_applicable():
        counted("CPUUtilization", namespace="AWS/EC2")

    def computed_namespace_unknown():
        counted("m", namespace=unknown())


def counted(metric: object, **properties: object) -> None:
    """A filter that counts, and an alarm."""
    count = {"name": "m", "namespace": "hds", "value": "1"}
    aws.cloudwatch.LogMetricFilter("filter", log_group_name="g", pattern="x", metric_transformation=count)
    given = {"namespace": "hds", "comparison_operator": "GreaterThanThreshold", "evaluation_periods": 1}
    aws.cloudwatch.MetricAlarm("watch", metric_name=metric, **{**given, **properties})
