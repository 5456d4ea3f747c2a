# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Buckets and vaults that refuse outsiders."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.stores import plan, rule
from tests.policies.cases.backup.vaults import vault
from tests.policies.cases.sharing.links import HEALTH, store

ORGANISATION = {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}
SPARING_SERVICES = {**ORGANISATION, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}


def deny(condition: Any = None, **changes: Any) -> dict[str, Any]:
    """A refusal of every action on the objects of a bucket."""
    own = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::records/*", **changes}
    return {**own, "Condition": condition} if condition else own


def guarded(*statements: dict[str, Any]) -> None:
    """A vault with its policy."""
    aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=json.dumps({"Statement": list(statements)}))


class bucket_refuses_outsiders:
    """HDS-SHR-04."""

    def by_organisation_pass():
        store(deny(SPARING_SERVICES))

    def by_account_pass():
        store(deny({"StringNotEquals": {"aws:PrincipalAccount": ["111122223333"]}}))

    def by_network_pass():
        store(deny({"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}))

    def data_alone_pass():
        store(deny(ORGANISATION, Action=["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]))

    def inline_pass():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH, policy=json.dumps({"Statement": [deny(ORGANISATION)]}))

    def logs_pass():
        """subject: log"""
        aws.cloudtrail.Trail("trail", name="trail", s3_bucket_name="log")
        aws.s3.Bucket("log", bucket="log")
        statement = deny(SPARING_SERVICES, Resource="arn:aws:s3:::log/*")
        aws.s3.BucketPolicy("policy", bucket="log", policy=json.dumps({"Statement": [statement]}))

    def neither_health_nor_logs_not_applicable():
        aws.s3.Bucket("bucket", bucket="records")

    def policy_absent_fail():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)

    def logs_fail():
        """subject: log"""
        aws.cloudtrail.Trail("trail", name="trail", s3_bucket_name="log")
        aws.s3.Bucket("log", bucket="log")

    def nobody_refused_fail():
        store({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "s3:*", "Resource": "*"})

    def reading_allowed_fail():
        store(deny(ORGANISATION, Action=["s3:PutObject", "s3:DeleteObject"]))

    def members_refused_fail():
        store(deny({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}))

    def only_a_folder_fail():
        store(deny(ORGANISATION, Resource="arn:aws:s3:::records/old/*"))

    def only_paths_that_are_told_fail():
        store(deny({"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-1/*"}}))

    def policy_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=HEALTH)
        aws.s3.BucketPolicy("policy", bucket="records", policy=unknown())

    def tags_unknown():
        aws.s3.Bucket("bucket", bucket="records", tags=unknown().apply(lambda _: HEALTH))


class vault_refuses_outsiders:
    """HDS-SHR-04."""

    def by_organisation_pass():
        guarded(deny(SPARING_SERVICES, Action="backup:*", Resource="*"))

    def without_a_plan_not_applicable():
        aws.backup.Vault("vault", name="vault")

    def policy_absent_fail():
        vault()

    def removal_alone_fail():
        guarded(deny(ORGANISATION, Action="backup:DeleteRecoveryPoint", Resource="*"))

    def policy_unknown():
        aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=unknown())

    def computed_vault_of_a_plan_unknown():
        aws.backup.Vault("vault", name="vault")
        plan(rule(target_vault_name=unknown()))

    def condition_nobody_can_read_unknown():
        guarded(deny({"StringNotEqualsSomehow": {"aws:PrincipalOrgID": "o-1"}}, Action="backup:*", Resource="*"))
