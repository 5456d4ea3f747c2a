# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Policies of resources, and who gets in by them."""

from __future__ import annotations

import json
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

OWN, OTHER = "111122223333", "444455556666"
ROOT = f"arn:aws:iam::{OWN}:root"
IN_ORGANISATION = {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}
THROUGH_NETWORK = {"StringEquals": {"aws:SourceVpce": "vpce-1"}}


def own() -> pulumi.ResourceOptions:
    """The options of a resource of the own account."""
    return pulumi.ResourceOptions(provider=aws.Provider("own", region="eu-west-3", allowed_account_ids=[OWN]))


def allow(principal: Any, condition: Any = None, action: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*", **more}
    return {**statement, "Condition": condition} if condition else statement


def policy(*statements: dict[str, Any]) -> str:
    """A document."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def bucket(*statements: dict[str, Any]) -> None:
    """A policy of a bucket of the own account."""
    aws.s3.BucketPolicy("policy", bucket="b", policy=policy(*statements), opts=own())


class policy_admits_nobody_from_the_internet:
    """HDS-SHR-01."""

    def account_pass():
        bucket(allow({"AWS": ROOT}))

    def everyone_of_the_organisation_pass():
        bucket(allow("*", IN_ORGANISATION))

    def everyone_of_a_network_pass():
        bucket(allow("*", THROUGH_NETWORK))

    def everyone_from_a_private_range_pass():
        bucket(allow("*", {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}))

    def everyone_from_a_narrow_range_pass():
        bucket(allow("*", {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "198.51.0.0/16"]}}))

    def everyone_denied_otherwise_pass():
        deny = allow("*", {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, Effect="Deny")
        bucket(allow("*"), deny)

    def no_policy_absent_not_applicable():
        aws.sqs.Queue("queue")

    def everyone_fail():
        bucket(allow("*"))

    def everyone_from_half_of_the_internet_fail():
        bucket(allow("*", {"IpAddress": {"aws:SourceIp": "128.0.0.0/1"}}))

    def everyone_from_the_internet_in_two_halves_fail():
        bucket(allow("*", {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}))

    def everyone_but_one_fail():
        bucket({"Effect": "Allow", "NotPrincipal": {"AWS": ROOT}, "Action": "s3:*", "Resource": "*"})

    def everyone_if_an_organisation_is_stated_fail():
        bucket(allow("*", {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}))

    def inline_policy_fail():
        aws.s3.Bucket("bucket", policy=policy(allow("*")))

    def old_twin_fail():
        aws.s3.BucketV2("bucket", policy=policy(allow("*")))

    def topic_fail():
        aws.sns.TopicPolicy("policy", arn="a", policy=policy(allow({"AWS": "*"}, action="sns:Publish")))

    def domain_fail():
        aws.opensearch.DomainPolicy("policy", domain_name="d", access_policies=policy(allow("*", action="es:ESHttp*")))

    def logs_fail():
        aws.cloudwatch.LogResourcePolicy("policy", policy_name="p", policy_document=policy(allow("*")))

    def points_in_regions_fail():
        details = {"name": "n", "policy": policy(allow("*"))}
        aws.s3control.MultiRegionAccessPointPolicy("policy", details=details)

    def function_for_everyone_fail():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal="*")

    def layer_for_everyone_fail():
        aws.lambda_.LayerVersionPermission(
            "permission", action="lambda:GetLayerVersion", layer_name="l", principal="*", statement_id="s", version_number=1
        )

    def layer_for_the_organisation_pass():
        aws.lambda_.LayerVersionPermission(
            "permission",
            action="lambda:GetLayerVersion",
            layer_name="l",
            principal="*",
            organization_id="o-1",
            statement_id="s",
            version_number=1,
        )

    def bus_for_everyone_fail():
        aws.cloudwatch.EventPermission("permission", principal="*", statement_id="s")

    def bus_for_the_organisation_pass():
        condition = {"type": "StringEquals", "key": "aws:PrincipalOrgID", "value": "o-1"}
        aws.cloudwatch.EventPermission("permission", principal="*", statement_id="s", condition=condition)

    def policy_unknown():
        aws.s3.BucketPolicy("policy", bucket="b", policy=unknown())

    def secret_policy_unknown():
        aws.s3.BucketPolicy("policy", bucket="b", policy=pulumi.Output.secret(policy(allow({"AWS": ROOT}))))

    def broken_policy_unknown():
        aws.s3.BucketPolicy("policy", bucket="b", policy="{")

    def principal_unknown():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal=unknown())

    def organisation_unknown():
        condition = {"type": "StringEquals", "key": "aws:PrincipalOrgID", "value": unknown()}
        aws.cloudwatch.EventPermission("permission", principal="*", statement_id="s", condition=condition)


class policy_admits_no_stranger:
    """HDS-SHR-04."""

    def organisation_pass():
        bucket(allow("*", IN_ORGANISATION))

    def account_by_condition_pass():
        bucket(allow("*", {"StringEquals": {"aws:PrincipalAccount": OWN}}))

    def paths_of_the_organisation_pass():
        bucket(allow("*", {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1/r-1/*"}}))

    def key_of_the_account_pass():
        aws.kms.Key("key", policy=policy(allow("*", {"StringEquals": {"kms:CallerAccount": OWN}})))

    def a_deny_of_the_rest_pass():
        bucket(allow("*"), allow("*", {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}, Effect="Deny"))

    def no_policy_absent_not_applicable():
        aws.kms.Key("key")

    def network_alone_fail():
        bucket(allow("*", THROUGH_NETWORK))

    def any_organisation_fail():
        bucket(allow("*", {"StringLike": {"aws:PrincipalOrgID": "o-*"}}))

    def all_values_of_nothing_fail():
        bucket(allow("*", {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-1/*"}}))

    def a_role_of_any_account_fail():
        bucket(allow("*", {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/reader"}}))

    def a_deny_that_spares_services_fail():
        spare = {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}
        bucket(allow("*"), allow("*", spare, Effect="Deny"))

    def a_deny_of_other_actions_fail():
        bucket(allow("*"), allow("*", {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, Effect="Deny", Action="s3:Put*"))

    def policy_unknown():
        aws.backup.VaultPolicy("policy", backup_vault_name="v", policy=unknown())

    def condition_nobody_can_read_unknown():
        bucket(allow("*", {"Resembles": {"aws:PrincipalOrgID": "o-1"}}))


class service_acts_for_the_account_only:
    """HDS-SHR-04."""

    def account_pass():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, {"StringEquals": {"aws:SourceAccount": OWN}}))

    def resource_pass():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudtrail:*:{OWN}:trail/*"}}))

    def no_service_pass():
        bucket(allow({"AWS": ROOT}))

    def key_for_named_log_groups_pass():
        groups = {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:eu-west-3:{OWN}:*"}}
        aws.kms.Key("key", policy=policy(allow({"Service": "logs.eu-west-3.amazonaws.com"}, groups)))

    def function_for_a_bucket_of_the_program_pass():
        """subject: permission"""
        held = aws.s3.Bucket("bucket")
        aws.lambda_.Permission(
            "permission", action="lambda:InvokeFunction", function="f", principal="s3.amazonaws.com", source_arn=held.arn
        )

    def function_for_the_account_pass():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal="s3.amazonaws.com", source_account=OWN)

    def no_policy_absent_not_applicable():
        aws.sns.Topic("topic")

    def events_on_a_topic_pass():
        allowed = allow({"Service": ["events.amazonaws.com", "backup.amazonaws.com"]}, action="sns:Publish")
        aws.sns.TopicPolicy("policy", arn="a", policy=policy(allowed))

    def alarms_on_a_topic_fail():
        aws.sns.TopicPolicy("policy", arn="a", policy=policy(allow({"Service": "cloudwatch.amazonaws.com"}, action="sns:Publish")))

    def events_on_a_queue_fail():
        aws.sqs.QueuePolicy("policy", queue_url="q", policy=policy(allow({"Service": "events.amazonaws.com"}, action="sqs:SendMessage")))

    def anybodys_trail_fail():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}))

    def any_account_by_its_resource_fail():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*"}}))

    def any_bucket_of_a_prefix_fail():
        bucket(allow({"Service": "s3.amazonaws.com"}, {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::hospital-*"}}))

    def only_if_stated_fail():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, {"StringEqualsIfExists": {"aws:SourceAccount": OWN}}))

    def function_for_any_account_fail():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal="s3.amazonaws.com")

    def source_unknown():
        aws.lambda_.Permission(
            "permission",
            action="lambda:InvokeFunction",
            function="f",
            principal="s3.amazonaws.com",
            source_account=pulumi.Output.secret(OWN),
        )


class policy_names_what_it_gives:
    """HDS-SHR-04."""

    def actions_of_a_service_pass():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, action=["s3:GetBucketAcl", "s3:Put*"]))

    def every_action_of_one_service_to_the_account_pass():
        bucket(allow({"AWS": ROOT}, action="s3:*"))

    def everything_denied_pass():
        bucket(allow("*", Effect="Deny"))

    def no_policy_absent_not_applicable():
        aws.sns.Topic("topic")

    def every_action_to_a_service_fail():
        bucket(allow({"Service": "cloudtrail.amazonaws.com"}, {"StringEquals": {"aws:SourceAccount": OWN}}, "s3:*"))

    def everything_to_the_account_fail():
        bucket(allow({"AWS": ROOT}))

    def everything_but_one_action_fail():
        statement = allow({"AWS": ROOT}, NotAction="s3:DeleteBucket")
        del statement["Action"]
        bucket(statement)

    def key_for_a_service_fail():
        aws.kms.Key("key", policy=policy(allow({"Service": "logs.eu-west-3.amazonaws.com"}, action="kms:*")), opts=own())

    def permission_of_every_action_fail():
        aws.lambda_.Permission("permission", action="*", function="f", principal="s3.amazonaws.com", source_account=OWN)

    def policy_unknown():
        aws.s3.BucketPolicy("policy", bucket="b", policy=unknown())


class policy_names_no_other_account:
    """HDS-SHR-04."""

    def own_account_pass():
        bucket(allow({"AWS": ROOT}))

    def nobody_else_pass():
        bucket(allow({"Service": "s3.amazonaws.com"}))

    def other_account_of_the_organisation_pass():
        bucket(allow({"AWS": OTHER}, IN_ORGANISATION))

    def log_delivery_of_the_provider_pass():
        bucket(allow({"AWS": "arn:aws:iam::009996457667:root"}, action="s3:PutObject"))

    def denied_account_pass():
        bucket(allow({"AWS": OTHER}), allow({"AWS": OTHER}, Effect="Deny"))

    def no_policy_absent_not_applicable():
        aws.secretsmanager.Secret("secret", opts=own())

    def other_account_fail():
        bucket(allow({"AWS": [ROOT, f"arn:aws:iam::{OTHER}:role/partner"]}))

    def other_account_by_condition_fail():
        bucket(allow("*", {"StringEquals": {"aws:PrincipalAccount": [OWN, OTHER]}}))

    def canonical_user_fail():
        bucket(allow({"CanonicalUser": "79a59df900b949e55d96a1e698fbaced"}))

    def function_for_another_account_fail():
        aws.lambda_.Permission("permission", action="lambda:InvokeFunction", function="f", principal=OTHER, opts=own())

    def account_of_nobody_knows_whom_unknown():
        aws.s3.BucketPolicy("policy", bucket="b", policy=policy(allow({"AWS": OTHER})))

    def policy_unknown():
        aws.ecr.RepositoryPolicy("policy", repository="r", policy=unknown(), opts=own())
