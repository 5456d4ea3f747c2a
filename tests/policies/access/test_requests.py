# SPDX-License-Identifier: Apache-2.0
"""Callers, as policies name them."""

from __future__ import annotations

import pytest

from hds_policies.access.requests import account_of, caller_of
from hds_policies.documents import Principal

OWN = "111122223333"
ROLE = f"arn:aws:iam::{OWN}:role/application"


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (Principal("AWS", OWN), (OWN, "")),
        (Principal("AWS", f"arn:aws:iam::{OWN}:root"), (OWN, ":root")),
        (Principal("AWS", ROLE), (OWN, ":role/application")),
        (Principal("AWS", f"arn:aws-eusc:sts::{OWN}:assumed-role/a/b"), (OWN, ":assumed-role/a/b")),
        (Principal("AWS", "AIDAEXAMPLE"), (None, "")),
        (Principal("AWS", "*"), (None, "")),
        (Principal("Federated", f"arn:aws:iam::{OWN}:saml-provider/people"), (None, "")),
        (Principal("CanonicalUser", OWN), (None, "")),
    ],
)
def test_the_account_of_a_principal_is_read_from_its_name(principal: Principal, expected: tuple[str | None, str]):
    """A number, the root or anything in an account; other kinds of principal and unique identifiers have none."""
    assert account_of(principal) == expected


def test_a_caller_is_what_its_principal_names():
    """Each kind by its own name; a role is of its account and carries its own ARN, the whole account any."""
    assert (caller_of(Principal("Service", "s")).service, caller_of(Principal("Federated", "f")).federated) == ("s", "f")
    assert (caller_of(Principal("CanonicalUser", "c")).canonical, caller_of(Principal("AWS", "AIDAEXAMPLE")).arn) == ("c", "AIDAEXAMPLE")
    role, account = caller_of(Principal("AWS", ROLE)), caller_of(Principal("AWS", OWN))
    assert (role.account, role.arn, dict(role.keys)["aws:principalarn"]) == (OWN, ROLE, ((ROLE,),))
    assert (account.account, "aws:principalarn" in dict(account.keys)) == (OWN, False)
