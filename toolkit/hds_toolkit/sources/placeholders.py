# SPDX-License-Identifier: Apache-2.0
"""Stated answers to provider functions that need an account.

The account is the one AWS's own documentation uses (123456789012). Whatever is not answered here is unknown and reported, never guessed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hds_policies.values import UNKNOWN_SENTINEL, is_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["ACCOUNT", "LOOKUPS", "STATED", "answer"]

ACCOUNT = "123456789012"
_Answer = dict[str, Any]


def answer(token: str, arguments: Mapping[str, Any], config: Mapping[str, str]) -> _Answer | None:
    """The stated answer to a function, or none when there is none.

    Args:
        token: the function, e.g. ``aws:index/getRegion:getRegion``.
        arguments: its arguments by wire name.
        config: the stack's configuration, for the default region.
    """
    stated = STATED.get(token) or LOOKUPS.get(token)
    region = arguments.get("region") or config.get("aws:region")
    return stated(dict(arguments), region) if stated and region else None


def _caller(_: _Answer, region: str) -> _Answer:
    return {
        "accountId": ACCOUNT,
        "arn": f"arn:{_partition_of(region)['partition']}:iam::{ACCOUNT}:role/placeholder",
        "id": ACCOUNT,
        "userId": "placeholder",
    }


def _region(_: _Answer, region: str) -> _Answer:
    return {
        "id": region,
        "name": region,
        "region": region,
        "description": region,
        "endpoint": f"ec2.{region}.{_partition_of(region)['dnsSuffix']}",
    }


def _partition(_: _Answer, region: str) -> _Answer:
    return _partition_of(region)


def _partition_of(region: str) -> _Answer:
    """Partition of a region: https://docs.aws.amazon.com/general/latest/gr/rande.html."""
    name, suffix = ("aws-eusc", "amazonaws.eu") if region.startswith("eusc-") else ("aws", "amazonaws.com")
    return {"id": name, "partition": name, "dnsSuffix": suffix, "reverseDnsPrefix": ".".join(reversed(suffix.split(".")))}


def _availability_zones(_: _Answer, region: str) -> _Answer:
    names = [f"{region}{letter}" for letter in "abc"]
    return {"id": region, "names": names, "zoneIds": [UNKNOWN_SENTINEL] * 3, "groupNames": [region], "region": region}


def _service_principal(arguments: _Answer, region: str) -> _Answer:
    suffix = _partition_of(region)["dnsSuffix"]
    name = f"{arguments.get('serviceName')}.{suffix}"
    return {"id": name, "name": name, "serviceName": arguments.get("serviceName"), "suffix": suffix, "region": region}


def _policy_document(arguments: _Answer, _: str) -> _Answer:
    """The document the provider would write: computed, not a placeholder."""
    document = {
        "Version": arguments.get("version") or "2012-10-17",
        **({"Id": arguments["policyId"]} if arguments.get("policyId") else {}),
        "Statement": [_statement(item) for item in _listed(arguments, "statements")],
    }
    text = json.dumps(document, indent=2)
    text = UNKNOWN_SENTINEL if UNKNOWN_SENTINEL in text or _merges(arguments) else text
    return {
        "id": "placeholder",
        "json": text,
        "minifiedJson": text if text == UNKNOWN_SENTINEL else json.dumps(document, separators=(",", ":")),
    }


def _merges(arguments: _Answer) -> bool:
    return bool(arguments.get("sourcePolicyDocuments") or arguments.get("overridePolicyDocuments"))


def _listed(arguments: _Answer, key: str) -> list[_Answer]:
    return arguments.get(key) or []


def _statement(item: _Answer) -> _Answer:
    statement: _Answer = {"Sid": item["sid"]} if item.get("sid") else {}
    statement["Effect"] = item.get("effect") or "Allow"
    for key, name in (("actions", "Action"), ("notActions", "NotAction"), ("resources", "Resource"), ("notResources", "NotResource")):
        if item.get(key):
            statement[name] = _single(item[key])
    for key, name in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if item.get(key):
            statement[name] = _principals(item[key])
    for condition in _listed(item, "conditions"):
        tests = statement.setdefault("Condition", {}).setdefault(condition["test"], {})
        tests.setdefault(condition["variable"], []).extend(condition["values"])
    for tests in statement.get("Condition", {}).values():
        tests |= {variable: _single(values) for variable, values in tests.items()}
    return statement


def _principals(entries: list[_Answer]) -> Any:
    named: dict[str, list[str]] = {}
    for entry in entries:
        named.setdefault(entry["type"], []).extend(entry["identifiers"])
    return "*" if named == {"*": ["*"]} else {kind: _single(identifiers) for kind, identifiers in named.items()}


def _single(values: Any) -> Any:
    return values[0] if is_list(values) and len(values) == 1 else values


def _image(arguments: _Answer, region: str) -> _Answer:
    owner = (_listed(arguments, "owners") or [ACCOUNT])[0]
    return _found(f"ami-{_NUMBER}", region, f"ec2:{region}::image/ami-{_NUMBER}") | {"imageId": f"ami-{_NUMBER}", "ownerId": owner}


def _network(arguments: _Answer, region: str) -> _Answer:
    name = arguments.get("id") or f"vpc-{_NUMBER}"
    addresses = arguments.get("cidrBlock") or _DEFAULT_NETWORK
    return _found(name, region, f"ec2:{region}:{ACCOUNT}:vpc/{name}") | {"cidrBlock": addresses, "ownerId": ACCOUNT}


def _subnets(_: _Answer, region: str) -> _Answer:
    return {"id": region, "ids": [f"subnet-{number}{_NUMBER[1:]}" for number in range(3)], "region": region}


def _found(name: str, region: str, path: str) -> _Answer:
    return {"id": name, "arn": f"arn:{_partition_of(region)['partition']}:{path}", "region": region}


_NUMBER = "0123456789abcdef0"
_DEFAULT_NETWORK = "172.31.0.0/16"
"""Addresses of the default VPC: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html."""
STATED: dict[str, Callable[[_Answer, str], _Answer]] = {
    "aws:index/getCallerIdentity:getCallerIdentity": _caller,
    "aws:index/getRegion:getRegion": _region,
    "aws:index/getPartition:getPartition": _partition,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _availability_zones,
    "aws:index/getServicePrincipal:getServicePrincipal": _service_principal,
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
}
"""Functions with a stated answer, by token."""
LOOKUPS: dict[str, Callable[[_Answer, str], _Answer]] = {
    "aws:ec2/getAmi:getAmi": _image,
    "aws:ec2/getVpc:getVpc": _network,
    "aws:ec2/getSubnets:getSubnets": _subnets,
}
"""Functions by which programs most often find what an account has.

Their answers only stand for it, so that the program goes on: identifiers as in AWS's examples, which no resource of the program has. They
are reported as not visible all the same.
"""
