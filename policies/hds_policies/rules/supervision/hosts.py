# SPDX-License-Identifier: Apache-2.0
"""Machines, functions and containers are hardened (HDS-OPS-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.due import due_in_each_region
from hds_policies.graph import STACK
from hds_policies.json_text import decoded
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import Absent, Known, Unknown, is_list, is_map, is_secret, is_unknown
from hds_policies.verdict import NOT_APPLICABLE, PASS, Outcome, Verdict, all_of, any_of, at_most, fail, is_false, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "METADATA",
    "container_has_no_privileges",
    "function_code_is_signed",
    "machine_asks_a_token_for_metadata",
    "metadata_defaults_are_set_in_each_region",
    "metadata_defaults_ask_a_token",
    "nodes_follow_a_launch_template",
    "pod_container_has_no_privileges",
    "signature_is_enforced",
]

_DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
_SIGNING = "aws:lambda/codeSigningConfig:CodeSigningConfig"
METADATA = {
    "aws:ec2/instance:Instance": "metadataOptions",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "metadataOptions",
    "aws:ec2/launchTemplate:LaunchTemplate": "metadataOptions",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "metadataOptions",
    "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": "instanceMetadataOptions",
}
"""Where each kind of machine sets its metadata service."""
_FROM_TEMPLATE = ("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest")
"""Kinds that may leave their settings to a launch template, judged by itself."""
_CONTAINERS = {
    "aws:batch/jobDefinition:JobDefinition": "containerProperties",
    "aws:ecs/taskDefinition:TaskDefinition": "containerDefinitions",
}
_PODS = ("containers", "initContainers")


@graph_rule("HDS-OPS-07", *METADATA)
def machine_asks_a_token_for_metadata(machine: Resource, graph: Graph) -> Verdict:
    """The metadata service of a machine answers to a token and over one hop, by its own settings or those of its region or template."""
    block = METADATA[machine.kind]
    elsewhere = machine.kind in _FROM_TEMPLATE and not isinstance(machine.get("launchTemplate"), Absent)
    settled = PASS if elsewhere or _region_asks(machine, graph) else None
    tokens = one_of(machine, f"{block}.httpTokens", "required", absent=settled)
    return all_of((tokens, at_most(machine, f"{block}.httpPutResponseHopLimit", 1, absent=PASS)))


@resource_rule("HDS-OPS-07", _DEFAULTS)
def metadata_defaults_ask_a_token(defaults: Resource, _: Graph) -> Verdict:
    """The defaults of a region ask for a token, over one hop where they count them."""
    return all_of((one_of(defaults, "httpTokens", "required"), at_most(defaults, "httpPutResponseHopLimit", 1, absent=PASS)))


@resource_rule("HDS-OPS-07", "aws:eks/nodeGroup:NodeGroup")
def nodes_follow_a_launch_template(nodes: Resource, _: Graph) -> Verdict:
    """Managed nodes name a launch template, judged by itself; that of EKS lets each pod reach the role of its node over two hops."""
    template = nodes.get("launchTemplate")
    if isinstance(template, Unknown):
        return unknown("launchTemplate", template, "present")
    return any_of(present(nodes, f"launchTemplate.{name}") for name in ("id", "name"))


@graph_rule("HDS-OPS-07", STACK)
def metadata_defaults_are_set_in_each_region(_: Resource, graph: Graph) -> Verdict:
    """Each region with networks, machines or health data has defaults for the metadata service."""
    return due_in_each_region(graph, _DEFAULTS, "metadata_defaults_due")


@resource_rule("HDS-OPS-07", "aws:lambda/function:Function")
def function_code_is_signed(function: Resource, _: Graph) -> Verdict:
    """A function that is deployed as an archive names who may sign its code; an image has its own registry."""
    kind = function.get("packageType")
    if kind == Known("Image"):
        return NOT_APPLICABLE
    return present(function, "codeSigningConfigArn") if isinstance(kind, (Absent, Known)) else unknown("packageType", kind, "signed_code")


@resource_rule("HDS-OPS-07", _SIGNING)
def signature_is_enforced(config: Resource, _: Graph) -> Verdict:
    """Code without a good signature is refused; left out, AWS only warns."""
    return one_of(config, "policies.untrustedArtifactOnDeployment", "Enforce")


@resource_rule("HDS-OPS-07", *_CONTAINERS)
def container_has_no_privileges(definition: Resource, _: Graph) -> Verdict:
    """No container has the rights of its host."""
    path = _CONTAINERS[definition.kind]
    text = definition.get(path)
    if isinstance(text, Absent):
        return NOT_APPLICABLE
    found = decoded(text)
    containers = found if is_list(found) else [found]
    if any(not is_map(item) or _is_open(item.get("privileged")) for item in containers):
        return unknown(path, text, "no_privileges")
    return fail(path, text, "no_privileges") if any(item.get("privileged") for item in containers) else PASS


@resource_rule("HDS-OPS-07", "aws:batch/jobDefinition:JobDefinition")
def pod_container_has_no_privileges(job: Resource, _: Graph) -> Verdict:
    """No container of a pod has the rights of its host."""
    path = "eksProperties.podProperties"
    if isinstance(job.get(path), Absent):
        return NOT_APPLICABLE
    return all_of(is_false(job, f"{path}.{name}[*].securityContext.privileged", absent=PASS) for name in _PODS)


def _is_open(raw: Any) -> bool:
    return is_secret(raw) or is_unknown(raw)


def _region_asks(machine: Resource, graph: Graph) -> bool:
    here = graph.region(machine)
    defaults = [item for item in graph.of(_DEFAULTS) if graph.region(item) == here]
    return any(one_of(item, "httpTokens", "required").outcome is Outcome.PASS for item in defaults)
