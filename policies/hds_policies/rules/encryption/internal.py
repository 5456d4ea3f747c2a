# SPDX-License-Identifier: Apache-2.0
"""Traffic inside the network and in tunnels is encrypted (HDS-ENC-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hds_policies.rule import graph_rule, resource_rule
from hds_policies.secure_transport import refuses_plain_text
from hds_policies.switches import Switch, switched
from hds_policies.values import ABSENT, Absent, Known
from hds_policies.verdict import NOT_APPLICABLE, Verdict, all_of, any_of, fail, one_of

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "INTERNAL",
    "classic_backend_is_reached_over_tls",
    "file_system_refuses_plain_mounts",
    "internal_traffic_is_encrypted",
    "network_encryption_is_enforced",
    "target_is_reached_over_tls",
    "task_mounts_over_tls",
    "tunnel_negotiates_ikev2_with_strong_algorithms",
]

INTERNAL = {
    "aws:opensearch/domain:Domain": Switch("nodeToNodeEncryption.enabled"),
    "aws:elasticsearch/domain:Domain": Switch("nodeToNodeEncryption.enabled"),
    "aws:msk/cluster:Cluster": Switch("encryptionInfo.encryptionInTransit.inCluster", by_default=True),
    "aws:datasync/efsLocation:EfsLocation": Switch("inTransitEncryption", ("TLS1_2",)),
}
"""What encrypts the traffic of a service among its own parts."""

# Groups 2, 5, 22, 23 and 24 have too little strength; CBC and SHA-1 are left to what ANSSI accepts for IPsec.
_GROUPS = tuple(range(14, 22))
_ENCRYPTION = ("AES128-GCM-16", "AES256-GCM-16", "AES128", "AES256")
_INTEGRITY = ("SHA2-256", "SHA2-384", "SHA2-512")
_TUNNEL: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("IkeVersions", ("ikev2",)),
    ("Phase1DhGroupNumbers", _GROUPS),
    ("Phase2DhGroupNumbers", _GROUPS),
    ("Phase1EncryptionAlgorithms", _ENCRYPTION),
    ("Phase2EncryptionAlgorithms", _ENCRYPTION),
    ("Phase1IntegrityAlgorithms", _INTEGRITY),
    ("Phase2IntegrityAlgorithms", _INTEGRITY),
)


@resource_rule("HDS-ENC-07", *INTERNAL)
def internal_traffic_is_encrypted(service: Resource, _: Graph) -> Verdict:
    """Nodes, brokers and agents encrypt what passes between them."""
    return switched(service, INTERNAL[service.kind])


@graph_rule("HDS-ENC-07", "aws:ec2/vpcEncryptionControl:VpcEncryptionControl", "aws:ec2/encryptionControl:EncryptionControl")
def network_encryption_is_enforced(control: Resource, graph: Graph) -> Verdict:
    """A network refuses what does not encrypt; one that holds a Network Firewall can only watch, since AWS enforces nothing there.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
    """
    firewalls = [
        firewall
        for network in graph.targets(control, "vpcId", "aws:ec2/vpc:Vpc")
        for firewall in graph.companions(network, "aws:networkfirewall/firewall:Firewall", "vpcId")
    ]
    return one_of(control, "mode", *(("enforce", "monitor") if firewalls else ("enforce",)))


@resource_rule("HDS-ENC-07", "aws:lb/targetGroup:TargetGroup")
def target_is_reached_over_tls(group: Resource, _: Graph) -> Verdict:
    """A balancer reaches its targets over HTTPS or TLS; functions have no protocol, and GENEVE carries traffic as it came."""
    if group.get("targetType") == Known("lambda") or group.get("protocol") == Known("GENEVE"):
        return NOT_APPLICABLE
    return one_of(group, "protocol", "HTTPS", "TLS", "QUIC")


@resource_rule("HDS-ENC-07", "aws:elb/loadBalancer:LoadBalancer")
def classic_backend_is_reached_over_tls(balancer: Resource, _: Graph) -> Verdict:
    """A classic balancer reaches its instances over HTTPS or TLS."""
    return one_of(balancer, "listeners[*].instanceProtocol", "https", "ssl", "HTTPS", "SSL")


@graph_rule("HDS-ENC-07", "aws:efs/fileSystem:FileSystem")
def file_system_refuses_plain_mounts(system: Resource, graph: Graph) -> Verdict:
    """A policy of the file system denies mounts without TLS."""
    policies = graph.companions(system, "aws:efs/fileSystemPolicy:FileSystemPolicy", "fileSystemId")
    if not policies:
        return fail("", ABSENT, "refuses_plain_text")
    return any_of(refuses_plain_text("policy", policy.get("policy"), ("elasticfilesystem:ClientMount",)) for policy in policies)


@resource_rule("HDS-ENC-07", "aws:ecs/taskDefinition:TaskDefinition")
def task_mounts_over_tls(task: Resource, _: Graph) -> Verdict:
    """A container mounts its file systems over TLS."""
    mounts = [at for at, value in task.all("volumes[*].efsVolumeConfiguration") if not isinstance(value, Absent)]
    return all_of(one_of(task, f"{at}.transitEncryption", "ENABLED") for at in mounts)


@resource_rule("HDS-ENC-07", "aws:ec2/vpnConnection:VpnConnection")
def tunnel_negotiates_ikev2_with_strong_algorithms(connection: Resource, _: Graph) -> Verdict:
    """Both tunnels take IKEv2, strong groups, AES and SHA-2 only; a list left out is every value of the service."""
    return all_of(one_of(connection, f"tunnel{number}{name}[*]", *strong) for number in (1, 2) for name, strong in _TUNNEL)
