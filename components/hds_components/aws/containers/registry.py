# SPDX-License-Identifier: Apache-2.0
"""Registries of images: never rewritten, scanned as long as they are kept, copied to the replica region only (HDS-OPS-03, HDS-LOC-02)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.stateful import leaf, replica_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pulumi

    from hds_components.aws.stateful import Replica
    from hds_components.contracts.containers import ContainersArgs

__all__ = ["keep_images"]

_NAME_LIMIT = 256
_UNTAGGED_DAYS = 30


def keep_images(name: str, args: ContainersArgs, parent: pulumi.Resource) -> Mapping[str, pulumi.Output[str]]:
    """Make the repositories, in both regions where there are two; gives the address of each by its short name.

    The repositories of the replica region are made beforehand: one that replication makes has the provider's key and mutable tags.
    One configuration of scanning and replication exists per account and region.
    """
    replica = replica_of(args.perimeter, args.image_key, replicated=True)
    _scan(name, args, None, parent)
    kept = {short: _repository(f"{name}-{short}", args, short, None, parent) for short in args.repositories}
    if replica is not None:
        _scan(f"{name}-replica", args, replica.region, parent)
        copies = [_repository(f"{name}-{short}-replica", args, short, replica, parent) for short in args.repositories]
        _replicate(name, args, replica, [*kept.values(), *copies], parent)
    return {short: repository.repository_url for short, repository in kept.items()}


def _repository(name: str, args: ContainersArgs, short: str, replica: Replica | None, parent: pulumi.Resource) -> aws.ecr.Repository:
    perimeter = args.perimeter
    key, region = (args.image_key.id, None) if replica is None else (replica.key_arn, replica.region)
    opts = leaf(parent, perimeter)
    repository = aws.ecr.Repository(
        name,
        name=f"{_prefix(args)}{short}",
        image_tag_mutability="IMMUTABLE",
        image_scanning_configuration={"scan_on_push": True},
        encryption_configurations=[{"encryption_type": "KMS", "kms_key": key}],
        force_delete=False,
        region=region,
        tags=dict(perimeter.tags),
        opts=opts,
    )
    # only what no tag names goes: a tagged image may run for years, and a node that starts has to find it
    rule = {
        "rulePriority": 1,
        "description": f"Images that no tag names go after {_UNTAGGED_DAYS} days",
        "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": _UNTAGGED_DAYS},
        "action": {"type": "expire"},
    }
    aws.ecr.LifecyclePolicy(name, repository=repository.name, policy=json.dumps({"rules": [rule]}), region=region, opts=opts)
    return repository


def _scan(name: str, args: ContainersArgs, region: str | None, parent: pulumi.Resource) -> None:
    """Inspector scans every image when it comes and again when a vulnerability is published."""
    aws.ecr.RegistryScanningConfiguration(
        name,
        scan_type="ENHANCED",
        rules=[{"scan_frequency": "CONTINUOUS_SCAN", "repository_filters": [{"filter": "*", "filter_type": "WILDCARD"}]}],
        region=region,
        opts=leaf(parent, args.perimeter),
    )


def _replicate(name: str, args: ContainersArgs, replica: Replica, ready: list[aws.ecr.Repository], parent: pulumi.Resource) -> None:
    aws.ecr.ReplicationConfiguration(
        name,
        replication_configuration={
            "rules": [
                {
                    "destinations": [{"region": replica.region, "registry_id": args.perimeter.account}],
                    "repository_filters": [{"filter": _prefix(args), "filter_type": "PREFIX_MATCH"}],
                }
            ]
        },
        opts=leaf(parent, args.perimeter, depends_on=[*ready]),
    )


def _prefix(args: ContainersArgs) -> str:
    return f"{args.perimeter.name()}/"
