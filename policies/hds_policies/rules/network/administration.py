# SPDX-License-Identifier: Apache-2.0
"""Administration goes through a session broker: no ports, no keys (HDS-NET-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.flows import INGRESS, LAST_PORT, OWN_RULES, Demand, flow_paths, flows, is_vague, ports, touches
from hds_policies.graph import STACK
from hds_policies.places import is_aws
from hds_policies.private_endpoints import INTERFACE, missing_endpoints
from hds_policies.routing import SUBNET, VPC
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, fail, is_false, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.flows import Ports
    from hds_policies.graph import Graph, Resource
    from hds_policies.values import Value

__all__ = [
    "KEYED",
    "MACHINES",
    "administration_ports_are_closed",
    "administration_ports_are_opened_by_name",
    "development_environment_is_reached_by_sessions",
    "instance_connect_keeps_to_its_group",
    "machine_has_no_shared_key",
    "network_with_machines_has_a_session_broker",
    "no_shared_key_is_made",
    "serial_console_is_off",
]

_KEY_PAIR = "aws:ec2/keyPair:KeyPair"
_ADMINISTRATION = (22, 3389, 5985, 5986)
_LAST_WELL_KNOWN = 1023
_GROUPS = {
    "aws:ec2/securityGroupRule:SecurityGroupRule": "sourceSecurityGroupId",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "referencedSecurityGroupId",
}
"""Where a rule of its own names the group that it admits; rules inside a group list them."""
_BROKER = {"ssm": INTERFACE, "ssmmessages": INTERFACE, "ec2messages": INTERFACE}
KEYED = {
    "aws:batch/computeEnvironment:ComputeEnvironment": "computeResources.ec2KeyPair",
    "aws:ec2/instance:Instance": "keyName",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "keyName",
    "aws:ec2/launchTemplate:LaunchTemplate": "keyName",
    "aws:ec2/spotFleetRequest:SpotFleetRequest": "launchSpecifications[*].keyName",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "keyName",
    "aws:eks/nodeGroup:NodeGroup": "remoteAccess.ec2SshKey",
    "aws:emr/cluster:Cluster": "ec2Attributes.keyName",
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": "keyPair",
}
"""Where each kind of machine names a key pair."""
MACHINES = {
    "aws:autoscaling/group:Group": "vpcZoneIdentifiers[*]",
    "aws:batch/computeEnvironment:ComputeEnvironment": "computeResources.subnets[*]",
    "aws:ec2/instance:Instance": "subnetId",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "subnetId",
    "aws:eks/nodeGroup:NodeGroup": "subnetIds[*]",
    "aws:emr/cluster:Cluster": "ec2Attributes.subnetId",
}
"""Where each kind of machine, or of group of machines, names its subnets."""


@resource_rule("HDS-NET-07", *KEYED)
def machine_has_no_shared_key(machine: Resource, _: Graph) -> Verdict:
    """A machine accepts no key pair."""
    return absent(machine, KEYED[machine.kind])


@graph_rule("HDS-NET-07", STACK)
def no_shared_key_is_made(_: Resource, graph: Graph) -> Verdict:
    """A program on AWS makes no key pair: nobody would know who holds a copy."""
    made = [fail("", ABSENT, "not_used", pair.name) for pair in graph.of(_KEY_PAIR)]
    return all_of((PASS if is_aws(graph) else NOT_APPLICABLE, *made))


@resource_rule("HDS-NET-07", *INGRESS)
def administration_ports_are_closed(resource: Resource, graph: Graph) -> Verdict:
    """Ports of remote administration are closed to every address, also private ones; another security group may be admitted."""
    return flows(resource, graph, "ingress", Demand(_is_administration, _is_no_address, "session_broker"))


@resource_rule("HDS-NET-07", *INGRESS)
def administration_ports_are_opened_by_name(resource: Resource, _: Graph) -> Verdict:
    """A rule that admits another group opens a port of administration alone, not by a range that takes it in."""
    found = [_opened(resource, at) for at in flow_paths(resource, "ingress")]
    return all_of((PASS, *found)) if found else NOT_APPLICABLE


@graph_rule("HDS-NET-07", VPC)
def network_with_machines_has_a_session_broker(network: Resource, graph: Graph) -> Verdict:
    """A network with machines has the endpoints of Session Manager."""
    subnets = {subnet.urn for subnet in graph.companions(network, SUBNET, "vpcId")}
    placed = (subnet for kind, path in MACHINES.items() for machine in graph.of(kind) for subnet in graph.targets(machine, path, SUBNET))
    return missing_endpoints(network, graph, _BROKER) if any(subnet.urn in subnets for subnet in placed) else NOT_APPLICABLE


@resource_rule("HDS-NET-07", "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint")
def instance_connect_keeps_to_its_group(endpoint: Resource, _: Graph) -> Verdict:
    """Instance Connect comes from its own security group, not from the address of whoever uses it."""
    return all_of((is_false(endpoint, "preserveClientIp"), present(endpoint, "securityGroupIds")))


@resource_rule("HDS-NET-07", "aws:ec2/serialConsoleAccess:SerialConsoleAccess")
def serial_console_is_off(console: Resource, _: Graph) -> Verdict:
    """The serial console, which no network filters, is off; a setting that does not say so turns it on."""
    return is_false(console, "enabled")


@resource_rule("HDS-NET-07", "aws:cloud9/environmentEC2:EnvironmentEC2")
def development_environment_is_reached_by_sessions(environment: Resource, _: Graph) -> Verdict:
    """A development environment is reached by Session Manager; left out, by SSH."""
    return one_of(environment, "connectionType", "CONNECT_SSM")


def _opened(resource: Resource, at: str) -> Verdict:
    """What is said of a rule at a prefix: one for addresses, or for the group itself, is judged elsewhere or admits nobody else."""
    found = ports(resource, at)
    dynamic = found is not None and found.first > _LAST_WELL_KNOWN and found.last == LAST_PORT
    path = at + _GROUPS.get(resource.kind, "securityGroups[*]")
    others = [(to, value) for to, value in resource.all(path) if not isinstance(value, Absent) and not _is_itself(resource, value)]
    if dynamic or (found is not None and not is_vague(found)):
        return PASS
    settled = found is not None and not any(isinstance(value, Unknown) and not value.depends_on for _, value in others)
    return all_of((PASS, *((fail if settled else unknown)(to, value, "ports_by_name", str(found or "?")) for to, value in others)))


def _is_itself(resource: Resource, source: Value) -> bool:
    """Whether the source of a rule is the group that it belongs to."""
    own = resource.get("securityGroupId") if resource.kind in OWN_RULES else ABSENT
    return own == source and (not isinstance(own, Unknown) or bool(own.depends_on))


def _is_administration(found: Ports) -> bool:
    return touches(found, *_ADMINISTRATION)


def _is_no_address(_: Any) -> bool:
    """No range is narrow enough."""
    return False
