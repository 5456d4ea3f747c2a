# SPDX-License-Identifier: Apache-2.0
"""What a role may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws
import pytest

from hds_policies.access.globs import Truth
from hds_policies.access.questions import Scope
from hds_policies.roles import POLICY, ROLE, boundaries, holders, is_break_glass, rights
from hds_toolkit.sources.recording import record
from tests.policies.cases.identity.roles import document, give, role

if TYPE_CHECKING:
    from hds_policies.graph import Graph

STOP = Scope(("cloudtrail:StopLogging",))
TRUST = '{"Statement": []}'


def inline():
    """A policy of the role itself."""
    role(inline_policies=[{"name": "p", "policy": document(give("cloudtrail:*"))}])


def separate():
    """A policy that names its role."""
    aws.iam.RolePolicy("policy", role=role().name, policy=document(give("cloudtrail:*")))


def attached():
    """A managed policy, attached by dependency."""
    policy = aws.iam.Policy("policy", policy=document(give("cloudtrail:*")))
    aws.iam.RolePolicyAttachment("attachment", role=role().name, policy_arn=policy.arn)


def attached_to_several():
    """A managed policy, attached to a list of roles."""
    policy = aws.iam.Policy("policy", policy=document(give("cloudtrail:*")))
    aws.iam.PolicyAttachment("attachment", roles=[role().name], policy_arn=policy.arn)


def named():
    """A managed policy that the role names."""
    role(managed_policy_arns=[aws.iam.Policy("policy", policy=document(give("cloudtrail:*"))).arn])


def recorded(program) -> Graph:
    """The graph of a program."""
    return record(program, config={"aws:region": "eu-west-3"})


@pytest.mark.parametrize("program", [inline, separate, attached, attached_to_several, named])
def test_rights_come_in_every_form_of_policy(program):
    """Inline, separate, attached, attached to several, named: each counts, and each policy knows its holder."""
    graph = recorded(program)
    (holder,) = graph.of(ROLE)
    assert rights(holder, graph).may(STOP) is Truth.YES
    assert rights(holder, graph).may(Scope(("kms:Decrypt",))) is Truth.NO
    policies = [*graph.of(POLICY), *graph.of("aws:iam/rolePolicy:RolePolicy")] or [holder]
    assert all(holders(policy, graph) == [holder] for policy in policies)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ([give("cloudtrail:*")], Truth.YES),
        ([give("s3:*")], Truth.NO),
        ([give("*"), give("cloudtrail:Stop*", effect="Deny")], Truth.NO),
        ([], Truth.NO),
    ],
)
def test_a_boundary_takes_away(limits, expected):
    """A role may do what its policies and its boundary both allow."""

    def program() -> None:
        boundary = aws.iam.Policy("boundary", policy=document(*limits))
        aws.iam.RolePolicy("policy", role=role(permissions_boundary=boundary.arn).name, policy=document(give("*")))

    graph = recorded(program)
    assert rights(graph.of(ROLE)[0], graph).may(STOP) is expected


def test_what_cannot_be_read_is_perhaps():
    """A secret policy may give anything."""

    def program() -> None:
        aws.iam.RolePolicy("policy", role=role().name, policy=pulumi.Output.secret(document()))

    graph = recorded(program)
    assert rights(graph.of(ROLE)[0], graph).may(STOP) is Truth.MAYBE


def test_a_policy_that_only_bounds_gives_nothing():
    """It bounds a role, or is named a boundary; attached to a role it gives what it says."""

    def program() -> None:
        limit, both = (aws.iam.Policy(name, policy=document(give("*"))) for name in ("limit", "both"))
        aws.iam.Policy("workload-boundary", policy=document(give("*")))
        aws.iam.Policy("plain", policy=document(give("*")))
        for number, policy in enumerate((limit, both)):
            aws.iam.Role(f"under-{number}", assume_role_policy=TRUST, permissions_boundary=policy.arn)
        aws.iam.Role("holder", assume_role_policy=TRUST, managed_policy_arns=[both.arn])

    graph = recorded(program)
    assert {graph.by_urn[urn].name for urn in boundaries(graph)} == {"limit", "workload-boundary"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [({"name": "zone-break-glass"}, True), ({"tags": {"hds:role": "break-glass"}}, True), ({"name": "glass"}, False), ({}, False)],
)
def test_the_role_of_emergencies_is_known_by_its_tag_or_its_name(arguments, *, expected: bool):
    """Nothing else makes a role the one of emergencies."""
    graph = recorded(lambda: role(**arguments) and None)
    assert is_break_glass(graph.of(ROLE)[0], graph) is expected
