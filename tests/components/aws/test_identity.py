# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hds_components.aws.identity import Identity
from hds_components.aws.identity.boundaries import boundaries, emergency_statements
from hds_components.aws.identity.rights import people_rights, pipeline_rights
from hds_components.aws.identity.trust import people_trust
from hds_components.contracts.identity import BREAK_GLASS, PEOPLE, PIPELINE, IdentityArgs, Pipeline
from hds_components.errors import CapabilityUnavailable
from hds_policies.values import ABSENT
from hds_toolkit.sources.recording import record
from tests.components.aws.access import Request, allowed
from tests.components.aws.samples import CONFIG, DEVELOPMENT, PRODUCTION, one, statements, value

if TYPE_CHECKING:
    from hds_components.contracts.perimeter import Perimeter
    from hds_policies.graph import Graph

ROLE, RIGHTS, POLICY = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"
ANALYSER = "aws:accessanalyzer/analyzer:Analyzer"
ROOT = "arn:aws:iam::123456789012:root"
DIRECTORY = "AWSReservedSSO_hds-operator_*"
SIGNED_IN = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-3/AWSReservedSSO_hds-operator_0a1b2c3d"
PEOPLE_GIVEN = {role: (f"AWSReservedSSO_hds-{role}_*",) for role in PEOPLE}
JOB = Pipeline(issuer="https://ci.example.org", subject="repo:chu/hds:environment:production", audience="sts.amazonaws.com")


def built(perimeter: Perimeter = PRODUCTION, **changes: Any) -> Graph:
    """The identity of an environment, with what a test changes of its arguments."""
    args = IdentityArgs(perimeter=perimeter, people=PEOPLE_GIVEN, emergency_group="hds-break-glass", pipeline=JOB)
    return record(lambda: Identity("identity", replace(args, **changes)) and None, config=CONFIG)


@pytest.fixture(scope="module")
def production() -> Graph:
    """Every role of a replicated environment."""
    return built()


def trusts(graph: Graph, role: str) -> list[dict[str, Any]]:
    """Statements of the trust policy of a role."""
    return list(statements(one(graph, ROLE, f"identity-{role}"), "assumeRolePolicy").values())


def takes(graph: Graph, role: str, principal: str, action: str = "sts:AssumeRole", **keys: str) -> bool:
    """Whether a caller may take a role; keys are written with two underscores for a colon."""
    context = {key.replace("__", ":"): text for key, text in keys.items()}
    return allowed(trusts(graph, role), Request(principal=principal, action=action, keys=context))


def may(role: str, action: str, resource: str | None = None, keys: dict[str, str] | None = None) -> bool:
    """Whether a role may do something: its own rights and its boundary both say so."""
    request = Request(principal=ROOT, action=action, resource=resource, keys={"aws:RequestedRegion": "eu-west-3"} | (keys or {}))
    if role == BREAK_GLASS:
        return allowed(emergency_statements(PRODUCTION), request)
    limits = {name: json.loads(text)["Statement"] for name, text in boundaries(PRODUCTION).items()}
    if role == PIPELINE:
        return allowed(pipeline_rights(PRODUCTION), request) and allowed(limits["pipeline-boundary"], request)
    return allowed(people_rights(PRODUCTION)[role], request) and allowed(limits["people-boundary"], request)


def test_every_role_has_rights_a_short_session_and_no_way_to_be_deleted(production):
    """One hour, the shortest session there is, and each role is protected with its rights."""
    roles = production.of(ROLE)
    assert {role.name for role in roles} == {f"identity-{role}" for role in (*PEOPLE, BREAK_GLASS, PIPELINE)}
    assert {value(role, "maxSessionDuration") for role in roles} == {3600}
    assert all(role.protect and [right.protect for right in production.companions(role, RIGHTS, "role")] == [True] for role in roles)


@pytest.mark.parametrize(("role", "boundary"), [*((role, "people-boundary") for role in PEOPLE), (PIPELINE, "pipeline-boundary")])
def test_a_role_carries_its_boundary(production, role, boundary):
    """People and the pipeline are bounded by a policy of this environment."""
    made = one(production, ROLE, f"identity-{role}")
    assert [limit.name for limit in production.targets(made, "permissionsBoundary", POLICY)] == [f"identity-{boundary}"]


@pytest.mark.parametrize(
    ("keys", "passes"),
    [
        ({}, True),
        ({"aws__MultiFactorAuthPresent": "false"}, False),
        ({"aws__MultiFactorAuthAge": "3600"}, False),
        ({"aws__PrincipalTag/group": "nurses"}, False),
        ({"aws__PrincipalArn": SIGNED_IN}, False),
        ({"aws__PrincipalArn": "arn:aws:iam::999999999999:user/emergency-1"}, False),
    ],
)
def test_an_emergency_account_enters_with_a_fresh_second_factor_only(production, keys, passes):
    """A tagged user of the account, within an hour of its second factor; no other user, no role."""
    good = {
        "aws__MultiFactorAuthPresent": "true",
        "aws__MultiFactorAuthAge": "30",
        "aws__PrincipalTag/group": "hds-break-glass",
        "aws__PrincipalArn": "arn:aws:iam::123456789012:user/emergency-1",
    }
    assert takes(production, BREAK_GLASS, ROOT, **{**good, **keys}) is passes


@pytest.mark.parametrize("claim", ["sub", "aud"])
def test_the_pipeline_enters_by_the_exact_claims_of_its_token(production, claim):
    """Another branch, repository or audience does not, and no claim is a pattern."""
    claims = {"ci.example.org__sub": JOB.subject, "ci.example.org__aud": JOB.audience}
    provider, action = "arn:aws:iam::123456789012:oidc-provider/ci.example.org", "sts:AssumeRoleWithWebIdentity"
    assert takes(production, PIPELINE, provider, action, **claims)
    assert not takes(production, PIPELINE, provider, action, **claims | {f"ci.example.org__{claim}": f"{JOB.subject}-other"})
    assert not takes(production, PIPELINE, provider, action)
    (trust,) = trusts(production, PIPELINE)
    assert list(trust["Condition"]) == ["StringEquals"]


def test_the_issuer_of_tokens_is_known_before_the_role_that_trusts_it(production):
    """The provider has the audience of the role, and exists first."""
    issuer = one(production, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    assert (value(issuer, "url"), value(issuer, "clientIdLists")) == (JOB.issuer, [JOB.audience])
    assert issuer.urn in one(production, ROLE, "identity-pipeline").dependencies


@pytest.mark.parametrize(
    ("principal", "passes"),
    [
        (SIGNED_IN, True),
        ("arn:aws:iam::123456789012:role/AWSReservedSSO_hds-operator_forged", False),
        ("arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-3/AWSReservedSSO_hds-support_0a1b", False),
        ("arn:aws:iam::999999999999:role/aws-reserved/sso.amazonaws.com/eu-west-3/AWSReservedSSO_hds-operator_0a1b", False),
    ],
)
def test_people_enter_by_the_role_of_their_group(production, principal, passes):
    """Identity Center's own role of the group, under the path that only it can write to."""
    assert takes(production, "operator", ROOT, aws__PrincipalArn=principal) is passes


def test_a_role_of_another_account_enters_as_one_of_the_organisation():
    """Its account is named as principal, and the organisation is asked."""
    other = "arn:aws:iam::222233334444:role/operators"
    (trust,) = json.loads(people_trust(PRODUCTION, (other,), None))["Statement"]
    assert trust["Principal"] == {"AWS": ["arn:aws:iam::222233334444:root"]}
    assert trust["Condition"] == {
        "ArnLike": {"aws:PrincipalArn": [other]},
        "StringEquals": {"aws:PrincipalOrgID": "o-abcdefghij"},
    }


def test_a_saml_provider_gives_the_roles_at_the_sign_in_page_of_the_region():
    """The assertion is for the page of the primary region, not for the worldwide one."""
    graph = built(people={}, federation="hospital", emergency_group=None, pipeline=None)
    provider, action = "arn:aws:iam::123456789012:saml-provider/hospital", "sts:AssumeRoleWithSAML"
    page = "https://eu-west-3.signin.aws.amazon.com/saml"
    assert {role.name for role in graph.of(ROLE)} == {f"identity-{role}" for role in PEOPLE}
    assert takes(graph, "support", provider, action, SAML__aud=page)
    assert not takes(graph, "support", provider, action, SAML__aud="https://signin.aws.amazon.com/saml")


def test_saml_is_refused_where_its_sign_in_page_is_not_stated():
    """The European Sovereign Cloud has another one, which the facts do not give."""
    with pytest.raises(CapabilityUnavailable, match=r"identity is not available on eusc-de-east-1.*HDS-IAM-02"):
        people_trust(replace(PRODUCTION, region="eusc-de-east-1"), (), "hospital")


def test_a_role_that_nobody_may_take_is_not_made():
    """Without principals, emergency group and pipeline there are boundaries and settings only."""
    graph = built(people={"auditor": ()}, emergency_group=None, pipeline=None)
    assert not graph.of(ROLE, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    assert len(graph.of(POLICY)) == 3


def test_an_unknown_role_is_refused():
    """The message names the roles that exist."""
    with pytest.raises(ValueError, match=r'no role "nurse" of people. allowed: operator, restorer, auditor, support'):
        built(people={"nurse": ("x",)})


EVERYONE = (*PEOPLE, PIPELINE)
SILENCE = ("cloudtrail:StopLogging", "config:StopConfigurationRecorder", "guardduty:DeleteDetector", "logs:DeleteLogGroup")


@pytest.mark.parametrize("role", EVERYONE)
@pytest.mark.parametrize(
    "action",
    [
        *SILENCE,
        "kms:ScheduleKeyDeletion",
        "backup:DeleteRecoveryPoint",
        "s3:BypassGovernanceRetention",
        "ec2:DisableEbsEncryptionByDefault",
        "iam:CreateUser",
        "iam:CreateAccessKey",
        "iam:TagUser",
        "iam:DeleteRolePermissionsBoundary",
        "organizations:LeaveOrganization",
    ],
)
def test_nobody_blinds_opens_or_destroys(role, action):
    """Neither people nor the pipeline silence traces, destroy what nobody gets back, or make accounts beside the directory."""
    assert not may(role, action)


@pytest.mark.parametrize("action", [*SILENCE, "organizations:LeaveOrganization"])
def test_an_emergency_does_not_switch_the_traces_off(action):
    """The emergency role repairs everything, and stays traced."""
    assert not may(BREAK_GLASS, action)
    assert may(BREAK_GLASS, "kms:ScheduleKeyDeletion")
    assert may(BREAK_GLASS, "iam:UpdateAssumeRolePolicy", "arn:aws:iam::123456789012:role/any")


@pytest.mark.parametrize("role", [*EVERYONE, BREAK_GLASS])
def test_nothing_happens_outside_the_regions_of_the_environment(role):
    """A role that looks at machines does so in its two regions, and nowhere else."""
    for region, passes in (("eu-west-3", True), ("eu-central-1", True), ("us-east-1", False)):
        assert may(role, "ec2:DescribeInstances", keys={"aws:RequestedRegion": region}) is passes
    assert may("auditor", "iam:GetRole", keys={"aws:RequestedRegion": "us-east-1"})


@pytest.mark.parametrize(
    ("action", "resource", "passes"),
    [
        ("s3:GetObject", "arn:aws:s3:::chu-lyon-production-123456789012-medical-records/scan", False),
        ("s3:PutObject", "arn:aws:s3:::chu-lyon-production-123456789012-log-delivery/AWSLogs/x", False),
        ("s3:DeleteObjectVersion", "arn:aws:s3:::chu-lyon-production-123456789012-log-archive/x", False),
        ("s3:GetObject", "arn:aws:s3:::state-of-the-pipeline/stack.json", True),
        ("s3:PutBucketPolicy", "arn:aws:s3:::chu-lyon-production-123456789012-medical-records", True),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-3:123456789012:table/any", False),
        ("dynamodb:CreateTable", "arn:aws:dynamodb:eu-west-3:123456789012:table/any", True),
        ("secretsmanager:GetSecretValue", None, False),
        ("logs:PutLogEvents", None, False),
        ("ssm:StartSession", None, False),
        ("ssm:CreateDocument", None, True),
    ],
)
def test_the_pipeline_builds_and_does_not_look_inside(action, resource, passes):
    """It makes stores and machines, and neither reads nor writes what they hold; its own state lies elsewhere."""
    assert may(PIPELINE, action, resource or "arn:aws:any:eu-west-3:123456789012:any") is passes


def test_the_pipeline_makes_roles_only_under_the_boundary_of_workloads():
    """A role without it, or with another, is refused; so is any change of its own role and of the boundaries."""
    role, own = (f"arn:aws:iam::123456789012:role/chu-lyon-production-{name}" for name in ("api", "pipeline"))
    limit = "arn:aws:iam::123456789012:policy/chu-lyon-production-workload-boundary"
    bounded = {"iam:PermissionsBoundary": limit}
    assert may(PIPELINE, "iam:CreateRole", role, bounded)
    assert not may(PIPELINE, "iam:CreateRole", role)
    assert not may(PIPELINE, "iam:PutRolePolicy", role, {"iam:PermissionsBoundary": limit.replace("workload", "people")})
    assert not may(PIPELINE, "iam:AttachRolePolicy", own, bounded)
    assert not may(PIPELINE, "iam:UpdateAssumeRolePolicy", role, bounded)
    assert not allowed(
        json.loads(boundaries(PRODUCTION)["pipeline-boundary"])["Statement"],
        Request(principal=ROOT, action="iam:CreatePolicyVersion", resource=limit, keys={"aws:RequestedRegion": "us-east-1"}),
    )


@pytest.mark.parametrize(
    ("action", "passes"),
    [
        ("s3:GetObject", True),
        ("ec2:AssignPrivateIpAddresses", True),
        ("elasticloadbalancing:RegisterTargets", True),
        ("iam:CreateRole", False),
        ("iam:PassRole", False),
        ("ec2:CreateInternetGateway", False),
        ("ec2:ModifySnapshotAttribute", False),
        ("kms:ScheduleKeyDeletion", False),
        ("cloudtrail:StopLogging", False),
        ("bedrock:InvokeModel", False),
    ],
)
def test_a_workload_stays_inside_its_boundary(action, passes):
    """It works and its cluster runs; identities, roads out of the network, and services that nobody approved stay closed."""
    limit = json.loads(boundaries(PRODUCTION)["workload-boundary"])["Statement"]
    assert allowed(limit, Request(principal=ROOT, action=action, keys={"aws:RequestedRegion": "eu-west-3"})) is passes


@pytest.mark.parametrize(
    ("role", "action", "resource"),
    [
        ("support", "ec2:DescribeInstances", None),
        ("operator", "ssm:StartSession", "arn:aws:ec2:eu-west-3:123456789012:instance/i-1"),
        ("restorer", "backup:StartRestoreJob", None),
        ("auditor", "s3:GetObject", "arn:aws:s3:::chu-lyon-production-123456789012-log-archive/AWSLogs/one"),
    ],
)
def test_each_role_does_its_own_work_and_no_other_role_does(role, action, resource):
    """Running, restoring and reading traces are three persons' work; support looks only."""
    keys = {"aws:ResourceTag/hds:tenant": "chu-lyon", "aws:ResourceTag/hds:stage": "production"}
    holders = [other for other in PEOPLE if may(other, action, resource, keys)]
    assert holders == (list(PEOPLE) if role == "support" else [role])


def test_an_operator_enters_only_machines_of_the_environment():
    """Another tenant's machine, and a session document of another name, stay closed."""
    machine = "arn:aws:ec2:eu-west-3:123456789012:instance/i-1"
    assert not may(
        "operator", "ssm:StartSession", machine, {"aws:ResourceTag/hds:tenant": "other", "aws:ResourceTag/hds:stage": "production"}
    )
    assert may("operator", "ssm:StartSession", "arn:aws:ssm:eu-west-3:123456789012:document/chu-lyon-production-session")
    assert not may("operator", "ssm:StartSession", "arn:aws:ssm:eu-west-3::document/AWS-StartPortForwardingSession")


def test_no_role_may_everything(production):
    """No statement allows every action: each names its services (HDS-IAM-04)."""
    documents = [(resource, "policy") for resource in production.of(RIGHTS, POLICY)]
    for resource, path in documents:
        for statement in statements(resource, path).values():
            if statement["Effect"] == "Allow":
                assert not {"*", "*:*"} & set(statement["Action"])


def test_the_account_asks_long_passwords_that_do_not_expire(production):
    """Sixteen characters of four kinds, no reuse, no change that nothing calls for."""
    policy = one(production, "aws:iam/accountPasswordPolicy:AccountPasswordPolicy")
    kinds = ("Lowercase", "Uppercase")
    assert all(value(policy, f"require{kind}Characters") is True for kind in kinds)
    assert value(policy, "requireNumbers") is True
    assert value(policy, "requireSymbols") is True
    assert (value(policy, "minimumPasswordLength"), value(policy, "passwordReusePrevention")) == (16, 24)
    assert policy.get("maxPasswordAge") == ABSENT
    assert policy.protect


def test_tokens_are_those_of_regional_endpoints(production):
    """Version 2, which every region accepts."""
    assert value(
        one(production, "aws:iam/securityTokenServicePreferences:SecurityTokenServicePreferences"), "globalEndpointTokenVersion"
    ) == ("v2Token")


def test_access_from_outside_is_analysed_in_each_region_and_unused_access_once(production):
    """An analyser sees its own region; unused access is the account's."""
    found = sorted((value(item, "type"), str(item.get("region"))) for item in production.of(ANALYSER))
    assert [kind for kind, _ in found] == ["ACCOUNT", "ACCOUNT", "ACCOUNT_UNUSED_ACCESS"]
    assert value(one(production, ANALYSER, "identity-external-access-replica"), "region") == "eu-central-1"
    assert value(one(production, ANALYSER, "identity-unused-access"), "configuration") == {"unusedAccess": {"unusedAccessAge": 90}}
    assert all(item.protect for item in production.of(ANALYSER))


def test_a_development_environment_has_neither_replica_nor_paid_analyser_nor_protection():
    """Without a replica region and without days of unused access, one free analyser is left; everything can be deleted."""
    graph = built(DEVELOPMENT, unused_access_days=None)
    assert [item.name for item in graph.of(ANALYSER)] == ["identity-external-access"]
    assert not [item.name for item in graph.resources if item.protect]
    assert not [item.name for item in graph.resources if item.name.startswith("identity") and "region" in item.inputs]


@settings(max_examples=20, deadline=None)
@given(tenant=st.from_regex(r"[a-z](-?[a-z0-9]){1,19}", fullmatch=True), region=st.sampled_from(["eu-west-3", "eusc-de-east-1"]))
def test_boundaries_and_names_stay_inside_the_limits_of_iam(tenant, region):
    """6,144 characters for a policy, 64 for the name of a role, 128 for that of a policy, whoever the tenant."""
    graph = built(replace(PRODUCTION, tenant=tenant, region=region, replica_region=None))
    assert max(len(value(item, "policy").replace(" ", "")) for item in graph.of(POLICY)) <= 6144
    assert max(len(value(item, "policy").replace(" ", "")) for item in graph.of(RIGHTS)) <= 10_240
    assert max(len(value(item, "name")) for item in graph.of(ROLE)) <= 64
    assert max(len(value(item, "name")) for item in graph.of(POLICY)) <= 128
