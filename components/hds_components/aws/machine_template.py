# SPDX-License-Identifier: Apache-2.0
"""One hardened launch template, for machines and for nodes of clusters (HDS-ENC-02, HDS-NET-01, HDS-NET-07, HDS-OPS-07)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hds_components.contracts.perimeter import EncryptionKey

__all__ = ["TemplateSpec", "architecture", "machine_template"]

_ROOT_DISK = "/dev/xvda"
_GRAVITON = re.compile(r"[a-z]+[0-9]+g[a-z]*|a1")
_TAGGED = ("instance", "volume", "network-interface")


@dataclass(frozen=True, kw_only=True)
class TemplateSpec:
    """What differs from one template to the next.

    Args:
        template: physical name.
        encryption_key: key of the disk.
        disk_gb: size of the disk, in GiB.
        size: instance type.
        groups: security groups.
        tags: of the template and of what it starts: instances, disks and interfaces.
        image: AMI, or ``resolve:ssm:`` and the parameter that names one; its root device is ``/dev/xvda``, as Amazon Linux has it.
            None where the service that starts the machines brings it.
        profile: name of the instance profile; None where the service brings it.
    """

    template: str
    encryption_key: EncryptionKey
    disk_gb: int
    size: str
    groups: Sequence[pulumi.Input[str]]
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    image: str | None = None
    profile: pulumi.Input[str] | None = None


def architecture(size: str) -> str:
    """The processor of an instance type, ``arm64`` or ``x86_64``: a ``g`` after the generation is Graviton.

    https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
    """
    return "arm64" if _GRAVITON.fullmatch(size.partition(".")[0]) else "x86_64"


def machine_template(name: str, spec: TemplateSpec, parent: pulumi.Resource) -> aws.ec2.LaunchTemplate:
    """A template without key pair and public address, whose metadata need a session token and do not leave the machine.

    Metadata carry no tags, so that no process reads what the machine is for.
    """
    tags = dict(spec.tags)
    return aws.ec2.LaunchTemplate(
        name,
        name=spec.template,
        update_default_version=True,
        image_id=spec.image,
        instance_type=spec.size,
        iam_instance_profile=None if spec.profile is None else {"name": spec.profile},
        metadata_options={
            "http_endpoint": "enabled",
            "http_tokens": "required",
            "http_put_response_hop_limit": 1,
            "http_protocol_ipv6": "disabled",
            "instance_metadata_tags": "disabled",
        },
        monitoring={"enabled": True},
        block_device_mappings=[
            {
                "device_name": _ROOT_DISK,
                "ebs": {
                    "encrypted": "true",
                    "kms_key_id": spec.encryption_key.id,
                    "volume_type": "gp3",
                    "volume_size": spec.disk_gb,
                    "delete_on_termination": "true",
                },
            }
        ],
        network_interfaces=[
            {
                "device_index": 0,
                "associate_public_ip_address": "false",
                "delete_on_termination": "true",
                "security_groups": list(spec.groups),
            }
        ],
        tag_specifications=[{"resource_type": kind, "tags": tags} for kind in _TAGGED],
        tags=tags,
        opts=pulumi.ResourceOptions(parent=parent),
    )
