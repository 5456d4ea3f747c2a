# SPDX-License-Identifier: Apache-2.0
"""Nothing has a public address or a public endpoint (HDS-NET-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hds_policies.json_text import decoded
from hds_policies.routing import VPC
from hds_policies.rule import graph_rule, resource_rule
from hds_policies.values import ABSENT, Absent, Known, Unknown, is_list, is_map
from hds_policies.verdict import NOT_APPLICABLE, PASS, Verdict, absent, all_of, decide, fail, is_false, is_true, one_of, present, unknown

if TYPE_CHECKING:
    from hds_policies.graph import Graph, Resource

__all__ = [
    "SWITCHES",
    "address_is_given_to_no_machine",
    "cluster_endpoint_is_private",
    "database_cluster_has_no_public_address",
    "file_transfer_is_reached_in_private",
    "machine_is_in_a_named_subnet",
    "network_is_behind_the_public_access_block",
    "public_rules_are_blocked_on_clusters",
    "public_switch_is_off",
    "search_collection_is_reached_in_private",
    "search_domain_is_in_a_network",
    "workspace_admits_named_networks",
]

_BLOCK = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"
_DOMAINS = ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain")
_MACHINES = (
    "aws:ec2/instance:Instance",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
    "aws:ec2/networkInterface:NetworkInterface",
)
_ADDRESSED = {
    "aws:ec2/eip:Eip": ("instance", "networkInterface"),
    "aws:ec2/eipAssociation:EipAssociation": ("instanceId", "networkInterfaceId"),
}


class _Switch(NamedTuple):
    """A property that opens something to the Internet, and its private values; ``absent`` says that left out is private."""

    path: str
    absent: bool = True
    private: tuple[Any, ...] = (False, "false")


_OFF = _Switch("publiclyAccessible")
_OPEN_BY_DEFAULT = _Switch("publiclyAccessible", absent=False)
_NO_ADDRESS = _Switch("associatePublicIpAddress")
_PLACES = {
    "aws:ec2/instance:Instance": ("subnetId", "networkInterfaces", "primaryNetworkInterface", "launchTemplate"),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ("subnetId", "networkInterfaces", "launchTemplate"),
}
"""Where a machine says in which subnet it is, or leaves it to others to say."""
SWITCHES = {
    "aws:apprunner/service:Service": _Switch("networkConfiguration.ingressConfiguration.isPubliclyAccessible", absent=False),
    "aws:appstream/fleet:Fleet": _Switch("enableDefaultInternetAccess"),
    "aws:appstream/imageBuilder:ImageBuilder": _Switch("enableDefaultInternetAccess"),
    "aws:cloudwatch/eventTarget:EventTarget": _Switch("ecsTarget.networkConfiguration.assignPublicIp"),
    "aws:dms/instanceProfile:InstanceProfile": _OPEN_BY_DEFAULT,
    "aws:dms/replicationInstance:ReplicationInstance": _OPEN_BY_DEFAULT,
    "aws:ec2/defaultSubnet:DefaultSubnet": _Switch("mapPublicIpOnLaunch", absent=False),
    "aws:ec2/instance:Instance": _NO_ADDRESS,
    "aws:ec2/launchConfiguration:LaunchConfiguration": _NO_ADDRESS,
    "aws:ec2/launchTemplate:LaunchTemplate": _Switch("networkInterfaces[*].associatePublicIpAddress"),
    "aws:ec2/spotFleetRequest:SpotFleetRequest": _Switch("launchSpecifications[*].associatePublicIpAddress"),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": _NO_ADDRESS,
    "aws:ec2/subnet:Subnet": _Switch("mapPublicIpOnLaunch"),
    "aws:ecs/service:Service": _Switch("networkConfiguration.assignPublicIp"),
    "aws:ecs/taskSet:TaskSet": _Switch("networkConfiguration.assignPublicIp"),
    "aws:lightsail/database:Database": _OFF,
    "aws:m2/environment:Environment": _OFF,
    "aws:mq/broker:Broker": _OFF,
    "aws:msk/cluster:Cluster": _Switch("brokerNodeGroupInfo.connectivityInfo.publicAccess.type", private=("DISABLED",)),
    "aws:mwaa/environment:Environment": _Switch("webserverAccessMode", private=("PRIVATE_ONLY",)),
    "aws:neptune/clusterInstance:ClusterInstance": _OFF,
    "aws:neptunegraph/graph:Graph": _Switch("publicConnectivity"),
    "aws:pipes/pipe:Pipe": _Switch(
        "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.assignPublicIp", private=("DISABLED",)
    ),
    "aws:rds/clusterInstance:ClusterInstance": _OFF,
    "aws:rds/instance:Instance": _OFF,
    "aws:rds/shardGroup:ShardGroup": _OPEN_BY_DEFAULT,
    "aws:redshift/cluster:Cluster": _OFF,
    "aws:redshiftserverless/workgroup:Workgroup": _OFF,
    "aws:sagemaker/domain:Domain": _Switch("appNetworkAccessType", absent=False, private=("VpcOnly",)),
    "aws:sagemaker/notebookInstance:NotebookInstance": _Switch("directInternetAccess", absent=False, private=("Disabled",)),
    "aws:scheduler/schedule:Schedule": _Switch("target.ecsParameters.networkConfiguration.assignPublicIp"),
    "aws:timestreaminfluxdb/dbCluster:DbCluster": _OFF,
    "aws:timestreaminfluxdb/dbInstance:DbInstance": _OFF,
    "aws:workspaces/directory:Directory": _Switch("workspaceCreationProperties.enableInternetAccess"),
}
"""Where each kind opens itself to the Internet."""


@resource_rule("HDS-NET-01", *SWITCHES)
def public_switch_is_off(resource: Resource, _: Graph) -> Verdict:
    """The switch that would give a public address or endpoint is off, said where the provider's default is on."""
    path, is_private, private = SWITCHES[resource.kind]
    return decide(resource, path, lambda value: value in private, "one_of", private[0], absent=PASS if is_private else None)


@resource_rule("HDS-NET-01", *_PLACES)
def machine_is_in_a_named_subnet(machine: Resource, _: Graph) -> Verdict:
    """A machine names its subnet, or leaves it to a template; a default one gives it a public address unless it refuses that."""
    if any(not isinstance(machine.get(path), Absent) for path in _PLACES[machine.kind]):
        return PASS
    refused = machine.get(_NO_ADDRESS.path)
    if isinstance(refused, Absent):
        return fail("subnetId", ABSENT, "named_subnet")
    return decide(machine, _NO_ADDRESS.path, lambda value: value in _NO_ADDRESS.private, "named_subnet")


@resource_rule("HDS-NET-01", "aws:rds/cluster:Cluster")
def database_cluster_has_no_public_address(cluster: Resource, _: Graph) -> Verdict:
    """A cluster of several zones is not public; without a subnet group, AWS makes it public by default. Aurora's instances decide."""
    of_zones = not isinstance(cluster.get("dbClusterInstanceClass"), Absent)
    grouped = not isinstance(cluster.get("dbSubnetGroupName"), Absent)
    return is_false(cluster, "publiclyAccessible", absent=None if of_zones and not grouped else PASS)


@resource_rule("HDS-NET-01", *_ADDRESSED)
def address_is_given_to_no_machine(address: Resource, graph: Graph) -> Verdict:
    """An Elastic IP serves a gateway, never an instance or an interface."""
    return all_of(_not_given(address, path, graph) for path in _ADDRESSED[address.kind])


@resource_rule("HDS-NET-01", "aws:eks/cluster:Cluster")
def cluster_endpoint_is_private(cluster: Resource, _: Graph) -> Verdict:
    """The control plane of Kubernetes answers inside the network and nowhere else; left out, it is public."""
    return all_of((is_false(cluster, "vpcConfig.endpointPublicAccess"), is_true(cluster, "vpcConfig.endpointPrivateAccess")))


@resource_rule("HDS-NET-01", *_DOMAINS)
def search_domain_is_in_a_network(domain: Resource, _: Graph) -> Verdict:
    """A search domain has its endpoint in subnets of the program."""
    return _stated(domain, "vpcOptions", "vpcOptions.subnetIds")


@resource_rule("HDS-NET-01", "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy")
def search_collection_is_reached_in_private(policy: Resource, _: Graph) -> Verdict:
    """A network policy of search collections admits endpoints of networks, never the public."""
    kind, text = policy.get("type"), policy.get("policy")
    if isinstance(kind, Known) and kind.value != "network":
        return NOT_APPLICABLE
    found = decoded(text)
    if not is_list(found) or not all(map(is_map, found)):
        return (fail if isinstance(text, Absent) else unknown)("policy", text, "no_public_collection")
    return fail("policy", text, "no_public_collection") if any(item.get("AllowFromPublic") for item in found) else PASS


@resource_rule("HDS-NET-01", "aws:transfer/server:Server")
def file_transfer_is_reached_in_private(server: Resource, _: Graph) -> Verdict:
    """A file transfer server stands in a network, without an Elastic IP; left out, it is public."""
    return all_of((one_of(server, "endpointType", "VPC", "VPC_ENDPOINT"), absent(server, "endpointDetails.addressAllocationIds")))


@resource_rule("HDS-NET-01", "aws:grafana/workspace:Workspace")
def workspace_admits_named_networks(workspace: Resource, _: Graph) -> Verdict:
    """A Grafana workspace names the endpoints and ranges that reach it; left out, everyone does."""
    return _stated(workspace, "networkAccessControl", "networkAccessControl")


@resource_rule("HDS-NET-01", "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration")
def public_rules_are_blocked_on_clusters(block: Resource, _: Graph) -> Verdict:
    """EMR refuses clusters whose security groups are open to the Internet."""
    return is_true(block, "blockPublicSecurityGroupRules")


@graph_rule("HDS-NET-01", VPC)
def network_is_behind_the_public_access_block(network: Resource, graph: Graph) -> Verdict:
    """The region of a network has the block of public access, whatever mode it is in."""
    here = graph.region(network)
    regions = [graph.region(block) for block in graph.of(_BLOCK)]
    if here in regions:
        return PASS
    if not isinstance(here, Known):
        return unknown("region", here, "public_access_block", "?")
    settled = all(isinstance(region, Known) for region in regions)
    return (fail if settled else unknown)("", ABSENT, "public_access_block", here.value)


def _not_given(address: Resource, path: str, graph: Graph) -> Verdict:
    """Not given, or, while unknown, to something that is no machine of the program."""
    if graph.targets(address, path, *_MACHINES):
        return fail(path, address.get(path), "absent")
    return absent(address, path)


def _stated(resource: Resource, block: str, path: str) -> Verdict:
    """A block is set; one that is unknown as a whole may yet be nothing."""
    value = resource.get(block)
    return unknown(block, value, "present") if isinstance(value, Unknown) else present(resource, path)
