# SPDX-License-Identifier: Apache-2.0
"""Who may take a role: trust policies, each known before anything exists (HDS-IAM-01, HDS-IAM-03, HDS-IAM-09, HDS-IAM-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_components.aws.naming import arn, partition, principal_arn, root_arn
from hds_components.aws.policies import allow, document, trusted
from hds_components.errors import CapabilityUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hds_components.aws.policies import Conditions, Statement
    from hds_components.contracts.identity import Pipeline
    from hds_components.contracts.perimeter import Perimeter

__all__ = ["emergency_trust", "issuer_host", "people_trust", "pipeline_trust"]

_HOUR = "3600"


def people_trust(perimeter: Perimeter, principals: Sequence[str], federation: str | None) -> str:
    """Roles of the directory take this one, by ARN; so do the assertions of a SAML provider, at the sign-in page of the region.

    The accounts are named as principals and the roles by condition, because IAM refuses a principal that does not exist yet.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-saml.html

    Raises:
        CapabilityUnavailable: federation is asked where the address of the sign-in page is not stated.
    """
    statements: list[Statement] = []
    if principals:
        arns = [principal_arn(perimeter, principal) for principal in principals]
        accounts = sorted({":".join((*one.split(":")[:5], "root")) for one in arns})
        conditions: dict[str, Mapping[str, object]] = {"ArnLike": {"aws:PrincipalArn": arns}}
        if accounts != [root_arn(perimeter)]:
            conditions["StringEquals"] = trusted(perimeter)
        statements.append(_trust("AllowDirectory", {"AWS": accounts}, conditions))
    if federation:
        if partition(perimeter.region) != "aws":
            reason = "the address of its SAML sign-in page is not in the dated facts; name roles of the directory instead"
            raise CapabilityUnavailable("identity", perimeter.region, ("HDS-IAM-02",), reason)
        provider = {"Federated": arn(perimeter, "iam", f"saml-provider/{federation}", region="")}
        page = f"https://{perimeter.region}.signin.aws.amazon.com/saml"
        statements.append(_trust("AllowFederation", provider, {"StringEquals": {"SAML:aud": page}}, action="sts:AssumeRoleWithSAML"))
    return document(*statements)


def emergency_trust(perimeter: Perimeter, group: str) -> str:
    """An emergency account of the group takes the role, within the hour of its second factor.

    Emergency accounts are IAM users of the account, made by hand with a hardware key, because they must work when the directory does
    not. IAM takes no group as principal: a user belongs to it by its tag ``group``, which no role of the environment but this one can
    set. Only a user can show a second factor here: sessions of a role carry none.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
    """
    conditions = {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": _HOUR},
        "StringEquals": {"aws:PrincipalTag/group": group},
        "ArnLike": {"aws:PrincipalArn": arn(perimeter, "iam", "user/*", region="")},
    }
    return document(_trust("AllowEmergency", {"AWS": root_arn(perimeter)}, conditions))


def pipeline_trust(perimeter: Perimeter, pipeline: Pipeline) -> str:
    """One job takes the role: issuer, audience and the whole subject of its token, without a pattern.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
    """
    host = issuer_host(pipeline)
    claims = {f"{host}:sub": pipeline.subject, f"{host}:aud": pipeline.audience}
    provider = {"Federated": arn(perimeter, "iam", f"oidc-provider/{host}", region="")}
    return document(_trust("AllowPipeline", provider, {"StringEquals": claims}, action="sts:AssumeRoleWithWebIdentity"))


def issuer_host(pipeline: Pipeline) -> str:
    """The issuer as IAM spells it in ARNs and condition keys: without its scheme."""
    return pipeline.issuer.removeprefix("https://").rstrip("/")


def _trust(sid: str, principal: Mapping[str, object], conditions: Conditions, *, action: str = "sts:AssumeRole") -> Statement:
    statement = allow(sid, (action,), (), principal=principal, conditions=conditions)
    del statement["Resource"]
    return statement
