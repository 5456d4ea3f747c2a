# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Traces of access to health data and to the log."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.logging.trails import trail

HEALTH = {"hds:dscp": "yes"}


def bucket(name: str = "records", **properties: object) -> aws.s3.Bucket:
    """A bucket of health data."""
    return aws.s3.Bucket(name, **{"bucket": name, "tags": HEALTH, **properties})


def table(**properties: object) -> aws.dynamodb.Table:
    """A table of health data."""
    return aws.dynamodb.Table("table", name="visits", hash_key="id", tags=HEALTH, **properties)


def selector(kind: str, operator: str, *values: object, **narrower: object) -> list[dict[str, object]]:
    """An advanced selector of data events beside that of management events."""
    fields = [{"field": "eventCategory", "equals": ["Data"]}, {"field": "resources.type", "equals": [kind]}]
    named = [{"field": "resources.ARN", operator: list(values)}] if values else []
    more = [{"field": field, "equals": [value]} for field, value in narrower.items()]
    management = [{"field": "eventCategory", "equals": ["Management"]}]
    return [{"field_selectors": management}, {"field_selectors": [*fields, *named, *more]}]


def objects(*values: object, **narrower: object) -> list[dict[str, object]]:
    """A selector of objects by the beginning of their ARN."""
    return selector("AWS::S3::Object", "starts_withs", *values, **narrower)


def tables(*values: object) -> list[dict[str, object]]:
    """A selector of tables by ARN."""
    return selector("AWS::DynamoDB::Table", "equals", *values)


def basic(*values: object, mode: str = "All", kind: str = "AWS::S3::Object") -> list[dict[str, object]]:
    """A basic selector."""
    return [{"read_write_type": "All"}, {"read_write_type": mode, "data_resources": [{"type": kind, "values": list(values)}]}]


class access_to_health_data_is_traced:
    """HDS-LOG-02."""

    def named_bucket_pass():
        bucket()
        trail(advanced_event_selectors=objects("arn:aws:s3:::other/", "arn:aws:s3:::records/"))

    def every_object_pass():
        bucket()
        trail(advanced_event_selectors=objects())

    def basic_selector_pass():
        bucket()
        trail(event_selectors=basic("arn:aws:s3:::records/"))

    def basic_selector_of_everything_pass():
        bucket()
        trail(event_selectors=basic("arn:aws:s3"))

    def computed_from_the_bucket_pass():
        records = bucket(bucket=None)
        trail(advanced_event_selectors=objects(records.arn.apply(lambda arn: f"{arn}/")))

    def two_halves_pass():
        bucket()
        reads, writes = (objects("arn:aws:s3:::records/", readOnly=half) for half in ("true", "false"))
        trail(advanced_event_selectors=[*reads, writes[1]])

    def table_pass():
        table()
        trail(advanced_event_selectors=tables("arn:aws:dynamodb:eu-west-3:123456789012:table/visits"))

    def old_twin_by_class_pass():
        aws.s3.BucketV2("records", bucket="records", tags={"hds:data-class": "medical-record"})
        trail(advanced_event_selectors=objects())

    def no_trail_fail():
        bucket()

    def absent_fail():
        bucket()
        trail()

    def another_bucket_fail():
        bucket()
        trail(advanced_event_selectors=objects("arn:aws:s3:::records-of-staff/"))

    def part_of_the_bucket_fail():
        bucket()
        trail(advanced_event_selectors=objects("arn:aws:s3:::records/scans/"))

    def one_object_fail():
        bucket()
        trail(advanced_event_selectors=selector("AWS::S3::Object", "equals", "arn:aws:s3:::records/"))

    def some_left_out_fail():
        bucket()
        trail(advanced_event_selectors=selector("AWS::S3::Object", "not_starts_withs", "arn:aws:s3:::records/"))

    def some_calls_fail():
        bucket()
        trail(advanced_event_selectors=objects(eventName="DeleteObject"))

    def any_category_fail():
        bucket()
        fields = [{"field": "resources.type", "equals": ["AWS::S3::Object"]}]
        trail(advanced_event_selectors=[*objects("arn:aws:s3:::other/"), {"field_selectors": fields}])

    def another_type_fail():
        bucket()
        trail(advanced_event_selectors=tables())

    def reads_only_fail():
        bucket()
        trail(advanced_event_selectors=objects(readOnly="true"))

    def basic_writes_only_fail():
        bucket()
        trail(event_selectors=basic("arn:aws:s3", mode="WriteOnly"))

    def basic_other_type_fail():
        bucket()
        trail(event_selectors=basic("arn:aws:lambda", kind="AWS::Lambda::Function"))

    def basic_other_bucket_fail():
        bucket()
        trail(event_selectors=basic("arn:aws:s3:::other/"))

    def stopped_trail_fail():
        bucket()
        trail(advanced_event_selectors=objects(), enable_logging=False)

    def replica_of_a_table_fail():
        table(replicas=[{"region_name": "eu-central-1"}])
        trail(advanced_event_selectors=tables("arn:aws:dynamodb:eu-west-3:123456789012:table/visits"))

    def another_table_fail():
        table()
        trail(advanced_event_selectors=tables("arn:aws:dynamodb:eu-west-3:123456789012:table/visits-of-staff"))

    def class_of_nobody_fail():
        bucket(tags={"hds:data-class": "imaging"})
        trail()

    def computed_arn_unknown():
        bucket()
        trail(advanced_event_selectors=objects(unknown()))

    def computed_field_unknown():
        bucket()
        fields = [{"field": unknown(), "equals": ["Data"]}]
        trail(advanced_event_selectors=[*objects("arn:aws:s3:::other/"), {"field_selectors": fields}])

    def computed_basic_unknown():
        bucket()
        trail(event_selectors=basic(unknown()))

    def computed_half_unknown():
        bucket()
        trail(event_selectors=basic("arn:aws:s3", mode=unknown()))

    def name_given_later_unknown():
        bucket(bucket=None)
        trail(advanced_event_selectors=objects("arn:aws:s3:::records/"))

    def tags_unknown():
        bucket(tags=unknown().apply(lambda _: {}))
        trail()

    def class_tag_unknown():
        bucket(tags={"hds:data-class": unknown()})
        trail()

    def no_health_data_not_applicable():
        bucket(tags={"hds:dscp": "no", "hds:data-class": "medical-record"})

    def no_class_not_applicable():
        bucket(tags={})

    def class_without_health_data_not_applicable():
        bucket(tags={"hds:data-class": "technical-log"})


class bucket_logs_its_accesses:
    """HDS-LOG-02."""

    def separate_pass():
        """subject: records"""
        target = bucket("log").bucket
        aws.s3.BucketLogging("logging", bucket=bucket().bucket, target_bucket=target, target_prefix="records/")

    def inline_pass():
        """subject: records"""
        bucket("log")
        bucket(logging={"target_bucket": "log"})

    def old_twin_pass():
        """subject: records"""
        bucket("log")
        aws.s3.BucketV2("records", bucket="records", loggings=[{"target_bucket": "log"}])

    def outside_the_program_pass():
        bucket(logging={"target_bucket": "log"})

    def absent_fail():
        bucket()

    def to_itself_fail():
        bucket(logging={"target_bucket": "records"})

    def to_another_region_fail():
        """subject: records"""
        bucket("log", region="eu-central-1")
        bucket(logging={"target_bucket": "log"})

    def computed_target_unknown():
        bucket(logging={"target_bucket": unknown()})

    def computed_region_unknown():
        """subject: records"""
        aws.s3.Bucket("logs", bucket="logs")
        bucket(logging={"target_bucket": "logs"}, region=unknown())

    def target_itself_not_applicable():
        """subject: log"""
        bucket("log")
        bucket(logging={"target_bucket": "log"})


class use_of_keys_is_traced:
    """HDS-LOG-02."""

    def absent_pass():
        trail()

    def another_source_left_out_pass():
        trail(event_selectors=[{"exclude_management_event_sources": ["rdsdata.amazonaws.com"]}])

    def left_out_fail():
        trail(event_selectors=[{"exclude_management_event_sources": ["kms.amazonaws.com"]}])

    def left_out_by_field_fail():
        fields = [{"field": "eventCategory", "equals": ["Management"]}, {"field": "eventSource", "not_equals": ["kms.amazonaws.com"]}]
        trail(advanced_event_selectors=[{"field_selectors": fields}])

    def computed_unknown():
        trail(event_selectors=[{"exclude_management_event_sources": [unknown()]}])


class reading_of_the_log_is_traced:
    """HDS-LOG-11."""

    def reads_pass():
        bucket("log")
        trail(advanced_event_selectors=objects("arn:aws:s3:::log/", readOnly="true"))

    def absent_fail():
        bucket("log")
        trail()

    def writes_only_fail():
        bucket("log")
        trail(advanced_event_selectors=objects("arn:aws:s3:::log/", readOnly="false"))

    def computed_arn_unknown():
        bucket("log")
        trail(advanced_event_selectors=objects(unknown()))

    def bucket_outside_the_program_unknown():
        trail(advanced_event_selectors=objects())
