# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Third parties, and who looks at what is open to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pulumi_aws as aws

from tests.policies.cases import unknown
from tests.policies.cases.identity.roles import OTHER, OWN, ROOT, assume, own, role

TODAY = datetime.now(UTC).date()
IN_A_MONTH = {"hds:expires": str(TODAY + timedelta(days=30))}
EXTERNAL = {"StringEquals": {"sts:ExternalId": "0f8a"}}


def partner(condition: dict[str, Any] | None = None, **more: Any) -> None:
    """A role that another account takes."""
    trust = assume({"AWS": f"arn:aws:iam::{OTHER}:role/support"}, **(EXTERNAL if condition is None else condition))
    role(trust, **{"tags": IN_A_MONTH, "opts": own(), **more})


class third_party_role_is_bounded:
    """HDS-IAM-11."""

    def bounded_pass():
        partner()

    def last_day_pass():
        partner(tags={"hds:expires": str(TODAY)}, max_session_duration=14400)

    def own_account_not_applicable():
        role(assume({"AWS": [ROOT, OWN]}), opts=own())

    def organisation_not_applicable():
        partner({"StringEquals": {"aws:PrincipalOrgID": "o-1"}})

    def service_absent_not_applicable():
        role(opts=own())

    def no_external_id_fail():
        partner({})

    def any_external_id_if_stated_fail():
        partner({"StringEqualsIfExists": {"sts:ExternalId": "0f8a"}})

    def no_expiry_absent_fail():
        partner(tags={})

    def expired_fail():
        partner(tags={"hds:expires": str(TODAY - timedelta(days=2))})

    def two_years_fail():
        partner(tags={"hds:expires": str(TODAY + timedelta(days=700))})

    def no_date_fail():
        partner(tags={"hds:expires": "soon"})

    def long_session_fail():
        partner(max_session_duration=43200)

    def expiry_unknown():
        partner(tags={"hds:expires": unknown()})

    def tags_unknown():
        partner(tags=unknown().apply(lambda _: IN_A_MONTH))

    def account_of_nobody_knows_whom_unknown():
        role(assume({"AWS": OTHER}, **EXTERNAL), tags=IN_A_MONTH)

    def trust_unknown():
        role(assume_role_policy=unknown(), opts=own())


class outside_access_is_analysed_in_each_region:
    """HDS-IAM-11."""

    def both_regions_pass():
        for region in ("eu-west-3", "eu-central-1"):
            aws.ec2.Vpc(f"network-{region}", cidr_block="10.0.0.0/16", region=region)
            aws.accessanalyzer.Analyzer(f"analyzer-{region}", analyzer_name="a", type="ORGANIZATION", region=region)

    def type_of_the_account_absent_pass():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a")

    def nothing_due_not_applicable():
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a")

    def none_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")

    def unused_access_alone_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a", type="ACCOUNT_UNUSED_ACCESS")

    def type_unknown():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a", type=unknown())

    def type_unknown_elsewhere_fail():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a", type=unknown(), region="eu-central-1")

    def region_unknown():
        aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
        aws.accessanalyzer.Analyzer("analyzer", analyzer_name="a", region=unknown())
