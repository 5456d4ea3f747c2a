# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Stores and disks that say whose they are and what they hold, and the search for health data."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from tests.policies.cases import unknown

OWN = {"hds:tenant": "clinic", "hds:stage": "production"}
HEALTH = {"hds:dscp": "yes", "hds:data-class": "medical-record"}


def bucket(name: str = "records", opts: pulumi.ResourceOptions | None = None, **properties: object) -> aws.s3.Bucket:
    """A bucket."""
    return aws.s3.Bucket(name, bucket=name, **properties, opts=opts)


def searched(*, job: bool = True, **properties: object) -> None:
    """A bucket of health data, Macie and a job."""
    bucket(tags=HEALTH)
    aws.macie2.Account("search", **properties)
    if job:
        identifier = aws.macie.CustomDataIdentifier("identifier", regex="x", keywords=["ins"])
        criteria = {"excludes": {"ands": [{"tag_criterion": {"comparator": "EQ"}}]}}
        aws.macie2.ClassificationJob(
            "job", job_type="SCHEDULED", s3_job_definition={"bucket_criteria": criteria}, custom_data_identifier_ids=[identifier.id]
        )


def named(*names: object) -> None:
    """A job of named buckets, of which one should hold no health data."""
    searched(job=False)
    bucket("exchanges", tags={"hds:dscp": "no"})
    definition = {"bucket_definitions": [{"account_id": "111122223333", "buckets": list(names)}]}
    aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition=definition)


def template(tags: object, kind: object = "volume") -> None:
    """A launch template with the tags of what it makes."""
    aws.ec2.LaunchTemplate("template", tag_specifications=[{"resource_type": kind, "tags": tags}])


class store_says_whose_it_is:
    """HDS-GOV-01."""

    def own_tags_pass():
        bucket(tags=OWN)

    def tags_of_the_provider_pass():
        provider = aws.Provider("aws", region="eu-west-3", default_tags={"tags": OWN})
        bucket(opts=pulumi.ResourceOptions(provider=provider))

    def absent_fail():
        bucket()

    def stage_absent_fail():
        aws.rds.Instance("db", instance_class="c", tags={"hds:tenant": "clinic"})

    def empty_fail():
        bucket(tags={**OWN, "hds:tenant": ""})

    def computed_unknown():
        bucket(tags={**OWN, "hds:tenant": unknown()})


class store_says_what_it_holds:
    """HDS-GOV-01."""

    def health_data_pass():
        bucket(tags=HEALTH)

    def none_pass():
        aws.dynamodb.Table("t", hash_key="id", tags={"hds:dscp": "no", "hds:data-class": "non-health"})

    def replica_with_the_same_tags_pass():
        replicas = [{"region_name": "eu-central-1", "propagate_tags": True}]
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=replicas)

    def replica_without_tags_absent_fail():
        aws.dynamodb.Table("t", hash_key="id", tags=HEALTH, replicas=[{"region_name": "eu-central-1"}])

    def snapshots_with_the_same_tags_pass():
        aws.rds.Instance("db", instance_class="c", tags=HEALTH, copy_tags_to_snapshot=True)

    def snapshots_without_tags_absent_fail():
        aws.rds.Instance("db", instance_class="c", tags=HEALTH)

    def vault_without_class_pass():
        aws.backup.Vault("vault", tags={"hds:dscp": "yes"})

    def absent_fail():
        bucket()

    def class_absent_fail():
        bucket(tags={"hds:dscp": "yes"})

    def another_word_fail():
        bucket(tags={**HEALTH, "hds:dscp": "true"})

    def computed_unknown():
        bucket(tags={**HEALTH, "hds:dscp": unknown()})


class disks_of_machines_say_what_they_hold:
    """HDS-GOV-01."""

    def labelled_pass():
        template(HEALTH)

    def class_absent_fail():
        template({"hds:dscp": "yes"})

    def tags_absent_fail():
        aws.ec2.LaunchTemplate("template")

    def labels_of_machines_only_fail():
        template(HEALTH, kind="instance")

    def kind_unknown():
        template(HEALTH, kind=unknown())

    def class_unknown():
        template({"hds:dscp": "yes", "hds:data-class": unknown()})


class health_buckets_are_searched:
    """HDS-GOV-01."""

    def searched_pass():
        searched()

    def on_pass():
        searched(status="ENABLED")

    def no_account_absent_fail():
        bucket(tags=HEALTH)

    def nothing_misplaced_pass():
        searched(job=False)

    def logs_only_pass():
        searched(job=False)
        bucket("log", tags={"hds:dscp": "no", "hds:data-class": "technical-log"})

    def no_job_fail():
        searched(job=False)
        bucket("exchanges", tags={"hds:dscp": "no", "hds:data-class": "non-health"})

    def paused_fail():
        searched(status="PAUSED")

    def computed_unknown():
        searched(status=unknown())

    def named_pass():
        named("exchanges")

    def other_buckets_fail():
        named("other")

    def computed_names_unknown():
        named(unknown())

    def computed_class_unknown():
        bucket(tags={"hds:dscp": unknown()})

    def computed_region_unknown():
        bucket(tags=HEALTH, region=unknown())

    def another_region_fail():
        bucket(tags=HEALTH)
        aws.macie2.Account("search", region="eu-central-1")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, region="eu-central-1")

    def region_without_the_service_not_applicable():
        bucket(tags=HEALTH, region="eu-south-2")

    def no_health_data_not_applicable():
        bucket(tags={"hds:dscp": "no"})

    def account_in_a_computed_region_unknown():
        bucket(tags=HEALTH)
        aws.macie2.Account("search", region=unknown())

    def job_in_a_computed_region_unknown():
        searched(job=False)
        bucket("exchanges", tags={"hds:dscp": "no"})
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, region=unknown())


class identifier_is_looked_for:
    """HDS-GOV-01."""

    def job_pass():
        searched()

    def no_job_not_applicable():
        aws.macie.CustomDataIdentifier("identifier", regex="x")

    def computed_unknown():
        aws.macie.CustomDataIdentifier("identifier", regex="x")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, custom_data_identifier_ids=[unknown()])

    def job_without_it_absent_fail():
        aws.macie.CustomDataIdentifier("identifier", regex="x")
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={})

    def left_out_fail():
        found = [aws.macie.CustomDataIdentifier(name, regex="x").id for name in ("ins", "nir")]
        both = pulumi.Output.all(*found).apply(lambda names: names[0])
        aws.macie2.ClassificationJob("job", job_type="SCHEDULED", s3_job_definition={}, custom_data_identifier_ids=[both])
