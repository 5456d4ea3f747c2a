# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Break-glass access and root."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import FACTOR, OWN, ROOT, assume, document, give, inline, role

EMERGENCY = f"arn:aws:iam::{OWN}:user/emergency"
ROLE = f"arn:aws:iam::{OWN}:role/break-glass"
TAKEN = '{ ($.eventName = "AssumeRole*") && ($.requestParameters.roleArn = "' + ROLE + '") }'
AS_ROOT = '{ $.userIdentity.type = "Root" }'


def emergency(*trust: dict[str, Any], **more: Any) -> None:
    """The break-glass role."""
    role(*trust, **{"name": "break-glass", **more})


def network() -> None:
    """A network, which makes protections due."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def count(pattern: Any, *, actions: tuple[str, ...] = ("arn:aws:sns:eu-west-3:111122223333:alerts",)) -> None:
    """A filter of the trail with its alarm."""
    metric = {"name": "m", "namespace": "n", "value": "1"}
    aws.cloudwatch.LogMetricFilter("filter", log_group_name="g", pattern=pattern, metric_transformation=metric)
    aws.cloudwatch.MetricAlarm(
        "alarm",
        metric_name="m",
        namespace="n",
        comparison_operator="GreaterThanOrEqualToThreshold",
        evaluation_periods=1,
        period=300,
        statistic="Sum",
        threshold=1,
        alarm_actions=list(actions),
    )


def event(pattern: dict[str, Any], **more: Any) -> None:
    """A rule of events with a target."""
    rule = aws.cloudwatch.EventRule("rule", event_pattern=json.dumps(pattern), **more)
    aws.cloudwatch.EventTarget("target", rule=rule.name, arn="arn:aws:sns:eu-west-3:111122223333:alerts")


class break_glass_role_exists:
    """HDS-IAM-03."""

    def by_its_name_pass():
        network()
        inline(give("ec2:*"), name="break-glass")

    def by_its_tag_pass():
        network()
        role(tags={"hds:role": "break-glass"}, managed_policy_arns=["arn:aws:iam::aws:policy/AdministratorAccess"])

    def attached_policy_pass():
        network()
        emergency()
        aws.iam.RolePolicyAttachment("attachment", role="break-glass", policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess")

    def without_a_right_fail():
        network()
        emergency()

    def nothing_due_absent_not_applicable():
        role()

    def none_fail():
        network()
        role()


class break_glass_trust_is_narrow:
    """HDS-IAM-03."""

    def named_user_pass():
        emergency(assume({"AWS": EMERGENCY}, **FACTOR))

    def named_by_a_condition_pass():
        emergency(assume({"AWS": ROOT}, ArnEquals={"aws:PrincipalArn": EMERGENCY}, **FACTOR))

    def named_by_a_tag_pass():
        emergency(assume({"AWS": ROOT}, StringEquals={"aws:PrincipalTag/group": "emergency"}, **FACTOR))

    def another_role_absent_not_applicable():
        role(assume({"AWS": ROOT}))

    def whole_account_fail():
        emergency(assume({"AWS": ROOT}, **FACTOR))

    def any_user_of_the_account_fail():
        emergency(assume({"AWS": ROOT}, ArnLike={"aws:PrincipalArn": f"arn:aws:iam::{OWN}:user/*"}, **FACTOR))

    def everyone_fail():
        emergency(assume("*", **FACTOR))

    def no_factor_fail():
        emergency(assume({"AWS": EMERGENCY}))

    def factor_if_stated_fail():
        emergency(assume({"AWS": EMERGENCY}, BoolIfExists={"aws:MultiFactorAuthPresent": "true"}))

    def federation_without_a_factor_fail():
        provider = {"Federated": f"arn:aws:iam::{OWN}:saml-provider/directory"}
        emergency(assume(provider, action="sts:AssumeRoleWithSAML"))

    def trust_unknown():
        emergency(assume_role_policy=unknown())


class break_glass_session_is_an_hour:
    """HDS-IAM-03."""

    def hour_pass():
        emergency(max_session_duration=3600)

    def absent_pass():
        emergency()

    def another_role_not_applicable():
        role(max_session_duration=43200)

    def two_hours_fail():
        emergency(max_session_duration=7200)

    def duration_unknown():
        emergency(max_session_duration=unknown().apply(len))


class break_glass_use_raises_an_alert:
    """HDS-IAM-03."""

    def counted_pass():
        emergency()
        count(TAKEN)

    def event_pass():
        emergency()
        event({"source": ["aws.sts"], "detail": {"eventName": ["AssumeRole"], "requestParameters": {"roleArn": [ROLE]}}})

    def no_role_absent_not_applicable():
        role()

    def unheard_fail():
        emergency()

    def another_role_fail():
        emergency()
        count(TAKEN.replace("break-glass", "operator"))

    def alarm_without_an_action_fail():
        emergency()
        count(TAKEN, actions=())

    def rule_that_is_off_fail():
        emergency()
        event({"detail": {"eventName": ["AssumeRole"], "requestParameters": {"roleArn": [ROLE]}}}, state="DISABLED")

    def pattern_unknown():
        emergency()
        count(unknown())

    def name_unknown():
        aws.iam.Role("break-glass", assume_role_policy=document(assume({"AWS": EMERGENCY})))


class root_use_raises_an_alert:
    """HDS-IAM-03."""

    def counted_pass():
        network()
        count(AS_ROOT)

    def event_pass():
        network()
        event({"detail": {"userIdentity": {"type": ["Root"]}}})

    def nothing_due_absent_not_applicable():
        role()

    def unheard_fail():
        network()

    def something_else_fail():
        network()
        count('{ $.userIdentity.type = "IAMUser" }')

    def pattern_unknown():
        network()
        count(unknown())


class organisation_keeps_root_credentials:
    """HDS-IAM-03."""

    def both_pass():
        aws.iam.OrganizationsFeatures("features", enabled_features=["RootSessions", "RootCredentialsManagement"])

    def one_fail():
        aws.iam.OrganizationsFeatures("features", enabled_features=["RootSessions"])

    def none_absent_fail():
        aws.iam.OrganizationsFeatures("features", enabled_features=[])

    def feature_unknown():
        aws.iam.OrganizationsFeatures("features", enabled_features=["RootSessions", unknown()])
