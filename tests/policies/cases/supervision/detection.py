# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Detection of threats, flaws and misplaced data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from tests.policies.cases import unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

FEATURES = ("S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS")
SCANNED = ["EC2", "ECR", "LAMBDA"]


def network(name: str = "network", **properties: object) -> None:
    """A network."""
    aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", **properties)


def detector(status: Mapping[str, object] | None = None, **properties: object) -> None:
    """A detector with its features; ``status`` changes that of some, and None leaves one out."""
    made = aws.guardduty.Detector("detector", **properties)
    for name, value in {**dict.fromkeys(FEATURES, "ENABLED"), **(status or {})}.items():
        if value is not None:
            aws.guardduty.DetectorFeature(name, detector_id=made.id, name=name, status=value)


def cluster(**properties: object) -> None:
    """A cluster of Kubernetes."""
    aws.eks.Cluster("cluster", role_arn="arn:aws:iam::123456789012:role/c", vpc_config={"subnet_ids": ["subnet-1"]}, **properties)


def registry(*filters: object, often: object = "SCAN_ON_PUSH", kind: object = "BASIC", **properties: object) -> None:
    """The scanning of a registry."""
    matched = [{"filter": text, "filter_type": "WILDCARD"} for text in filters]
    aws.ecr.RegistryScanningConfiguration(
        "registry", scan_type=kind, rules=[{"scan_frequency": often, "repository_filters": matched}], **properties
    )


class threats_are_looked_for_in_each_region:
    """HDS-OPS-03."""

    def in_each_pass():
        network()
        network("far", region="eu-central-1")
        aws.guardduty.Detector("here")
        aws.guardduty.Detector("there", region="eu-central-1")

    def absent_fail():
        network()

    def absent_where_copies_are_fail():
        network()
        aws.guardduty.Detector("here")
        aws.s3.Bucket("copies", region="eu-central-1", tags={"hds:dscp": "yes"})

    def region_of_other_data_pass():
        network()
        aws.guardduty.Detector("here")
        aws.s3.Bucket("pictures", region="eu-central-1", tags={"hds:dscp": "no"})

    def nothing_to_watch_not_applicable():
        aws.s3.Bucket("pictures")

    def region_of_the_detector_unknown():
        network()
        aws.guardduty.Detector("here", region=unknown())


class posture_is_watched_in_each_region:
    """HDS-OPS-03."""

    def there_pass():
        network()
        aws.securityhub.Account("hub")

    def absent_fail():
        network()


class flaws_are_looked_for_in_each_region:
    """HDS-OPS-03."""

    def there_pass():
        network()
        aws.inspector2.Enabler("scanner", account_ids=["123456789012"], resource_types=SCANNED)

    def absent_fail():
        network()


class misplaced_health_data_are_looked_for:
    """HDS-OPS-03."""

    def there_pass():
        network()
        aws.macie2.Account("search")

    def in_one_region_pass():
        network()
        network("far", region="eu-central-1")
        aws.macie2.Account("search", region="eu-central-1")

    def absent_fail():
        network()

    def elsewhere_fail():
        network()
        aws.macie2.Account("search", region="eu-north-1")

    def service_absent_from_the_region_not_applicable():
        network(region="eu-south-2")


class detector_is_on_with_its_features:
    """HDS-OPS-03."""

    def every_feature_pass():
        detector(enable=True)

    def absent_pass():
        detector()

    def off_fail():
        detector(enable=False)

    def feature_off_fail():
        detector({"S3_DATA_EVENTS": "DISABLED"})

    def feature_absent_fail():
        detector({"RDS_LOGIN_EVENTS": None})

    def feature_of_another_detector_fail():
        """subject: other"""
        detector()
        aws.guardduty.Detector("other")

    def cluster_without_its_log_fail():
        cluster()
        detector()

    def cluster_with_its_log_pass():
        cluster()
        detector({"EKS_AUDIT_LOGS": "ENABLED"})

    def cluster_in_another_region_pass():
        cluster(region="eu-central-1")
        detector()

    def status_unknown():
        detector({"S3_DATA_EVENTS": unknown()})

    def name_unknown():
        made = aws.guardduty.Detector("detector")
        aws.guardduty.DetectorFeature("feature", detector_id=made.id, name=unknown(), status="ENABLED")


class scanner_covers_machines_images_and_functions:
    """HDS-OPS-03."""

    def all_pass():
        aws.inspector2.Enabler("scanner", account_ids=["123456789012"], resource_types=[*SCANNED, "LAMBDA_CODE"])

    def images_left_out_fail():
        aws.inspector2.Enabler("scanner", account_ids=["123456789012"], resource_types=["EC2", "LAMBDA"])

    def types_absent_fail():
        aws.inspector2.Enabler("scanner", account_ids=["123456789012"], resource_types=[])

    def computed_unknown():
        aws.inspector2.Enabler("scanner", account_ids=["123456789012"], resource_types=["EC2", "LAMBDA", unknown()])


class search_for_health_data_is_on:
    """HDS-OPS-03."""

    def on_pass():
        aws.macie2.Account("search", status="ENABLED")

    def absent_pass():
        aws.macie2.Account("search")

    def paused_fail():
        aws.macie2.Account("search", status="PAUSED")

    def computed_unknown():
        aws.macie2.Account("search", status=unknown())


class image_tag_is_immutable:
    """HDS-OPS-03."""

    def immutable_pass():
        aws.ecr.Repository("images", image_tag_mutability="IMMUTABLE")

    def mutable_fail():
        aws.ecr.Repository("images", image_tag_mutability="MUTABLE")

    def with_exceptions_fail():
        aws.ecr.Repository("images", image_tag_mutability="IMMUTABLE_WITH_EXCLUSION")

    def absent_fail():
        aws.ecr.Repository("images")

    def computed_unknown():
        aws.ecr.Repository("images", image_tag_mutability=unknown())


def pushed() -> None:
    """A repository that scans what is pushed."""
    aws.ecr.Repository("images", image_scanning_configuration={"scan_on_push": True})


class images_are_scanned:
    """HDS-OPS-03."""

    def on_push_pass():
        aws.ecr.Repository("images", image_scanning_configuration={"scan_on_push": True})

    def by_the_registry_pass():
        aws.ecr.Repository("images")
        registry("*", often="CONTINUOUS_SCAN")

    def by_the_registry_by_name_pass():
        aws.ecr.Repository("images", name="clinic/records")
        registry("clinic/*")

    def by_the_registry_by_part_of_the_name_pass():
        aws.ecr.Repository("images", name="clinic/records")
        registry("records")

    def on_push_beside_a_basic_registry_pass():
        pushed()
        registry("prod-*")

    def on_push_beside_an_enhanced_registry_fail():
        pushed()
        registry("prod-*", kind="ENHANCED")

    def on_push_beside_a_registry_unknown():
        pushed()
        registry("prod-*", kind=unknown())

    def on_push_beside_filters_unknown():
        pushed()
        registry(unknown(), kind="ENHANCED")

    def by_the_registry_for_some_fail():
        aws.ecr.Repository("images")
        registry("prod-*")

    def by_the_registry_on_demand_fail():
        aws.ecr.Repository("images")
        registry("*", often="MANUAL")

    def by_the_registry_of_another_region_fail():
        aws.ecr.Repository("images")
        registry("*", region="eu-central-1")

    def off_fail():
        aws.ecr.Repository("images", image_scanning_configuration={"scan_on_push": False})

    def absent_fail():
        aws.ecr.Repository("images")

    def computed_unknown():
        aws.ecr.Repository("images", image_scanning_configuration={"scan_on_push": unknown().apply(bool)})
