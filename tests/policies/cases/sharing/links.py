# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Signed links to objects of health data."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown

HEALTH = {"hds:dscp": "yes"}


def deny(age: str = "900000", **changes: Any) -> dict[str, Any]:
    """A refusal of old signatures."""
    old = {"NumericGreaterThan": {"s3:signatureAge": age}}
    return {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::records/*", "Condition": old, **changes}


def store(*statements: dict[str, Any], **more: Any) -> None:
    """A bucket of health data with its policy."""
    aws.s3.Bucket("bucket", **{"bucket": "records", "tags": HEALTH, **more})
    aws.s3.BucketPolicy("policy", bucket="records", policy=json.dumps({"Statement": list(statements)}))


class bucket_refuses_old_links:
    """HDS-SHR-02."""

    def fifteen_minutes_pass():
        store(deny())

    def one_minute_pass():
        store(deny("60000"))

    def two_statements_pass():
        store(deny(Action="s3:GetObject"), deny(Action="s3:Put*"))

    def everything_denied_pass():
        store({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})

    def inline_pass():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH, policy=json.dumps({"Statement": [deny()]}))

    def sovereign_region_pass():
        store(deny(Resource="arn:aws-eusc:s3:::records/*"), region="eusc-de-east-1")

    def no_health_data_not_applicable():
        aws.s3.Bucket("bucket", bucket="records")

    def absent_fail():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)

    def an_hour_fail():
        store(deny("3600000"))

    def only_reading_fail():
        store(deny(Action="s3:GetObject"))

    def only_some_callers_fail():
        store(deny(Principal={"AWS": "arn:aws:iam::111122223333:root"}))

    def but_for_one_role_fail():
        spared = {"AWS": "arn:aws:iam::111122223333:role/reader"}
        statement = deny()
        del statement["Principal"]
        store({**statement, "NotPrincipal": spared})

    def only_a_folder_fail():
        store(deny(Resource="arn:aws:s3:::records/old/*"))

    def another_bucket_fail():
        store(deny(Resource="arn:aws:s3:::others/*"))

    def a_second_condition_fail():
        both = {"NumericGreaterThan": {"s3:signatureAge": "900000"}, "StringEquals": {"s3:authType": "REST-QUERY-STRING"}}
        store(deny(Condition=both))

    def policy_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)
        aws.s3.BucketPolicy("policy", bucket="records", policy=unknown())

    def health_by_its_class_fail():
        aws.s3.Bucket("bucket", bucket="records", tags={"hds:data-class": "medical-record"})

    def tags_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=unknown().apply(lambda _: HEALTH))

    def name_unknown():
        held = aws.s3.Bucket("bucket", tags=HEALTH)
        aws.s3.BucketPolicy("policy", bucket=held.id, policy=json.dumps({"Statement": [deny()]}))
