# SPDX-License-Identifier: Apache-2.0
"""Disks and images are encrypted with a customer key, by default too (HDS-ENC-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.at_rest import AtRest, encrypted
from hds_policies.checks import customer_key
from hds_policies.due import due_in_each_region
from hds_policies.graph import STACK
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, Secret, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, all_of, fail, is_true

if TYPE_CHECKING:
    from hds_policies.at_rest import Demands
    from hds_policies.graph import Graph, Resource

__all__ = [
    "INSTANCES",
    "TEMPLATES",
    "VOLUMES",
    "account_default_key_is_a_customer_key",
    "disks_are_encrypted_by_default",
    "each_region_encrypts_disks_by_default",
    "instance_disks_use_a_customer_key",
    "launch_configuration_disks_are_encrypted",
    "node_disks_use_a_customer_key",
    "template_disks_use_a_customer_key",
    "volume_uses_a_customer_key",
]

_BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"
_DEFAULT_KEY = "aws:ebs/defaultKmsKey:DefaultKmsKey"
_DISK = AtRest("kmsKeyId", switch="encrypted")
_ROOT = AtRest("rootBlockDevice.kmsKeyId", switch="rootBlockDevice.encrypted")
_MORE = AtRest("kmsKeyId", switch="encrypted", block="ebsBlockDevices[*]")
_MAPPED = AtRest("kmsKeyId", switch="encrypted", block="blockDeviceMappings[*].ebs")

INSTANCES: Demands = {
    "aws:ec2/instance:Instance": (_ROOT, _MORE),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (_ROOT, _MORE),
}
TEMPLATES: Demands = {"aws:ec2/launchTemplate:LaunchTemplate": (_MAPPED,)}
VOLUMES: Demands = {
    "aws:ebs/volume:Volume": (_DISK,),
    "aws:ec2/amiCopy:AmiCopy": (_DISK,),
    "aws:ec2/spotFleetRequest:SpotFleetRequest": (
        AtRest("kmsKeyId", switch="encrypted", block="launchSpecifications[*].rootBlockDevices[*]"),
        AtRest("kmsKeyId", switch="encrypted", block="launchSpecifications[*].ebsBlockDevices[*]"),
    ),
    "aws:ecs/service:Service": (AtRest("kmsKeyId", switch="encrypted", block="volumeConfiguration.managedEbsVolume"),),
    "aws:imagebuilder/imageRecipe:ImageRecipe": (_MAPPED,),
    "aws:imagebuilder/containerRecipe:ContainerRecipe": (
        AtRest("kmsKeyId", switch="encrypted", block="instanceConfiguration.blockDeviceMappings[*].ebs"),
    ),
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": (
        AtRest("kmsKeyId", block="distributions[*].amiDistributionConfiguration"),
    ),
    "aws:workspaces/workspace:Workspace": (
        AtRest("volumeEncryptionKey", switch="rootVolumeEncryptionEnabled"),
        AtRest("volumeEncryptionKey", switch="userVolumeEncryptionEnabled"),
    ),
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": (AtRest("kmsKey", switch="kmsEncrypted"),),
    "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": (AtRest("kmsKey", switch="kmsEncrypted"),),
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": (
        AtRest("ebsEncryptionKeyArn", switch="ebsEncryption", on=("CUSTOM",)),
    ),
}


@resource_rule("HDS-ENC-02", *VOLUMES)
def volume_uses_a_customer_key(volume: Resource, graph: Graph) -> Verdict:
    """Volumes, images and desktops are encrypted with a customer key."""
    return encrypted(volume, graph, VOLUMES[volume.kind])


@resource_rule("HDS-ENC-02", *INSTANCES)
def instance_disks_use_a_customer_key(instance: Resource, graph: Graph) -> Verdict:
    """Every disk of an instance is encrypted with a customer key; an instance of a launch template may leave its root to it."""
    left = not isinstance(instance.get("launchTemplate"), Absent) and isinstance(instance.get("rootBlockDevice"), Absent)
    return encrypted(instance, graph, (_MORE,) if left else INSTANCES[instance.kind])


@resource_rule("HDS-ENC-02", *TEMPLATES)
def template_disks_use_a_customer_key(template: Resource, graph: Graph) -> Verdict:
    """A launch template says of every disk that it is encrypted with a customer key; of what it leaves out, the image decides."""
    verdict = encrypted(template, graph, TEMPLATES[template.kind])
    return fail("blockDeviceMappings", template.get("blockDeviceMappings"), "customer_key") if verdict == NOT_APPLICABLE else verdict


@resource_rule("HDS-ENC-02", "aws:ec2/launchConfiguration:LaunchConfiguration")
def launch_configuration_disks_are_encrypted(configuration: Resource, _: Graph) -> Verdict:
    """A launch configuration turns encryption on; it cannot name a key, so the account's default key applies."""
    more = [is_true(configuration, f"{at}.encrypted") for at, value in configuration.all("ebsBlockDevices[*]") if value != ABSENT]
    return all_of((is_true(configuration, "rootBlockDevice.encrypted"), *more))


@graph_rule("HDS-ENC-02", "aws:eks/nodeGroup:NodeGroup")
def node_disks_use_a_customer_key(nodes: Resource, graph: Graph) -> Verdict:
    """Nodes start from a launch template, judged by itself, or in a region whose disks are encrypted by default."""
    if not isinstance(nodes.get("launchTemplate"), Absent):
        return PASS
    here = graph.region(nodes)
    defaults = [setting for setting in graph.of(_BY_DEFAULT) if graph.region(setting) == here]
    keys = [setting for setting in graph.of(_DEFAULT_KEY) if graph.region(setting) == here]
    if not defaults or not keys:
        return fail("launchTemplate", ABSENT, "template_or_default_encryption")
    return all_of(is_true(setting, "enabled", absent=PASS) for setting in defaults)


@resource_rule("HDS-ENC-02", _BY_DEFAULT)
def disks_are_encrypted_by_default(setting: Resource, _: Graph) -> Verdict:
    """Encryption by default is on, which is what the provider sets when nothing is said."""
    return is_true(setting, "enabled", absent=PASS)


@graph_rule("HDS-ENC-02", STACK)
def each_region_encrypts_disks_by_default(_: Resource, graph: Graph) -> Verdict:
    """Each region with health data, a network or machines encrypts by default, under a key of its own: also what no program makes."""
    on = due_in_each_region(graph, _BY_DEFAULT, "disks_by_default", counts=_is_on)
    return all_of((on, due_in_each_region(graph, _DEFAULT_KEY, "default_disk_key")))


def _is_on(setting: Resource) -> bool | None:
    value = setting.get("enabled")
    return None if isinstance(value, (Unknown, Secret)) else value not in (Known(False), Known("false"))


@resource_rule("HDS-ENC-02", _DEFAULT_KEY)
def account_default_key_is_a_customer_key(setting: Resource, graph: Graph) -> Verdict:
    """The key disks get by default is the customer's."""
    return customer_key(setting, "keyArn", graph)
