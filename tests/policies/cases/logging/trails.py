# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""The trail and its last copy."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown

SOUND = {"is_multi_region_trail": True, "enable_log_file_validation": True}


def trail(name: str = "trail", **properties: object) -> aws.cloudtrail.Trail:
    """A trail that audits everything, unless something is said otherwise."""
    return aws.cloudtrail.Trail(name, **{"s3_bucket_name": "log", **SOUND, **properties})


def store(name: str = "log", *, days: object = 365, lock: bool = True, versioned: str = "Enabled", **properties: object) -> aws.s3.Bucket:
    """A bucket for the trail, versioned and locked."""
    bucket = aws.s3.Bucket(name, bucket=name, **{"object_lock_enabled": True, **properties})
    aws.s3.BucketVersioning(name, bucket=bucket.bucket, versioning_configuration={"status": versioned})
    if lock:
        aws.s3.BucketObjectLockConfiguration(name, bucket=bucket.bucket, rule={"default_retention": {"mode": "GOVERNANCE", "days": days}})
    return bucket


class trail_exists:
    """HDS-LOG-01."""

    def trail_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        trail()

    def no_trail_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def nothing_to_watch_not_applicable():
        aws.sns.Topic("topic")


class trail_audits_everything:
    """HDS-LOG-01."""

    def no_selector_pass():
        trail()

    def basic_selector_pass():
        trail(event_selectors=[{"read_write_type": "All"}])

    def advanced_selector_pass():
        management = [{"field": "eventCategory", "equals": ["Management"]}]
        data = [{"field": "eventCategory", "equals": ["Data"]}, {"field": "resources.type", "equals": ["AWS::S3::Object"]}]
        trail(advanced_event_selectors=[{"field_selectors": data}, {"field_selectors": management}])

    def one_region_fail():
        trail(is_multi_region_trail=False)

    def regions_absent_fail():
        aws.cloudtrail.Trail("trail", s3_bucket_name="log", enable_log_file_validation=True)

    def validation_absent_fail():
        aws.cloudtrail.Trail("trail", s3_bucket_name="log", is_multi_region_trail=True)

    def global_services_left_out_fail():
        trail(include_global_service_events=False)

    def stopped_fail():
        trail(enable_logging=False)

    def writes_only_fail():
        trail(event_selectors=[{"read_write_type": "WriteOnly"}])

    def data_only_fail():
        trail(event_selectors=[{"include_management_events": False}])

    def source_left_out_fail():
        trail(event_selectors=[{"exclude_management_event_sources": ["rdsdata.amazonaws.com"]}])

    def narrowed_selector_fail():
        trail(
            advanced_event_selectors=[
                {"field_selectors": [{"field": "eventCategory", "equals": ["Management"]}, {"field": "readOnly", "equals": ["false"]}]}
            ]
        )

    def data_selector_only_fail():
        trail(advanced_event_selectors=[{"field_selectors": [{"field": "eventCategory", "equals": ["Data"]}]}])

    def computed_unknown():
        trail(is_multi_region_trail=unknown().apply(bool))

    def computed_selector_unknown():
        trail(advanced_event_selectors=[{"field_selectors": [{"field": "eventCategory", "equals": [unknown()]}]}])

    def beside_one_that_does_not_applicable():
        """subject: data"""
        trail()
        trail("data", event_selectors=[{"include_management_events": False}])


class last_copy_of_the_trail_is_locked:
    """HDS-LOG-05."""

    def locked_pass():
        store()
        trail()

    def locked_inline_pass():
        lock = {"object_lock_enabled": "Enabled", "rule": {"default_retention": {"mode": "COMPLIANCE", "years": 1}}}
        aws.s3.Bucket("log", bucket="log", object_lock_configuration=lock, versioning={"enabled": True})
        trail()

    def locked_old_twin_pass():
        rules = [{"default_retentions": [{"mode": "COMPLIANCE", "days": 180}]}]
        lock = {"object_lock_enabled": "Enabled", "rules": rules}
        aws.s3.BucketV2("log", bucket="log", object_lock_configuration=lock, versionings=[{"enabled": True}])
        trail()

    def locked_copy_pass():
        aws.s3.Bucket("log", bucket="log")
        rule = {"status": "Enabled", "destination": {"bucket": store("copy").arn}}
        aws.s3.BucketReplicationConfig("replication", bucket="log", role="arn:aws:iam::123456789012:role/r", rules=[rule])
        trail()

    def open_copy_fail():
        store()
        rule = {"status": "Enabled", "destination": {"bucket": store("copy", lock=False).arn}}
        aws.s3.BucketReplicationConfig("replication", bucket="log", role="arn:aws:iam::123456789012:role/r", rules=[rule])
        trail()

    def lock_absent_fail():
        store(lock=False)
        trail()

    def short_lock_fail():
        store(days=179)
        trail()

    def lock_switch_absent_fail():
        store(object_lock_enabled=None)
        trail()

    def suspended_versioning_fail():
        store(versioned="Suspended")
        trail()

    def emptied_when_destroyed_fail():
        store(force_destroy=True)
        trail()

    def computed_term_unknown():
        store(days=unknown().apply(int))
        trail()

    def bucket_outside_the_program_unknown():
        trail()


class group_of_the_trail_cannot_be_deleted:
    """HDS-LOG-05."""

    def protected_pass():
        trail(cloud_watch_logs_group_arn=aws.cloudwatch.LogGroup("group", deletion_protection_enabled=True).arn)

    def unprotected_fail():
        trail(cloud_watch_logs_group_arn=aws.cloudwatch.LogGroup("group", deletion_protection_enabled=False).arn)

    def absent_fail():
        trail(cloud_watch_logs_group_arn=aws.cloudwatch.LogGroup("group").arn)

    def computed_unknown():
        trail(cloud_watch_logs_group_arn=aws.cloudwatch.LogGroup("group", deletion_protection_enabled=unknown().apply(bool)).arn)

    def production_pass():
        aws.cloudwatch.LogGroup("group", tags={"hds:stage": "production"}, deletion_protection_enabled=True)

    def computed_stage_unknown():
        aws.cloudwatch.LogGroup("group", tags={"hds:stage": unknown()})

    def production_unprotected_fail():
        aws.cloudwatch.LogGroup("group", tags={"hds:stage": "production"})

    def another_group_not_applicable():
        aws.cloudwatch.LogGroup("group")


class event_store_cannot_be_deleted:
    """HDS-LOG-05."""

    def absent_pass():
        aws.cloudtrail.EventDataStore("store")

    def protected_pass():
        aws.cloudtrail.EventDataStore("store", termination_protection_enabled=True)

    def unprotected_fail():
        aws.cloudtrail.EventDataStore("store", termination_protection_enabled=False)

    def computed_unknown():
        aws.cloudtrail.EventDataStore("store", termination_protection_enabled=unknown().apply(bool))
