# SPDX-License-Identifier: Apache-2.0
"""Policy documents as plain data: one function per statement that more than one capability needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pulumi

from hds_components.aws.naming import arn, bucket_arn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hds_components.contracts.perimeter import Perimeter

__all__ = [
    "Conditions",
    "Statement",
    "allow",
    "allow_service",
    "assume_role",
    "bucket_resources",
    "deny",
    "deny_insecure_transport",
    "deny_old_signatures",
    "deny_other_keys",
    "deny_outsiders",
    "document",
    "document_output",
    "forbid",
    "forbid_elsewhere",
    "service",
    "trusted",
    "use_key",
]

Statement: TypeAlias = "dict[str, object]"
"""One statement of a policy; values may be Outputs when the document is made by ``document_output``."""
Conditions: TypeAlias = "Mapping[str, Mapping[str, object]]"
"""Condition block: operator, key, value or list of values."""

_VERSION = "2012-10-17"


def document(*statements: Statement) -> str:
    """A policy of statements that hold no Output: its text is known at preview."""
    return json.dumps({"Version": _VERSION, "Statement": statements})


def document_output(*statements: Statement) -> pulumi.Output[str]:
    """A policy of statements that name something not known yet, such as the ARN of a key."""
    return pulumi.Output.json_dumps({"Version": _VERSION, "Statement": statements})


def service(name: str) -> str:
    """The principal of a service: ``amazonaws.com`` in every partition that holds an EEA region.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    """
    return f"{name}.amazonaws.com"


def trusted(perimeter: Perimeter) -> dict[str, str]:
    """The condition key and value that only principals of the organisation meet, or of the account where there is none."""
    if perimeter.organisation:
        return {"aws:PrincipalOrgID": perimeter.organisation}
    return {"aws:PrincipalAccount": perimeter.account}


def bucket_resources(perimeter: Perimeter, bucket: str) -> list[str]:
    """A bucket by its physical name, and every object in it."""
    own = bucket_arn(perimeter, bucket)
    return [own, f"{own}/*"]


def allow(
    sid: str,
    actions: Sequence[str],
    resources: Sequence[object],
    *,
    principal: Mapping[str, object] | str | None = None,
    conditions: Conditions | None = None,
) -> Statement:
    """An Allow statement; identity policies have no principal."""
    return _statement("Allow", sid, actions, resources, principal, conditions)


def deny(sid: str, actions: Sequence[str], resources: Sequence[object], *, conditions: Conditions | None = None) -> Statement:
    """A refusal to everybody whom the conditions do not spare; for policies of resources."""
    return _statement("Deny", sid, actions, resources, "*", conditions)


def forbid(sid: str, actions: Sequence[str], resources: Sequence[object], *, conditions: Conditions | None = None) -> Statement:
    """A refusal in a policy of an identity, which names no principal."""
    return _statement("Deny", sid, actions, resources, None, conditions)


def forbid_elsewhere(perimeter: Perimeter, spared: Sequence[str]) -> Statement:
    """Refuse everything outside the regions of the environment, but for services that no region confines (HDS-LOC-04).

    Args:
        perimeter: the environment.
        spared: actions of services that answer from one place for the whole world.
    """
    regions = [region for region in (perimeter.region, perimeter.replica_region) if region]
    statement = forbid("ForbidOtherRegions", (), ("*",), conditions={"StringNotEquals": {"aws:RequestedRegion": regions}})
    del statement["Action"]
    return {**statement, "NotAction": list(spared)}


def allow_service(
    perimeter: Perimeter,
    sid: str,
    name: str,
    actions: Sequence[str],
    resources: Sequence[object],
    *,
    source: object = None,
    conditions: Conditions | None = None,
) -> Statement:
    """What a service may do on behalf of this account only, never as the deputy of another.

    Args:
        perimeter: the environment.
        sid: name of the statement.
        name: the service, ``cloudtrail``.
        actions: allowed actions.
        resources: ARNs.
        source: ARN or pattern of the resource the service acts for, where the service passes it.
        conditions: further conditions, by operator.
    """
    merged: dict[str, dict[str, object]] = {"StringEquals": {"aws:SourceAccount": perimeter.account}}
    if source is not None:
        merged["ArnLike"] = {"aws:SourceArn": source}
    for operator, keys in (conditions or {}).items():
        merged[operator] = {**merged.get(operator, {}), **keys}
    return _statement("Allow", sid, actions, resources, {"Service": service(name)}, merged)


def deny_insecure_transport(resources: Sequence[object], *, actions: Sequence[str] = ("s3:*",)) -> list[Statement]:
    """Refuse plain text, and on S3 also TLS below 1.2 (HDS-ENC-05, HDS-ENC-06).

    Two statements, because two keys in one condition would have to hold together.
    """
    statements = [deny("DenyPlainText", actions, resources, conditions={"Bool": {"aws:SecureTransport": "false"}})]
    if any(action.startswith("s3:") for action in actions):
        old = {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
        statements.append(deny("DenyOldTls", actions, resources, conditions=old))
    return statements


def deny_outsiders(perimeter: Perimeter, resources: Sequence[object], *, actions: Sequence[str] = ("s3:*",)) -> Statement:
    """Refuse whoever is not of the organisation (HDS-SHR-04); services are judged by their own statements.

    A negated condition holds when the key is missing, so anonymous callers are refused too.
    """
    conditions = {"StringNotEquals": trusted(perimeter), "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}
    return deny("DenyOutsiders", actions, resources, conditions=conditions)


def deny_old_signatures(resources: Sequence[object]) -> Statement:
    """Refuse signed links older than 15 minutes on S3 (HDS-SHR-02); a request signed in its headers never lives longer.

    https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
    """
    return deny("DenyOldSignatures", ("s3:*",), resources, conditions={"NumericGreaterThan": {"s3:signatureAge": "900000"}})


def deny_other_keys(perimeter: Perimeter, region: str, objects: Sequence[object]) -> list[Statement]:
    """Refuse writes that choose their encryption otherwise than by a customer key of this account and region (HDS-ENC-01).

    A write that names nothing gets the bucket's own key. One that names KMS without a key would get the provider's ``aws/s3`` key
    (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html). The exact key is not named here: its ARN is not known before
    it exists, and the whole policy would be unknown with it.

    Args:
        perimeter: the environment.
        region: of the bucket.
        objects: ARNs of objects.
    """
    named, by_key = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
    conditions: dict[str, Conditions] = {
        "DenyOtherEncryption": {"Null": {named: "false"}, "StringNotEquals": {named: "aws:kms"}},
        "DenyProviderKey": {"Null": {named: "false", by_key: "true"}},
        "DenyForeignKey": {"Null": {by_key: "false"}, "StringNotLike": {by_key: arn(perimeter, "kms", "key/*", region=region)}},
    }
    return [deny(sid, ("s3:PutObject",), objects, conditions=condition) for sid, condition in conditions.items()]


def use_key(perimeter: Perimeter, sid: str, alias: str, actions: Sequence[str]) -> Statement:
    """What an identity may do with a key that is known by its alias, because its ARN is not known before it exists.

    https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    """
    named = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": alias}}
    return allow(sid, actions, [arn(perimeter, "kms", "key/*")], conditions=named)


def assume_role(
    name: str,
    *,
    deputy_of: Perimeter | None = None,
    source: str | None = None,
    request_tags: Mapping[str, str] | None = None,
    actions: Sequence[str] = ("sts:AssumeRole",),
) -> str:
    """The trust policy of a role that a service assumes.

    Args:
        name: the service, ``config``.
        deputy_of: the environment whose account the service must name; only for services that pass ``aws:SourceAccount`` to STS.
        source: ARN or pattern of the resource the service acts for, where the service passes it.
        request_tags: tags that the service gives the session, and the values asked of them.
        actions: what the service does to enter.
    """
    exact: dict[str, object] = {f"aws:RequestTag/{key}": value for key, value in (request_tags or {}).items()}
    if deputy_of is not None:
        exact["aws:SourceAccount"] = deputy_of.account
    conditions: dict[str, dict[str, object]] = {"StringEquals": exact} if exact else {}
    if source is not None:
        conditions["ArnLike"] = {"aws:SourceArn": source}
    statement = _statement("Allow", "AllowService", actions, (), {"Service": service(name)}, conditions)
    del statement["Resource"]
    return document(statement)


def _statement(  # noqa: PLR0917 - one argument per element of a statement
    effect: str,
    sid: str,
    actions: Sequence[str],
    resources: Sequence[object],
    principal: Mapping[str, object] | str | None,
    conditions: Conditions | None,
) -> Statement:
    statement: Statement = {"Sid": sid, "Effect": effect}
    if principal is not None:
        statement["Principal"] = principal if isinstance(principal, str) else dict(principal)
    statement["Action"] = list(actions)
    statement["Resource"] = list(resources)
    if conditions:
        statement["Condition"] = {operator: dict(keys) for operator, keys in conditions.items()}
    return statement
