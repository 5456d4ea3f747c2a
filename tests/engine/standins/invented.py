# SPDX-License-Identifier: Apache-2.0
"""What the stand-in cloud answers at ``up``: identifiers in the shapes of AWS, and the computed properties that programs read."""

from __future__ import annotations

from typing import Any

_NAMED = {
    "aws:kms/alias:Alias": "name",
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:dynamodb/table:Table": "name",
    "aws:iam/role:Role": "name",
    "aws:s3/bucket:Bucket": "bucket",
}
"""Types whose id is a name the program gives, by the input that holds it."""
_NO_REGION = frozenset({"iam", "s3"})


def outputs(token: str, suffix: str, inputs: Any, *, region: str, account: str) -> dict[str, Any]:
    """Computed properties of a created resource.

    Args:
        token: Pulumi type.
        suffix: 17 hexadecimal digits, different for each create.
        inputs: what the program gave, as a ``Struct``.
        region: region of the provider.
        account: account of the provider.
    """
    module, _, kind = token.rpartition(":")[0].removeprefix("aws:").partition("/")
    given = _text(inputs, _NAMED[token]) if token in _NAMED else ""
    identifier = given or f"{kind.lower()}-{suffix}"
    place = _text(inputs, "region") or region
    if module in _NO_REGION:
        place = ""
    resource = identifier if module == "s3" else f"{kind.lower()}/{identifier}"
    arn = f"arn:aws:{_SERVICES.get(module, module)}:{place}:{'' if module == 's3' else account}:{resource}"
    values: dict[str, Any] = {"id": identifier, "arn": arn, "region": _text(inputs, "region") or region}
    return {**values, **_EXTRA.get(token, lambda _: {})({**values, "account": account})}


def _text(inputs: Any, key: str) -> str:
    return inputs.fields[key].string_value if key in inputs.fields else ""


_SERVICES = {"cloudwatch": "logs", "ebs": "ec2", "efs": "elasticfilesystem"}
_EXTRA = {
    "aws:kms/key:Key": lambda own: {"keyId": own["id"]},
    "aws:kms/replicaKey:ReplicaKey": lambda own: {"keyId": own["id"]},
    "aws:s3/bucket:Bucket": lambda own: {
        "bucket": own["id"],
        "bucketDomainName": f"{own['id']}.s3.amazonaws.com",
        "bucketRegionalDomainName": f"{own['id']}.s3.{own['region']}.amazonaws.com",
    },
    "aws:ec2/vpc:Vpc": lambda own: {
        "defaultSecurityGroupId": f"sg-{own['id']}",
        "defaultNetworkAclId": f"acl-{own['id']}",
        "defaultRouteTableId": f"rtb-{own['id']}",
        "mainRouteTableId": f"rtb-{own['id']}",
        "ownerId": own["account"],
    },
    "aws:networkfirewall/firewall:Firewall": lambda own: {
        "firewallStatuses": [
            {
                "syncStates": [
                    {"availabilityZone": f"{own['region']}{zone}", "attachments": [{"endpointId": f"vpce-{own['id']}-{zone}"}]}
                    for zone in "abc"
                ]
            }
        ]
    },
    "aws:rds/instance:Instance": lambda own: {
        "address": f"{own['id']}.{own['region']}.rds.amazonaws.com",
        "endpoint": f"{own['id']}.{own['region']}.rds.amazonaws.com:5432",
        "masterUserSecrets": [{"secretArn": f"arn:aws:secretsmanager:{own['region']}:{own['account']}:secret:{own['id']}"}],
        "resourceId": f"db-{own['id']}",
    },
}
