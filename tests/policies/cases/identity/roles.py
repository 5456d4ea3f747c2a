# SPDX-License-Identifier: Apache-2.0
"""Roles, trust policies and policies for the cases."""

from __future__ import annotations

import json
from typing import Any

import pulumi
import pulumi_aws as aws

OWN, OTHER = "111122223333", "444455556666"
ROOT = f"arn:aws:iam::{OWN}:root"
DIRECTORY = f"arn:aws:iam::{OWN}:role/aws-reserved/sso.amazonaws.com/*"
FACTOR = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
SERVICE = {"Service": "ec2.amazonaws.com"}


def document(*statements: dict[str, Any]) -> str:
    """A policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def assume(principal: Any, *, action: str = "sts:AssumeRole", **condition: Any) -> dict[str, Any]:
    """A statement of a trust policy; conditions by operator."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": action}
    return {**statement, "Condition": condition} if condition else statement


def give(action: Any, resource: Any = "*", effect: str = "Allow", **condition: Any) -> dict[str, Any]:
    """A statement of a policy of an identity."""
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    return {**statement, "Condition": condition} if condition else statement


def own() -> pulumi.ResourceOptions:
    """The options of a resource of the own account."""
    return pulumi.ResourceOptions(provider=aws.Provider("own", region="eu-west-3", allowed_account_ids=[OWN]))


def role(*trust: dict[str, Any], **more: Any) -> aws.iam.Role:
    """A role that EC2 takes, unless its trust says otherwise."""
    policy = document(*(trust or (assume(SERVICE),)))
    return aws.iam.Role("role", **{"name": "application", "assume_role_policy": policy, **more})


def inline(*statements: dict[str, Any], **more: Any) -> None:
    """A role with a policy."""
    aws.iam.RolePolicy("policy", role=role(**more).name, policy=document(*statements))
