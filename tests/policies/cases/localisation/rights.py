# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, D415, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Rights by which keys and backups could leave the EEA."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.backup.vaults import vault
from tests.policies.cases.customer_keys import key
from tests.policies.cases.keys.separation import ADMINISTRATOR, ROOT, USE, allow, policy

INSIDE = ["eu-west-3", "eu-central-1"]
ADMINISTERS = {"AWS": ADMINISTRATOR}


def wide(*statements: dict[str, object], **more: Any) -> None:
    """A key of several regions."""
    key(multi_region=True, policy=policy(*statements), **more)


def replicate(condition: object = None, principal: object = None, action: str = "kms:ReplicateKey") -> dict[str, object]:
    """A statement that lets the administrator replicate a key."""
    return allow(principal or ADMINISTERS, action, condition)


def keeping(targets: object, **more: Any) -> None:
    """A vault whose policy denies copies but to some vaults."""
    condition = {"ForAllValues:ArnNotLike": {"backup:CopyTargets": targets}, **more}
    statement = {"Effect": "Deny", "Principal": "*", "Action": "backup:CopyFromBackupVault", "Resource": "*", "Condition": condition}
    aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=json.dumps({"Statement": [statement]}))


class key_is_replicated_in_the_eea_only:
    """HDS-LOC-02."""

    def to_regions_of_the_eea_pass():
        wide(replicate({"StringEquals": {"kms:ReplicaRegion": INSIDE}}))

    def promoted_inside_pass():
        wide(replicate({"StringEquals": {"kms:PrimaryRegion": INSIDE}}, action="kms:UpdatePrimaryRegion"))

    def nobody_replicates_pass():
        wide(allow(ROOT, USE))

    def denied_elsewhere_pass():
        wide(replicate(), allow("*", "kms:ReplicateKey", {"StringNotEquals": {"kms:ReplicaRegion": INSIDE}}, "Deny"))

    def of_one_region_not_applicable():
        key(policy=policy(replicate()))

    def anywhere_fail():
        wide(replicate())

    def by_the_whole_account_fail():
        wide(allow(ROOT, "kms:*"))

    def of_the_organisation_fail():
        wide(replicate({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, "*"))

    def promoted_anywhere_fail():
        wide(replicate({"StringEquals": {"kms:ReplicaRegion": INSIDE}}), replicate(action="kms:UpdatePrimaryRegion"))

    def to_london_fail():
        wide(replicate({"StringEquals": {"kms:ReplicaRegion": ["eu-west-3", "eu-west-2"]}}))

    def by_a_pattern_of_names_fail():
        wide(replicate({"StringLike": {"kms:ReplicaRegion": "eu-*"}}))

    def if_the_region_is_there_alone_fail():
        wide(replicate({"StringEqualsIfExists": {"kms:ReplicaRegion": [*INSIDE, "us-east-1"]}}))

    def replica_fail():
        aws.kms.ReplicaKey("replica", primary_key_arn="arn", policy=policy(replicate()))

    def policy_absent_fail():
        key(multi_region=True)

    def policy_unknown():
        key(multi_region=True, policy=unknown())

    def several_regions_unknown():
        key(multi_region=unknown().apply(bool), policy=policy(replicate()))


class copies_leave_the_vault_for_the_eea_only:
    """HDS-LOC-02."""

    def to_named_vaults_pass():
        keeping(["arn:aws:backup:eu-central-1:123456789012:backup-vault:copies"])

    def to_a_region_of_the_eea_pass():
        keeping("arn:aws:backup:eu-central-1:*:*")

    def but_for_break_glass_pass():
        spared = {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/break-glass"}
        keeping("arn:aws:backup:eu-central-1:123456789012:*", ArnNotLike=spared)

    def without_a_plan_not_applicable():
        aws.backup.Vault("vault", name="vault")

    def policy_absent_fail():
        vault()

    def to_every_region_fail():
        keeping("arn:aws:backup:*:123456789012:backup-vault:copies*", StringNotEquals={"aws:PrincipalTag/team": "backup"})

    def to_london_fail():
        keeping(["arn:aws:backup:eu-*:*:backup-vault:*"])

    def other_actions_fail():
        """subject: vault"""
        statement = {"Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*"}
        aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=json.dumps({"Statement": [statement]}))

    def policy_unknown():
        aws.backup.VaultPolicy("policy", backup_vault_name=vault().name, policy=unknown())
