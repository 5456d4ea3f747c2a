# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N801 - a class is named by its rule, a case by what it shows; its docstring may name the subject
"""Contacts for incidents."""

from __future__ import annotations

import pulumi_aws as aws

from tests.policies.cases import unknown


def network() -> None:
    """A network."""
    aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")


def contact(kind: str = "SECURITY", **properties: object) -> None:
    """A contact of the account."""
    given = {"email_address": "security@example.org", "phone_number": "+33100000000", **properties}
    aws.account.AlternativeContact("contact", alternate_contact_type=kind, name="Security", title="Security", **given)


class security_contact_is_named:
    """HDS-OPS-06."""

    def named_pass():
        network()
        contact()

    def absent_fail():
        network()

    def of_another_type_fail():
        network()
        contact("BILLING")

    def type_unknown():
        network()
        contact(unknown())

    def nothing_to_watch_not_applicable():
        aws.sqs.Queue("queue")


class contact_can_be_reached:
    """HDS-OPS-06."""

    def address_and_telephone_pass():
        contact()

    def telephone_absent_fail():
        contact(phone_number="")

    def address_absent_fail():
        contact(email_address="")

    def computed_unknown():
        contact(phone_number=unknown())
