# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Buckets that logs are written to."""

from __future__ import annotations

import json

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.logging.trails import trail

OWN = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
REPLICATION = "arn:aws:iam::123456789012:role/replication"


def written(**properties: object) -> aws.s3.Bucket:
    """A bucket that a trail writes to."""
    trail()
    return aws.s3.Bucket("log", bucket="log", **properties)


def policy(*statements: dict[str, object], name: str = "log") -> None:
    """The policy of a bucket."""
    aws.s3.BucketPolicy(name, bucket=name, policy=json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))


def allow(principal: object, action: str = "s3:PutObject", condition: object = None) -> dict[str, object]:
    """A statement that lets somebody do something."""
    found = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "arn:aws:s3:::log/*"}
    return found | ({"Condition": condition} if condition else {})


def sealed(condition: object) -> dict[str, object]:
    """A statement that denies writes."""
    return {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::copy/*", "Condition": condition}


def copied(**rule: object) -> None:
    """A trail whose bucket is replicated to another bucket, which only the replication writes to."""
    written()
    aws.s3.Bucket("copy", bucket="copy")
    policy(sealed({"ArnNotEquals": {"aws:PrincipalArn": REPLICATION}}), name="copy")
    rules = [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}, **rule}]
    aws.s3.BucketReplicationConfig("replication", bucket="log", role=REPLICATION, rules=rules)


class log_store_holds_no_health_data:
    """HDS-LOG-04."""

    def stated_pass():
        written(tags={"hds:dscp": "no"})

    def of_flows_pass():
        aws.ec2.FlowLog("flows", log_destination="arn:aws:s3:::log/prefix", traffic_type="ALL")
        aws.s3.Bucket("log", bucket="log")

    def absent_pass():
        written()

    def health_data_fail():
        written(tags={"hds:dscp": "yes"})

    def health_class_fail():
        aws.cfg.DeliveryChannel("channel", s3_bucket_name="log")
        aws.s3.BucketV2("log", bucket="log", tags={"hds:data-class": "medical-record"})

    def named_through_its_policy_fail():
        aws.s3.Bucket("log", bucket="log", tags={"hds:dscp": "yes"})
        held = aws.s3.BucketPolicy("policy", bucket="log", policy="{}")
        trail(s3_bucket_name=held.id)

    def tags_unknown():
        written(tags=unknown().apply(lambda _: {}))

    def no_log_not_applicable():
        aws.s3.Bucket("log", bucket="log", tags={"hds:dscp": "yes"})


class only_services_write_logs:
    """HDS-LOG-04."""

    def bounded_service_pass():
        written()
        policy(allow({"Service": "cloudtrail.amazonaws.com"}, condition=OWN))

    def role_of_a_service_pass():
        written()
        policy(allow({"AWS": "arn:aws:iam::123456789012:role/aws-service-role/reports.backup.amazonaws.com/Reports"}))

    def readers_pass():
        written()
        policy(allow({"AWS": "arn:aws:iam::123456789012:role/auditor"}, "s3:GetObject"))

    def inline_pass():
        written(policy=json.dumps({"Statement": [allow({"Service": "cloudtrail.amazonaws.com"}, condition=OWN)]}))

    def policy_absent_fail():
        written()

    def any_source_fail():
        written()
        policy(allow({"Service": "cloudtrail.amazonaws.com"}))

    def role_fail():
        written()
        policy(allow({"AWS": "arn:aws:iam::123456789012:role/portal"}, "s3:*"))

    def computed_unknown():
        written()
        aws.s3.BucketPolicy("log", bucket="log", policy=unknown())

    def no_log_not_applicable():
        aws.s3.Bucket("log", bucket="log")

    def condition_nobody_can_read_unknown():
        written()
        policy(allow({"Service": "cloudtrail.amazonaws.com"}, condition={"StringEqualsSomehow": {"aws:SourceAccount": "123456789012"}}))

    def service_that_only_reads_pass():
        written()
        policy(allow({"Service": "cloudtrail.amazonaws.com"}, "s3:GetBucketAcl"))


class strangers_read_no_log:
    """HDS-LOG-11."""

    def services_write_pass():
        written()
        policy(allow({"Service": "cloudtrail.amazonaws.com"}, condition=OWN))

    def within_the_organisation_pass():
        written()
        policy(allow("*", "s3:GetObject", {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}))

    def everyone_fail():
        written()
        policy(allow("*", "s3:Get*"))

    def computed_unknown():
        written()
        aws.s3.BucketPolicy("log", bucket="log", policy=unknown())

    def absent_not_applicable():
        written()

    def no_log_not_applicable():
        aws.s3.Bucket("log", bucket="log")
        policy(allow("*", "s3:Get*"))

    def condition_nobody_can_read_unknown():
        written()
        policy(allow("*", "s3:GetObject", {"StringEqualsSomehow": {"aws:PrincipalOrgID": "o-1"}}))

    def everyone_writes_pass():
        written()
        policy(allow("*"))


class trail_is_copied_away:
    """HDS-LOG-04."""

    def sealed_copy_pass():
        copied()

    def inline_pass():
        trail()
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}
        aws.s3.Bucket("log", bucket="log", replication_configuration={"role": REPLICATION, "rules": [rule]})
        aws.s3.Bucket("copy", bucket="copy")
        policy(sealed({"ArnNotEquals": {"aws:PrincipalArn": REPLICATION}}), name="copy")

    def old_twin_pass():
        trail()
        rule = {"status": "Enabled", "destinations": [{"bucket": "arn:aws:s3:::copy"}]}
        aws.s3.BucketV2("log", bucket="log", replication_configurations=[{"role": REPLICATION, "rules": [rule]}])
        aws.s3.Bucket("copy", bucket="copy")
        policy(sealed({"ArnNotEquals": {"aws:PrincipalArn": REPLICATION}}), name="copy")

    def no_copy_absent_fail():
        written()

    def off_fail():
        copied(status="Disabled")

    def part_of_it_fail():
        copied(filter={"prefix": "AWSLogs/"})

    def older_spelling_of_a_part_fail():
        copied(prefix="AWSLogs/")

    def tagged_part_fail():
        copied(filter={"tag": {"key": "a", "value": "b"}})

    def open_copy_fail():
        written()
        aws.s3.Bucket("copy", bucket="copy")
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}
        aws.s3.BucketReplicationConfig("replication", bucket="log", role=REPLICATION, rules=[rule])

    def narrowly_sealed_copy_fail():
        written()
        aws.s3.Bucket("copy", bucket="copy")
        policy(sealed({"Bool": {"aws:SecureTransport": "false"}}), name="copy")
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}
        aws.s3.BucketReplicationConfig("replication", bucket="log", role=REPLICATION, rules=[rule])

    def computed_status_unknown():
        copied(status=unknown())

    def copy_outside_the_program_unknown():
        written()
        rule = {"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::copy"}}
        aws.s3.BucketReplicationConfig("replication", bucket="log", role=REPLICATION, rules=[rule])

    def bucket_outside_the_program_unknown():
        trail()
