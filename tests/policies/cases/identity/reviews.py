# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Analysers of rights that nobody uses."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown


def analyzer(kind: Any = "ACCOUNT_UNUSED_ACCESS", age: Any = None) -> None:
    """A network, and an analyser."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    told = {"configuration": {"unused_access": {"unused_access_age": age}}} if age is not None else {}
    aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a", type=kind, **told)


class unused_access_is_analysed:
    """HDS-IAM-07."""

    def of_the_account_pass():
        analyzer()

    def of_the_organisation_pass():
        analyzer("ORGANIZATION_UNUSED_ACCESS")

    def nothing_due_not_applicable():
        aws.sqs.Queue("queue")

    def none_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def outside_access_alone_fail():
        analyzer("ACCOUNT")

    def type_absent_fail():
        analyzer(None)

    def type_unknown():
        analyzer(unknown())


class unused_access_is_told_within_a_quarter:
    """HDS-IAM-07."""

    def a_quarter_pass():
        analyzer(age=92)

    def age_absent_pass():
        analyzer()

    def outside_access_not_applicable():
        analyzer("ACCOUNT")

    def a_year_fail():
        analyzer(age=365)

    def never_fail():
        analyzer(age=0)

    def type_unknown():
        analyzer(unknown())

    def age_unknown():
        analyzer(age=unknown().apply(len))
