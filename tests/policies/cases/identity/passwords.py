# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Passwords that remain."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown

KINDS = {"require_lowercase_characters": True, "require_numbers": True, "require_uppercase_characters": True}
EVERY_KIND = {"require_lowercase": True, "require_numbers": True, "require_uppercase": True, "require_symbols": True}


def account(**more: Any) -> None:
    """The password policy of an account."""
    aws.iam.AccountPasswordPolicy("policy", **{"minimum_password_length": 16, "password_reuse_prevention": 24, **KINDS, **more})


def pool(**policy: Any) -> None:
    """A pool of users with a password policy."""
    aws.cognito.UserPool("pool", password_policy={"minimum_length": 12, **EVERY_KIND, **policy})


class account_has_a_password_policy:
    """HDS-IAM-10."""

    def there_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        account()

    def nothing_due_absent_not_applicable():
        account()

    def none_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


class passwords_of_the_account_are_long:
    """HDS-IAM-10."""

    def sixteen_pass():
        account()

    def without_a_term_pass():
        account(max_password_age=0, minimum_password_length=20)

    def fifteen_fail():
        account(minimum_password_length=15)

    def absent_fail():
        aws.iam.AccountPasswordPolicy("policy", password_reuse_prevention=24)

    def without_numbers_fail():
        account(require_numbers=False)

    def one_case_fail():
        account(require_uppercase_characters=None)

    def reused_fail():
        account(password_reuse_prevention=5)

    def changed_every_quarter_fail():
        account(max_password_age=90)

    def length_unknown():
        account(minimum_password_length=unknown().apply(len))


class passwords_of_users_are_long:
    """HDS-IAM-10."""

    def twelve_of_every_kind_pass():
        pool()

    def fourteen_without_symbols_pass():
        pool(minimum_length=14, require_symbols=False)

    def twelve_without_symbols_fail():
        pool(require_symbols=False)

    def eleven_fail():
        pool(minimum_length=11)

    def no_numbers_fail():
        pool(minimum_length=20, require_numbers=False)

    def absent_fail():
        aws.cognito.UserPool("pool")

    def length_unknown():
        pool(minimum_length=unknown().apply(len))
